#include "match/birth_level.h"

struct date {
    uint32_t year, month, day;
};

static struct date date_of(uint32_t packed)
{
    return (struct date){ packed / 10000, packed / 100 % 100, packed % 100 };
}

// "1985" for "1985-03-12", and the first of January for a day nobody knew.
static bool is_vague(struct date date)
{
    return !date.month || !date.day || (date.month == 1 && date.day == 1);
}

static size_t digit_differences(uint32_t a, uint32_t b)
{
    size_t count = 0;
    for (; a || b; a /= 10, b /= 10)
        count += a % 10 != b % 10;
    return count;
}

// Two neighbouring digits in each other's place.
static bool is_digit_swap(uint32_t a, uint32_t b)
{
    for (uint32_t scale = 1; scale <= 1000000; scale *= 10) {
        uint32_t right = a / scale % 10, left = a / scale / 10 % 10;
        int64_t difference = ((int64_t)right - left) * scale * 9;
        if (right != left && (int64_t)a + difference == (int64_t)b)
            return true;
    }
    return false;
}

enum match_level birth_level(struct side a, struct side b)
{
    uint32_t left = a.item->code, right = b.item->code;
    if (left == right)
        return LEVEL_SAME;
    struct date x = date_of(left), y = date_of(right);
    if (x.year == y.year && x.month == y.day && x.day == y.month)
        return LEVEL_VARIANT;
    if (x.year == y.year && (is_vague(x) || is_vague(y)))
        return LEVEL_PART;
    if (digit_differences(left, right) == 1 || is_digit_swap(left, right))
        return LEVEL_CLOSE;
    bool same_day = x.month == y.month && x.day == y.day;
    bool same_month = x.month == y.month && x.month;
    if ((same_day && !is_vague(x)) || (x.year == y.year && (same_month || x.day == y.day)) ||
        digit_differences(left, right) == 2)
        return LEVEL_SOUND;
    return x.year == y.year ? LEVEL_WEAK : LEVEL_DIFFERENT;
}
