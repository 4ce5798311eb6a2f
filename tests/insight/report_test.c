// A register small enough to count by hand:
//
//     crm   1 Anna ─┐ same, 3.2   4 Lund Bygg ─┐ same, 12   6 Eva, alone
//     news  2 Anna ─┘             5 Lund Bygg ─┘            7 Eva: perhaps 6?
//     news  3 Anna: same as 1, by a person
//     old   8: its import was undone
//
// so eight records, seven of them alive; persons 1 (of 3 records), 6 and 7; company 4 (of 2).

#include "register.h"

#include "insight/report.h"
#include "insight/report_data.h"
#include "insight/report_group.h"

static const char *const ROWS =
    "INSERT INTO source (id, name, kind, trust, created_at) VALUES"
    " (101, 'crm', 'file', 50, 0), (102, 'news', 'file', 50, 0), (103, 'old', 'file', 50, 0);"
    "INSERT INTO job (id, kind, state, source_id, actor, started_at, undone_by, file_name, "
    "position,"
    " rows_read, created, updated, unchanged, rejected, review, mended) VALUES"
    " (200, 'import', 'done', 102, 1, 500, NULL, 'news.csv', 0, 9, 0, 0, 0, 1, 0, 9),"
    " (201, 'import', 'done', 101, 1, 1000, NULL, 'crm.csv', 0, 5, 3, 0, 0, 2, 0, 7),"
    " (202, 'import', 'done', 102, 1, 2000, NULL, 'news.csv', 0, 5, 0, 3, 0, 1, 1, 2),"
    " (203, 'import', 'done', 103, 1, 3000, 204, 'old.csv', 0, 5, 1, 0, 0, 4, 0, 5);"
    "INSERT INTO record (id, source_id, external_id, entity, contact_id, last_seen_at, seen_job_id)"
    " VALUES"
    " (1, 101, 'a', 1, 1, 0, 0), (2, 102, 'b', 1, 1, 0, 0), (3, 102, 'c', 1, 1, 0, 0),"
    " (4, 101, 'd', 2, 4, 0, 0), (5, 102, 'e', 2, 4, 0, 0), (6, 101, 'f', 1, 6, 0, 0),"
    " (7, 102, 'g', 1, 7, 0, 0), (8, 103, 'h', 1, 8, 0, 0);"
    "INSERT INTO record_version (id, record_id, entity, job_id, seen_at, digest, raw, clean) VALUES"
    " (11, 1, 1, 201, 0, 0, 'ANNA;BERG', 'given\t\tAnna\nfamily\t\tBerg\n'),"
    " (12, 2, 1, 202, 0, 0, '<script>', 'given\t\tAnna\nfamily\t\tBergh\n!email\t\tanna@\n'),"
    " (13, 3, 1, 202, 0, 0, 'x', 'given\t\tAnna\n'),"
    " (14, 4, 2, 201, 0, 0, 'x', 'company_name\t\tLund Bygg AS\n'),"
    " (15, 5, 2, 202, 0, 0, 'x', 'company_name\t\tLund Bygg\n'),"
    " (16, 6, 1, 201, 0, 0, 'x', 'given\t\tEva\nfamily\t\t<script>alert(1)</script>\n'),"
    " (17, 7, 1, 202, 0, 0, 'x', 'given\t\tEva\n'),"
    " (18, 8, 1, 203, 0, 0, 'x', 'given\t\tNobody\n');"
    "INSERT INTO contact (id, version, name, sort_key, given, family, email, birth_date, records,"
    " completeness, created_at, updated_at) VALUES"
    " (1, 1, 'Anna Berg', '', 'Anna', 'Berg', 'anna@', '1980', 3, 66, 0, 0),"
    " (6, 1, 'Eva <script>alert(1)</script>', '', 'Eva', '<script>alert(1)</script>', NULL, NULL,"
    "  1, 33, 0, 0),"
    " (7, 1, 'Eva', '', 'Eva', NULL, 'eva@example.no', NULL, 1, 33, 0, 0);"
    "INSERT INTO company (id, version, name, sort_key, records, completeness, created_at,"
    " updated_at) VALUES (4, 1, 'Lund Bygg AS', '', 2, 33, 0, 0);"
    "INSERT INTO point (entity_id, kind, position, value, normal, status, origin) VALUES"
    " (1, 'email', 0, 'anna@', 'anna@', 'invalid', 2),"
    " (7, 'email', 0, 'eva@example.no', 'eva@example.no', 'said', 7),"
    " (7, 'email', 1, 'eva@', 'eva@', 'invalid', 7),"
    " (4, 'url', 0, 'lund.no', 'lund.no', 'said', 4);"
    "INSERT INTO decision (id, record_a, record_b, verdict, decided_by, weight, evidence, actor, "
    "at,"
    " job_id) VALUES"
    " (31, 2, 1, 'same', 'machine', 3.2, 'given names are the same (anna; x) +4.2; family names"
    " differ by a typing mistake (berg / bergh) -1.0', 1, 0, 202),"
    " (32, 3, 1, 'same', 'person', NULL, NULL, 1, 0, 202),"
    " (33, 5, 4, 'same', 'machine', 12, 'company names are the same (lund) +12.0', 1, 0, 202),"
    " (34, 4, 7, 'different', 'person', NULL, NULL, 1, 0, 202),"
    " (35, 6, 1, 'same', 'machine', 2, 'x +2.0', 1, 0, 202),"
    " (36, 8, 1, 'same', 'machine', 2, 'x +2.0', 1, 0, 203);"
    "INSERT INTO withdrawal (id, fact_id, job_id, actor, at) VALUES (41, 35, 201, 1, 0);"
    "INSERT INTO proposal (id, record_a, record_b, weight, evidence, at, job_id) VALUES"
    " (51, 7, 6, 1.5, 'given names are the same (eva) +1.5', 0, 202);"
    "INSERT INTO mended (job_id, rule, field, count, samples) VALUES"
    " (200, 'space', 'given', 9, '[]'), (202, 'doubtful', 'email', 4, '[[\"<anna@\", \"\"]]'),"
    " (201, 'space', 'given', 3, '[[\" <i>Eva\", \"<i>Eva\"]]'), (201, 'case', 'family', 4, '[]'),"
    " (202, 'space', 'given', 2, '[]'), (203, 'space', 'given', 5, '[]');"
    "INSERT INTO import_row (job_id, number, line, verdict, column_name, reason, raw) VALUES"
    " (200, 1, 2, 'rejected', NULL, 'no name', 'old'),"
    " (201, 1, 2, 'rejected', NULL, 'no name', ';;<b>'),"
    " (201, 2, 9, 'rejected', 'mail', 'too long', 'x'),"
    " (202, 1, 3, 'rejected', NULL, 'no name', ';'), (202, 2, 4, 'review', NULL,"
    "  'that it waited tells nothing', 'z'),"
    " (203, 1, 3, 'rejected', NULL, 'undone', ';');";

