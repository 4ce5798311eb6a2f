#pragma once

// A small register with something of everything: two sources, merged and parted contacts, values
// made by hand, own fields, links, tags, notes, facts taken back and jobs undone.

#include "register.h"

#include "contact/contact.h"
#include "contact/custom_field.h"
#include "contact/hash.h"
#include "contact/home_fact.h"
#include "intake/edit.h"
#include "intake/intake.h"
#include "intake/merge.h"
#include "intake/proposal.h"
#include "intake/rules.h"
#include "intake/undo.h"

#include <stdio.h>

struct sample_row {
    const char *external_id, *given, *family, *email, *phone, *address, *custom;
    int company; // index of the row of the employer; -1: none
    const char *company_name;
};

static inline void sample_add(struct incoming *incoming, struct arena *arena, enum field field,
                              const char *label, const char *value)
{
    if (value)
        entry_add(&incoming->entry, arena,
                  (struct entry_item){ .field = field,
                                       .custom = field == FIELD_CUSTOM ? 1 : 0,
                                       .label = str_of(label),
                                       .value = str_of(value) });
}

static inline struct incoming sample_incoming(const struct sample_row *row, struct arena *arena)
{
    struct incoming incoming = { .external_id = str_of(row->external_id), .company = row->company };
    incoming.entry.entity = row->company_name ? ENTITY_COMPANY : ENTITY_PERSON;
    sample_add(&incoming, arena, FIELD_COMPANY_NAME, "", row->company_name);
    sample_add(&incoming, arena, FIELD_GIVEN, "", row->given);
    sample_add(&incoming, arena, FIELD_FAMILY, "", row->family);
    sample_add(&incoming, arena, FIELD_EMAIL, "work", row->email);
    sample_add(&incoming, arena, FIELD_PHONE, "mobile", row->phone);
    sample_add(&incoming, arena, FIELD_ADDRESS, "home", row->address);
    sample_add(&incoming, arena, FIELD_CUSTOM, "", row->custom);
    auto_buf text = buf_new(4096);
    entry_write(&incoming.entry, &text);
    incoming.raw = arena_copy(arena, buf_str(&text));
    incoming_prepare(&incoming, arena);
    return incoming;
}

// Lets rows of one source in as one job and gives its id.
static inline enum status sample_import(struct work *work, const char *source_name,
                                        const struct sample_row *rows, size_t count,
                                        struct outcome *outcomes, int64_t *job_id)
{
    struct source source;
    struct intake intake;
    TRY(source_need(work, str_of(source_name), "file", &source));
    source.trust = source_name[0] == 'c' ? 70 : 30;
    TRY(source_save(work, &source));
    struct job job = { .kind = STR("import"), .source_id = source.id, .file_name = STR("a.csv") };
    TRY(job_begin(work, &job));
    struct incoming *items = ARENA_NEW(&work->arena, struct incoming, count);
    for (size_t i = 0; i < count; i++)
        items[i] = sample_incoming(&rows[i], &work->arena);
    enum status status = intake_open(work, &intake, &source, STR("import"));
    if (status == OK)
        status = intake_batch(work, &intake, items, count, outcomes);
    intake_close(&intake);
    TRY(status);
    *job_id = job.id;
    return job_finish(work, &job, "done");
}

static const struct sample_row SAMPLE_CRM[] = {
    { "1", "Anna", "Berg", "anna.berg@example.se", "+46701740605",
      "Storgatan 1\n114 55\nStockholm\n\nSE", "gold", 2, NULL },
    { "2", "Lars \"Lasse\"", "Ek, \\ \xC3\xB8", "lars@example.no", NULL, NULL, NULL, -1, NULL },
    { "3", NULL, NULL, "post@nordlys.example", NULL, NULL, NULL, -1, "Nordlys Bygg AS" },
    { "4", "=cmd|' /C calc'!A0", "Lund", NULL, "+46701740606", NULL, "", -1, NULL },
};
static const struct sample_row SAMPLE_NEWSLETTER[] = {
    { "77", "Anna", "Berg", "anna.berg@example.se", "+46701740699", NULL, NULL, -1, NULL },
    { "78", "Annika", "Berg", "annika@example.se", NULL, NULL, "silver", -1, NULL },
    { "79", "Lars", "Ek", NULL, "+46701740607", NULL, NULL, -1, NULL },
};
static const struct sample_row SAMPLE_MISTAKE[] = {
    { "1", "Anita", "Borg", "x@example.se", NULL, NULL, NULL, -1, NULL },
    { "9", "Nobody", "Atall", NULL, NULL, NULL, NULL, -1, NULL },
};

