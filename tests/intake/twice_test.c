// The same new person saved twice at once, while an import runs: always one contact, and the second
// saver hears whom it resembles. KARTOTEK_ROUNDS says how often; the soak runs many more.

#include "intake/crowd.h"

#include "contact/contact.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum { SAVERS = 2, DEFAULT_ROUNDS = 25, IMPORT_BATCH = 20, PEOPLE = 5000 };

struct round {
    pthread_barrier_t start, end;
    int number;
    atomic_bool over;
};

struct saver {
    struct round *round;
    struct work work;
    struct intake intake;
    struct source source;
    int name;
    enum status status;
    struct outcome outcome;
    char reason[200];
};

static void open_saver(struct saver *saver, const char *source, const char *channel)
{
    struct work *work = &saver->work;
    assert_ok(work, work_begin(work, true));
    assert_ok(work, source_need(work, str_of(source), "hand", &saver->source));
    assert_ok(work, intake_open(work, &saver->intake, &saver->source, str_of(channel)));
    assert_ok(work, work_end(work, OK));
    saver->source.name = saver->source.country = saver->source.mapping = (str){ 0 };
    saver->intake.source = saver->source;
    saver->intake.channel = str_of(channel);
}

static void close_saver(struct saver *saver)
{
    intake_close(&saver->intake);
    work_close(&saver->work);
    db_close(saver->work.db);
}

static enum status let_in(struct saver *saver, struct incoming *items, size_t count)
{
    struct work *work = &saver->work;
    struct outcome *outcomes = ARENA_NEW(&work->arena, struct outcome, count);
    TRY(work_begin(work, true));
    enum status status = job_request(work, "save");
    if (status == OK)
        status = intake_batch(work, &saver->intake, items, count, outcomes);
    if (status == OK) {
        saver->outcome = outcomes[0];
        snprintf(saver->reason, sizeof saver->reason, STR_FMT, STR_ARG(outcomes[0].reason));
    }
    return work_end(work, status);
}

// A person whom nobody knows yet, as one saver types it.
static struct incoming person_of_round(struct arena *arena, int round, int saver)
{
    struct crowd crowd = { .state = 1, .people = 0 };
    struct incoming incoming = crowd_row(&crowd, arena, 3, round * SAVERS + saver);
    incoming.entry = (struct entry){ .entity = ENTITY_PERSON };
    static const char *const SOUNDS[] = {
        "ba", "ke", "li", "mo", "ru", "ta", "fe", "gi", "no", "su"
    };
    const char *a = SOUNDS[round % 10], *b = SOUNDS[round / 10 % 10], *c = SOUNDS[round / 100 % 10];
    crowd_say(&incoming, arena, FIELD_GIVEN, arena_print(arena, "%s%s", a, c));
    crowd_say(&incoming, arena, FIELD_FAMILY, arena_print(arena, "%s%s%s%s", b, c, a, b));
    crowd_say(&incoming, arena, FIELD_EMAIL, arena_print(arena, "new%d@example.org", round));
    crowd_say(&incoming, arena, FIELD_BIRTH_DATE,
              arena_print(arena, "%d-0%d-1%d", 1900 + round % 97, 1 + round % 9, round % 8));
    incoming.raw = arena_print(arena, "%d %d", round, saver);
    incoming_prepare(&incoming, arena);
    return incoming;
}

static void *save_rounds(void *argument)
{
    struct saver *saver = argument;
    for (;;) {
        pthread_barrier_wait(&saver->round->start);
        if (saver->round->over)
            return NULL;
        do {
            arena_reset(&saver->work.arena);
            struct incoming one =
                person_of_round(&saver->work.arena, saver->round->number, saver->name);
            saver->status = let_in(saver, &one, 1);
        } while (work_again(&saver->work, saver->status));
        saver->work.attempts = 0;
        pthread_barrier_wait(&saver->round->end);
    }
}

static void *import_beside(void *argument)
{
    struct saver *importer = argument;
    struct crowd crowd = { .state = 99, .people = PEOPLE };
    for (int key = 0; !importer->round->over; key += IMPORT_BATCH) {
        arena_reset(&importer->work.arena);
        struct incoming *rows = crowd_rows(&crowd, &importer->work.arena, IMPORT_BATCH, key);
        importer->status = let_in(importer, rows, IMPORT_BATCH);
        if (importer->status == OK)
            importer->status = key_index_merge(&importer->work, importer->intake.recogniser.index,
                                               IMPORT_BATCH, key % 100 == 0);
        if (!work_again(&importer->work, importer->status) && importer->status != OK)
            return NULL;
    }
    return NULL;
}

static void check_round(const struct saver *savers, int number)
{
    assert_int_equal(savers[0].status, OK);
    assert_int_equal(savers[1].status, OK);
    int first = savers[0].outcome.verdict == VERDICT_CREATED ? 0 : 1;
    const struct outcome *made = &savers[first].outcome, *refused = &savers[1 - first].outcome;
    if (made->verdict != VERDICT_CREATED || refused->verdict != VERDICT_REJECTED)
        print_error("round %d: %s and %s\n", number, verdict_name(made->verdict),
                    verdict_name(refused->verdict));
    assert_int_equal(made->verdict, VERDICT_CREATED);
    assert_int_equal(refused->verdict, VERDICT_REJECTED);
    assert_int_equal(refused->like_record_id, made->record_id);
    assert_int_equal(refused->record_id, 0);
    assert_non_null(strstr(savers[1 - first].reason, "e-mail"));
}

static int rounds_wanted(void)
{
    const char *rounds = getenv("KARTOTEK_ROUNDS");
    return rounds ? (int)strtol(rounds, NULL, 10) : DEFAULT_ROUNDS;
}

static void run_rounds(struct saver *savers, struct round *round)
{
    for (round->number = 0; round->number < rounds_wanted(); round->number++) {
        pthread_barrier_wait(&round->start);
        pthread_barrier_wait(&round->end);
        check_round(savers, round->number);
    }
    round->over = true;
    pthread_barrier_wait(&round->start);
}

static void a_person_saved_twice_at_once_is_one_contact(void **state)
{
    struct register_fixture *fixture = *state;
    static const char *const SOURCES[] = { "desk a", "desk b", "crm" };
    struct round round = { .number = 0 };
    struct saver savers[SAVERS + 1] = { 0 };
    pthread_t threads[SAVERS + 1];
    if (!fixture->work.db)
        skip();
    pthread_barrier_init(&round.start, NULL, SAVERS + 1);
    pthread_barrier_init(&round.end, NULL, SAVERS + 1);
    for (int i = 0; i <= SAVERS; i++) {
        savers[i].round = &round;
        savers[i].name = i;
        savers[i].work.db = register_connect(fixture);
        open_saver(&savers[i], SOURCES[i], i < SAVERS ? "typed" : "import");
    }
    for (int i = 0; i <= SAVERS; i++)
        pthread_create(&threads[i], NULL, i < SAVERS ? save_rounds : import_beside, &savers[i]);
    run_rounds(savers, &round);
    for (int i = 0; i <= SAVERS; i++)
        pthread_join(threads[i], NULL);
    if (savers[SAVERS].status != OK)
        print_error("the import: %s\n", savers[SAVERS].work.error.message);
    assert_int_equal(savers[SAVERS].status, OK);
    for (int i = 0; i <= SAVERS; i++)
        close_saver(&savers[i]);
    pthread_barrier_destroy(&round.start);
    pthread_barrier_destroy(&round.end);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(a_person_saved_twice_at_once_is_one_contact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
