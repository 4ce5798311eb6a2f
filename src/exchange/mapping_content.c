#include "exchange/mapping_content.h"

#include "value/fold.h"

#include <unicode/uloc.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

// How a value is made up; what most shapes are read from.
struct make {
    size_t digits, letters, spaces, others, words;
    size_t longest_digits;
};

static struct make make_of(str cell)
{
    struct make make = { .words = 1 };
    size_t run = 0;
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.at[i];
        make.digits += is_digit(c);
        make.letters += is_letter(c);
        make.spaces += c == ' ';
        make.words += c == ' ' && i && cell.at[i - 1] != ' ';
        run = is_digit(c) ? run + 1 : 0;
        make.longest_digits = run > make.longest_digits ? run : make.longest_digits;
    }
    make.others = cell.len - make.digits - make.letters - make.spaces;
    return make;
}

// Only bytes of `allowed` and digits.
static bool has_only(str cell, const char *allowed)
{
    for (size_t i = 0; i < cell.len; i++)
        if (!is_digit(cell.at[i]) && (!cell.at[i] || !strchr(allowed, cell.at[i])))
            return false;
    return true;
}

// "host.tld" up to the first of "/?:"; the last part holds letters only.
static bool is_host(str text)
{
    size_t end = 0, last_dot = SIZE_MAX;
    for (; end < text.len && text.at[end] != '/' && text.at[end] != ':'; end++) {
        char c = text.at[end];
        if (!is_letter(c) && !is_digit(c) && c != '-' && c != '.' && c != '_')
            return false;
        last_dot = c == '.' ? end : last_dot;
    }
    if (last_dot == SIZE_MAX || last_dot == 0 || end - last_dot < 3 || end - last_dot > 15)
        return false;
    for (size_t i = last_dot + 1; i < end; i++)
        if (!is_letter(text.at[i]))
            return false;
    return true;
}

static bool is_email(str cell)
{
    size_t at = str_find_byte(cell, '@');
    return at > 0 && at < cell.len && str_find_byte(cell, ' ') == cell.len &&
           is_host(str_slice(cell, at + 1, cell.len));
}

static bool is_url(str cell)
{
    if (str_starts(cell, STR("http://")) || str_starts(cell, STR("https://")))
        return cell.len > 10;
    return str_find_byte(cell, '@') == cell.len && is_host(cell);
}

static bool is_phone(str cell, const struct make *make)
{
    if (cell.at[0] == '+')
        return make->digits >= 7 && make->digits <= 15 && has_only(cell, "+ -()./\t");
    return make->digits >= 6 && make->digits <= 15 && has_only(cell, " -()/.");
}

// The numbers of a date, in the order written. Returns how many there are, up to 3; 0: no date.
static int date_parts(str cell, int parts[3])
{
    int count = 0;
    for (size_t i = 0; i < cell.len;) {
        if (count == 3 || !is_digit(cell.at[i]))
            return 0;
        int value = 0;
        size_t start = i;
        for (; i < cell.len && i - start < 5 && is_digit(cell.at[i]); i++)
            value = value * 10 + (cell.at[i] - '0');
        parts[count++] = value;
        if (i < cell.len && !strchr("-./", cell.at[i]))
            return 0;
        i++;
    }
    return count;
}

