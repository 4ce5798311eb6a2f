// Random sequences of everything that makes or takes back facts, checked after every step against
// the reference. KARTOTEK_SEQUENCES says how many; the soak runs 10,000 on each engine.

#include "register.h"

#include "contact/contact.h"
#include "contact/hash.h"
#include "contact/record.h"
#include "intake/edit.h"
#include "intake/intake.h"
#include "intake/merge.h"
#include "intake/reference.h"
#include "intake/undo.h"

#include <stdio.h>
#include <stdlib.h>

enum { STEPS = 14, DEFAULT_SEQUENCES = 40 };

static uint64_t seed;

static unsigned pick(unsigned below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % below;
}

static const char *const GIVEN[] = { "Anna", "Lars", "Lasse", "A", "Karin" };
static const char *const FAMILY[] = { "Berg", "Lund", "Ek" };
static const char *const EMAILS[] = { "anna@example.se", "lars@example.se", "info@example.se" };
static const char *const PHONES[] = { "+46701740605", "+46701740606" };
static const char *const DATES[] = { "1980-01-01", "1979-05-17" };
static const char *const KEYS[] = { "1", "2", "3", "4", "5" };

#define PICK(words) str_of((words)[pick(LENGTH(words))])

static struct incoming random_person(struct arena *arena)
{
    struct incoming incoming = { .external_id = PICK(KEYS), .company = -1 };
    struct entry *entry = &incoming.entry;
    entry->entity = ENTITY_PERSON;
    entry_add(entry, arena, (struct entry_item){ .field = FIELD_GIVEN, .value = PICK(GIVEN) });
    if (pick(5))
        entry_add(entry, arena,
                  (struct entry_item){ .field = FIELD_FAMILY, .value = PICK(FAMILY) });
    if (pick(2))
        entry_add(entry, arena,
                  (struct entry_item){ .field = FIELD_BIRTH_DATE, .value = PICK(DATES) });
    for (unsigned i = pick(3); i > 0; i--)
        entry_add(entry, arena,
                  (struct entry_item){ .field = FIELD_EMAIL,
                                       .label = pick(2) ? STR("work") : STR("home"),
                                       .value = PICK(EMAILS) });
    if (pick(2))
        entry_add(entry, arena, (struct entry_item){ .field = FIELD_PHONE, .value = PICK(PHONES) });
    auto_buf text = buf_new(4096);
    entry_write(entry, &text);
    incoming.raw = arena_copy(arena, buf_str(&text));
    incoming_prepare(&incoming, arena);
    return incoming;
}

static enum status import_some(struct work *work)
{
    struct source source;
    struct intake intake;
    struct incoming items[3];
    struct outcome outcomes[3];
    size_t count = 1 + pick(LENGTH(items));
    TRY(source_need(work, pick(2) ? STR("crm") : STR("newsletter"), "file", &source));
    if (str_eq(source.name, STR("crm"))) {
        source.trust = 70;
        TRY(source_save(work, &source));
    }
    struct job job = { .kind = STR("import"), .source_id = source.id };
    TRY(job_begin(work, &job));
    for (size_t i = 0; i < count; i++)
        items[i] = random_person(&work->arena);
    enum status status = intake_open(work, &intake, &source, STR("import"));
    if (status == OK)
        status = intake_batch(work, &intake, items, count, outcomes);
    intake_close(&intake);
    TRY(status);
    return job_finish(work, &job, "done");
}

static int64_t first_of(struct work *work, const char *text)
{
    auto_query query = query_open_text(work->db, text);
    query_bind_int(&query, 1, work->job_id);
    return query_next(&query) ? query_int(&query, 0) : 0;
}

