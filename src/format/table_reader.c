#include "format/table_reader.h"

struct look {
    size_t digits, letters, run, longest_run;
};

static struct look look_at(str cell)
{
    struct look look = { 0 };
    for (size_t i = 0; i < cell.len; i++) {
        unsigned char c = (unsigned char)cell.at[i];
        bool digit = c >= '0' && c <= '9';
        look.digits += digit;
        look.letters += c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        look.run = digit ? look.run + 1 : 0;
        look.longest_run = look.run > look.longest_run ? look.run : look.longest_run;
    }
    return look;
}

static bool is_data(str cell)
{
    if (str_has(cell, STR("@")) || str_has(cell, STR("://")) || str_starts(cell, STR("www.")))
        return true;
    struct look look = look_at(cell);
    return look.digits > 0 && (look.digits >= look.letters || look.longest_run > 4);
}

static bool is_repeated(const str *cells, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_eq_ascii_case(str_trim(cells[i]), str_trim(cells[at])))
            return true;
    return false;
}

bool table_row_is_header(const str *cells, size_t count)
{
    size_t filled = 0, repeated = 0;
    for (size_t i = 0; i < count; i++) {
        str cell = str_trim(cells[i]);
        if (!cell.len)
            continue;
        if (is_data(cell))
            return false;
        filled++;
        repeated += is_repeated(cells, i);
    }
    // "Phone" twice is a careless header; half the texts twice is none.
    return filled > 0 && repeated * 4 <= filled && filled * 2 >= count;
}
