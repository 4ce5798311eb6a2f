#pragma once

// The function behind each command; commands.c says which is which.

#include "cli/command.h"

enum status run_backup(struct cli *cli) MUST_USE;
enum status run_clean(struct cli *cli) MUST_USE;
enum status run_dump(struct cli *cli) MUST_USE;
enum status run_demo(struct cli *cli) MUST_USE;
enum status run_doctor(struct cli *cli) MUST_USE;
enum status run_duplicates(struct cli *cli) MUST_USE;
enum status run_edit(struct cli *cli) MUST_USE;
enum status run_export(struct cli *cli) MUST_USE;
enum status run_find(struct cli *cli) MUST_USE;
enum status run_hash(struct cli *cli) MUST_USE;
enum status run_help(struct cli *cli) MUST_USE;
enum status run_import(struct cli *cli) MUST_USE;
enum status run_jobs(struct cli *cli) MUST_USE;
enum status run_load(struct cli *cli) MUST_USE;
enum status run_merge(struct cli *cli) MUST_USE;
enum status run_not_same(struct cli *cli) MUST_USE;
enum status run_recompute(struct cli *cli) MUST_USE;
enum status run_redo(struct cli *cli) MUST_USE;
enum status run_report(struct cli *cli) MUST_USE;
enum status run_review(struct cli *cli) MUST_USE;
enum status run_restore(struct cli *cli) MUST_USE;
enum status run_rules(struct cli *cli) MUST_USE;
enum status run_show(struct cli *cli) MUST_USE;
enum status run_sources(struct cli *cli) MUST_USE;
enum status run_undo(struct cli *cli) MUST_USE;
enum status run_unmerge(struct cli *cli) MUST_USE;
enum status run_match(struct cli *cli) MUST_USE;
enum status run_value(struct cli *cli) MUST_USE;
