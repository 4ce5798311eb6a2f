#include "value/date.h"

#include "value/ascii.h"
#include "value/date_iso.h"
#include "value/fold.h"

enum { TEXT_MAX = 64, YEAR_MAX = 9999, LIFE_MAX = 120 };

// Folded names and their first letters, per month: English, Swedish, Norwegian, Danish, Finnish,
// Icelandic, German. A text of three letters or more may also be the beginning of a name.
static const char *const MONTHS[12] = {
    "january januari januar tammikuu tammikuuta jaenner janner",
    "february februari februar helmikuu helmikuuta feber",
    "march mars marts maaliskuu maaliskuuta maerz marz mrz",
    "april aprill huhtikuu huhtikuuta aprile",
    "may maj mai toukokuu toukokuuta",
    "june juni kesakuu kesakuuta juni",
    "july juli heinakuu heinakuuta",
    "august augusti agust elokuu elokuuta",
    "september syyskuu syyskuuta sept",
    "october oktober lokakuu lokakuuta",
    "november marraskuu marraskuuta",
    "december desember dezember joulukuu joulukuuta",
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : DAYS[month - 1];
}

bool date_exists(struct date date)
{
    if (date.year < 1 || date.year > YEAR_MAX || date.month < 0 || date.month > 12)
        return false;
    if (date.month == 0)
        return date.day == 0;
    return date.day >= 0 && date.day <= days_in_month(date.year, date.month);
}

enum date_order date_order_of(str name, str country)
{
    if (str_eq(name, STR("mdy")))
        return DATE_MDY;
    if (str_eq(name, STR("ymd")))
        return DATE_YMD;
    return !name.len && str_eq(country, STR("US")) ? DATE_MDY : DATE_DMY;
}

bool date_from_excel(double serial, struct date *out)
{
    const int last = 2958465; // 9999-12-31
    if (!(serial >= 1) || serial >= last + 1)
        return false;
    int day = (int)serial;
    if (day == 60)
        return false;
    day -= day > 60;
    struct date date = { 1900, 1, 0 };
    while (day > (is_leap(date.year) ? 366 : 365)) {
        day -= is_leap(date.year) ? 366 : 365;
        date.year++;
    }
    for (; day > days_in_month(date.year, date.month); date.month++)
        day -= days_in_month(date.year, date.month);
    date.day = day;
    *out = date;
    return true;
}

