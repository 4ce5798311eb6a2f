#include "format/xlsx_text.h"

#include "base/utf8.h"

enum { ESCAPE_LEN = 7 }; // _xHHHH_

void xlsx_text_start(struct xlsx_text_state *state, const char *name)
{
    if (strcmp(name, "t") == 0)
        state->in_text = true;
    else if (strcmp(name, "rPh") == 0)
        state->in_phonetic = true;
}

void xlsx_text_end(struct xlsx_text_state *state, const char *name)
{
    if (strcmp(name, "t") == 0)
        state->in_text = false;
    else if (strcmp(name, "rPh") == 0)
        state->in_phonetic = false;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The character an escape stands for; 0 when it is none, or one that text cannot hold.
static uint32_t escaped_character(const char *at, size_t len)
{
    if (len < ESCAPE_LEN || at[0] != '_' || at[1] != 'x' || at[6] != '_')
        return 0;
    uint32_t character = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0)
            return 0;
        character = character * 16 + (uint32_t)digit;
    }
    return character >= 0xD800 && character < 0xE000 ? 0 : character;
}

size_t xlsx_text_unescape(char *text, size_t len)
{
    char *first = len ? memmem(text, len, "_x", 2) : NULL;
    if (!first)
        return len;
    size_t out = (size_t)(first - text);
    for (size_t i = out; i < len;) {
        uint32_t character = escaped_character(text + i, len - i);
        if (character) {
            out += utf8_put(text + out, character);
            i += ESCAPE_LEN;
        } else {
            text[out++] = text[i++];
        }
    }
    return out;
}
