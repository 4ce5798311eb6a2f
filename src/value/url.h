#pragma once

// Web sites: RFC 3986 with http, https or ftp; "https://" is put before a bare host. Standard form:
// scheme and host in lower case, no default port, no slash behind a bare host. `normal`: the
// registrable domain ("example.se"), since one web site is one owner. Parts: scheme, host, domain.

#include "value/value.h"

enum { URL_MAX = 2083 };

value_fn url_standardise;

// The registrable domain of a web or e-mail address or host, in lower case and as people read it;
// empty when there is none.
str url_domain(struct arena *arena, str s);
