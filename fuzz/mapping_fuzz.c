// Lines of cells between tabs: a header and rows to guess from. What follows a line "=" is a
// mapping to read and, line by line, what a person tells.

#include "exchange/mapping.h"

#include "base/utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { ROWS = 20 };

static struct str_list read_cells(str line, struct arena *arena)
{
    struct str_list cells = { 0 };
    str cell;
    while (cells.count < TABLE_COLUMN_MAX && str_split(&line, '\t', &cell))
        *LIST_PUSH(&cells, arena) = cell;
    return cells;
}

static void check_mapping(const struct mapping *mapping, const struct str_list *columns)
{
    assert(mapping->count == columns->count);
    for (size_t i = 0; i < mapping->count; i++) {
        const struct mapping_column *column = &mapping->items[i];
        assert(column->target >= 0 && column->target < TARGET_COUNT);
        assert(column->confidence >= 0 && column->confidence <= 100);
        assert(column->reason.len > 0);
    }
}

// Written and read again, it says the same. Columns of one name are told apart by table.h.
static void check_round_trip(const struct mapping *mapping, const struct str_list *columns,
                             struct arena *arena)
{
    auto_buf text = buf_new(MAPPING_TEXT_MAX);
    struct mapping again;
    struct error error;
    mapping_write(mapping, &text);
    if (buf_full(&text))
        return;
    assert(mapping_read(&again, buf_str(&text), columns, arena, &error) == OK);
    assert(again.entity == mapping->entity && again.date_order == mapping->date_order);
}

static void check_drafts(const struct mapping *mapping, const struct table_row *rows, size_t count,
                         struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        struct draft draft;
        mapping_draft(mapping, &rows[i], arena, &draft);
        assert(draft.count <= rows[i].count);
        for (size_t k = 0; k < draft.count; k++)
            assert(draft.items[k].text.len > 0);
    }
}

static void tell(struct mapping *mapping, str text, const struct str_list *columns,
                 struct arena *arena)
{
    struct error error;
    struct mapping other;
    str all = text, line;
    if (mapping_read(&other, all, columns, arena, &error) == OK)
        assert(other.count == columns->count);
    while (str_split(&text, '\n', &line))
        if (mapping_set(mapping, line, arena, &error) == OK)
            check_mapping(mapping, columns);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    auto_arena arena = { 0 };
    str rest = { (const char *)bytes, len }, line = { 0 };
    if (!len || !utf8_valid(rest) || !str_split(&rest, '\n', &line))
        return 0;
    struct str_list columns = read_cells(line, &arena);
    struct table_row rows[ROWS] = { 0 };
    size_t count = 0;
    while (count < ROWS && str_split(&rest, '\n', &line) && !str_eq(line, STR("="))) {
        struct str_list cells = read_cells(line, &arena);
        rows[count++] = (struct table_row){ .cells = cells.items, .count = cells.count };
    }
    struct mapping mapping;
    mapping_guess(&mapping, &columns, rows, count, &arena);
    check_mapping(&mapping, &columns);
    tell(&mapping, rest, &columns, &arena);
    check_round_trip(&mapping, &columns, &arena);
    check_drafts(&mapping, rows, count, &arena);
    return 0;
}