str date_write(struct date date, struct arena *arena)
{
    if (!date.month)
        return arena_print(arena, "%04d", date.year);
    if (!date.day)
        return arena_print(arena, "%04d-%02d", date.year, date.month);
    return arena_print(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

bool date_is_plausible_birth(struct date date, int year_now)
{
    return date.year <= year_now && date.year >= year_now - LIFE_MAX;
}

static bool read_number(str s, int *out)
{
    int64_t number = 0;
    bool good = s.len <= 4 && ascii_all_digits(s) && str_to_int(s, &number);
    *out = (int)number;
    return good;
}

bool date_read(str s, struct date *out)
{
    *out = (struct date){ 0 };
    if (s.len != 4 && s.len != 7 && s.len != 10)
        return false;
    bool good = read_number(str_slice(s, 0, 4), &out->year);
    if (s.len > 4)
        good = good && s.at[4] == '-' && read_number(str_slice(s, 5, 7), &out->month);
    if (s.len > 7)
        good = good && s.at[7] == '-' && read_number(str_slice(s, 8, 10), &out->day);
    return good && date_exists(*out);
}

// 0 when `word` (folded) names no month.
static int month_of(str word)
{
    for (int month = 0; month < 12; month++) {
        str name, rest = str_of(MONTHS[month]);
        while (str_split(&rest, ' ', &name))
            if (str_eq(word, name) || (word.len >= 3 && str_starts(name, word)))
                return month + 1;
    }
    return 0;
}

// The pieces of "1.2.1980", "1 Feb 1980", "den 1. februar 1980", in their order.
struct pieces {
    struct {
        int number;
        size_t digits;
        bool month_name;
    } at[3];
    size_t count;
    bool named;
};

static bool is_filler(str word)
{
    static const char *const FILLERS[] = { "d", "den", "der", "kl", "nd", "of", "rd", "st", "th" };
    return ascii_one_of(word, FILLERS, LENGTH(FILLERS));
}

static bool add_piece(struct pieces *out, str word)
{
    int month = ascii_is_digit(word.at[0]) ? 0 : month_of(word);
    if (!month && !ascii_is_digit(word.at[0]))
        return is_filler(word);
    int number = month;
    if (out->count == 3 || (month && out->named) || (!month && !read_number(word, &number)))
        return false;
    out->at[out->count].number = number;
    out->at[out->count].digits = month ? 0 : word.len;
    out->at[out->count++].month_name = month > 0;
    out->named = out->named || month;
    return true;
}

// Letters and digits that touch are two words: "1st", "2feb".
static bool split_pieces(str words, struct pieces *out)
{
    *out = (struct pieces){ 0 };
    while (words.len) {
        size_t len = 0;
        bool digit = ascii_is_digit(words.at[0]);
        while (len < words.len && words.at[len] != ' ' && ascii_is_digit(words.at[len]) == digit)
            len++;
        if (len && !add_piece(out, str_slice(words, 0, len)))
            return false;
        words = str_slice(words, len ? len : 1, words.len);
    }
    return out->count > 0;
}

// Two digits are the latest year that is not more than twenty years ahead of the millennium's
// first quarter: 00-45 are 2000-2045, the rest 1946-1999.
static int full_year(int number, size_t digits)
{
    if (digits > 2)
        return number;
    return number <= 45 ? 2000 + number : 1900 + number;
}

static bool take(const struct pieces *pieces, const size_t order[3], struct date *out)
{
    if (pieces->at[order[0]].month_name || pieces->at[order[2]].month_name)
        return false;
    if (pieces->at[order[0]].digits > 2 || pieces->at[order[1]].digits > 2 ||
        pieces->at[order[2]].digits == 3 || pieces->at[order[2]].digits == 1)
        return false;
    *out = (struct date){ full_year(pieces->at[order[2]].number, pieces->at[order[2]].digits),
                          pieces->at[order[1]].number, pieces->at[order[0]].number };
    return out->month && out->day && date_exists(*out);
}

// The places of day, month and year for each date_order.
static const size_t PLACES[][3] = {
    [DATE_DMY] = { 0, 1, 2 }, [DATE_MDY] = { 1, 0, 2 }, [DATE_YMD] = { 2, 1, 0 }
};

static bool read_three(const struct pieces *pieces, enum date_order order, struct date *out)
{
    if (pieces->at[0].digits == 4)
        return take(pieces, PLACES[DATE_YMD], out);
    if (pieces->at[0].month_name)
        return take(pieces, PLACES[DATE_MDY], out);
    if (pieces->at[1].month_name || pieces->at[2].digits == 4)
        order = order == DATE_MDY && !pieces->named ? DATE_MDY : DATE_DMY;
    if (take(pieces, PLACES[order], out))
        return true;
    // "12/25/1980" can be read in one way only, whatever the usual order.
    return !pieces->named && order != DATE_YMD &&
           take(pieces, PLACES[order == DATE_DMY ? DATE_MDY : DATE_DMY], out);
}

// "Feb 1980", "02/1980", "1980/02"
static bool read_two(const struct pieces *pieces, struct date *out)
{
    size_t year = pieces->at[0].digits == 4 ? 0 : 1;
    if (pieces->at[year].digits != 4 || pieces->at[1 - year].digits > 2)
        return false;
    *out = (struct date){ pieces->at[year].number, pieces->at[1 - year].number, 0 };
    return out->month && date_exists(*out);
}

// "19800229", "290280", "29021980" in the given order.
static bool read_compact(str s, enum date_order order, struct date *out)
{
    if (!ascii_all_digits(s) || (s.len != 6 && s.len != 8))
        return false;
    struct date as_iso;
    if (s.len == 8 && date_iso_read(s, &as_iso) && as_iso.year >= 1850 && as_iso.year <= 2100) {
        *out = as_iso;
        return true;
    }
    if (s.len == 6 && order != DATE_YMD)
        return false;
    size_t year = s.len - 4;
    size_t first = order == DATE_YMD ? year : 2;
    str cut[3] = { str_slice(s, 0, first), str_slice(s, first, first + 2),
                   str_slice(s, first + 2, s.len) };
    struct pieces pieces = { .count = 3 };
    for (size_t i = 0; i < 3; i++) {
        pieces.at[i].digits = cut[i].len;
        if (!read_number(cut[i], &pieces.at[i].number))
            return false;
    }
    return take(&pieces, PLACES[order], out);
}

static bool has_foreign_mark(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] < 0x80 && !ascii_is_alnum(s.at[i]) && !strchr(" ./-,", s.at[i]))
            return true;
    return s.len && (s.at[0] == '-' || s.at[s.len - 1] == '/' || s.at[s.len - 1] == '-');
}

static bool read_written(str text, enum date_order order, struct arena *arena, struct date *out,
                         struct date *other)
{
    struct pieces pieces;
    if (has_foreign_mark(text))
        return false;
    if (read_compact(text, order, out))
        return true;
    if (!split_pieces(fold_words(arena, text), &pieces))
        return false;
    if (pieces.count == 3 && read_three(&pieces, order, out)) {
        if (!pieces.named && pieces.at[0].digits <= 2 && order != DATE_YMD &&
            !take(&pieces, PLACES[order == DATE_DMY ? DATE_MDY : DATE_DMY], other))
            *other = (struct date){ 0 };
        return true;
    }
    return pieces.count == 2 && read_two(&pieces, out);
}

// A spreadsheet's midnight: "29.02.1980 00:00:00".
static str without_midnight(str s)
{
    static const char *const TAILS[] = { " 00:00:00", " 0:00:00", " 00:00", " 0:00" };
    for (size_t i = 0; i < LENGTH(TAILS); i++)
        if (str_ends(s, str_of(TAILS[i])))
            return str_trim(str_slice(s, 0, s.len - strlen(TAILS[i])));
    return s;
}

void date_standardise(str input, const struct value_context *context, struct arena *arena,
                      struct value *out)
{
    *out = (struct value){ 0 };
    str text = str_trim(input);
    struct date date = { 0 }, other = { 0 };
    enum date_order order = date_order_of(context->format, context->country);
    if (!text.len)
        out->problem = STR("there is no text");
    else if (text.len > TEXT_MAX)
        out->problem = STR("it is too long for a date");
    else if (date_iso_read(text, &date) ||
             read_written(without_midnight(text), order, arena, &date, &other))
        out->valid = true;
    else
        out->problem = STR("it is not a date, or the calendar does not have it");
    if (!out->valid)
        return;
    out->value = out->normal = date_write(date, arena);
    if (other.month && (other.month != date.month || other.day != date.day))
        out->suggestion = date_write(other, arena);
}
