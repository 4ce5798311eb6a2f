#include "value/email.h"

#include "base/utf8.h"
#include "value/ascii.h"
#include "value/email_domain.h"
#include "value/fold.h"
#include "value/host.h"

// Sorted. Mailboxes of offices: RFC 2142, and what companies of the Nordic countries, Germany and
// the English-speaking world print on their web sites.
static const char *const ROLES[] = {
    "abuse",
    "accounting",
    "accounts",
    "admin",
    "administration",
    "administrator",
    "asiakaspalvelu",
    "bestilling",
    "billing",
    "booking",
    "bookkeeping",
    "bogholderi",
    "buero",
    "career",
    "careers",
    "contact",
    "contacto",
    "customerservice",
    "do-not-reply",
    "donotreply",
    "ekonomi",
    "enquiries",
    "eposti",
    "epost",
    "faktura",
    "feedback",
    "finance",
    "firma",
    "firmapost",
    "firmaposti",
    "helpdesk",
    "help",
    "hello",
    "hallo",
    "hei",
    "hej",
    "hostmaster",
    "hr",
    "info",
    "informasjon",
    "information",
    "inkop",
    "invoice",
    "invoices",
    "jobs",
    "jobb",
    "kansli",
    "kirjaamo",
    "kontakt",
    "kontor",
    "kontoret",
    "kundeservice",
    "kundservice",
    "kundtjanst",
    "laskut",
    "mail",
    "mailer-daemon",
    "marketing",
    "media",
    "myynti",
    "news",
    "newsletter",
    "no-reply",
    "noc",
    "noreply",
    "office",
    "order",
    "orders",
    "ordre",
    "palaute",
    "personal",
    "post",
    "postmaster",
    "postmottak",
    "press",
    "presse",
    "privacy",
    "purchasing",
    "reception",
    "regnskab",
    "regnskap",
    "reservations",
    "resepsjon",
    "root",
    "salg",
    "sales",
    "salesteam",
    "sekretariat",
    "security",
    "service",
    "servicedesk",
    "shop",
    "sokerord",
    "spam",
    "staff",
    "support",
    "team",
    "toimisto",
    "usenet",
    "uucp",
    "webmaster",
    "www",
};

// Words people type when a form insists on an address.
static const char *const PLACEHOLDERS[] = {
    "aaa",    "abc",     "asd",  "asdf",  "blank",  "ei",     "fake",    "finnes", "ikke",
    "ingen",  "invalid", "na",   "nada",  "nei",    "no",     "noemail", "nomail", "none",
    "nope",   "nothing", "null", "okand", "qwerty", "saknas", "test",    "tom",    "ukendt",
    "ukjent", "unknown", "x",    "xx",    "xxx",    "xxxx",
};

// True when `word` stands in `words`, in whatever order they are.
static bool stands_in(str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i][0] == word.at[0] && str_eq(word, str_of(words[i])))
            return true;
    return false;
}

static bool is_atext(char c)
{
    return ascii_is_alnum(c) || (unsigned char)c >= 0x80 ||
           (c && memchr("!#$%&'*+-/=?^_`{|}~", c, 19));
}

// RFC 5321: Dot-string.
static const char *dot_string_problem(str local)
{
    if (local.at[0] == '.' || local.at[local.len - 1] == '.')
        return "the part before @ begins or ends with a dot";
    for (size_t i = 0; i < local.len; i++) {
        if (local.at[i] == '.' && local.at[i + 1] == '.')
            return "two dots follow each other before @";
        if (local.at[i] == ' ')
            return "there is a space inside";
        if (local.at[i] != '.' && !is_atext(local.at[i]))
            return "the part before @ holds a character that no address may have";
    }
    return NULL;
}

// RFC 5321: Quoted-string. `local` begins with a quote.
static const char *quoted_problem(str local)
{
    const char *bad = "the quotes before @ are not closed, or hold what they may not";
    size_t i = 1;
    for (; i < local.len && local.at[i] != '"'; i++) {
        if (local.at[i] == '\\')
            i++;
        unsigned char c = i < local.len ? (unsigned char)local.at[i] : 0;
        if (c < 0x20 || c == 0x7F || (c >= 0x80 && local.at[i - 1] == '\\'))
            return bad;
    }
    return i + 1 == local.len ? NULL : bad;
}

