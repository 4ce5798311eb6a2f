#pragma once

// Writes HTML: markup is constant text of the program, everything else goes through html_text.

#include "base/buf.h"

// Markup as it stands.
void html_markup(struct buf *out, const char *markup);

// Text, escaped so that it can stand between tags and inside a quoted attribute. Characters that a
// page may not hold become U+FFFD.
void html_text(struct buf *out, str text);

// The same, but at most `most` characters (as a reader counts them) and then an ellipsis.
void html_text_cut(struct buf *out, str text, size_t most);

// A name amid other words: whichever way it is written, it does not turn them around.
void html_name(struct buf *out, str name);

// A whole element: html_element(out, "td class=\"count\"", text).
void html_element(struct buf *out, const char *tag, str text);

// "12 480", grouped by narrow spaces that do not break.
void html_number(struct buf *out, int64_t number);

// "37 %": rounded, but never "0 %" or "100 %" unless it is exactly that.
void html_percent(struct buf *out, int64_t part, int64_t whole);

// "2026-03-01", in a time element; a dash for 0. UTC.
void html_date(struct buf *out, int64_t time_ms);

// "1 row", "2 rows".
void html_count(struct buf *out, int64_t count, const char *one, const char *many);
