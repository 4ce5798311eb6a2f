#include "match/compare.h"

#include <assert.h>

enum { WORD_BITS = 64 };

// Which bytes of `b` each byte of `a` is matched with: equal and not further apart than half the
// longer text.
static size_t common(str a, str b, uint64_t *in_a, uint64_t *in_b)
{
    size_t longest = a.len > b.len ? a.len : b.len;
    size_t reach = longest / 2 > 0 ? longest / 2 - 1 : 0;
    size_t matches = 0;
    for (size_t i = 0; i < a.len; i++) {
        size_t from = i > reach ? i - reach : 0;
        size_t to = i + reach + 1 < b.len ? i + reach + 1 : b.len;
        for (size_t j = from; j < to; j++) {
            if (a.at[i] != b.at[j] || *in_b >> j & 1)
                continue;
            *in_a |= 1ULL << i;
            *in_b |= 1ULL << j;
            matches++;
            break;
        }
    }
    return matches;
}

// Matched bytes that stand in another order.
static size_t out_of_order(str a, str b, uint64_t in_a, uint64_t in_b)
{
    size_t count = 0;
    while (in_a) {
        if (a.at[__builtin_ctzll(in_a)] != b.at[__builtin_ctzll(in_b)])
            count++;
        in_a &= in_a - 1;
        in_b &= in_b - 1;
    }
    return count;
}

static size_t common_prefix(str a, str b, size_t most)
{
    size_t len = 0;
    while (len < most && len < a.len && len < b.len && a.at[len] == b.at[len])
        len++;
    return len;
}

double compare_jaro_winkler(str a, str b)
{
    a = str_slice(a, 0, WORD_BITS);
    b = str_slice(b, 0, WORD_BITS);
    uint64_t in_a = 0, in_b = 0;
    size_t count = common(a, b, &in_a, &in_b);
    if (!count)
        return 0;
    double matches = (double)count;
    size_t swapped = out_of_order(a, b, in_a, in_b) / 2; // of pairs, so the rest is dropped
    double swaps = (double)swapped;
    double jaro =
        (matches / (double)a.len + matches / (double)b.len + (matches - swaps) / matches) / 3;
    if (jaro < 0.7)
        return jaro;
    return jaro + (double)common_prefix(a, b, 4) * 0.1 * (1 - jaro);
}

static void strip_common(str *a, str *b)
{
    while (a->len && b->len && a->at[0] == b->at[0]) {
        *a = str_slice(*a, 1, a->len);
        *b = str_slice(*b, 1, b->len);
    }
    while (a->len && b->len && a->at[a->len - 1] == b->at[b->len - 1]) {
        a->len--;
        b->len--;
    }
}

// Columns of the distance table as bit vectors of vertical differences: `up` where the next cell is
// one more, `down` where it is one less. `pattern` has from 1 to 64 bytes.
static size_t edits_of(str pattern, str text)
{
    assert(pattern.len > 0);
    uint64_t places[256] = { 0 };
    for (size_t i = 0; i < pattern.len; i++)
        places[(uint8_t)pattern.at[i]] |= 1ULL << i;
    uint64_t up = ~0ULL, down = 0, diagonal = 0, before = 0;
    uint64_t last = 1ULL << (pattern.len - 1);
    size_t distance = pattern.len;
    for (size_t i = 0; i < text.len; i++) {
        uint64_t here = places[(uint8_t)text.at[i]];
        uint64_t swap = ((~diagonal & here) << 1) & before;
        diagonal = (((here & up) + up) ^ up) | here | down | swap;
        uint64_t right_up = down | ~(diagonal | up);
        uint64_t right_down = diagonal & up;
        distance += (right_up & last) != 0;
        distance -= (right_down & last) != 0;
        right_up = right_up << 1 | 1;
        right_down <<= 1;
        up = right_down | ~(diagonal | right_up);
        down = right_up & diagonal;
        before = here;
    }
    return distance;
}

