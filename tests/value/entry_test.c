#include "test.h"

#include "value/entry.h"

static void an_entry_survives_being_written(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct entry entry = { .entity = ENTITY_PERSON };
    entry_add(&entry, &arena, (struct entry_item){ .field = FIELD_GIVEN, .value = STR("Anna") });
    entry_add(&entry, &arena,
              (struct entry_item){ .field = FIELD_ADDRESS,
                                   .label = STR("home"),
                                   .value = STR("Gata\\1\n114 55\nStockholm\n\nSE") });
    entry_add(&entry, &arena,
              (struct entry_item){
                  .field = FIELD_CUSTOM, .custom = 4, .invalid = true, .value = STR("a\tb") });
    auto_buf text = buf_new(4096);
    entry_write(&entry, &text);
    assert_str(buf_str(&text), "given\t\tAnna\n"
                               "address\thome\tGata\\\\1\\n114 55\\nStockholm\\n\\nSE\n"
                               "!x_4\t\ta\\tb\n");
    struct entry back = entry_read(buf_str(&text), ENTITY_PERSON, &arena);
    assert_int_equal(back.count, 3);
    assert_str(back.items[1].value, "Gata\\1\n114 55\nStockholm\n\nSE");
    assert_str(back.items[1].label, "home");
    assert_true(back.items[2].invalid);
    assert_int_equal(back.items[2].custom, 4);
    assert_str(back.items[2].value, "a\tb");
}

static void unknown_lines_are_skipped(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct entry entry =
        entry_read(STR("hat_size\t\t58\nbroken\ngiven\t\tBo\n\n"), ENTITY_PERSON, &arena);
    assert_int_equal(entry.count, 1);
    assert_str(entry_value(&entry, FIELD_GIVEN), "Bo");
}

static void empty_and_repeated_values_are_not_added(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct entry entry = { .entity = ENTITY_PERSON };
    struct entry_item item = { .field = FIELD_EMAIL, .value = STR("a@example.se") };
    entry_add(&entry, &arena, item);
    entry_add(&entry, &arena, item);
    entry_add(&entry, &arena, (struct entry_item){ .field = FIELD_PHONE });
    assert_int_equal(entry.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_survives_being_written),
        cmocka_unit_test(unknown_lines_are_skipped),
        cmocka_unit_test(empty_and_repeated_values_are_not_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
