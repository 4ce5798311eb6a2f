#pragma once

// Small pictures in SVG. Colours come from the page's style sheet by class, so they follow light,
// dark and print. A picture never stands alone: its figures are in the table around it.

#include "base/buf.h"

struct chart_part {
    const char *class; // "good", "bad", "person" ...: a colour of report.css
    int64_t value;
};

// One horizontal bar made of `parts`, as long as `whole`. `label` says it in words, or is empty
// when the table's cells beside it do.
void chart_bar(struct buf *out, const struct chart_part *parts, size_t count, int64_t whole,
               str label);
