// kartotek hash: two registers with the same hash show people the same.

#include "cli/features.h"

#include "base/json.h"
#include "cli/session.h"
#include "contact/hash.h"

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    char text[HASH_TEXT_LEN + 1];
    TRY(register_hash(work, text));
    if (!cli->json) {
        buf_print(out, "%s\n", text);
        return OK;
    }
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key_str(&json, "hash", str_of(text));
    json_end_object(&json);
    buf_add_byte(out, '\n');
    return OK;
}

enum status run_hash(struct cli *cli)
{
    return session_run(cli, SESSION_READ, answer);
}
