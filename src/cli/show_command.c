// kartotek show: the card of one contact.

#include "cli/features.h"

#include "cli/card.h"
#include "cli/session.h"

enum { HISTORY_MAX = 10000, HISTORY_DEFAULT = 10 };

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    int64_t id = 0, limit = 0;
    struct card card;
    TRY(cli_parse_id(cli, "id", cli->arguments[0], &id));
    TRY(cli_number(cli, "history", 0, HISTORY_MAX, HISTORY_DEFAULT, &limit));
    TRY(card_load(work, id, limit, &card));
    if (cli->json)
        card_write_json(&card, &work->arena, out);
    else
        card_write_words(&card, &work->arena, out);
    return OK;
}

enum status run_show(struct cli *cli)
{
    return session_run(cli, SESSION_READ, answer);
}
