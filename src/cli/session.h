#pragma once

// How a command works with the register. Most commands are one work:
//
//     static enum status answer(struct cli *cli, struct work *work, struct buf *out);
//     enum status run_sources(struct cli *cli) { return session_run(cli, SESSION_READ, answer); }
//
// What is written to `out` is printed after the commit, so nobody reads what did not happen. Long
// commands open the session themselves and begin and end works of their own. Rows for a terminal
// are laid out by cli/grid.h.

#include "base/buf.h"
#include "cli/command.h"
#include "db/work.h"

enum { SESSION_ACTOR_ID = 1 }; // the person at the command line

enum session_mode { SESSION_READ, SESSION_WRITE };

// Opens the register of cli->database, bringing its schema up to date; the directory of a file is
// made when missing. The reason of a failure is in cli->error.
enum status session_open(struct cli *cli, struct work *work) MUST_USE;
void session_close(struct work *work);

// True when `database` is a path, not a server's address.
bool session_is_file(str database);

// The same as work_begin and work_end, with the reason of a failure in cli->error.
enum status session_begin(struct cli *cli, struct work *work, enum session_mode mode) MUST_USE;
enum status session_end(struct cli *cli, struct work *work, enum status status) MUST_USE;

// One command's work. Errors go to work->error or cli->error.
typedef enum status session_fn(struct cli *cli, struct work *work, struct buf *out);

// Opens the register, runs `answer` in one work (again when the engine asks for it), prints what it
// wrote and closes.
enum status session_run(struct cli *cli, enum session_mode mode, session_fn *answer) MUST_USE;

// Reads an id as kartotek prints it: 13 letters and digits. `field` names it in the error.
enum status cli_parse_id(struct cli *cli, const char *field, str text, int64_t *id) MUST_USE;

// The ids among the arguments, from argument `first` on.
enum status cli_parse_ids(struct cli *cli, size_t first, struct int_list *out) MUST_USE;

// "2026-03-01 08:30", UTC, as lists show times; empty for 0.
str cli_time(struct arena *arena, int64_t time_ms);

// Replaces what a terminal would obey (control characters) by spaces.
str cli_text(struct arena *arena, str text);
