#pragma once

// Postcodes. context.country says whose; without it only the text is cleaned. Standard form: as
// the country's post writes it ("114 55", "SW1A 1AA", "00-950"); `normal`: letters and digits only.

#include "value/value.h"

value_fn postcode_standardise;

// True when the rules know how the postcodes of `country` look.
bool postcode_is_known_country(str country);