// What the machine said of a record in the work's job is what the reference says.
static void assert_said(struct work *work, const struct reference_match *expected)
{
    size_t found = 0;
    auto_query query =
        query_open_text(work->db, "SELECT record_b FROM decision WHERE job_id = $1 ORDER BY id");
    query_bind_int(&query, 1, work->job_id);
    for (; query_next(&query); found++) {
        int64_t group = reference_group(query_int(&query, 0));
        bool known = false;
        for (size_t i = 0; i < expected->joined_count; i++)
            known = known || expected->joined[i] == group;
        assert_true(known);
    }
    assert_int_equal(found, expected->joined_count);
    int64_t proposed = first_of(work, "SELECT record_b FROM proposal WHERE job_id = $1");
    assert_int_equal(proposed ? reference_group(proposed) : 0, expected->doubt);
}
static size_t joined_again, doubted_again; // by records that changed: the test must meet some

static enum status let_again(struct work *work, const struct source *source,
                             const struct incoming *incoming, struct outcome *outcome)
{
    struct intake intake;
    struct job job = { .kind = STR("import"), .source_id = source->id };
    TRY(job_begin(work, &job));
    enum status status = intake_open(work, &intake, source, STR("import"));
    if (status == OK)
        status = intake_batch(work, &intake, incoming, 1, outcome);
    intake_close(&intake);
    TRY(status);
    return job_finish(work, &job, "done");
}

static bool any_contact(struct work *work, struct golden *out);

// One source says something else of somebody.
static enum status update_one(struct work *work)
{
    struct golden contact;
    struct record_list records = { 0 };
    struct source_list sources;
    struct outcome outcome;
    if (!any_contact(work, &contact))
        return OK;
    TRY(record_of_contact(work, contact.id, &records));
    TRY(source_list(work, &sources));
    const struct record *record = &records.items[pick((unsigned)records.count)];
    const struct source *source = sources.items;
    while (source->id != record->source_id)
        source++;
    struct incoming incoming = random_person(&work->arena);
    incoming.external_id = record->external_id;
    struct reference_match expected = reference_match(work, record->id, &incoming);
    TRY(let_again(work, source, &incoming, &outcome));
    assert_said(work, &expected);
    joined_again += expected.joined_count;
    doubted_again += expected.doubt != 0;
    return OK;
}

static bool any_contact(struct work *work, struct golden *out)
{
    struct golden_list list;
    assert_ok(work, contact_page(work, ENTITY_PERSON, 0, 1000, &list));
    if (list.count == 0)
        return false;
    *out = list.items[pick((unsigned)list.count)];
    return true;
}

static enum status edit_something(struct work *work)
{
    struct golden contact;
    if (!any_contact(work, &contact))
        return OK;
    enum hand_state state = (enum hand_state)pick(4);
    struct hand_value value = { .state = state };
    if (pick(2)) {
        value.field = pick(2) ? FIELD_FAMILY : FIELD_BIRTH_DATE;
        value.value = value.field == FIELD_FAMILY ? PICK(FAMILY) : PICK(DATES);
    } else {
        value.field = FIELD_EMAIL;
        value.normal = value.value = PICK(EMAILS);
    }
    return edit(work, contact.id, &value, 1);
}

static enum status merge_two(struct work *work)
{
    struct golden a, b;
    if (!any_contact(work, &a) || !any_contact(work, &b) || a.id == b.id)
        return OK;
    return merge(work, a.id, &b.id, 1);
}

static enum status unmerge_one(struct work *work)
{
    struct golden contact;
    struct record_list records = { 0 };
    if (!any_contact(work, &contact))
        return OK;
    TRY(record_of_contact(work, contact.id, &records));
    if (records.count < 2)
        return OK;
    int64_t record = records.items[pick((unsigned)records.count)].id;
    return unmerge(work, contact.id, &record, pick(2));
}

static enum status keep_two_apart(struct work *work)
{
    struct golden a, b;
    struct record_list records = { 0 };
    if (!any_contact(work, &a) || !any_contact(work, &b))
        return OK;
    if (a.id != b.id)
        return not_same(work, a.id, b.id);
    TRY(record_of_contact(work, a.id, &records));
    return records.count < 2 ? OK : not_same(work, records.items[0].id, records.items[1].id);
}

static enum status undo_any(struct work *work)
{
    struct job_list jobs;
    TRY(job_list(work, 0, 1000, &jobs));
    if (jobs.count == 0)
        return OK;
    const struct job *job = &jobs.items[pick((unsigned)jobs.count)];
    enum status status = undo_request(work, job->id, pick(2));
    return status == ERR_CONFLICT ? OK : status; // it is undone, or not undone, already
}

