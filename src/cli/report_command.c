// kartotek report: the page about the register, as a file.

#include "cli/features.h"
#include "cli/session.h"

#include "base/json.h"
#include "insight/report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

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

static enum status refuse(struct cli *cli, str path)
{
    enum status status = errno == ENOENT ? ERR_NOT_FOUND : errno == ENOSPC ? ERR_FULL : ERR_DENIED;
    return fail(&cli->error, status, "output", "cannot write " STR_FMT ": %s", STR_ARG(path),
                strerror(errno));
}

static bool write_whole(int file, str page)
{
    while (page.len) {
        ssize_t written = write(file, page.at, page.len);
        if (written < 0)
            return false;
        page = str_slice(page, (size_t)written, page.len);
    }
    return true;
}

// Only its owner may read the page: it holds personal data. It takes the place of an older one when
// it is whole.
static enum status save_page(struct cli *cli, str path, str page)
{
    str draft = arena_print(&cli->arena, STR_FMT ".%d", STR_ARG(path), (int)getpid());
    str target = arena_copy(&cli->arena, path);
    int file = open(draft.at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return refuse(cli, path);
    bool written = write_whole(file, page);
    if (close(file) == 0 && written && rename(draft.at, target.at) == 0)
        return OK;
    enum status status = refuse(cli, path);
    unlink(draft.at);
    return status;
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
