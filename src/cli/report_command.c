// kartotek report: the page about the register, as a file.

#include "cli/features.h"
#include "cli/session.h"

#include "base/json.h"
#include "exchange/export_file.h"
#include "insight/report.h"

// What people call the register: its file without the ending, or the name of its database. Never
// the rest of a URL, which may hold a password.
static str register_name(str database)
{
    str url = str_slice(database, 0, str_find_byte(database, '?'));
    size_t from = url.len;
    while (from > 0 && url.at[from - 1] != '/')
        from--;
    str name = str_slice(url, from, url.len);
    if (str_ends(name, STR(".db")))
        name = str_slice(name, 0, name.len - 3);
    bool is_host = str_find_byte(name, '@') < name.len || str_find_byte(name, ':') < name.len;
    return name.len && !is_host ? name : STR("Register");
}

static enum status save_page(struct cli *cli, str path, str page)
{
    auto_export_file file = { .file = -1 };
    TRY(export_file_open(&file, path, &cli->arena, &cli->error));
    TRY(export_file_write(&file, page, &cli->error));
    return export_file_finish(&file, &cli->error);
}

static void tell(const struct cli *cli, str path, struct buf *out)
{
    if (cli->json) {
        struct json json = json_to(out);
        json_begin_object(&json);
        json_key_str(&json, "file", path);
        json_end_object(&json);
        buf_add_byte(out, '\n');
    } else if (!cli->quiet) {
        buf_print(out, "Wrote " STR_FMT "\n", STR_ARG(path));
    }
}

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    str path = cli_has(cli, "output") ? cli_option(cli, "output") : STR("report.html");
    auto_buf page = buf_new(REPORT_BYTES_MAX);
    TRY(report_write(work, register_name(cli->database), &page));
    if (str_eq(path, STR("-"))) {
        buf_add(out, buf_str(&page));
        return OK;
    }
    TRY(save_page(cli, path, buf_str(&page)));
    tell(cli, path, out);
    return OK;
}

enum status run_report(struct cli *cli)
{
    return session_run(cli, SESSION_READ, answer);
}
