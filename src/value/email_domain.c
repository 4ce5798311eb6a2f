#include "value/email_domain.h"

#include "value/ascii.h"
#include "value/email.h"
#include "value/host.h"

// Sorted. Compiled from the providers' own pages; Nordic ones are Telia, Telenor, Altibox, Elisa,
// DNA, TDC, YouSee, Síminn, Vodafone Iceland, Bredband2 and their predecessors. `guess`: common
// enough that a slip of the keys is a likelier reading than a domain of the same looks.
static const struct known {
    const char *name;
    bool guess;
} KNOWN[] = {
    { "1and1.com", 0 },      { "163.com", 0 },         { "aim.com", 0 },
    { "aol.com", 0 },        { "att.net", 0 },         { "bahnhof.se", 1 },
    { "bigpond.com", 1 },    { "bluewin.ch", 1 },      { "bredband.net", 1 },
    { "bredband2.com", 1 },  { "broadpark.no", 1 },    { "btinternet.com", 1 },
    { "c2i.net", 0 },        { "comcast.net", 1 },     { "comhem.se", 1 },
    { "cox.net", 0 },        { "dnainternet.net", 1 }, { "email.com", 0 },
    { "elisanet.fi", 1 },    { "fastmail.com", 1 },    { "free.fr", 0 },
    { "freenet.de", 1 },     { "frisurf.no", 1 },      { "getmail.no", 1 },
    { "glocalnet.net", 1 },  { "gmail.com", 1 },       { "gmx.at", 0 },
    { "gmx.ch", 0 },         { "gmx.com", 0 },         { "gmx.de", 0 },
    { "gmx.net", 0 },        { "googlemail.com", 1 },  { "hey.com", 0 },
    { "home.se", 0 },        { "hotmail.com", 1 },     { "icloud.com", 1 },
    { "inbox.com", 0 },      { "inbox.lv", 0 },        { "inet.fi", 0 },
    { "jubii.dk", 1 },       { "kolumbus.fi", 1 },     { "laposte.net", 1 },
    { "libero.it", 1 },      { "live.com", 0 },        { "live.dk", 0 },
    { "live.no", 0 },        { "live.se", 0 },         { "luukku.com", 1 },
    { "lyse.net", 0 },       { "mac.com", 0 },         { "mail.com", 0 },
    { "mail.dk", 0 },        { "mail.ru", 0 },         { "mail.tele.dk", 0 },
    { "me.com", 0 },         { "msn.com", 0 },         { "netcom.no", 0 },
    { "nettvik.no", 0 },     { "ofir.dk", 0 },         { "online.no", 1 },
    { "orange.fr", 1 },      { "outlook.com", 1 },     { "outlook.dk", 0 },
    { "outlook.no", 0 },     { "passagen.se", 1 },     { "pp.inet.fi", 0 },
    { "proton.me", 1 },      { "protonmail.com", 1 },  { "qq.com", 0 },
    { "rocketmail.com", 1 }, { "saunalahti.fi", 1 },   { "sbcglobal.net", 1 },
    { "seznam.cz", 1 },      { "simnet.is", 1 },       { "sky.com", 0 },
    { "spray.se", 1 },       { "start.no", 0 },        { "stofanet.dk", 1 },
    { "suomi24.fi", 1 },     { "swipnet.se", 1 },      { "t-online.de", 1 },
    { "tdcadsl.dk", 1 },     { "tele2.se", 0 },        { "telia.com", 1 },
    { "telia.se", 0 },       { "tiscali.it", 1 },      { "verizon.net", 1 },
    { "virgilio.it", 1 },    { "visir.is", 0 },        { "vortex.is", 0 },
    { "wanadoo.fr", 1 },     { "web.de", 0 },          { "welho.com", 0 },
    { "yahoo.com", 1 },      { "yahoo.no", 0 },        { "yahoo.se", 0 },
    { "yandex.ru", 1 },      { "ymail.com", 0 },       { "yousee.dk", 1 },
    { "zoho.com", 0 },
};

// Providers with one domain per country: hotmail.fi and yahoo.co.uk are no typing errors.
static const char *const WORLDWIDE[] = { "gmx",     "hotmail", "live", "msn",
                                         "outlook", "yahoo",   "ymail" };