// Letters of other scripts are fine; blanks, signs that do not show and lone marks are not.
static bool has_unsafe_character(str s)
{
    bool first = true;
    while (s.len) {
        uint32_t c = utf8_next(&s);
        if (c == UTF8_BAD || (c >= 0x80 && c <= 0xA0) || (c >= 0x2000 && c <= 0x200F) ||
            (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
            c == 0xFEFF || (first && c >= 0x300 && c <= 0x36F) || (c >= 0xE000 && c <= 0xF8FF))
            return true;
        first = false;
    }
    return false;
}

static const char *local_problem(str local)
{
    if (!local.len)
        return "there is nothing before @";
    if (local.len > EMAIL_LOCAL_MAX)
        return "the part before @ is longer than 64 characters";
    if (!ascii_only(local) && has_unsafe_character(local))
        return "the part before @ holds a character that does not show";
    return local.at[0] == '"' ? quoted_problem(local) : dot_string_problem(local);
}

// "[192.0.2.1]", "[IPv6:2001:db8::1]"
static bool is_domain_literal(str domain)
{
    str inside = str_slice(domain, 1, domain.len - 1);
    if (str_eq_ascii_case(str_slice(inside, 0, 5), STR("IPv6:")))
        return host_is_ipv6(str_slice(inside, 5, inside.len));
    return host_is_ipv4(inside);
}

static struct host read_domain(str domain, struct arena *arena)
{
    if (domain.len < 2 || domain.at[0] != '[' || domain.at[domain.len - 1] != ']')
        return host_read(domain, arena);
    if (!is_domain_literal(domain))
        return (struct host){ .problem = "between the brackets is no IP address" };
    return (struct host){ domain, domain, NULL };
}

// Domains that never get mail: RFC 2606, RFC 6761, RFC 6762.
static bool is_reserved(str domain)
{
    static const char *const ENDS[] = { ".test", ".invalid", ".local", ".localhost", ".arpa" };
    for (size_t i = 0; i < LENGTH(ENDS); i++)
        if (str_ends(domain, str_of(ENDS[i])))
            return true;
    return false;
}

// "none@none.com", "x@x": the same placeholder on both sides. "test@test.com" stays, test.com is
// somebody's.
static bool is_placeholder(str local, str domain)
{
    str first = str_slice(domain, 0, str_find_byte(domain, '.'));
    if (!stands_in(local, PLACEHOLDERS, LENGTH(PLACEHOLDERS)))
        return false;
    return str_eq(local, first) && !str_eq(domain, STR("test.com"));
}

// The last @ that is not inside quotes.
static size_t find_at(str s)
{
    size_t at = s.len;
    bool quoted = s.len && s.at[0] == '"';
    for (size_t i = quoted; i < s.len; i++) {
        if (quoted && s.at[i] == '\\')
            i++;
        else if (quoted && s.at[i] == '"')
            quoted = false;
        else if (!quoted && s.at[i] == '@')
            at = i;
    }
    return at;
}

// Only blanks: a line break belongs to no address, and who reads files removes it before.
static str trim_blanks(str s)
{
    while (s.len && (s.at[0] == ' ' || s.at[0] == '\t'))
        s = str_slice(s, 1, s.len);
    while (s.len && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '\t'))
        s.len--;
    return s;
}

// "Anna Berg <anna@example.se>", "mailto:anna@example.se?subject=Hi"
static str unwrap(str s)
{
    s = trim_blanks(s);
    if (s.len && s.at[s.len - 1] == '>') {
        size_t open = s.len;
        while (open && s.at[open - 1] != '<')
            open--;
        if (open)
            s = trim_blanks(str_slice(s, open, s.len - 1));
    }
    if (str_eq_ascii_case(str_slice(s, 0, 7), STR("mailto:"))) {
        s = str_slice(s, 7, s.len);
        s = trim_blanks(str_slice(s, 0, str_find_byte(s, '?')));
    }
    return s;
}

static const char *whole_problem(str text, size_t at)
{
    if (!text.len)
        return "there is no text";
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7F)
            return "there is a line break or another control character inside";
    if (at == text.len)
        return "there is no @";
    return NULL;
}

static void write_parts(str local, struct host host, struct arena *arena, struct value *out)
{
    str lower = ascii_only(local) ? ascii_to_lower(arena, local) : fold(arena, local);
    out->value = arena_print(arena, STR_FMT "@" STR_FMT, STR_ARG(local), STR_ARG(host.name));
    out->normal = arena_print(arena, STR_FMT "@" STR_FMT, STR_ARG(lower), STR_ARG(host.ascii));
    value_add_part(out, "local", local);
    value_add_part(out, "domain", host.name);
    if (email_is_role(out->normal))
        value_add_part(out, "role", STR("yes"));
    if (out->value.len > EMAIL_MAX || out->normal.len > EMAIL_MAX)
        out->problem = STR("it is longer than 254 characters");
    else if (is_reserved(host.ascii))
        out->problem = STR("the domain is reserved for tests and never gets mail");
    else if (is_placeholder(lower, host.ascii))
        out->problem = STR("it is a placeholder, not an address");
    out->valid = out->problem.len == 0;
}

static void suggest(str local, str domain, struct arena *arena, struct value *out)
{
    str meant = email_domain_meant(ascii_to_lower(arena, domain), arena);
    if (meant.len && !local_problem(local))
        out->suggestion = arena_print(arena, STR_FMT "@" STR_FMT, STR_ARG(local), STR_ARG(meant));
}

void email_standardise(str input, const struct value_context *context, struct arena *arena,
                       struct value *out)
{
    (void)context;
    *out = (struct value){ 0 };
    str text = unwrap(input);
    size_t at = find_at(text);
    const char *problem = whole_problem(text, at);
    str local = str_slice(text, 0, at), domain = str_slice(text, at + 1, text.len);
    if (!problem)
        problem = local_problem(local);
    struct host host = { 0 };
    if (!problem) {
        host = read_domain(domain, arena);
        problem = host.problem;
    }
    if (problem)
        out->problem = str_of(problem);
    else
        write_parts(local, host, arena, out);
    if (at < text.len && domain.len < HOST_MAX)
        suggest(local, domain, arena, out);
}

bool email_is_role(str email)
{
    char word[24];
    size_t len = str_find_byte(email, '@');
    if (len == 0 || len > sizeof word)
        return false;
    for (size_t i = 0; i < len; i++)
        word[i] = ascii_lower(email.at[i]);
    return stands_in((str){ word, len }, ROLES, LENGTH(ROLES));
}
