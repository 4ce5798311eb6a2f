// kartotek edit: change a contact by hand, and leave tags, notes and links at it.

#include "cli/features.h"

#include "cli/change_words.h"
#include "cli/edit_values.h"
#include "cli/receipt.h"
#include "cli/session.h"
#include "contact/contact.h"
#include "contact/home_fact.h"
#include "contact/record.h"
#include "intake/edit.h"

enum { HISTORY_LOOK = 200 };

struct editing {
    struct cli *cli;
    struct work *work;
    struct golden golden; // as it was before
    struct receipt receipt;
};

static enum status change_values(struct editing *editing)
{
    struct hand_value_list values = { 0 };
    TRY(edit_values_read(editing->cli, editing->work, &editing->golden, &values));
    if (values.count == 0)
        return OK;
    TRY(edit(editing->work, editing->golden.id, values.items, values.count));
    receipt_job(&editing->receipt, editing->work);
    return OK;
}

static enum status homes(struct editing *editing, struct int_list *out)
{
    struct record_list records = { 0 };
    TRY(record_of_contact(editing->work, editing->golden.id, &records));
    for (size_t i = 0; i < records.count; i++)
        *LIST_PUSH(out, &editing->work->arena) = records.items[i].id;
    return OK;
}

static enum status withdraw(struct editing *editing, const char *option, str what,
                            const struct int_list *facts)
{
    if (facts->count == 0)
        return fail(&editing->cli->error, ERR_NOT_FOUND, option,
                    "this contact has no '" STR_FMT "' to take away", STR_ARG(what));
    TRY(edit_withdraw(editing->work, editing->golden.id, facts->items, facts->count));
    receipt_job(&editing->receipt, editing->work);
    *LIST_PUSH(&editing->receipt.lines, &editing->work->arena) =
        arena_print(&editing->work->arena, "taken away: " STR_FMT, STR_ARG(what));
    return OK;
}

static enum status take_tag_away(struct editing *editing, str name)
{
    struct int_list ids = { 0 }, facts = { 0 };
    struct tag_list tags = { 0 };
    TRY(homes(editing, &ids));
    TRY(tag_load(editing->work, ids.items, ids.count, &tags));
    for (size_t i = 0; i < tags.count; i++)
        if (str_eq(tags.items[i].name, name))
            *LIST_PUSH(&facts, &editing->work->arena) = tags.items[i].id;
    return withdraw(editing, "untag", name, &facts);
}

static enum status change_tags(struct editing *editing)
{
    struct str_list tags = cli_options(editing->cli, "tag");
    struct str_list untags = cli_options(editing->cli, "untag");
    for (size_t i = 0; i < tags.count; i++) {
        TRY(edit_tag(editing->work, editing->golden.id, str_trim(tags.items[i])));
        receipt_job(&editing->receipt, editing->work);
    }
    for (size_t i = 0; i < untags.count; i++)
        TRY(take_tag_away(editing, untags.items[i]));
    return OK;
}

static enum status add_notes(struct editing *editing)
{
    struct str_list notes = cli_options(editing->cli, "note");
    for (size_t i = 0; i < notes.count; i++) {
        TRY(edit_note(editing->work, editing->golden.id, notes.items[i]));
        receipt_job(&editing->receipt, editing->work);
    }
    return OK;
}

// "ID=ROLE": the contact edited may be either end.
static enum status add_link(struct editing *editing, str text)
{
    str id_text = { 0 }, from, to;
    int64_t other = 0, own = editing->golden.id;
    if (!str_split(&text, '=', &id_text) || !text.len)
        return fail(&editing->cli->error, ERR_INVALID, "link",
                    "--link is ID=ROLE, for example ID=employee");
    TRY(cli_parse_id(editing->cli, "link", id_text, &other));
    TRY(edit_date_read(editing->cli, "from", &from));
    TRY(edit_date_read(editing->cli, "to", &to));
    bool person = editing->golden.entity == ENTITY_PERSON;
    TRY(edit_link(editing->work, person ? own : other, person ? other : own, text, from, to));
    receipt_job(&editing->receipt, editing->work);
    *LIST_PUSH(&editing->receipt.homes, &editing->work->arena) = other;
    return OK;
}

static enum status take_link_away(struct editing *editing, str text)
{
    struct int_list ids = { 0 }, facts = { 0 };
    struct link_list links = { 0 };
    struct record_list ends = { 0 };
    struct golden other;
    int64_t other_id = 0;
    TRY(cli_parse_id(editing->cli, "unlink", text, &other_id));
    TRY(contact_find(editing->work, other_id, &other));
    TRY(record_of_contact(editing->work, other.id, &ends));
    TRY(homes(editing, &ids));
    TRY(link_load(editing->work, ids.items, ids.count, &links));
    for (size_t i = 0; i < links.count; i++)
        for (size_t j = 0; j < ends.count; j++)
            if (links.items[i].from_home == ends.items[j].id ||
                links.items[i].to_home == ends.items[j].id)
                *LIST_PUSH(&facts, &editing->work->arena) = links.items[i].id;
    return withdraw(editing, "unlink", golden_name(&other, &editing->work->arena), &facts);
}

static enum status change_links(struct editing *editing)
{
    struct str_list links = cli_options(editing->cli, "link");
    struct str_list unlinks = cli_options(editing->cli, "unlink");
    for (size_t i = 0; i < links.count; i++)
        TRY(add_link(editing, links.items[i]));
    for (size_t i = 0; i < unlinks.count; i++)
        TRY(take_link_away(editing, unlinks.items[i]));
    return OK;
}

// What the new entries of the history say, oldest first.
static enum status tell_changes(struct editing *editing)
{
    struct arena *arena = &editing->work->arena;
    struct custom_field_list fields;
    struct history_list history = { 0 };
    TRY(custom_field_list(editing->work, &fields));
    TRY(history_list(editing->work, editing->golden.id, HISTORY_LOOK, &history));
    for (size_t i = history.count; i-- > 0;) {
        const struct history_entry *entry = &history.items[i];
        if (entry->version <= editing->golden.version || str_eq(entry->diff, STR("{}")))
            continue;
        struct str_list lines = change_words(entry, &fields, arena);
        for (size_t j = 0; j < lines.count; j++)
            *LIST_PUSH(&editing->receipt.lines, arena) = lines.items[j];
    }
    if (editing->receipt.lines.count == 0)
        *LIST_PUSH(&editing->receipt.lines, arena) = STR("it shows the same as before");
    return OK;
}

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    int64_t id = 0;
    struct editing editing = { .cli = cli, .work = work };
    TRY(cli_parse_id(cli, "id", cli->arguments[0], &id));
    TRY(contact_find(work, id, &editing.golden));
    *LIST_PUSH(&editing.receipt.homes, &work->arena) = editing.golden.id;
    TRY(change_values(&editing));
    TRY(change_tags(&editing));
    TRY(add_notes(&editing));
    TRY(change_links(&editing));
    if (editing.receipt.jobs.count == 0)
        return fail(&cli->error, ERR_INVALID, "",
                    "say what to change: --set, --clear, --hide, --verify, --tag, --untag, --note, "
                    "--link or --unlink (kartotek edit --help)");
    TRY(tell_changes(&editing));
    return receipt_write(cli, work, &editing.receipt, out);
}

enum status run_edit(struct cli *cli)
{
    return session_run(cli, SESSION_WRITE, answer);
}
