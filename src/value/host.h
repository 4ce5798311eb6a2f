#pragma once

// Host names: syntax (RFC 1123 2.1, RFC 5890), international names and registrable domains.

#include "base/arena.h"

enum { HOST_MAX = 253, HOST_LABEL_MAX = 63 };

// The name in lower case, as people read it ("bücher.de", not "xn--bcher-kva.de"), and its form in
// DNS. Empty when `host` is no host name; `problem` then says why.
struct host {
    str name;
    str ascii;
    const char *problem;
};

struct host host_read(str host, struct arena *arena);

// What an owner registers: "shop.example.co.uk" gives "example.co.uk". The host itself when it is
// a public suffix or none is known. Takes and returns either form of the name, in lower case.
str host_domain(str host, struct arena *arena);

// True when the last label of `host` is a top-level domain of the public suffix list.
bool host_has_known_end(str host, struct arena *arena);

// "10.0.0.1"
bool host_is_ipv4(str s);

// "2001:db8::1", also with an IPv4 end
bool host_is_ipv6(str s);