static const char *const WAITING =
    "INSERT INTO staged (id, source_id, external_id, entity, line, finding, weight, evidence, "
    "digest,"
    " raw, clean, seen_job_id, at, job_id) VALUES"
    " (61, 102, 'p', 1, 4, 'invalid_value', 0, 'E-mail is not valid: <anna@', 0,"
    "  'Name\tAnna\nMail\t<anna@\n', '', 202, 0, 202),"
    " (62, 102, 'q', 1, 5, 'invalid_value', 0, 'E-mail is not valid: b@', 0, 'z', '', 202, 0, 202),"
    " (63, 102, 'r', 1, 6, 'duplicate', 7, 'given names are the same (eva) +7.0', 0, 'z', '', 202,"
    "  0, 202),"
    " (64, 102, 's', 1, 7, 'duplicate', 7, 'accepted', 0, 'z', '', 202, 0, 202),"
    " (65, 102, 't', 1, 8, 'duplicate', 7, 'rejected, which was undone: c@', 0, 'z', '', 202, 0,"
    "  202),"
    " (66, 103, 'u', 1, 2, 'duplicate', 7, 'of a job that is undone', 0, 'z', '', 203, 0, 203);"
    "INSERT INTO review (id, staged_id, verdict, reason, actor, at, job_id) VALUES"
    " (71, 64, 'accepted', NULL, 1, 0, 201), (72, 65, 'rejected', NULL, 1, 0, 203);";

