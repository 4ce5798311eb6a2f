#pragma once

// Organisation numbers with the right check digit, out of series that are not given out.

#include "demo/demo_random.h"

// Digits only, for "SE", "NO", "DK" or "FI"; in Finland "9123456-7".
str demo_number_new(str country, struct demo_random *random, struct arena *arena);

// One of the ways people write it: with a hyphen or spaces, as a VAT number, with "Org.nr".
str demo_number_spelt(str number, str country, struct demo_random *random, struct arena *arena);