// 8 digits as year, month, day.
static bool is_compact_date(str cell)
{
    int64_t number;
    if (cell.len != 8 || !str_to_int(cell, &number))
        return false;
    int64_t year = number / 10000, month = number / 100 % 100, day = number % 100;
    return year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_date(struct column_content *content, str cell)
{
    int parts[3];
    str day = str_slice(cell, 0, str_find_byte(cell, cell.len > 10 ? ' ' : '\n'));
    day = str_slice(day, 0, str_find_byte(day, 'T'));
    if (is_compact_date(cell)) {
        content->year_first++;
        return true;
    }
    if (date_parts(day, parts) != 3)
        return false;
    if (parts[0] > 1800 && parts[0] < 2200 && parts[1] <= 12 && parts[2] <= 31) {
        content->year_first++;
        return true;
    }
    if (parts[0] > 31 || parts[1] > 31 || (parts[0] > 12 && parts[1] > 12) || parts[2] > 2200 ||
        (parts[2] > 99 && parts[2] < 1800))
        return false;
    content->day_first += parts[0] > 12;
    content->month_first += parts[1] > 12;
    return true;
}

// Four or five digits, "114 55", "1234 AB", "SW1A 1AA", "SE-114 55".
static bool is_postcode(str cell, const struct make *make)
{
    if (cell.len < 3 || cell.len > 9 || make->digits == 0 || make->words > 2)
        return false;
    if (make->letters == 0)
        return make->digits >= 4 && make->digits <= 5 && has_only(cell, " -");
    return make->others <= 1 && make->letters <= 4 && make->digits <= 5 && make->digits >= 2;
}

// The digits of a number, without "NO", "MVA", spaces and the like. Returns how many, at most 13.
static int take_digits(str cell, int digits[13])
{
    int count = 0;
    for (size_t i = 0; i < cell.len && count < 13; i++)
        if (is_digit(cell.at[i]))
            digits[count++] = cell.at[i] - '0';
    return count;
}

// The sum of digits times weights is a multiple of 11: Norway (9 digits), Denmark (8), Finland (8).
static bool is_modulo_11(const int *digits, const int *weights, int count)
{
    int sum = 0;
    for (int i = 0; i < count; i++)
        sum += digits[i] * weights[i];
    return sum % 11 == 0;
}

// Sweden: 10 digits by Luhn, the third at least 2, which no birth date has.
static bool is_swedish_org_number(const int *digits)
{
    int sum = 0;
    for (int i = 0; i < 10; i++) {
        int value = digits[i] * (i % 2 ? 1 : 2);
        sum += value / 10 + value % 10;
    }
    return sum % 10 == 0 && digits[2] >= 2;
}

static bool is_org_number(str cell, const struct make *make)
{
    static const int NORWAY[] = { 3, 2, 7, 6, 5, 4, 3, 2, 1 };
    static const int DENMARK[] = { 2, 7, 6, 5, 4, 3, 2, 1 };
    static const int FINLAND[] = { 7, 9, 10, 5, 8, 4, 2, 1 };
    int digits[13];
    if (cell.len > 18 || make->letters > 5 || cell.at[0] == '+')
        return false;
    int count = take_digits(cell, digits);
    bool dash_before_last = cell.len > 1 && cell.at[cell.len - 2] == '-';
    if (count == 8 && dash_before_last)
        return is_modulo_11(digits, FINLAND, 8);
    if (cell.at[0] == '0') // only Finland's may begin so; telephone numbers do
        return false;
    if (count == 8)
        return is_modulo_11(digits, DENMARK, 8);
    if (count == 9)
        return digits[0] >= 8 && is_modulo_11(digits, NORWAY, 9);
    return count == 10 && is_swedish_org_number(digits);
}

static bool is_upper_pair(str cell)
{
    return cell.len >= 2 && cell.at[0] >= 'A' && cell.at[0] <= 'Z' && cell.at[1] >= 'A' &&
           cell.at[1] <= 'Z';
}

static bool is_country(str cell)
{
    if (cell.len != 2 || !is_upper_pair(cell))
        return false;
    const char *const *codes = uloc_getISOCountries();
    for (size_t i = 0; codes[i]; i++)
        if (str_eq(cell, str_of(codes[i])))
            return true;
    return str_eq(cell, STR("UK"));
}

static bool is_vat_number(str cell, const struct make *make)
{
    return is_upper_pair(cell) && is_country(str_slice(cell, 0, 2)) && make->digits >= 8 &&
           make->digits <= 12 && make->letters <= 6 && cell.len <= 18;
}

static bool is_one_of(str word, const char *words)
{
    str rest = str_of(words), one;
    while (str_split(&rest, '|', &one))
        if (str_eq(one, word))
            return true;
    return false;
}

static bool is_gender(str folded)
{
    return is_one_of(folded, "m|f|k|w|male|female|man|woman|kvinna|mann|kvinne|mand|kvinde|mies|"
                             "nainen|maennlich|mannlich|weiblich|other|divers|n");
}

static bool is_entity(str folded)
{
    return is_one_of(folded, "person|company|individual|organisation|organization|business|"
                             "privat|private|privatperson|foretag|firma|bedrift|virksomhed|"
                             "virksomhet|selskab|selskap|b2b|b2c|yritys|henkilo|yksityinen|"
                             "unternehmen|privatkunde|firmenkunde|privatkund|foretagskund");
}

static bool is_honorific(str folded)
{
    return is_one_of(folded, "mr|mrs|ms|miss|dr|prof|professor|herr|frau|fru|froken|hr|rouva|"
                             "herra|sir|mx|dr med|dipl ing|ing");
}

// The last word, or the first as in "AB Volvo".
static bool has_legal_form(str folded)
{
    static const char FORMS[] = "ab|hb|kb|as|asa|da|ans|nuf|aps|is|p s|oy|oyj|ky|tmi|gmbh|ag|kg|"
                                "ohg|ug|ev|ltd|limited|plc|llc|inc|llp|lp|corp|co|bv|nv|srl|"
                                "spa|sarl|publ|se";
    str rest = folded, word, last = STR("");
    size_t words = 0;
    bool first = false;
    while (rest.len && str_split(&rest, ' ', &word)) {
        first |= words++ == 0 && is_one_of(word, "ab|oy");
        last = word;
    }
    if (words < 2)
        return false;
    return first || is_one_of(last, FORMS) || str_ends(folded, STR(" a s")) ||
           str_ends(folded, STR(" i s")) || str_ends(folded, STR(" k s"));
}

static bool is_full_name(str cell, const struct make *make)
{
    return make->digits == 0 && make->words >= 2 && make->words <= 4 && make->letters >= 4 &&
           cell.len < 60 && make->others <= 3;
}

static bool is_street(const struct make *make)
{
    return make->digits > 0 && make->longest_digits <= 4 && make->words >= 2 &&
           make->letters >= 4 && make->letters > make->digits;
}

// "1 234,50", "-12.5", "1,234.5"; not "070-123" and not "0046".
static bool is_number(struct column_content *content, str cell)
{
    if (cell.at[0] == '-')
        cell = str_slice(cell, 1, cell.len);
    bool leading_zero = cell.len > 1 && cell.at[0] == '0' && is_digit(cell.at[1]);
    if (!cell.len || leading_zero || !has_only(cell, "., "))
        return false;
    size_t last = cell.len;
    for (size_t i = 0; i < cell.len; i++)
        if (cell.at[i] == ',' || cell.at[i] == '.')
            last = i;
    size_t behind = last < cell.len ? cell.len - last - 1 : 0;
    bool once = last < cell.len && str_find_byte(str_slice(cell, 0, last), cell.at[last]) == last;
    if (behind > 0 && behind != 3 && once) {
        content->decimal_commas += cell.at[last] == ',';
        content->decimal_points += cell.at[last] == '.';
    }
    return is_digit(cell.at[cell.len - 1]) && is_digit(cell.at[0]);
}

static void add_word_shapes(struct column_content *content, str cell, const struct make *make,
                            struct arena *arena)
{
    enum { LONGEST = 120 };
    if (make->letters == 0 || cell.len > LONGEST)
        return;
    str folded = fold_words(arena, cell);
    content->shapes[SHAPE_GENDER] += is_gender(folded);
    content->shapes[SHAPE_ENTITY] += is_entity(folded);
    content->shapes[SHAPE_HONORIFIC] += is_honorific(folded);
    content->shapes[SHAPE_LEGAL_NAME] += has_legal_form(folded);
    content->shapes[SHAPE_FULL_NAME] += is_full_name(cell, make);
    content->shapes[SHAPE_WORDS] += make->digits == 0 && make->letters > 1;
}

void column_content_add(struct column_content *content, str cell, struct arena *arena)
{
    content->rows++;
    if (!cell.len)
        return;
    content->filled++;
    struct make make = make_of(cell);
    size_t *shapes = content->shapes;
    shapes[SHAPE_EMAIL] += is_email(cell);
    shapes[SHAPE_URL] += is_url(cell);
    shapes[SHAPE_PHONE] += is_phone(cell, &make);
    shapes[SHAPE_DATE] += is_date(content, cell);
    shapes[SHAPE_POSTCODE] += is_postcode(cell, &make);
    shapes[SHAPE_ORG_NUMBER] += is_org_number(cell, &make);
    shapes[SHAPE_VAT_NUMBER] += is_vat_number(cell, &make);
    shapes[SHAPE_COUNTRY] += is_country(cell);
    shapes[SHAPE_STREET] += is_street(&make);
    shapes[SHAPE_NUMBER] += is_number(content, cell);
    add_word_shapes(content, cell, &make, arena);
}

int column_content_percent(const struct column_content *content, enum shape shape)
{
    return content->filled ? (int)(100 * content->shapes[shape] / content->filled) : 0;
}
