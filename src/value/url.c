#include "value/url.h"

#include "value/ascii.h"
#include "value/host.h"

struct parts {
    str scheme, user, host, port, rest; // `rest` begins with / ? or #, or is empty
    bool has_user;
};

static const struct {
    const char *name;
    int port;
} SCHEMES[] = { { "https", 443 }, { "http", 80 }, { "ftp", 21 } };

static int default_port(str scheme)
{
    for (size_t i = 0; i < LENGTH(SCHEMES); i++)
        if (str_eq(scheme, str_of(SCHEMES[i].name)))
            return SCHEMES[i].port;
    return 0;
}

static size_t find_any(str s, const char *bytes)
{
    size_t i = 0;
    while (i < s.len && !(s.at[i] && strchr(bytes, s.at[i])))
        i++;
    return i;
}

static const char *character_problem(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c <= 0x20 || c == 0x7F)
            return "there is a space or control character inside";
        if (c == '<' || c == '>' || c == '"' || c == '`' || c == '\\')
            return "it holds a character that no web address may have";
    }
    return NULL;
}

static bool is_hex(char c)
{
    return ascii_is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

static const char *path_problem(str path)
{
    for (size_t i = 0; i < path.len; i++)
        if (path.at[i] == '%' &&
            (i + 2 >= path.len || !is_hex(path.at[i + 1]) || !is_hex(path.at[i + 2])))
            return "a % is not followed by two hexadecimal digits";
    if (str_starts(path, STR("/../")) || str_starts(path, STR("/..%2f")) ||
        str_starts(path, STR("/..%2F")))
        return "the path leads above the web site";
    return NULL;
}

static const char *port_problem(str port)
{
    int64_t number = 0;
    if (!port.at)
        return NULL;
    if (!ascii_all_digits(port) || !str_to_int(port, &number) || number < 1 || number > 65535)
        return "the port is not a number from 1 to 65535";
    return NULL;
}

static const char *user_problem(const struct parts *parts)
{
    if (!parts->has_user)
        return NULL;
    if (!parts->user.len)
        return "there is nothing before @";
    if (str_find_byte(parts->user, '@') < parts->user.len)
        return "there are two @ in it";
    return NULL;
}

// Splits "user@host:port".
static void split_authority(str authority, struct parts *out)
{
    size_t at = authority.len;
    while (at && authority.at[at - 1] != '@')
        at--;
    out->has_user = at > 0;
    out->user = str_slice(authority, 0, at ? at - 1 : 0);
    str host = str_slice(authority, at, authority.len);
    size_t end = str_starts(host, STR("[")) ? str_find_byte(host, ']') + 1 : 0;
    size_t colon = end + str_find_byte(str_slice(host, end, host.len), ':');
    out->host = str_slice(host, 0, colon);
    if (colon < host.len)
        out->port = str_slice(host, colon + 1, host.len);
}

static struct parts split(str text, struct arena *arena)
{
    struct parts out = { .scheme = STR("https") };
    size_t mark = str_find(text, STR("://"));
    size_t end = find_any(text, "/?#:");
    if (mark < text.len && mark == end) {
        out.scheme = ascii_to_lower(arena, str_slice(text, 0, mark));
        text = str_slice(text, mark + 3, text.len);
    }
    size_t path = find_any(text, "/?#");
    split_authority(str_slice(text, 0, path), &out);
    out.rest = str_slice(text, path, text.len);
    return out;
}

static struct host read_host(str host, struct arena *arena)
{
    if (host.len > 2 && host.at[0] == '[' && host.at[host.len - 1] == ']') {
        if (!host_is_ipv6(str_slice(host, 1, host.len - 1)))
            return (struct host){ .problem = "between the brackets is no IP address" };
        str lower = ascii_to_lower(arena, host);
        return (struct host){ lower, lower, NULL };
    }
    struct host out = host_read(host, arena);
    if (!out.problem && str_find_byte(out.ascii, '.') == out.ascii.len)
        return (struct host){ .problem = "the host has no domain, such as .com" };
    return out;
}

static str domain_of(struct host host, struct arena *arena)
{
    if (!host.name.len || host.name.at[0] == '[' || host_is_ipv4(host.name))
        return host.name;
    return host_domain(host.name, arena);
}

static void write_parts(const struct parts *parts, struct host host, struct arena *arena,
                        struct value *out)
{
    int64_t port = 0;
    str rest = str_eq(parts->rest, STR("/")) ? (str){ 0 } : parts->rest;
    bool shown = str_to_int(parts->port, &port) && port != default_port(parts->scheme);
    str user = parts->has_user ? arena_print(arena, STR_FMT "@", STR_ARG(parts->user)) : (str){ 0 };
    str behind = shown ? arena_print(arena, ":%d", (int)port) : (str){ 0 };
    out->value =
        arena_print(arena, STR_FMT "://" STR_FMT STR_FMT STR_FMT STR_FMT, STR_ARG(parts->scheme),
                    STR_ARG(user), STR_ARG(host.name), STR_ARG(behind), STR_ARG(rest));
    out->normal = domain_of(host, arena);
    out->valid = true;
    value_add_part(out, "scheme", parts->scheme);
    value_add_part(out, "host", host.name);
    value_add_part(out, "domain", out->normal);
}

static const char *parts_problem(const struct parts *parts, bool told, struct arena *arena,
                                 struct host *host)
{
    if (!default_port(parts->scheme))
        return "it does not begin with http:// or https://";
    if (parts->has_user && !told)
        return "it is an e-mail address, not a web address";
    const char *problem = user_problem(parts);
    if (problem)
        return problem;
    *host = read_host(parts->host, arena);
    if (host->problem)
        return host->problem;
    problem = port_problem(parts->port);
    return problem ? problem : path_problem(parts->rest);
}

void url_standardise(str input, const struct value_context *context, struct arena *arena,
                     struct value *out)
{
    (void)context;
    *out = (struct value){ 0 };
    str text = input;
    while (text.len && text.at[0] == ' ')
        text = str_slice(text, 1, text.len);
    while (text.len && text.at[text.len - 1] == ' ')
        text.len--;
    const char *problem = !text.len ? "there is no text" : character_problem(text);
    if (!problem && text.len > URL_MAX)
        problem = "it is longer than 2083 characters";
    struct host host = { 0 };
    struct parts parts = split(text, arena);
    if (!problem)
        problem = parts_problem(&parts, str_find(text, STR("://")) < text.len, arena, &host);
    if (problem)
        out->problem = str_of(problem);
    else
        write_parts(&parts, host, arena, out);
}

str url_domain(struct arena *arena, str s)
{
    s = str_trim(s);
    struct parts parts = split(s, arena);
    struct host host = read_host(parts.host, arena);
    return host.problem ? (str){ 0 } : domain_of(host, arena);
}
