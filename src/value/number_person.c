#include "value/number_person.h"

#include "value/ascii.h"
#include "value/number_check.h"
#include "value/number_company.h"

static int pair(str s, size_t at)
{
    return (int)number_from(s, at, at + 2);
}

bool at_vnr_is_right(str s)
{
    return s.at[0] != '0' && WEIGHTED_SUM(s, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == digit_at(s, 3);
}

// The check digits count the century: a 2 stands before the number of those born from 2000 on.
static bool be_check_is_right(str s)
{
    int64_t body = number_from(s, 0, 9), check = number_from(s, 9, 11);
    return 97 - body % 97 == check || 97 - (2000000000 + body) % 97 == check;
}

static bool be_date_exists(str s, int month)
{
    // Month or day may be unknown, 0.
    int day = pair(s, 4);
    return month == 0 || (month <= 12 && (day == 0 || short_date_exists(pair(s, 0), month, day)));
}

bool be_national_is_right(str s)
{
    return be_check_is_right(s) && be_date_exists(s, pair(s, 2));
}

bool be_bis_is_right(str s)
{
    int month = pair(s, 2);
    return be_check_is_right(s) && month >= 20 && month <= 52 && be_date_exists(s, month % 20);
}

bool be_insz_is_right(str s)
{
    return be_national_is_right(s) || be_bis_is_right(s);
}

bool bg_egn_is_right(str s)
{
    int month = pair(s, 2);
    int year = (month > 40 ? 2000 : month > 20 ? 1800 : 1900) + pair(s, 0);
    return short_date_exists(year, month % 20, pair(s, 4)) &&
           WEIGHTED_SUM(s, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == digit_at(s, 9);
}

bool bg_foreigner_is_right(str s)
{
    return WEIGHTED_SUM(s, 21, 19, 17, 13, 11, 9, 7, 3, 1) % 10 == digit_at(s, 9);
}

bool ch_ahv_is_right(str s)
{
    return str_starts(s, STR("756")) && ean_is_right(s);
}

bool cy_tin_is_right(str s)
{
    return (s.at[0] == '0' || s.at[0] == '9') && cy_vat_is_right(s);
}

// Women's months have 50 added; 20 and 70 when a day's numbers ran out. Nine digits: before 1954,
// without a check digit.
bool cz_birth_is_right(str s)
{
    int month = pair(s, 2) % 50;
    month = month > 20 ? month - 20 : month;
    int year = pair(s, 0);
    if (s.len == 9)
        return year < 54 && short_date_exists(1900 + year, month, pair(s, 4));
    int full = year < 54 ? 2000 + year : 1900 + year;
    int64_t rest = number_from(s, 0, 9) % 11;
    return short_date_exists(full, month, pair(s, 4)) && (rest == 10 ? 0 : rest) == digit_at(s, 9);
}

// One digit stands twice or three times among the first ten, no other more than once.
bool de_idnr_is_right(str s)
{
    int seen[10] = { 0 }, repeated = 0, most = 0;
    for (size_t i = 0; i < 10; i++)
        seen[digit_at(s, i)]++;
    for (size_t i = 0; i < 10; i++) {
        repeated += seen[i] > 1;
        most = seen[i] > most ? seen[i] : most;
    }
    return s.at[0] != '0' && repeated == 1 && most <= 3 && mod_11_10_is_right(s);
}

bool de_svnr_is_right(str s)
{
    static const int WEIGHTS[] = { 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1 };
    char digits[13];
    int letter = s.at[8] - 'A' + 1, sum = 0;
    memcpy(digits, s.at, 8);
    digits[8] = (char)('0' + letter / 10);
    digits[9] = (char)('0' + letter % 10);
    memcpy(digits + 10, s.at + 9, 3);
    for (size_t i = 0; i < 12; i++) {
        int product = (digits[i] - '0') * WEIGHTS[i];
        sum += product / 10 + product % 10;
    }
    return sum % 10 == digits[12] - '0';
}

// The seventh digit tells the century. Since 2007 the last digit checks nothing.
bool dk_cpr_is_right(str s)
{
    int year = pair(s, 4), full = 1900 + year;
    if (s.at[6] == '4' || s.at[6] == '9')
        full = year <= 36 ? 2000 + year : 1900 + year;
    else if (s.at[6] >= '5')
        full = year <= 57 ? 2000 + year : 1800 + year;
    return short_date_exists(full, pair(s, 2), pair(s, 0));
}

static bool baltic_check_is_right(str s)
{
    int check = WEIGHTED_SUM(s, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
    if (check == 10)
        check = WEIGHTED_SUM(s, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
    return check == digit_at(s, 10);
}

bool ee_person_is_right(str s)
{
    int century = 1800 + (digit_at(s, 0) - 1) / 2 * 100;
    return s.at[0] >= '1' && s.at[0] <= '8' &&
           short_date_exists(century + pair(s, 1), pair(s, 3), pair(s, 5)) &&
           baltic_check_is_right(s);
}

bool lt_person_is_right(str s)
{
    return s.at[0] == '9' ? baltic_check_is_right(s) : ee_person_is_right(s);
}

bool es_dni_is_right(str s)
{
    return s.at[8] == "TRWAGMYFPDXBNJZSQVHLCKE"[number_from(s, 0, 8) % 23];
}

bool es_nie_is_right(str s)
{
    int64_t number = INT64_C(10000000) * (s.at[0] - 'X') + number_from(s, 1, 8);
    return s.at[0] >= 'X' && s.at[8] == "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23];
}

bool es_nss_is_right(str s)
{
    int64_t province = number_from(s, 0, 2), serial = number_from(s, 2, 10);
    int64_t body = province * (serial < 10000000 ? 10000000 : 100000000) + serial;
    return body % 97 == number_from(s, 10, 12);
}

bool fi_hetu_is_right(str s)
{
    static const char CHECKS[] = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    char sign = s.at[6];
    int century = sign == '+' ? 1800 : strchr("-YXWVU", sign) ? 1900 : 2000;
    int64_t serial = number_from(s, 7, 10);
    if (!strchr("+-YXWVUABCDEF", sign) || serial < 2)
        return false;
    return short_date_exists(century + pair(s, 4), pair(s, 2), pair(s, 0)) &&
           s.at[10] == CHECKS[(number_from(s, 0, 6) * 1000 + serial) % 31];
}

bool fr_nif_is_right(str s)
{
    return s.at[0] <= '3' && number_from(s, 0, 10) % 511 == number_from(s, 10, 13);
}

bool fr_nir_is_right(str s)
{
    char digits[13];
    memcpy(digits, s.at, 13);
    // Corsica's departments 2A and 2B count as 19 and 18.
    if (!ascii_is_digit(digits[6])) {
        if (digits[5] != '2' || (digits[6] != 'A' && digits[6] != 'B'))
            return false;
        digits[5] = '1';
        digits[6] = digits[6] == 'A' ? '9' : '8';
    }
    return 97 - number_from((str){ digits, 13 }, 0, 13) % 97 == number_from(s, 13, 15);
}

bool gb_nino_is_right(str s)
{
    static const char *const UNUSED[] = { "BG", "GB", "KN", "NK", "NT", "TN", "ZZ" };
    return !strchr("DFIQUV", s.at[0]) && !strchr("DFIOQUV", s.at[1]) &&
           (s.len == 8 || s.at[8] <= 'D') &&
           !ascii_one_of(str_slice(s, 0, 2), UNUSED, LENGTH(UNUSED));
}

bool gb_utr_is_right(str s)
{
    int sum = WEIGHTED_SUM(str_slice(s, 1, 10), 6, 7, 8, 9, 10, 5, 4, 3, 2);
    return s.at[0] == "21987654321"[sum % 11];
}

bool gr_amka_is_right(str s)
{
    return short_date_exists(pair(s, 4), pair(s, 2), pair(s, 0)) && luhn_is_right(s);
}

bool hu_tin_is_right(str s)
{
    return s.at[0] == '8' && WEIGHTED_SUM(s, 1, 2, 3, 4, 5, 6, 7, 8, 9) % 11 == digit_at(s, 9);
}

bool ie_pps_is_right(str s)
{
    int sum = WEIGHTED_SUM(s, 8, 7, 6, 5, 4, 3, 2);
    if (s.len == 9 && !strchr("ABHWTX", s.at[8]))
        return false;
    if (s.len == 9 && strchr("ABH", s.at[8]))
        sum += 9 * (s.at[8] - 'A' + 1);
    return s.at[7] == "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23];
}

// Digits may be replaced by letters where two people would get the same code.
static int it_digit(char c)
{
    const char *found = strchr("LMNPQRSTUV", c);
    return ascii_is_digit(c) ? c - '0' : found ? (int)(found - (const char *)"LMNPQRSTUV") : -1;
}

static bool it_shape_is_right(str s)
{
    static const char SHAPE[] = "AAAAAA99A99A999A";
    for (size_t i = 0; i < 16; i++)
        if (SHAPE[i] == 'A' ? !ascii_is_letter(s.at[i]) : it_digit(s.at[i]) < 0)
            return false;
    int day = it_digit(s.at[9]) * 10 + it_digit(s.at[10]);
    return strchr("ABCDEHLMPRST", s.at[8]) && day % 40 >= 1 && day % 40 <= 31 && day <= 71;
}

bool it_fiscal_is_right(str s)
{
    static const int ODD[] = { 1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                               20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23 };
    if (s.len == 11)
        return it_iva_is_right(s);
    if (!it_shape_is_right(s))
        return false;
    int sum = 0;
    for (size_t i = 0; i < 15; i++) {
        int value = ascii_is_digit(s.at[i]) ? s.at[i] - '0' : s.at[i] - 'A';
        sum += i % 2 ? value : ODD[value];
    }
    return s.at[15] == 'A' + sum % 26;
}

// Numbers beginning with 32 or more tell no birth date.
bool lv_person_is_right(str s)
{
    int check = (1 + WEIGHTED_SUM(s, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10;
    bool dated =
        short_date_exists(1800 + 100 * digit_at(s, 6) + pair(s, 4), pair(s, 2), pair(s, 0));
    return (pair(s, 0) >= 32 || (dated && s.at[6] <= '2')) && check == digit_at(s, 10);
}

bool nl_bsn_is_right(str s)
{
    return number_from(s, 0, 9) > 0 && WEIGHTED_SUM(s, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
}

// D numbers have 40 added to the day, H numbers 40 to the month, synthetic ones 80.
bool no_person_is_right(str s)
{
    int day = pair(s, 0) % 40, month = pair(s, 2) % 40, year = pair(s, 4);
    int64_t serial = number_from(s, 6, 9);
    int full = 1900 + year;
    if (serial >= 500)
        full = year < 40 ? 2000 + year : serial < 750 && year >= 54 ? 1800 + year : 1900 + year;
    int first = (11 - WEIGHTED_SUM(s, 3, 7, 6, 1, 8, 9, 4, 5, 2) % 11) % 11;
    int second = (11 - WEIGHTED_SUM(s, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11;
    return pair(s, 0) <= 71 && short_date_exists(full, month, day) && first == digit_at(s, 9) &&
           second == digit_at(s, 10);
}

bool pl_pesel_is_right(str s)
{
    static const int CENTURIES[] = { 1900, 2000, 2100, 2200, 1800 };
    int month = pair(s, 2);
    return short_date_exists(CENTURIES[month / 20] + pair(s, 0), month % 20, pair(s, 4)) &&
           WEIGHTED_SUM(s, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
}

bool pl_tin_is_right(str s)
{
    return s.len == 10 ? pl_nip_is_right(s) : pl_pesel_is_right(s);
}

bool pt_card_is_right(str s)
{
    int sum = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[s.len - 1 - i];
        int value = ascii_is_digit(c) ? c - '0' : c - 'A' + 10;
        value *= i % 2 ? 2 : 1;
        sum += i % 2 && value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

bool pt_niss_is_right(str s)
{
    return (s.at[0] == '1' || s.at[0] == '2') &&
           9 - WEIGHTED_SUM(s, 29, 23, 19, 17, 13, 11, 7, 5, 3, 2) % 10 == digit_at(s, 10);
}

bool ro_cnp_is_right(str s)
{
    static const int CENTURIES[] = { 0, 1900, 1900, 1800, 1800, 2000, 2000, 1900, 1900, 1900 };
    int check = WEIGHTED_SUM(s, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
    return s.at[0] != '0' &&
           short_date_exists(CENTURIES[digit_at(s, 0)] + pair(s, 1), pair(s, 3), pair(s, 5)) &&
           (check == 10 ? 1 : check) == digit_at(s, 12);
}

// Days over 60 are those of coordination numbers, which need no
// real day behind them: it may be unknown, and nominal ones were given out.
static bool se_date_exists(int year, int month, int day)
{
    if (day < 60)
        return short_date_exists(year, month, day);
    return month <= 12 && day <= 91;
}

// "850709-9805", with "+" for those over a hundred; with the century before.
bool se_person_is_right(str s)
{
    size_t sign = str_find_byte(s, '-') < s.len ? str_find_byte(s, '-') : str_find_byte(s, '+');
    char digits[12];
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++)
        if (i != sign)
            digits[len++] = s.at[i];
    str all = { digits, len }, ten = str_slice(all, len - 10, len);
    if (sign < s.len && sign != s.len - 5)
        return false;
    int century = len == 12 ? pair(all, 0) * 100 : 2000;
    return (len == 10 || (century >= 1800 && century <= 2000)) &&
           se_date_exists(century + pair(ten, 0), pair(ten, 2), pair(ten, 4)) && luhn_is_right(ten);
}

bool si_emso_is_right(str s)
{
    int sum = WEIGHTED_SUM(s, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2);
    int thousand = s.at[4] == '0' ? 2000 : 1000;
    return short_date_exists(thousand + (int)number_from(s, 4, 7), pair(s, 2), pair(s, 0)) &&
           (11 - sum % 11) % 11 % 10 == digit_at(s, 12);
}

bool us_atin_is_right(str s)
{
    return s.at[0] == '9' && pair(s, 3) == 93;
}

bool us_itin_is_right(str s)
{
    int group = pair(s, 3);
    return s.at[0] == '9' && ((group >= 50 && group <= 65) || group >= 70) && group != 89 &&
           group != 93;
}

bool us_ssn_is_right(str s)
{
    int64_t area = number_from(s, 0, 3);
    return area > 0 && area != 666 && area < 900 && pair(s, 3) > 0 && number_from(s, 5, 9) > 0 &&
           !str_eq(s, STR("078051120")) && !str_eq(s, STR("219099999"));
}

bool us_tin_is_right(str s)
{
    return us_ssn_is_right(s) || us_itin_is_right(s) || us_atin_is_right(s) || us_ein_is_right(s);
}
