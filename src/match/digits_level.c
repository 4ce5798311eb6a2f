#include "match/digits_level.h"

#include "match/compare.h"

enum match_level digits_level(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return LEVEL_SAME;
    if (compare_edits(side_text(a), side_text(b), 1) <= 1)
        return LEVEL_CLOSE;
    return (a.item->flags | b.item->flags) & MATCH_IS_INVALID ? LEVEL_MISSING : LEVEL_DIFFERENT;
}

// An organisation and a VAT number may be one company's though they differ.
enum match_level digits_level_number(struct side a, struct side b)
{
    enum match_level level = digits_level(a, b);
    bool of_two_kinds = (a.item->flags ^ b.item->flags) & MATCH_IS_VAT;
    return of_two_kinds && level != LEVEL_SAME ? LEVEL_MISSING : level;
}
