#pragma once

// What shells need to complete kartotek's commands, options and their values, written from the
// table of commands.

#include "base/buf.h"
#include "base/error.h"

// A script for `shell`: "bash", "zsh" or "fish". ERR_INVALID: another shell.
enum status completion_write(struct buf *out, str shell, struct error *error) MUST_USE;
