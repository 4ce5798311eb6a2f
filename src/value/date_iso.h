#pragma once

// ISO 8601: calendar, week and ordinal dates, with or without a time of day behind them.

#include "value/date.h"

// "1980-02-29", "19800229", "1980-W09-5", "1980-060", "1980-02", "1980", each (but the last two)
// also followed by "T16:23:48,3+01:00" or the like. False: something else, or no such date.
bool date_iso_read(str s, struct date *out);
