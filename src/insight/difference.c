// The longest common subsequence of characters, by the table of all prefixes. Longer texts, rare in
// fields, are compared by their common beginning and end only.

#include "insight/difference.h"

#include "insight/character.h"
#include "insight/html.h"

enum { TABLE_MAX = 400 };

struct letters {
    str *items;
    bool *kept; // it is in the other text as well
    size_t count;
};

static struct letters take_apart(struct arena *arena, str text)
{
    struct character_list list = character_list(arena, text);
    return (struct letters){ list.items, ARENA_NEW(arena, bool, list.count + 1), list.count };
}

static size_t keep_beginning(struct letters *a, const struct letters *b)
{
    size_t i = 0;
    for (; i < a->count && i < b->count && str_eq(a->items[i], b->items[i]); i++)
        a->kept[i] = true;
    return i;
}

static size_t keep_end(struct letters *a, const struct letters *b, size_t from)
{
    size_t n = 0;
    while (n + from < a->count && n + from < b->count &&
           str_eq(a->items[a->count - 1 - n], b->items[b->count - 1 - n]))
        a->kept[a->count - 1 - n++] = true;
    return n;
}

// Marks what the middles have in common. length[i][j]: of the best match of what follows i and j.
static void keep_middle(struct letters *a, const struct letters *b, size_t from, size_t end,
                        struct arena *arena)
{
    size_t n = a->count - from - end, m = b->count - from - end, wide = m + 1;
    if (n == 0 || m == 0 || n > TABLE_MAX || m > TABLE_MAX)
        return;
    uint16_t *length = ARENA_NEW(arena, uint16_t, (n + 1) * wide);
    for (size_t i = n; i-- > 0;)
        for (size_t j = m; j-- > 0;) {
            uint16_t down = length[(i + 1) * wide + j], right = length[i * wide + j + 1];
            bool same = str_eq(a->items[from + i], b->items[from + j]);
            length[i * wide + j] = same           ? (uint16_t)(length[(i + 1) * wide + j + 1] + 1)
                                   : down > right ? down
                                                  : right;
        }
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (str_eq(a->items[from + i], b->items[from + j])) {
            a->kept[from + i] = true;
            i++;
            j++;
        } else if (length[(i + 1) * wide + j] >= length[i * wide + j + 1]) {
            i++;
        } else {
            j++;
        }
    }
}

// One equal character between two that differ is marked with them.
static void close_gaps(struct letters *letters)
{
    for (size_t i = 1; i + 1 < letters->count; i++)
        if (letters->kept[i] && !letters->kept[i - 1] && !letters->kept[i + 1])
            letters->kept[i] = false;
}

// Letters that happen to be in both are no resemblance: mostly different is all different.
static void part_strangers(struct letters *a, const struct letters *b)
{
    size_t kept = 0, longer = a->count > b->count ? a->count : b->count;
    for (size_t i = 0; i < a->count; i++)
        kept += a->kept[i];
    for (size_t i = 0; i < a->count && 2 * kept < longer; i++)
        a->kept[i] = false;
}

// An address that is too long for its line is broken before the @, not within a word.
static void put_letter(struct buf *out, str letter)
{
    if (str_eq(letter, STR("@")))
        html_markup(out, "<wbr>");
    html_text(out, letter);
}

void difference_mark(struct buf *out, str text, str other, struct difference_tags tags)
{
    auto_arena arena = { 0 };
    struct letters a = take_apart(&arena, text), b = take_apart(&arena, other);
    size_t from = keep_beginning(&a, &b), end = keep_end(&a, &b, from);
    keep_middle(&a, &b, from, end, &arena);
    close_gaps(&a);
    part_strangers(&a, &b);
    for (size_t i = 0; i < a.count; i++) {
        if (!a.kept[i] && (i == 0 || a.kept[i - 1]))
            html_markup(out, tags.open);
        put_letter(out, a.items[i]);
        if (!a.kept[i] && (i + 1 == a.count || a.kept[i + 1]))
            html_markup(out, tags.close);
    }
}