struct sample {
    int64_t anna, lars, nordlys, lund, annika, late_lars; // record ids
};

static inline enum status sample_facts(struct work *work, struct sample *sample)
{
    struct outcome outcomes[4];
    int64_t job_id = 0;
    int number = 0;
    TRY(custom_field_need(work, STR("level"), &number));
    TRY(sample_import(work, "crm", SAMPLE_CRM, 4, outcomes, &job_id));
    sample->anna = outcomes[0].record_id;
    sample->lars = outcomes[1].record_id;
    sample->nordlys = outcomes[2].record_id;
    sample->lund = outcomes[3].record_id;
    TRY(sample_import(work, "newsletter", SAMPLE_NEWSLETTER, 3, outcomes, &job_id));
    sample->annika = outcomes[1].record_id;
    sample->late_lars = outcomes[2].record_id;
    TRY(sample_import(work, "crm", SAMPLE_MISTAKE, 2, outcomes, &job_id));
    TRY(undo_request(work, job_id, false));
    TRY(survivorship_set(work, STR("family"), STR("newest trust")));
    return policy_set(work, STR("import"), STR("duplicate"), STR("log"));
}

static inline enum status sample_hands(struct work *work, const struct sample *sample)
{
    struct hand_value birth = { .field = FIELD_BIRTH_DATE, .value = STR("1980-02-29") };
    struct hand_value hidden = { .field = FIELD_EMAIL,
                                 .state = HAND_HIDDEN,
                                 .normal = STR("lars@example.no") };
    struct hand_value cleared = { .field = FIELD_CUSTOM, .custom = 1, .state = HAND_CLEARED };
    struct hand_value level = { .field = FIELD_CUSTOM, .custom = 1, .value = STR("platinum") };
    TRY(edit(work, sample->anna, &birth, 1));
    TRY(edit(work, sample->lars, &hidden, 1));
    TRY(edit(work, sample->annika, &cleared, 1));
    TRY(edit(work, sample->nordlys, &level, 1));
    TRY(edit_tag(work, sample->anna, STR("customer")));
    TRY(edit_tag(work, sample->nordlys, STR("supplier")));
    TRY(edit_note(work, sample->lars, STR("Called twice,\nsaid \"no\" \xF0\x9F\x98\x80")));
    TRY(edit_link(work, sample->annika, sample->nordlys, STR("board"), STR("2020-01-01"), STR("")));
    struct tag tag = { .home_id = sample->lund, .name = STR("wrong") };
    TRY(job_request(work, "edit"));
    TRY(tag_add(work, &tag, 1));
    return edit_withdraw(work, sample->lund, &tag.id, 1);
}

static inline enum status sample_decisions(struct work *work, const struct sample *sample)
{
    TRY(merge(work, sample->lars, &sample->late_lars, 1));
    TRY(merge(work, sample->anna, &sample->annika, 1));
    TRY(unmerge(work, sample->anna, &sample->annika, 1));
    TRY(not_same(work, sample->anna, sample->lund));
    struct proposal proposal = { .record_a = sample->lars,
                                 .record_b = sample->lund,
                                 .weight = 0.1 + 0.2,
                                 .evidence = STR("same phone") };
    return proposal_add(work, &proposal, 1);
}

// In a work of its own.
static inline void sample_make(struct work *work, struct sample *sample)
{
    static const char ROWS[] =
        "INSERT INTO import_row VALUES (1, 1, 2, 'rejected', 'email', 'no e-mail', 'a;b;c');"
        "INSERT INTO mended VALUES (1, 'trim', 'given', 3, '[[\" a\",\"a\"]]');"
        "INSERT INTO model VALUES (9007199254740993, 9, '{}', 5, 1)";
    assert_ok(work, work_begin(work, true));
    enum status status = sample_facts(work, sample);
    if (status == OK)
        status = sample_hands(work, sample);
    if (status == OK)
        status = sample_decisions(work, sample);
    if (status == OK)
        status = db_script(work->db, ROWS, &work->error);
    assert_ok(work, work_end(work, status));
}
