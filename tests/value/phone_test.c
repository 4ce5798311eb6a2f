#include "cases.h"

#include "value/phone.h"
#include "value/phone_shim.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void national_forms_become_e164(void **state)
{
    (void)state;
    static const struct value_case CASES[] = {
        { "070-123 45 67", "+46701234567", "SE", "" },
        { "+46 (0)70 123 45 67", "+46701234567", "", "" },
        { "0046701234567", "+46701234567", "NO", "" },
        { "22 33 44 55", "+4722334455", "NO", "" },
        { "32 12 34 56", "+4532123456", "DK", "" },
        { "040 1234567", "+358401234567", "FI", "" },
        { "551 2345", "+3545512345", "IS", "" },
        { "020 7946 0958", "+442079460958", "GB", "" },
        { "(212) 555-2368", "+12125552368", "US", "" },
        { "tel:+49-30-123456", "+4930123456", "", "" },
        { "070-123 45 67", NULL, "", "" },
        { "n/a", NULL, "SE", "" },
        { "0000000", NULL, "SE", "" },
        { "12345", NULL, "NO", "" },
        { "", NULL, "SE", "" },
    };
    check_values(phone_standardise, CASES, LENGTH(CASES));
}

static void parts_tell_country_type_and_extension(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct value out = value_of(phone_standardise, "08-123 456 78 ext. 12", "SE", "", &arena);
    assert_str(value_part(&out, "country"), "SE");
    assert_str(value_part(&out, "type"), "fixed");
    assert_str(value_part(&out, "extension"), "12");
    out = value_of(phone_standardise, "0701234567", "SE", "", &arena);
    assert_str(value_part(&out, "type"), "mobile");
}

// A small generator of its own (SplitMix64), so that every run tries the same numbers.
static uint64_t next_random(uint64_t *seed)
{
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static void write_digits(char *out, size_t count, uint64_t *seed)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (char)('0' + next_random(seed) % 10);
    out[count] = 0;
}

static void assert_same(const char *text, const char *country)
{
    auto_arena arena = { 0 };
    struct phone_number number;
    struct value out = value_of(phone_standardise, text, country, "", &arena);
    phone_shim_read(text, strlen(text), *country ? country : "ZZ", &number);
    bool same = out.valid == number.valid && str_eq(out.value, str_of(number.e164)) &&
                (!number.valid || (str_eq(value_part(&out, "type"), str_of(number.type)) &&
                                   str_eq(value_part(&out, "country"), str_of(number.country))));
    if (!same)
        print_error("%s (%s): " STR_FMT " %d, the library says %s %d %s %s\n", text, country,
                    STR_ARG(out.value), out.valid, number.e164, number.valid, number.type,
                    number.country);
    assert_true(same);
}

// The quick way must answer exactly like libphonenumber. More numbers: PHONE_TRIES=300000.
static void plain_numbers_are_read_as_the_library_reads_them(void **state)
{
    (void)state;
    static const struct {
        const char *country, *code, *trunk;
        size_t least, most;
    } PLANS[] = {
        { "SE", "46", "0", 6, 10 },  { "NO", "47", "", 5, 9 },   { "DK", "45", "", 7, 9 },
        { "FI", "358", "0", 5, 12 }, { "IS", "354", "", 6, 10 }, { "GB", "44", "0", 7, 11 },
        { "US", "1", "", 9, 11 },
    };
    const char *told = getenv("PHONE_TRIES");
    size_t tries = told ? strtoul(told, NULL, 10) : 4000;
    uint64_t seed = 1;
    for (size_t i = 0; i < tries; i++) {
        char digits[32], text[64];
        size_t plan = next_random(&seed) % LENGTH(PLANS);
        size_t spread = PLANS[plan].most - PLANS[plan].least + 1;
        write_digits(digits, PLANS[plan].least + next_random(&seed) % spread, &seed);
        snprintf(text, sizeof text, "+%s%s", PLANS[plan].code, digits);
        assert_same(text, "");
        assert_same(text, "SE");
        snprintf(text, sizeof text, "%s%s", PLANS[plan].trunk, digits);
        assert_same(text, PLANS[plan].country);
        snprintf(text, sizeof text, "%.3s-%s", digits, digits + 3);
        assert_same(text, PLANS[plan].country);
    }
}

// Any country code, so also those that do not exist.
static void international_numbers_are_read_as_the_library_reads_them(void **state)
{
    (void)state;
    const char *told = getenv("PHONE_TRIES");
    size_t tries = told ? strtoul(told, NULL, 10) : 10000;
    uint64_t seed = 2;
    for (size_t i = 0; i < tries; i++) {
        char text[32] = "+";
        write_digits(text + 1, 8 + next_random(&seed) % 7, &seed);
        assert_same(text, "");
    }
}

// Sets `*wrong` when an answer is not as it is alone.
static void *read_many(void *wrong)
{
    for (int i = 0; i < 200; i++) {
        auto_arena arena = { 0 };
        struct value out = value_of(phone_standardise, "0701234567 ext 1", "SE", "", &arena);
        if (!out.valid || !value_of(phone_standardise, "22334455", "NO", "", &arena).valid)
            *(bool *)wrong = true;
    }
    return NULL;
}

static void many_threads_may_read(void **state)
{
    (void)state;
    pthread_t threads[4];
    bool wrong[4] = { false };
    for (size_t i = 0; i < LENGTH(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_many, &wrong[i]), 0);
    for (size_t i = 0; i < LENGTH(threads); i++) {
        pthread_join(threads[i], NULL);
        assert_false(wrong[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(national_forms_become_e164),
        cmocka_unit_test(parts_tell_country_type_and_extension),
        cmocka_unit_test(plain_numbers_are_read_as_the_library_reads_them),
        cmocka_unit_test(international_numbers_are_read_as_the_library_reads_them),
        cmocka_unit_test(many_threads_may_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
