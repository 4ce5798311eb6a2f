#include "value/number_company.h"

#include "value/ascii.h"
#include "value/number_check.h"
#include "value/number_person.h"

#include <unicode/uloc.h>

static int last_digit(str s)
{
    return digit_at(s, s.len - 1);
}

bool at_uid_is_right(str s)
{
    return (luhn_sum(str_slice(s, 1, 8)) + digit_at(s, 8)) % 10 == 6;
}

bool be_vat_is_right(str s)
{
    int64_t body = number_from(s, 0, s.len - 2);
    return body > 0 && (s.len == 9 || s.at[0] <= '1') &&
           (body + number_from(s, s.len - 2, s.len)) % 97 == 0;
}

static bool bg_company_is_right(str s)
{
    int check = WEIGHTED_SUM(s, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
    if (check == 10)
        check = WEIGHTED_SUM(s, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10;
    return check == digit_at(s, 8);
}

static bool bg_other_is_right(str s)
{
    int check = (11 - WEIGHTED_SUM(s, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11;
    return check == digit_at(s, 9);
}

bool bg_vat_is_right(str s)
{
    if (s.len == 9)
        return bg_company_is_right(s);
    return bg_egn_is_right(s) || bg_foreigner_is_right(s) || bg_other_is_right(s);
}

bool ch_uid_is_right(str s)
{
    return (11 - WEIGHTED_SUM(s, 5, 4, 3, 2, 7, 6, 5, 4) % 11) % 11 == digit_at(s, 8);
}

bool cy_vat_is_right(str s)
{
    static const int ODD[] = { 1, 0, 5, 7, 9, 13, 15, 17, 19, 21 };
    int sum = 0;
    for (size_t i = 0; i < 8; i++)
        sum += i % 2 ? digit_at(s, i) : ODD[digit_at(s, i)];
    return !str_starts(s, STR("12")) && s.at[8] == 'A' + sum % 26;
}

bool cz_ico_is_right(str s)
{
    int check = (11 - WEIGHTED_SUM(s, 8, 7, 6, 5, 4, 3, 2) % 11) % 11;
    return (check ? check : 1) % 10 == digit_at(s, 7);
}

// Nine digits beginning with 6: people without a birth number.
static bool cz_special_is_right(str s)
{
    int sum = WEIGHTED_SUM(str_slice(s, 1, s.len), 8, 7, 6, 5, 4, 3, 2) % 11;
    return (8 + sum) % 10 == digit_at(s, 8);
}

bool cz_vat_is_right(str s)
{
    if (s.len == 8)
        return s.at[0] != '9' && cz_ico_is_right(s);
    return (s.len == 9 && s.at[0] == '6' && cz_special_is_right(s)) || cz_birth_is_right(s);
}

bool de_vat_is_right(str s)
{
    return s.at[0] != '0' && mod_11_10_is_right(s);
}

bool dk_cvr_is_right(str s)
{
    return s.at[0] != '0' && WEIGHTED_SUM(s, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
}

bool ee_code_is_right(str s)
{
    int check = WEIGHTED_SUM(s, 1, 2, 3, 4, 5, 6, 7) % 11;
    if (check == 10)
        check = WEIGHTED_SUM(s, 3, 4, 5, 6, 7, 8, 9) % 11 % 10;
    return strchr("1789", s.at[0]) && check == digit_at(s, 7);
}

bool ee_vat_is_right(str s)
{
    return WEIGHTED_SUM(s, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
}

bool es_cif_is_right(str s)
{
    int sum = 0;
    for (size_t i = 1; i < 8; i++) {
        int digit = digit_at(s, i) * (i % 2 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    int check = (10 - sum % 10) % 10;
    bool is_letter = s.at[8] == "JABCDEFGHI"[check], is_digit = s.at[8] == '0' + check;
    if (!strchr("ABCDEFGHJNPQRSUVW", s.at[0]))
        return false;
    if (strchr("PQSW", s.at[0]))
        return is_letter;
    return is_digit || (is_letter && !strchr("ABEH", s.at[0]));
}

bool es_nif_is_right(str s)
{
    if (ascii_is_digit(s.at[0]))
        return es_dni_is_right(s);
    if (strchr("XYZ", s.at[0]))
        return es_nie_is_right(s);
    if (!strchr("KLM", s.at[0]))
        return es_cif_is_right(s);
    return s.at[8] == "TRWAGMYFPDXBNJZSQVHLCKE"[number_from(s, 1, 8) % 23];
}

bool fi_ytunnus_is_right(str s)
{
    // Old numbers have seven digits; a 0 before changes nothing.
    if (s.len == 7)
        return WEIGHTED_SUM(s, 9, 10, 5, 8, 4, 2, 1) % 11 == 0;
    return WEIGHTED_SUM(s, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0;
}

bool fr_siren_is_right(str s)
{
    return luhn_is_right(s);
}

// La Poste has more branches than Luhn leaves room for: the digits' sum is divisible by 5.
bool fr_siret_is_right(str s)
{
    if (!luhn_is_right(str_slice(s, 0, 9)))
        return false;
    int sum = 0;
    for (size_t i = 0; i < s.len; i++)
        sum += digit_at(s, i);
    return luhn_is_right(s) || (str_starts(s, STR("356000000")) && sum % 5 == 0);
}

static int64_t fr_key_value(char c)
{
    static const char ALPHABET[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    const char *found = c ? strchr(ALPHABET, c) : NULL;
    return found ? found - ALPHABET : -1;
}

static bool fr_key_is_right(str s, int64_t siren)
{
    if (ascii_is_digit(s.at[0]) && ascii_is_digit(s.at[1]))
        return (siren * 100 + 12) % 97 == number_from(s, 0, 2);
    int64_t first = fr_key_value(s.at[0]), second = fr_key_value(s.at[1]);
    if (first < 0 || second < 0)
        return false;
    int64_t check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
    return (siren + 1 + check / 11) % 11 == check % 11;
}

bool mc_tva_is_right(str s)
{
    return str_eq(str_slice(s, 2, 5), STR("000")) && fr_key_is_right(s, number_from(s, 2, 11));
}

bool fr_tva_is_right(str s)
{
    bool monaco = str_eq(str_slice(s, 2, 5), STR("000"));
    return (monaco || luhn_is_right(str_slice(s, 2, 11))) &&
           fr_key_is_right(s, number_from(s, 2, 11));
}

bool gb_vat_is_right(str s)
{
    // Government departments and health authorities: no check digit, only ranges.
    if (s.at[0] == 'G')
        return number_from(s, 2, 5) < 500;
    if (s.at[0] == 'H')
        return number_from(s, 2, 5) >= 500;
    int rest = WEIGHTED_SUM(s, 8, 7, 6, 5, 4, 3, 2, 10, 1) % 97;
    int64_t body = number_from(s, 0, 7);
    // Each of the two series has ranges that were never given out.
    if (rest == 42 || rest == 55)
        return body > 1000000;
    return rest == 0 && body > 0 && body <= 9990000 && (body < 100000 || body > 999999) &&
           (body < 9490001 || body > 9700000);
}

bool gr_vat_is_right(str s)
{
    int sum = 0;
    for (size_t i = 0; i + 1 < s.len; i++)
        sum = sum * 2 + digit_at(s, i);
    return sum > 0 && sum * 2 % 11 % 10 == last_digit(s);
}

bool hu_vat_is_right(str s)
{
    return WEIGHTED_SUM(s, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0;
}

// Seven digits, a check letter, perhaps one more letter that counts nine times; or the old form
// with a sign in the second place.
bool ie_vat_is_right(str s)
{
    char digits[7];
    bool is_old = !ascii_is_digit(s.at[1]);
    if (is_old) {
        digits[0] = '0';
        memcpy(digits + 1, s.at + 2, 5);
        digits[6] = s.at[0];
    } else {
        memcpy(digits, s.at, 7);
    }
    int sum = WEIGHTED_SUM(((str){ digits, 7 }), 8, 7, 6, 5, 4, 3, 2);
    if (s.len == 9 && s.at[8] != 'W')
        sum += 9 * (s.at[8] - 'A' + 1);
    return s.at[7] == "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] &&
           (s.len == 8 || s.at[8] <= 'I' || s.at[8] == 'W');
}

bool is_kennitala_is_right(str s)
{
    int day = (int)number_from(s, 0, 2), month = (int)number_from(s, 2, 4);
    day = day > 40 ? day - 40 : day;
    int century = s.at[9] == '0' ? 2000 : s.at[9] == '9' ? 1900 : 1800;
    return strchr("890", s.at[9]) &&
           short_date_exists(century + (int)number_from(s, 4, 6), month, day) &&
           WEIGHTED_SUM(s, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
}

bool it_iva_is_right(str s)
{
    int64_t office = number_from(s, 7, 10);
    bool office_exists = (office >= 1 && office <= 100) || office == 120 || office == 121 ||
                         office == 888 || office == 999;
    return number_from(s, 0, 7) > 0 && office_exists && luhn_is_right(s);
}

bool lt_vat_is_right(str s)
{
    int sum = 0, again = 0;
    for (size_t i = 0; i + 1 < s.len; i++) {
        sum += (int)(1 + i % 9) * digit_at(s, i);
        again += (int)(1 + (i + 2) % 9) * digit_at(s, i);
    }
    int check = sum % 11 == 10 ? again % 11 % 10 : sum % 11;
    return s.at[s.len - 2] == '1' && check == last_digit(s);
}

bool lu_vat_is_right(str s)
{
    return number_from(s, 0, 6) % 89 == number_from(s, 6, 8);
}

bool lv_vat_is_right(str s)
{
    if (s.at[0] <= '3')
        return lv_person_is_right(s);
    return WEIGHTED_SUM(s, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3;
}

bool mt_vat_is_right(str s)
{
    return s.at[0] != '0' &&
           (WEIGHTED_SUM(s, 3, 4, 6, 7, 8, 9) + (int)number_from(s, 6, 8)) % 37 == 0;
}

bool nl_vat_is_right(str s)
{
    // Since 2020 sole traders have numbers that do not show their citizen number: ISO 7064 over
    // the whole, "NL" included.
    char whole[14] = "NL";
    memcpy(whole + 2, s.at, 12);
    bool named = number_from(s, 10, 12) > 0 && number_from(s, 0, 9) > 0;
    return named && (nl_bsn_is_right(str_slice(s, 0, 9)) || mod_97((str){ whole, 14 }) == 1);
}

bool no_orgnr_is_right(str s)
{
    return WEIGHTED_SUM(s, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0 && s.at[0] != '0';
}

bool pl_nip_is_right(str s)
{
    return WEIGHTED_SUM(s, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == digit_at(s, 9);
}

bool pl_regon_is_right(str s)
{
    if (WEIGHTED_SUM(s, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 != digit_at(s, 8))
        return false;
    return s.len == 9 ||
           WEIGHTED_SUM(s, 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8) % 11 % 10 == digit_at(s, 13);
}

bool pt_nif_is_right(str s)
{
    int sum = WEIGHTED_SUM(s, 9, 8, 7, 6, 5, 4, 3, 2);
    return s.at[0] != '0' && (11 - sum % 11) % 11 % 10 == digit_at(s, 8);
}

bool ro_cf_is_right(str s)
{
    static const int WEIGHTS[] = { 7, 5, 3, 2, 1, 7, 5, 3, 2 };
    int sum = weighted_sum(str_slice(s, 0, s.len - 1), WEIGHTS + (10 - s.len), s.len - 1);
    return s.at[0] != '0' && sum * 10 % 11 % 10 == last_digit(s);
}

// "J52/750/2012": kind, county, number, year.
// The numbers since July 2024: year, serial number, county and a check digit, which is the sum of
// the others modulo ten with the letter as the last digit of its ASCII code.
static bool ro_onrc_new_is_right(str s)
{
    int sum = s.at[0] % 10;
    for (size_t i = 1; i + 1 < s.len; i++)
        sum += digit_at(s, i);
    return number_from(s, 1, 5) >= 1990 && sum % 10 == last_digit(s);
}

bool ro_onrc_is_right(str s)
{
    int64_t county = 0, number = 0, year = 0;
    str part, rest = str_slice(s, 1, s.len);
    if (!strchr("JFC", s.at[0]))
        return false;
    if (str_find_byte(s, '/') == s.len)
        return ro_onrc_new_is_right(s);
    if (rest.len && rest.at[0] == '/')
        rest = str_slice(rest, 1, rest.len);
    bool good = str_split(&rest, '/', &part) && part.len <= 2 && str_to_int(part, &county);
    good = good && str_split(&rest, '/', &part) && part.len <= 5 && str_to_int(part, &number);
    good = good && rest.len == 4 && str_to_int(rest, &year);
    return good && ((county >= 1 && county <= 40) || county == 51 || county == 52) && number > 0 &&
           year >= 1990;
}

// The third digit of a company's number is 2 or more, so that it is no month; sole traders use
// their own identity number.
bool se_orgnr_is_right(str s)
{
    char digits[10];
    size_t skip = s.len == 12 && memcmp(s.at, "16", 2) == 0 ? 2 : 0;
    s = (str){ s.at + skip, s.len - skip };
    if (s.len > 11 || s.at[2] < '2' || s.at[6] == '+')
        return se_person_is_right(s);
    memcpy(digits, s.at, 6);
    memcpy(digits + 6, s.at + s.len - 4, 4);
    return luhn_is_right((str){ digits, 10 });
}

bool se_vat_is_right(str s)
{
    return luhn_is_right(str_slice(s, 0, 10)) && number_from(s, 10, 12) > 0 &&
           number_from(s, 10, 12) < 95;
}

bool si_vat_is_right(str s)
{
    int check = 11 - WEIGHTED_SUM(s, 8, 7, 6, 5, 4, 3, 2) % 11;
    return s.at[0] != '0' && check != 11 && check % 10 == digit_at(s, 7);
}

bool si_maticna_is_right(str s)
{
    int rest = WEIGHTED_SUM(s, 7, 6, 5, 4, 3, 2) % 11;
    return rest != 0 && (11 - rest) % 10 == digit_at(s, 6);
}

bool sk_vat_is_right(str s)
{
    bool company = s.at[0] != '0' && strchr("234789", s.at[2]) && number_from(s, 0, 10) % 11 == 0;
    return company || cz_birth_is_right(s);
}

// Two digits say which campus gave the number; these were never given out (IRS).
bool us_ein_is_right(str s)
{
    static const char *const UNUSED[] = { "00", "07", "08", "09", "17", "18", "19", "28", "29",
                                          "49", "69", "70", "78", "79", "89", "96", "97" };
    return !ascii_one_of(str_slice(s, 0, 2), UNUSED, LENGTH(UNUSED));
}

// SWIFT, "IBAN registry": country, length and shape of what follows the check digits
// (9 digit, A letter, * either), written as a count before each.
static const struct {
    char country[3];
    const char *shape;
} IBANS[] = {
    { "AD", "8n12c" },
    { "AE", "19n" },
    { "AL", "8n16c" },
    { "AT", "16n" },
    { "AZ", "4a20c" },
    { "BA", "16n" },
    { "BE", "12n" },
    { "BG", "4a6n8c" },
    { "BH", "4a14c" },
    { "BI", "23n" },
    { "BR", "23n1a1c" },
    { "BY", "4c4n16c" },
    { "CH", "5n12c" },
    { "CR", "18n" },
    { "CY", "8n16c" },
    { "CZ", "20n" },
    { "DE", "18n" },
    { "DJ", "23n" },
    { "DK", "14n" },
    { "DO", "4c20n" },
    { "EE", "16n" },
    { "EG", "25n" },
    { "ES", "20n" },
    { "FI", "14n" },
    { "FK", "2a12n" },
    { "FO", "14n" },
    { "FR", "10n11c2n" },
    { "GB", "4a14n" },
    { "GE", "2a16n" },
    { "GI", "4a15c" },
    { "GL", "14n" },
    { "GR", "7n16c" },
    { "GT", "4c20c" },
    { "HN", "4a20n" },
    { "HR", "17n" },
    { "HU", "24n" },
    { "IE", "4a14n" },
    { "IL", "19n" },
    { "IQ", "4a15n" },
    { "IS", "22n" },
    { "IT", "1a10n12c" },
    { "JO", "4a4n18c" },
    { "KW", "4a22c" },
    { "KZ", "3n13c" },
    { "LB", "4n20c" },
    { "LC", "4a24c" },
    { "LI", "5n12c" },
    { "LT", "16n" },
    { "LU", "3n13c" },
    { "LV", "4a13c" },
    { "LY", "21n" },
    { "MC", "10n11c2n" },
    { "MD", "2c18c" },
    { "ME", "18n" },
    { "MK", "3n10c2n" },
    { "MN", "16n" },
    { "MR", "23n" },
    { "MT", "4a5n18c" },
    { "MU", "4a19n3a" },
    { "NI", "4a20n" },
    { "NL", "4a10n" },
    { "NO", "11n" },
    { "OM", "3n16c" },
    { "PK", "4a16c" },
    { "PL", "24n" },
    { "PS", "4a21c" },
    { "PT", "21n" },
    { "QA", "4a21c" },
    { "RO", "4a16c" },
    { "RS", "18n" },
    { "RU", "14n15c" },
    { "SA", "2n18c" },
    { "SC", "4a20n3a" },
    { "SD", "14n" },
    { "SE", "20n" },
    { "SI", "15n" },
    { "SK", "20n" },
    { "SM", "1a10n12c" },
    { "SO", "19n" },
    { "ST", "21n" },
    { "SV", "4a20n" },
    { "TL", "19n" },
    { "TN", "20n" },
    { "TR", "6n16c" },
    { "UA", "6n19c" },
    { "VA", "18n" },
    { "VG", "4a16n" },
    { "XK", "16n" },
    { "YE", "4a4n18c" },
    // Used by banks though not in the registry.
    { "AO", "21n" },
    { "AX", "14n" },
    { "BF", "2c22n" },
    { "BJ", "2c22n" },
    { "CF", "23n" },
    { "CG", "23n" },
    { "CI", "2c22n" },
    { "CM", "23n" },
    { "CV", "21n" },
    { "DZ", "22n" },
    { "GA", "23n" },
    { "GQ", "23n" },
    { "GW", "2c19n" },
    { "IR", "22n" },
    { "KM", "23n" },
    { "MA", "24n" },
    { "MG", "23n" },
    { "ML", "2c22n" },
    { "MZ", "21n" },
    { "NE", "2a22n" },
    { "SN", "2c22n" },
    { "TD", "23n" },
    { "TG", "2a22n" },
    // French territories.
    { "BL", "10n11c2n" },
    { "GF", "10n11c2n" },
    { "GP", "10n11c2n" },
    { "MF", "10n11c2n" },
    { "MQ", "10n11c2n" },
    { "NC", "10n11c2n" },
    { "PF", "10n11c2n" },
    { "PM", "10n11c2n" },
    { "RE", "10n11c2n" },
    { "TF", "10n11c2n" },
    { "WF", "10n11c2n" },
    { "YT", "10n11c2n" },
};

static bool fits_iban_shape(str s, const char *shape)
{
    size_t at = 4;
    while (*shape) {
        size_t count = 0;
        for (; ascii_is_digit(*shape); shape++)
            count = count * 10 + (size_t)(*shape - '0');
        for (; count; count--, at++)
            if (at >= s.len || (*shape == 'n' && !ascii_is_digit(s.at[at])) ||
                (*shape == 'a' && !ascii_is_letter(s.at[at])))
                return false;
        shape++;
    }
    return at == s.len;
}

bool iban_is_right(str s)
{
    char turned[34];
    if (s.len < 8 || s.len > sizeof turned)
        return false;
    memcpy(turned, s.at + 4, s.len - 4);
    memcpy(turned + s.len - 4, s.at, 4);
    for (size_t i = 0; i < LENGTH(IBANS); i++)
        if (memcmp(IBANS[i].country, s.at, 2) == 0)
            return fits_iban_shape(s, IBANS[i].shape) && mod_97((str){ turned, s.len }) == 1;
    return false;
}

// ISO 9362: four letters or digits of the bank (SWIFT gives out letters only), the country.
bool bic_is_right(str s)
{
    for (size_t i = 0; i < 6; i++)
        if (!ascii_is_letter(s.at[i]))
            return false;
    for (const char *const *country = uloc_getISOCountries(); *country; country++)
        if (memcmp(*country, s.at + 4, 2) == 0)
            return true;
    return memcmp(s.at + 4, "XK", 2) == 0;
}

bool lei_is_right(str s)
{
    return mod_97(s) == 1;
}
