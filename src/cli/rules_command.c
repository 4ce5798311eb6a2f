// kartotek rules: which value of a field survives, and what the guard does with a finding.

#include "cli/features.h"

#include "base/json.h"
#include "cli/grid.h"
#include "cli/recompute_run.h"
#include "cli/session.h"
#include "intake/recompute.h"
#include "intake/rules.h"

// What the guard looks for, and what it does when nobody said otherwise (intake.h).
static const struct {
    const char *name, *usually, *meaning;
} FINDINGS[] = {
    { "duplicate", "log, typed: block", "it is somebody the register has" },
    { "possible_duplicate", "warn", "it is perhaps somebody the register has" },
    { "invalid_value", "warn", "a value is wrong" },
};

static enum status check_finding(struct cli *cli, str finding)
{
    for (size_t i = 0; i < LENGTH(FINDINGS); i++)
        if (str_eq(finding, str_of(FINDINGS[i].name)))
            return OK;
    return fail(&cli->error, ERR_INVALID, "policy",
                "there is no finding '" STR_FMT
                "'; it is duplicate, possible_duplicate or invalid_value",
                STR_ARG(finding));
}

static enum status set_survivorship(struct cli *cli, struct work *work, str text)
{
    str field = { 0 };
    if (!str_split(&text, '=', &field) || !text.at)
        return fail(&cli->error, ERR_INVALID, "survivor",
                    "--survivor is FIELD=CRITERIA, for example phone=\"newest trust\"");
    return survivorship_set(work, field, text);
}

static enum status set_policy(struct cli *cli, struct work *work, str text)
{
    str channel = { 0 }, finding = { 0 };
    if (!str_split(&text, ':', &channel) || !str_split(&text, '=', &finding) || !text.at)
        return fail(&cli->error, ERR_INVALID, "policy",
                    "--policy is CHANNEL:FINDING=ACTION, for example import:duplicate=review");
    TRY(check_finding(cli, finding));
    return policy_set(work, channel, finding, text);
}

// The parts of a name are chosen together, by one rule (survive.h).
static str criteria_of(const struct survivorship *rules, enum field field, struct arena *arena)
{
    if (field == FIELD_GIVEN || field == FIELD_MIDDLE)
        return STR("with family");
    if (field == FIELD_LEGAL_FORM)
        return STR("with company_name");
    return survivorship_text(rules, field, arena);
}

static void write_json(const struct survivorship *rules, const struct policy_list *policies,
                       struct arena *arena, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key(&json, STR("survivorship"));
    json_begin_object(&json);
    for (enum field field = FIELD_NONE + 1; field <= FIELD_URL; field++) {
        json_key(&json, str_of(field_info(field)->name));
        json_put_str(&json, criteria_of(rules, field, arena));
    }
    json_end_object(&json);
    json_key(&json, STR("policy"));
    json_begin_array(&json);
    for (size_t i = 0; i < policies->count; i++) {
        json_begin_object(&json);
        json_key_str(&json, "channel", policies->items[i].channel);
        json_key_str(&json, "finding", policies->items[i].finding);
        json_key_str(&json, "action", policies->items[i].action);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

static void write_survivorship(const struct survivorship *rules, struct arena *arena,
                               struct buf *out)
{
    static const char *const TITLES[] = { "field", "the value that survives, by" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (enum field field = FIELD_NONE + 1; field <= FIELD_URL; field++) {
        grid_str(&grid, str_of(field_info(field)->name));
        grid_str(&grid, criteria_of(rules, field, arena));
    }
    grid_write(&grid, out);
}

static void write_policies(const struct policy_list *policies, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "finding", "channel", "action", "meaning" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < LENGTH(FINDINGS); i++) {
        grid_str(&grid, str_of(FINDINGS[i].name));
        grid_str(&grid, STR("(unless set)"));
        grid_str(&grid, str_of(FINDINGS[i].usually));
        grid_str(&grid, str_of(FINDINGS[i].meaning));
        for (size_t j = 0; j < policies->count; j++) {
            if (!str_eq(policies->items[j].finding, str_of(FINDINGS[i].name)))
                continue;
            grid_str(&grid, STR(""));
            grid_str(&grid, policies->items[j].channel);
            grid_str(&grid, policies->items[j].action);
            grid_str(&grid, STR(""));
        }
    }
    grid_write(&grid, out);
}

static enum status write_rules(struct cli *cli, struct work *work, struct buf *out)
{
    struct survivorship rules;
    struct policy_list policies;
    TRY(survivorship_load(work, &rules));
    TRY(policy_list(work, &policies));
    if (cli->json) {
        write_json(&rules, &policies, &work->arena, out);
        return OK;
    }
    write_survivorship(&rules, &work->arena, out);
    buf_add_byte(out, '\n');
    write_policies(&policies, &work->arena, out);
    return OK;
}

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    struct str_list survivors = cli_options(cli, "survivor"), policies = cli_options(cli, "policy");
    for (size_t i = 0; i < survivors.count; i++)
        TRY(set_survivorship(cli, work, survivors.items[i]));
    for (size_t i = 0; i < policies.count; i++)
        TRY(set_policy(cli, work, policies.items[i]));
    if (survivors.count)
        TRY(recompute_request(work));
    return write_rules(cli, work, out);
}

enum status run_rules(struct cli *cli)
{
    bool changes = cli_has(cli, "survivor") || cli_has(cli, "policy");
    TRY(session_run(cli, changes ? SESSION_WRITE : SESSION_READ, answer));
    return cli_has(cli, "survivor") ? recompute_after_change(cli) : OK;
}
