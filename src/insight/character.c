#include "insight/character.h"

#include "base/utf8.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

static bool is_ascii(str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80 || text.at[i] == '\r')
            return false;
    return true;
}

// Where the first `most` characters end; offsets[i] is the end of character i. Returns how many
// there are. Without ICU's data every code point counts as one.
static size_t find_ends(str text, size_t *offsets, size_t most)
{
    UErrorCode error = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    size_t count = 0;
    UBreakIterator *breaks = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &error);
    utext_openUTF8(&view, text.at, (int64_t)text.len, &error);
    ubrk_setUText(breaks, &view, &error);
    if (U_SUCCESS(error))
        for (int32_t end = ubrk_next(breaks); end != UBRK_DONE && count < most;
             end = ubrk_next(breaks))
            offsets[count++] = (size_t)end;
    else
        for (str rest = text; rest.len && count < most;) {
            utf8_next(&rest);
            offsets[count++] = text.len - rest.len;
        }
    utext_close(&view);
    ubrk_close(breaks);
    return count;
}

struct character_list character_list(struct arena *arena, str text)
{
    struct character_list list = { ARENA_NEW(arena, str, text.len + 1), 0 };
    size_t *ends = ARENA_NEW(arena, size_t, text.len + 1);
    bool simple = is_ascii(text);
    list.count = simple ? text.len : find_ends(text, ends, text.len);
    for (size_t i = 0, from = 0; i < list.count; i++) {
        size_t end = simple ? i + 1 : ends[i];
        list.items[i] = str_slice(text, from, end);
        from = end;
    }
    return list;
}

str character_cut(str text, size_t most)
{
    if (most == 0 || text.len <= most || is_ascii(text))
        return str_slice(text, 0, most);
    auto_arena arena = { 0 };
    size_t *ends = ARENA_NEW(&arena, size_t, most);
    size_t count = find_ends(text, ends, most);
    return str_slice(text, 0, count ? ends[count - 1] : 0);
}
