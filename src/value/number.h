#pragma once

// Organisation, VAT, tax and identity numbers with their check digits. context.format names one
// ("no.orgnr", "se.vat", "eu.vat", "iban" ...: number_format.c); with only context.country it is
// read as that country's organisation number, then as its VAT number; with neither, as a VAT
// number with its prefix or as a Nordic organisation number, when only one country's rule fits.
// Standard form: as the country writes it. `normal`: country code and the bare characters
// ("NO923609016"). Parts: country, format, compact (the bare characters).

#include "value/value.h"

value_fn number_standardise;