// What is left of two texts one edit apart when they neither begin nor end alike: one byte beside
// none or another, or two in each other's place.
static bool is_one_edit(str a, str b)
{
    if (a.len + b.len <= 2 && a.len <= 1 && b.len <= 1)
        return true;
    return a.len == 2 && b.len == 2 && a.at[0] == b.at[1] && a.at[1] == b.at[0];
}

size_t compare_edits(str a, str b, size_t limit)
{
    strip_common(&a, &b);
    if (limit == 1)
        return a.len + b.len == 0 ? 0 : is_one_edit(a, b) ? 1 : 2;
    str shorter = a.len < b.len ? a : b;
    str longer = a.len < b.len ? b : a;
    if (longer.len - shorter.len > limit || shorter.len > WORD_BITS)
        return limit + 1;
    if (!shorter.len)
        return longer.len;
    size_t edits = edits_of(shorter, longer);
    return edits < limit ? edits : edits > limit ? limit + 1 : limit;
}

// How many bytes of each text the other does not hold, as far as 64 bits tell bytes apart. Quickly
// found, and it limits how alike the two can be.
struct foreign {
    size_t in_a, in_b;
};

static uint64_t bytes_of(str s)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < s.len; i++)
        bytes |= 1ULL << (s.at[i] & 63);
    return bytes;
}

static size_t count_outside(str s, uint64_t bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += !(bytes >> (s.at[i] & 63) & 1);
    return count;
}

static struct foreign foreign_of(str a, str b)
{
    return (struct foreign){ count_outside(a, bytes_of(b)), count_outside(b, bytes_of(a)) };
}

// Whether the similarity of Jaro and Winkler can be `least`: foreign bytes are not matched.
static bool may_be_alike(str a, str b, struct foreign foreign, double least)
{
    if (a.len > WORD_BITS || b.len > WORD_BITS || !a.len || !b.len)
        return true;
    size_t left = a.len - foreign.in_a, right = b.len - foreign.in_b;
    double matches = (double)(left < right ? left : right);
    double jaro = (matches / (double)a.len + matches / (double)b.len + 1) / 3;
    return jaro + (double)common_prefix(a, b, 4) * 0.1 * (1 - jaro) >= least - 1e-9;
}

bool compare_alike(str a, str b, double least)
{
    return may_be_alike(a, b, foreign_of(a, b), least) && compare_jaro_winkler(a, b) >= least;
}

bool compare_close(str a, str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    size_t longer = a.len < b.len ? b.len : a.len;
    if (shorter < 3 || longer < 4)
        return false;
    struct foreign foreign = foreign_of(a, b);
    if (longer - shorter <= 1 && foreign.in_a <= 1 && foreign.in_b <= 1 &&
        compare_edits(a, b, 1) <= 1)
        return true;
    return shorter * 10 >= longer * 6 && may_be_alike(a, b, foreign, 0.92) &&
           compare_jaro_winkler(a, b) >= 0.92;
}

static bool holds_word(str text, str word)
{
    str other;
    while (str_split(&text, ' ', &other)) {
        if (str_eq(word, other))
            return true;
        bool is_initial = word.len == 1 || other.len == 1;
        if (is_initial && word.len && other.len && word.at[0] == other.at[0])
            return true;
    }
    return false;
}

static size_t count_words(str s)
{
    size_t count = s.len > 0;
    for (size_t i = 0; i < s.len; i++)
        count += s.at[i] == ' ';
    return count;
}

size_t compare_words(str a, str b, size_t *shared)
{
    if (count_words(a) > count_words(b)) {
        str swap = a;
        a = b;
        b = swap;
    }
    size_t missing = 0;
    *shared = 0;
    str word;
    while (str_split(&a, ' ', &word)) {
        bool found = holds_word(b, word);
        *shared += found;
        missing += !found;
    }
    return missing;
}

bool compare_unspaced(str a, str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.len && a.at[i] == ' ')
            i++;
        while (j < b.len && b.at[j] == ' ')
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (a.at[i++] != b.at[j++])
            return false;
    }
}