static struct work *filled(void **state)
{
    struct register_fixture *fixture = *state;
    if (!fixture->work.db)
        skip();
    assert_ok(&fixture->work, db_script(fixture->work.db, ROWS, &fixture->work.error));
    assert_ok(&fixture->work, db_script(fixture->work.db, WAITING, &fixture->work.error));
    assert_ok(&fixture->work, work_begin(&fixture->work, false));
    return &fixture->work;
}

static struct report_data load(struct work *work)
{
    struct report_data data;
    assert_ok(work, report_data_load(work, &data));
    return data;
}

static void contacts_and_live_records_are_counted(void **state)
{
    struct work *work = filled(state);
    struct report_data data = load(work);
    assert_int_equal(data.person.count, 3);
    assert_int_equal(data.company.count, 1);
    assert_int_equal(report_contacts(&data), 4);
    assert_int_equal(report_records(&data), 7); // not the one undone
    assert_int_equal(data.person.unreachable, 1);
    assert_int_equal(data.company.unreachable, 1);
    assert_int_equal(data.person.completeness_sum, 66 + 33 + 33);
    assert_ok(work, work_end(work, OK));
}

static void a_field_counts_who_has_it_and_who_has_only_wrong_ones(void **state)
{
    struct work *work = filled(state);
    struct report_data data = load(work);
    assert_int_equal(report_field_find(&data.person, FIELD_GIVEN)->filled, 3);
    assert_int_equal(report_field_find(&data.person, FIELD_FAMILY)->filled, 2);
    assert_int_equal(report_field_find(&data.person, FIELD_EMAIL)->filled, 2);
    assert_int_equal(report_field_find(&data.person, FIELD_EMAIL)->invalid,
                     1); // not the second one
    assert_int_equal(report_field_find(&data.person, FIELD_URL)->filled, 0);
    assert_int_equal(report_field_find(&data.company, FIELD_URL)->filled, 1);
    assert_int_equal(report_field_find(&data.company, FIELD_COMPANY_NAME)->filled, 1);
    assert_null(report_field_find(&data.company, FIELD_GIVEN));
    assert_ok(work, work_end(work, OK));
}

static void sources_tell_what_they_brought_and_share(void **state)
{
    struct work *work = filled(state);
    struct report_data data = load(work);
    assert_int_equal(data.sources.count, 3);
    const struct report_source *news = &data.sources.items[0], *crm = &data.sources.items[1];
    assert_str(news->name, "news"); // four records: 2, 3, 5, 7
    assert_int_equal(news->records, 4);
    assert_int_equal(news->contacts, 3); // 1, 4, 7
    assert_int_equal(news->shared, 2);   // 1, 4
    assert_int_equal(news->rejected, 1); // the later import of its file
    assert_int_equal(news->last_at, 2000);
    assert_str(crm->name, "crm");
    assert_int_equal(crm->records, 3);
    assert_int_equal(crm->contacts, 3);
    assert_int_equal(crm->shared, 2);
    assert_int_equal(crm->rejected, 2);
    assert_int_equal(data.sources.items[2].records, 0); // undone
    assert_int_equal(data.pairs.count, 1);
    assert_int_equal(data.pairs.items[0].contacts, 2);
    assert_int_equal(data.pairs.items[0].smaller, 3);
    assert_ok(work, work_end(work, OK));
}

