// Times an import into a new register, alone and while somebody saves contacts by hand.
//
//   import_bench FILE.csv URL [--beside]
//
// --beside: a second thread with a connection of its own saves one new contact every 20 ms, as a
// person at a form does, and tells how long each save took. Prints one line of figures.

#include "base/clock.h"
#include "db/migrate.h"
#include "exchange/import.h"
#include "intake/intake.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { SAVE_EVERY_US = 20 * 1000, SAVES_MAX = 1000 * 1000 };

struct form {
    const char *url;
    atomic_bool over;
    int64_t *took_us;
    size_t count, failed;
};

static void complain(const struct error *error)
{
    fprintf(stderr, "%s: %s\n", error->field, error->message);
    exit(1);
}

static void say(struct incoming *incoming, struct arena *arena, enum field field, str value)
{
    entry_add(&incoming->entry, arena, (struct entry_item){ .field = field, .value = value });
}

static struct incoming typed_person(struct arena *arena, size_t number)
{
    static const char *const GIVEN[] = { "Signe", "Tove", "Viggo", "Ylva", "Folke" };
    static const char *const FAMILY[] = { "Hammarskog", "Tranberg", "Wikander", "Zetterlund" };
    struct incoming incoming = { .company = -1 };
    incoming.entry.entity = ENTITY_PERSON;
    say(&incoming, arena, FIELD_GIVEN, str_of(GIVEN[number % LENGTH(GIVEN)]));
    say(&incoming, arena, FIELD_FAMILY, str_of(FAMILY[number / 5 % LENGTH(FAMILY)]));
    say(&incoming, arena, FIELD_EMAIL, arena_print(arena, "typed%zu@example.net", number));
    say(&incoming, arena, FIELD_PHONE, arena_print(arena, "+4673%07zu", number));
    incoming.raw = arena_print(arena, "typed %zu", number);
    incoming_prepare(&incoming, arena);
    return incoming;
}

static enum status save_one(struct work *work, struct intake *intake, size_t number)
{
    struct outcome outcome;
    arena_reset(&work->arena);
    struct incoming incoming = typed_person(&work->arena, number);
    TRY(work_begin(work, true));
    enum status status = job_request(work, "save");
    if (status == OK)
        status = intake_batch(work, intake, &incoming, 1, &outcome);
    return work_end(work, status);
}

static enum status open_form(struct work *work, struct intake *intake, const char *url)
{
    static struct source source;
    TRY(db_open(&work->db, str_of(url), &work->error));
    TRY(work_begin(work, true));
    enum status status = source_need(work, STR("form"), "hand", &source);
    if (status == OK)
        status = intake_open(work, intake, &source, STR("typed"));
    source.name = source.kind = source.country = source.mapping = (str){ 0 };
    intake->source = source;
    return work_end(work, status);
}

static void wait_until(int64_t due_us)
{
    int64_t left = due_us - clock_monotonic_us();
    if (left > 0)
        nanosleep(&(struct timespec){ .tv_sec = left / 1000000, .tv_nsec = left % 1000000 * 1000 },
                  NULL);
}

// A save that is late does not put the next ones off: the wait counts as if they had come in time.
static void *save_beside(void *argument)
{
    struct form *form = argument;
    struct work work = { 0 };
    struct intake intake;
    if (open_form(&work, &intake, form->url) != OK)
        complain(&work.error);
    for (int64_t due = clock_monotonic_us(); !form->over && form->count < SAVES_MAX;
         due += SAVE_EVERY_US) {
        wait_until(due);
        enum status status;
        do
            status = save_one(&work, &intake, form->count);
        while (work_again(&work, status));
        work.attempts = 0;
        form->failed += status != OK;
        form->took_us[form->count++] = clock_monotonic_us() - due;
    }
    intake_close(&intake);
    work_close(&work);
    db_close(work.db);
    return NULL;
}

struct timed {
    double seconds;
    int64_t rows;
};

static enum status import_file(struct work *work, const char *path, struct timed *timed)
{
    const struct import_options options = { .path = path, .source = STR("bench") };
    struct import *import = NULL;
    bool done = false;
    int64_t started = clock_monotonic_us();
    enum status status = import_open(&import, work, &options);
    while (status == OK && !done)
        status = import_step(import, &done);
    if (status == OK) {
        timed->seconds = (double)(clock_monotonic_us() - started) / 1e6;
        timed->rows = import_job(import)->counts.rows_read;
    }
    import_close(import);
    return status;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static double at_share(const struct form *form, double share)
{
    size_t at = (size_t)((double)form->count * share);
    return (double)form->took_us[at < form->count ? at : form->count - 1] / 1000;
}

static void print_saves(struct form *form)
{
    if (!form->count)
        return;
    size_t count = form->count;
    qsort(form->took_us, count, sizeof *form->took_us, by_size);
    printf("; %zu saves beside: p50 %.1f, p95 %.1f, p99 %.1f, most %.1f ms, %zu failed", count,
           at_share(form, 0.5), at_share(form, 0.95), at_share(form, 0.99), at_share(form, 1),
           form->failed);
}

int main(int argc, char **argv)
{
    struct work work = { 0 };
    struct timed timed = { 0 };
    pthread_t thread;
    if (argc < 3)
        return 2;
    bool beside = argc > 3 && strcmp(argv[3], "--beside") == 0;
    struct form form = { .url = argv[2], .took_us = calloc(SAVES_MAX, sizeof(int64_t)) };
    if (!form.took_us || db_open(&work.db, str_of(argv[2]), &work.error) != OK ||
        migrate(work.db, &work.error) != OK)
        complain(&work.error);
    if (beside)
        pthread_create(&thread, NULL, save_beside, &form);
    if (import_file(&work, argv[1], &timed) != OK)
        complain(&work.error);
    form.over = true;
    if (beside)
        pthread_join(thread, NULL);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%lld rows in %.1f s: %.0f rows/s, peak %ld MB", (long long)timed.rows, timed.seconds,
           (double)timed.rows / timed.seconds, usage.ru_maxrss / 1024);
    print_saves(&form);
    printf("\n");
    work_close(&work);
    db_close(work.db);
    free(form.took_us);
    return 0;
}
