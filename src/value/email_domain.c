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
    { "163.com", false },       { "1and1.com", false },      { "aim.com", false },
    { "aol.com", false },       { "att.net", false },        { "bahnhof.se", true },
    { "bigpond.com", true },    { "bluewin.ch", true },      { "bredband.net", true },
    { "bredband2.com", true },  { "broadpark.no", true },    { "btinternet.com", true },
    { "c2i.net", false },       { "comcast.net", true },     { "comhem.se", true },
    { "cox.net", false },       { "dnainternet.net", true }, { "elisanet.fi", true },
    { "email.com", false },     { "fastmail.com", true },    { "free.fr", false },
    { "freenet.de", true },     { "frisurf.no", true },      { "getmail.no", true },
    { "glocalnet.net", true },  { "gmail.com", true },       { "gmx.at", false },
    { "gmx.ch", false },        { "gmx.com", false },        { "gmx.de", false },
    { "gmx.net", false },       { "googlemail.com", true },  { "hey.com", false },
    { "home.se", false },       { "hotmail.com", true },     { "icloud.com", true },
    { "inbox.com", false },     { "inbox.lv", false },       { "inet.fi", false },
    { "jubii.dk", true },       { "kolumbus.fi", true },     { "laposte.net", true },
    { "libero.it", true },      { "live.com", false },       { "live.dk", false },
    { "live.no", false },       { "live.se", false },        { "luukku.com", true },
    { "lyse.net", false },      { "mac.com", false },        { "mail.com", false },
    { "mail.dk", false },       { "mail.ru", false },        { "mail.tele.dk", false },
    { "me.com", false },        { "msn.com", false },        { "netcom.no", false },
    { "nettvik.no", false },    { "ofir.dk", false },        { "online.no", true },
    { "orange.fr", true },      { "outlook.com", true },     { "outlook.dk", false },
    { "outlook.no", false },    { "passagen.se", true },     { "pp.inet.fi", false },
    { "proton.me", true },      { "protonmail.com", true },  { "qq.com", false },
    { "rocketmail.com", true }, { "saunalahti.fi", true },   { "sbcglobal.net", true },
    { "seznam.cz", true },      { "simnet.is", true },       { "sky.com", false },
    { "spray.se", true },       { "start.no", false },       { "stofanet.dk", true },
    { "suomi24.fi", true },     { "swipnet.se", true },      { "t-online.de", true },
    { "tdcadsl.dk", true },     { "tele2.se", false },       { "telia.com", true },
    { "telia.se", false },      { "tiscali.it", true },      { "verizon.net", true },
    { "virgilio.it", true },    { "visir.is", false },       { "vortex.is", false },
    { "wanadoo.fr", true },     { "web.de", false },         { "welho.com", false },
    { "yahoo.com", true },      { "yahoo.no", false },       { "yahoo.se", false },
    { "yandex.ru", true },      { "ymail.com", false },      { "yousee.dk", true },
    { "zoho.com", false },
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
    size_t low = 0, high = LENGTH(KNOWN);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(domain, str_of(KNOWN[middle].name));
        if (order == 0)
            return &KNOWN[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
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