static void only_the_latest_import_of_a_file_counts_as_mended_or_rejected(void **state)
{
    struct work *work = filled(state);
    struct report_data data = load(work);
    assert_int_equal(data.mended_total, 3 + 4 + 2);
    assert_int_equal(data.doubtful_total, 4);
    assert_int_equal(data.mended.count, 2);
    assert_str(data.mended.items[0].rule, "space");
    assert_int_equal(data.mended.items[0].count, 5);
    assert_int_equal(data.rejected.total, 3);
    assert_int_equal(data.rejected.reasons.count, 2);
    assert_str(data.rejected.reasons.items[0].reason, "no name");
    assert_int_equal(data.rejected.reasons.items[0].count, 2);
    assert_int_equal(data.rejected.reasons.items[0].sample_count, 2);
    assert_str(data.rejected.reasons.items[0].samples[0].file_name, "crm.csv");
    assert_int_equal(data.rejected.reasons.items[0].samples[0].line, 2);
    assert_str(data.rejected.reasons.items[1].column, "mail");
    assert_ok(work, work_end(work, OK));
}

static void rows_that_wait_are_gathered_by_the_kind_of_their_reason(void **state)
{
    struct work *work = filled(state);
    struct report_data data = load(work);
    const struct report_refused *staged = &data.staged;
    assert_int_equal(staged->total, 4); // neither the accepted nor the undone one
    assert_int_equal(staged->reasons.count, 3);
    assert_str(staged->reasons.items[0].reason, "E-mail is not valid");
    assert_int_equal(staged->reasons.items[0].count, 2);
    assert_int_equal(staged->reasons.items[0].sample_count, 2);
    assert_str(staged->reasons.items[0].samples[0].reason, "E-mail is not valid: <anna@");
    assert_int_equal(staged->reasons.items[0].samples[0].line, 4);
    assert_int_equal(staged->reasons.items[0].samples[1].line, 5);
    assert_str(staged->reasons.items[1].reason, "it may be somebody the register holds already");
    assert_str(staged->reasons.items[1].samples[0].file_name, "news.csv");
    assert_str(staged->reasons.items[2].reason, "rejected, which was undone");
    assert_ok(work, work_end(work, OK));
}

static void joins_count_while_they_live(void **state)
{
    struct work *work = filled(state);
    struct report_data data = load(work);
    assert_int_equal(data.joins.by_machine, 2); // neither the withdrawn nor the undone one
    assert_int_equal(data.joins.by_person, 1);
    assert_int_equal(data.joins.different, 1);
    assert_int_equal(data.joins.bands[0], 1); // 3.2
    assert_int_equal(data.joins.bands[3], 1); // 12
    assert_int_equal(data.proposal_total, 1);
    assert_int_equal(data.sizes.count, 3); // of 1, 2 and 3 records
    assert_int_equal(data.sizes.items[0].contacts, 2);
    assert_int_equal(data.sizes.items[2].value, 3);
    assert_ok(work, work_end(work, OK));
}

static void the_least_certain_joins_come_first_and_are_not_repeated_as_largest(void **state)
{
    struct work *work = filled(state);
    struct report_group_list least, largest;
    assert_ok(work, report_least_certain(work, 1, &least));
    assert_int_equal(least.count, 1);
    assert_int_equal(least.items[0].contact_ids[0], 1);
    assert_int_equal(least.items[0].side_count, 3);
    assert_int_equal(least.items[0].sides[0].record_id, 2); // the pair in question
    assert_int_equal(least.items[0].sides[1].record_id, 1);
    assert_int_equal(least.items[0].decisions.count, 2);
    assert_int_equal(least.items[0].decisions.items[0].id, 31);
    assert_ok(work, report_largest(work, 5, &least, &largest));
    assert_int_equal(largest.count, 1);
    assert_str(largest.items[0].names[0], "Lund Bygg AS");
    assert_ok(work, work_end(work, OK));
}

static void pairs_that_wait_name_both_contacts(void **state)
{
    struct work *work = filled(state);
    struct report_group_list proposals;
    assert_ok(work, report_proposals(work, 5, &proposals));
    assert_int_equal(proposals.count, 1);
    assert_int_equal(proposals.items[0].contact_ids[0], 7);
    assert_int_equal(proposals.items[0].contact_ids[1], 6);
    assert_str(proposals.items[0].names[0], "Eva");
    assert_ok(work, work_end(work, OK));
}

static str page(struct work *work, struct buf *out)
{
    assert_ok(work, report_write(work, STR("our <register>"), out));
    assert_ok(work, work_end(work, OK));
    return buf_str(out);
}

