#include "insight/reason.h"

#include <stdlib.h>

// Where the weight begins: behind the last space, with its sign. False: `part` does not end so.
static bool read_piece(str part, struct reason *out)
{
    size_t space = part.len;
    while (space > 0 && part.at[space - 1] != ' ')
        space--;
    str number = str_slice(part, space, part.len);
    if (space < 2 || number.len < 4 || (number.at[0] != '+' && number.at[0] != '-'))
        return false;
    char digits[24] = "";
    if (number.len >= sizeof digits || str_find_byte(number, '.') == number.len)
        return false;
    memcpy(digits, number.at, number.len);
    char *end = NULL;
    out->weight = strtod(digits, &end);
    out->words = str_slice(part, 0, space - 1);
    return *end == '\0';
}

bool reason_next(str *rest, struct reason *out)
{
    for (size_t from = 0; rest->len && from <= rest->len;) {
        str tail = str_slice(*rest, from, rest->len);
        size_t end = from + str_find(tail, STR("; "));
        bool last = end >= rest->len;
        if (read_piece(str_slice(*rest, 0, end), out)) {
            *rest = last ? (str){ 0 } : str_slice(*rest, end + 2, rest->len);
            return true;
        }
        if (last)
            break;
        from = end + 2;
    }
    *out = (struct reason){ .words = *rest };
    bool any = rest->len > 0;
    *rest = (str){ 0 };
    return any;
}

bool reason_ends(str text)
{
    struct reason last;
    return read_piece(text, &last);
}
