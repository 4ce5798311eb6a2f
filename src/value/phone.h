#pragma once

// Phone numbers. Standard form and `normal`: E.164 ("+46701234567"); context.country is where a
// number without "+" or "00" is dialled. Parts: country, type (mobile, fixed, fixed-or-mobile,
// toll-free, premium, shared-cost, voip, personal, pager, uan, voicemail), extension.

#include "value/value.h"

enum { PHONE_TEXT_MAX = 250 };

value_fn phone_standardise;