// Ends that are no domains (checked by the caller) and what the fingers meant.
static const struct {
    const char *wrong, *right;
} ENDS[] = {
    { "ccom", "com" }, { "cim", "com" },  { "cmo", "com" },  { "cok", "com" }, { "con", "com" },
    { "comm", "com" }, { "coom", "com" }, { "copm", "com" }, { "cpm", "com" }, { "ocm", "com" },
    { "vom", "com" },  { "xom", "com" },  { "ner", "net" },  { "nte", "net" }, { "nett", "net" },
    { "ogr", "org" },  { "orgg", "org" }, { "dee", "de" },   { "noo", "no" },  { "see", "se" },
    { "dkk", "dk" },   { "fii", "fi" },   { "nno", "no" },   { "sse", "se" },  { "ddk", "dk" },
};

static bool is_worldwide(str label)
{
    return ascii_one_of(label, WORLDWIDE, LENGTH(WORLDWIDE));
}

static const struct known *find_known(str domain)
{
    for (size_t i = 0; i < LENGTH(KNOWN); i++)
        if (str_eq(domain, str_of(KNOWN[i].name)))
            return &KNOWN[i];
    return NULL;
}

bool email_is_freemail(str domain)
{
    str first = str_slice(domain, 0, str_find_byte(domain, '.'));
    return find_known(domain) || (is_worldwide(first) && domain.len > first.len);
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

enum { COMPARED_MAX = 24 };

// How many letters were added, left out, mistaken or swapped with their neighbour (optimal string
// alignment). Both texts are at most COMPARED_MAX long.
static size_t slips(str a, str b)
{
    size_t rows[3][COMPARED_MAX + 1] = { 0 };
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            bool same = a.at[i - 1] == b.at[j - 1];
            now[j] = smallest(now[j - 1] + 1, before[j] + 1, before[j - 1] + !same);
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1] &&
                earlier[j - 2] + 1 < now[j])
                now[j] = earlier[j - 2] + 1;
        }
    }
    return rows[a.len % 3][b.len];
}

// One bit per letter: texts that differ in many letters need no exact comparison.
static uint64_t letters(str s)
{
    uint64_t set = 0;
    for (size_t i = 0; i < s.len; i++)
        set |= (uint64_t)1 << ((unsigned char)s.at[i] & 63);
    return set;
}

// Short names have many real neighbours, so they get one slip, longer ones two.
static size_t slips_allowed(str known)
{
    return str_find_byte(known, '.') >= 7 ? 2 : 1;
}

static const struct known *find_similar(str domain)
{
    uint64_t own = letters(domain);
    const struct known *best = NULL;
    size_t least = 3;
    for (size_t i = 0; i < LENGTH(KNOWN); i++) {
        str name = str_of(KNOWN[i].name);
        size_t allowed = slips_allowed(name);
        if (!KNOWN[i].guess || name.len > domain.len + allowed || domain.len > name.len + allowed ||
            (size_t)__builtin_popcountll(own ^ letters(name)) > 2 * allowed)
            continue;
        size_t count = slips(domain, name);
        if (count <= allowed && count < least) {
            least = count;
            best = &KNOWN[i];
        }
    }
    return best;
}

// "example.con" -> "example.com"; `domain` itself when its end exists or is not recognised.
static str with_end_mended(str domain, struct arena *arena)
{
    size_t dot = domain.len;
    while (dot && domain.at[dot - 1] != '.')
        dot--;
    str end = str_slice(domain, dot, domain.len);
    if (dot < 3)
        return domain;
    for (size_t i = 0; i < LENGTH(ENDS); i++)
        if (str_eq(end, str_of(ENDS[i].wrong)) && !host_has_known_end(domain, arena))
            return arena_print(arena, STR_FMT "%s", (int)dot, domain.at, ENDS[i].right);
    return domain;
}

str email_domain_meant(str domain, struct arena *arena)
{
    if (find_known(domain) || domain.len < 5)
        return (str){ 0 };
    str mended = with_end_mended(domain, arena);
    str first = str_slice(mended, 0, str_find_byte(mended, '.'));
    bool real = is_worldwide(first) && host_has_known_end(mended, arena) &&
                !str_ends(mended, STR(".co")) && !str_ends(mended, STR(".cm")) &&
                !str_ends(mended, STR(".om"));
    if (!real && mended.len < COMPARED_MAX && !find_known(mended)) {
        const struct known *similar = find_similar(mended);
        if (similar)
            return str_of(similar->name);
    }
    return str_eq(mended, domain) ? (str){ 0 } : mended;
}