static enum status step(struct work *work)
{
    switch (pick(12)) {
    case 0:
    case 1:
    case 2:
        return import_some(work);
    case 10:
    case 11:
        return update_one(work);
    case 3:
    case 4:
        return edit_something(work);
    case 5:
        return merge_two(work);
    case 6:
        return unmerge_one(work);
    case 7:
        return keep_two_apart(work);
    default:
        return undo_any(work);
    }
}

static void assert_as_reference(struct work *work, uint64_t first_seed, int number)
{
    struct str_list expected = reference_contacts(work), stored = stored_contacts(work);
    bool same = expected.count == stored.count;
    for (size_t i = 0; same && i < expected.count; i++)
        same = str_eq(expected.items[i], stored.items[i]);
    if (same)
        return;
    print_error("seed %llu, step %d: expected %zu contacts, stored %zu\n",
                (unsigned long long)first_seed, number, expected.count, stored.count);
    for (size_t i = 0; i < expected.count || i < stored.count; i++) {
        str a = i < expected.count ? expected.items[i] : STR("-"),
            b = i < stored.count ? stored.items[i] : STR("-");
        if (!str_eq(a, b))
            print_error("--- expected\n" STR_FMT "--- stored\n" STR_FMT, STR_ARG(a), STR_ARG(b));
    }
    _fail(__FILE__, __LINE__);
}

static void undo_everything(struct work *work)
{
    struct job_list jobs;
    assert_ok(work, job_list(work, 0, 1000, &jobs));
    for (size_t i = 0; i < jobs.count; i++) {
        bool is_undo =
            str_eq(jobs.items[i].kind, STR("undo")) || str_eq(jobs.items[i].kind, STR("redo"));
        if (!is_undo && jobs.items[i].undone_by == 0)
            assert_ok(work, undo_request(work, jobs.items[i].id, false));
    }
    char hash[HASH_TEXT_LEN + 1];
    assert_ok(work, register_hash(work, hash));
    assert_string_equal(hash, "00000000000000000000000000000000");
}

static void clear_register(struct work *work)
{
    assert_ok(work,
              db_script(work->db,
                        "DELETE FROM job; DELETE FROM record; DELETE FROM record_version;"
                        "DELETE FROM decision; DELETE FROM hand_value; DELETE FROM withdrawal;"
                        "DELETE FROM history; DELETE FROM proposal; DELETE FROM match_key_log",
                        &work->error));
    if (db_engine(work->db) == DB_POSTGRES) // on SQLite the keys are in memory
        assert_ok(work, db_script(work->db, "DELETE FROM match_key", &work->error));
    struct db_shared *shared = db_shared(work->db); // the keys in memory
    if (shared->at)
        shared->release(shared->at);
    shared->at = NULL;
}

static void run_sequence(struct work *work, uint64_t first_seed)
{
    seed = first_seed;
    assert_ok(work, work_begin(work, true));
    for (int number = 0; number < STEPS; number++) {
        work->now += 1 + pick(3); // facts of one moment and of different ones
        assert_ok(work, step(work));
        assert_as_reference(work, first_seed, number);
    }
    undo_everything(work);
    clear_register(work);
    assert_ok(work, work_end(work, OK));
    arena_reset(&work->arena);
}

static void any_sequence_gives_what_the_facts_say(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    const char *sequences = getenv("KARTOTEK_SEQUENCES"), *from = getenv("KARTOTEK_SEED");
    uint64_t first = from ? strtoull(from, NULL, 10) : 1;
    uint64_t count = sequences ? strtoull(sequences, NULL, 10) : DEFAULT_SEQUENCES;
    for (uint64_t i = 0; i < count; i++)
        run_sequence(work, first + i);
    assert_true(count < DEFAULT_SEQUENCES || (joined_again > 0 && doubted_again > 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = { FEATURE_TEST(any_sequence_gives_what_the_facts_say) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
