#pragma once

// E-mail addresses: RFC 5321 4.1.2 with RFC 6531 (letters of all scripts); no comments, no folding.
// Standard form: no "mailto:", no "Name <...>", the local part as written, the domain in lower case
// and as people read it ("anna@bücher.de"). `normal`: all lower case, the domain as DNS has it.
// Parts: local, domain, role ("yes" for an address of an office rather than a person).
// `suggestion` is set when the domain looks like a mistyped one ("gmial.com").

#include "value/value.h"

enum { EMAIL_MAX = 254, EMAIL_LOCAL_MAX = 64 };

value_fn email_standardise;

// True for info@, post@, kontakt@, noreply@ ...: several people read it, or nobody.
bool email_is_role(str email);

// True when anybody can get an address at `domain` (lower case): gmail.com, online.no ...
bool email_is_freemail(str domain);
