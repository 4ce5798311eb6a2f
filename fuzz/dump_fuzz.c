// The first line of a dump, then rows: what is accepted fits the tables of this program.

#include "exchange/dump_line.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_head(const struct dump_head *head)
{
    assert(head->tables.count > 0);
    for (size_t i = 0; i < head->tables.count; i++) {
        const struct dump_table *table = &head->tables.items[i];
        struct dump_table known;
        assert(dump_table_find(table->name, &known));
        assert(table->column_count > 0 && table->column_count <= known.column_count);
        assert(table->rows >= 0);
    }
}

static void check_row(const struct dump_row *row)
{
    assert(json_array_size(row->root) == row->table->column_count + 1);
    for (size_t i = 0; i < row->table->column_count; i++) {
        const json_t *value = json_array_get(row->root, i + 1);
        char type = row->table->columns[i].type;
        assert(json_is_null(value) || (type == 'i'   ? json_is_integer(value)
                                       : type == 'd' ? json_is_number(value)
                                                     : json_is_string(value)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    auto_arena arena = { 0 };
    struct error error = { 0 };
    struct dump_head head;
    str rest = { (const char *)bytes, len }, line;
    if (!str_split(&rest, '\n', &line) || dump_head_parse(line, &arena, &head, &error) != OK)
        return 0;
    check_head(&head);
    while (str_split(&rest, '\n', &line)) {
        struct dump_row row;
        if (dump_row_parse(line, &head, &row, &error) != OK)
            continue;
        check_row(&row);
        dump_row_free(&row);
    }
    return 0;
}
