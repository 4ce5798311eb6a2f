#include "test.h"

#include "demo/demo_person.h"

enum { PEOPLE = 5500, COMPANIES = 900 };

static struct demo_people make_people(struct arena *arena)
{
    return demo_person_list(PEOPLE, COMPANIES, 2024, arena);
}

static bool same_name(const struct demo_person *a, const struct demo_person *b)
{
    return str_eq(a->given, b->given) && str_eq(a->family, b->family);
}

static void a_father_and_a_son_can_share_name_and_home(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_people people = make_people(&arena);
    int pairs = 0;
    for (size_t i = 0; i < people.count; i++)
        for (size_t j = i + 1; j < people.count && j < i + 4; j++) {
            const struct demo_person *father = &people.items[i], *son = &people.items[j];
            pairs += same_name(father, son) && str_eq(father->home.street, son->home.street) &&
                     son->birth.year >= father->birth.year + 22;
        }
    assert_in_range(pairs, 10, 300);
}

static void strangers_with_a_common_name_share_nothing_else(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_people people = make_people(&arena);
    struct demo_taken *emails = ARENA_NEW(&arena, struct demo_taken, 1);
    int pairs = 0;
    for (size_t i = 0; i < people.count; i++) {
        assert_true(demo_taken_add(emails, people.items[i].email)); // everybody has her own
        for (size_t j = i + 4; j < people.count; j++)
            pairs += same_name(&people.items[i], &people.items[j]);
    }
    assert_in_range(pairs, 200, 5000);
}

static void households_share_a_telephone(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_people people = make_people(&arena);
    int shared = 0;
    for (size_t i = 1; i < people.count; i++) {
        const struct demo_person *a = &people.items[i - 1], *b = &people.items[i];
        if (!b->home_phone.country || !str_eq(a->home_phone.national, b->home_phone.national))
            continue;
        assert_str(a->home.street, arena_copy(&arena, b->home.street).at);
        shared++;
    }
    assert_true(shared > 300);
}

static void nobody_is_a_child_or_from_the_future(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_people people = make_people(&arena);
    for (size_t i = 0; i < people.count; i++)
        assert_in_range(people.items[i].birth.year, 1930, 2006);
}

static void icelanders_are_called_after_their_father(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_people people = make_people(&arena);
    int count = 0;
    for (size_t i = 0; i < people.count; i++) {
        const struct demo_person *person = &people.items[i];
        if (strcmp(person->country->code, "IS") != 0)
            continue;
        assert_true(str_ends(person->family, STR("son")) ||
                    str_ends(person->family, STR("dóttir")));
        count++;
    }
    assert_in_range(count, 50, 250);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_father_and_a_son_can_share_name_and_home),
        cmocka_unit_test(strangers_with_a_common_name_share_nothing_else),
        cmocka_unit_test(households_share_a_telephone),
        cmocka_unit_test(nobody_is_a_child_or_from_the_future),
        cmocka_unit_test(icelanders_are_called_after_their_father),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