static void the_page_holds_no_markup_of_the_data(void **state)
{
    struct work *work = filled(state);
    auto_buf out = buf_new(REPORT_BYTES_MAX);
    str html = page(work, &out);
    assert_false(str_has(html, STR("<script")));
    assert_false(str_has(html, STR("<register>")));
    assert_false(str_has(html, STR("<i>Eva")));
    assert_false(str_has(html, STR(";;<b>")));
    assert_true(str_has(html, STR("&lt;script&gt;alert(1)&lt;/script&gt;")));
    assert_true(str_has(html, STR("<title>our &lt;register&gt; ")));
}

static void the_page_loads_nothing(void **state)
{
    struct work *work = filled(state);
    auto_buf out = buf_new(REPORT_BYTES_MAX);
    str html = page(work, &out);
    static const char *const LOADERS[] = { "http:", "https:",  " src=", "@import", "url(",
                                           "<link", "<iframe", "<img",  " onload", "javascript:" };
    for (size_t i = 0; i < LENGTH(LOADERS); i++)
        assert_false(str_has(html, str_of(LOADERS[i])));
}

static void the_page_says_what_to_do(void **state)
{
    struct work *work = filled(state);
    auto_buf out = buf_new(REPORT_BYTES_MAX);
    str html = page(work, &out);
    static const char *const WORDS[] = {
        "<a href=\"#review\">1 pair</a> may be one and the same",
        "<a href=\"#persons\">1 person has</a> neither e-mail nor phone",
        "<a href=\"#companies\">1 company has</a> no organisation number",
        "<a href=\"#rejected\">3 rows were rejected,</a>",
        "<a href=\"#review\">4 rows</a> of imports wait outside",
        "kartotek review",
        "<code>Name: Anna \xC2\xB7 Mail: &lt;anna@</code>",
        "<ul class=\"examples doubts\"><li><span>&lt;anna@</span></li></ul>",
        "not how often", // what a sample of the least certain proves
        "<b>+4.2</b> <span>given names are the same (anna; x)</span>", // a value with a semicolon
        "<b>\u22121.0</b> <span>family names differ",
        "Berg<mark>h</mark>",
        "<b>9 to 1</b>", // 2 ^ 3.2 = 9.2
        "kartotek merge ",
        "kartotek not-same ",
        "<del> </del>&lt;i&gt;Eva",
        "title=\"not valid\">anna<wbr>@",
    };
    for (size_t i = 0; i < LENGTH(WORDS); i++) {
        if (!str_has(html, str_of(WORDS[i])))
            print_error("missing: %s\n", WORDS[i]);
        assert_true(str_has(html, str_of(WORDS[i])));
    }
}

static void an_empty_register_offers_the_first_step(void **state)
{
    struct register_fixture *fixture = *state;
    if (!fixture->work.db)
        skip();
    auto_buf out = buf_new(REPORT_BYTES_MAX);
    assert_ok(&fixture->work, work_begin(&fixture->work, false));
    str html = page(&fixture->work, &out);
    assert_true(str_has(html, STR("The register is empty.")));
    assert_false(str_has(html, STR("-nan")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(contacts_and_live_records_are_counted),
        FEATURE_TEST(a_field_counts_who_has_it_and_who_has_only_wrong_ones),
        FEATURE_TEST(sources_tell_what_they_brought_and_share),
        FEATURE_TEST(only_the_latest_import_of_a_file_counts_as_mended_or_rejected),
        FEATURE_TEST(rows_that_wait_are_gathered_by_the_kind_of_their_reason),
        FEATURE_TEST(joins_count_while_they_live),
        FEATURE_TEST(the_least_certain_joins_come_first_and_are_not_repeated_as_largest),
        FEATURE_TEST(pairs_that_wait_name_both_contacts),
        FEATURE_TEST(the_page_holds_no_markup_of_the_data),
        FEATURE_TEST(the_page_loads_nothing),
        FEATURE_TEST(the_page_says_what_to_do),
        FEATURE_TEST(an_empty_register_offers_the_first_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
