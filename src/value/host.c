#include "value/host.h"

#include "value/ascii.h"

#include <arpa/inet.h>
#include <idn2.h>
#include <libpsl.h>

enum { ADDRESS_TEXT_MAX = 46 };

static const char *label_problem(str label)
{
    if (!label.len)
        return "two dots follow each other, or a dot stands at an end";
    if (label.len > HOST_LABEL_MAX)
        return "a part between dots is longer than 63 characters";
    if (label.at[0] == '-' || label.at[label.len - 1] == '-')
        return "a part between dots begins or ends with a hyphen";
    for (size_t i = 0; i < label.len; i++)
        if (!ascii_is_alnum(label.at[i]) && label.at[i] != '-')
            return "it holds a character that no domain may have";
    return NULL;
}

static const char *ascii_problem(str host)
{
    if (!host.len)
        return "the domain is missing";
    if (host.len > HOST_MAX)
        return "the domain is longer than 253 characters";
    str label, rest = host;
    while (str_split(&rest, '.', &label)) {
        const char *problem = label_problem(label);
        if (problem)
            return problem;
    }
    return NULL;
}

// Labels with hyphens in the third and fourth place are encoded (RFC 5890 2.3.1).
static bool is_encoded(str host)
{
    for (size_t i = 0; i + 4 <= host.len; i++)
        if ((i == 0 || host.at[i - 1] == '.') && host.at[i + 2] == '-' && host.at[i + 3] == '-')
            return true;
    return false;
}

static str copied_and_freed(char *text, struct arena *arena)
{
    str copy = arena_copy(arena, str_of(text));
    idn2_free(text);
    return copy;
}

// Long labels overrun buffers of the library's Unicode converter, so lengths are checked first.
static struct host international(str host, struct arena *arena)
{
    enum { UTF8_LONGEST = HOST_MAX * 4 };
    if (host.len > UTF8_LONGEST)
        return (struct host){ .problem = "the domain is longer than 253 characters" };
    char *text = NULL;
    str lower = ascii_to_lower(arena, host);
    if (idn2_to_ascii_8z(lower.at, &text, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
        return (struct host){ .problem = "the domain is no valid international name" };
    struct host out = { .ascii = copied_and_freed(text, arena) };
    out.problem = ascii_problem(out.ascii);
    out.name = out.ascii;
    if (!out.problem && idn2_to_unicode_8z8z(out.ascii.at, &text, 0) == IDN2_OK)
        out.name = copied_and_freed(text, arena);
    else if (is_encoded(out.ascii))
        out.problem = out.problem ? out.problem : "the domain is no valid international name";
    return out;
}

struct host host_read(str host, struct arena *arena)
{
    struct host out;
    if (ascii_only(host)) {
        const char *problem = ascii_problem(host);
        str lower = ascii_to_lower(arena, host);
        out = problem ? (struct host){ .problem = problem } : (struct host){ lower, lower, NULL };
        if (!problem && is_encoded(lower))
            out = international(lower, arena);
    } else {
        out = international(host, arena);
    }
    return out.problem ? (struct host){ .problem = out.problem } : out;
}

str host_domain(str host, struct arena *arena)
{
    str text = arena_copy(arena, host);
    const char *domain = psl_registrable_domain(psl_builtin(), text.at);
    return domain ? str_of(domain) : host;
}

bool host_has_known_end(str host, struct arena *arena)
{
    size_t dot = host.len;
    while (dot && host.at[dot - 1] != '.')
        dot--;
    str end = arena_copy(arena, str_slice(host, dot, host.len));
    return psl_is_public_suffix2(psl_builtin(), end.at, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) == 1;
}

static bool is_address(int family, str s)
{
    char text[ADDRESS_TEXT_MAX];
    unsigned char bytes[16];
    if (!s.len || s.len >= sizeof text)
        return false;
    memcpy(text, s.at, s.len);
    text[s.len] = 0;
    return strlen(text) == s.len && inet_pton(family, text, bytes) == 1;
}

bool host_is_ipv4(str s)
{
    return is_address(AF_INET, s);
}

bool host_is_ipv6(str s)
{
    return is_address(AF_INET6, s);
}
