#pragma once

// Texts in XLSX: <t> elements, alone or in runs of rich text. Only the XLSX reader includes this.

#include "base/str.h"

struct xlsx_text_state {
    bool in_text;     // within <t>
    bool in_phonetic; // within <rPh>: how the text is pronounced
};

void xlsx_text_start(struct xlsx_text_state *state, const char *name);
void xlsx_text_end(struct xlsx_text_state *state, const char *name);

// Whether text read now belongs to the cell.
static inline bool xlsx_text_counts(const struct xlsx_text_state *state)
{
    return state->in_text && !state->in_phonetic;
}

// Undoes _x000D_ (ECMA-376 22.9.2.19, ST_Xstring) where it stands and returns the new length.
size_t xlsx_text_unescape(char *text, size_t len);
