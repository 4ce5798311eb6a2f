// The table of all commands: whoever knows a command finds its function here.

#include "cli/command.h"

#include "cli/features.h"

static const struct option COMMON[] = {
    { "database", 'd', "URL", "the register: a file, or postgres://... (else KARTOTEK_DATABASE)",
      0 },
    { "json", 0, NULL, "answer with JSON", 0 },
    { "quiet", 'q', NULL, "no progress", 0 },
    { "help", 'h', NULL, "what this command does", 0 },
    { "version", 0, NULL, "the version of the program", 0 },
};

static const struct command COMMANDS[] = {
    {
        .name = "import",
        .usage = "FILE --source NAME",
        .summary = "let the people and companies of a file in",
        .description =
            "Reads CSV, XLSX, vCard and JSON lines; finds out encoding, delimiter, header and "
            "what\n"
            "each column is, and says so. Values are put in standard form, duplicates are\n"
            "recognised, and every row ends as created, updated, unchanged, rejected or for "
            "review.\n"
            "A killed import goes on where it was when the same command is run again; Ctrl-C "
            "takes\n"
            "back what was let in (or keeps it, with --on-interrupt keep). Reading the same file\n"
            "again changes nothing. kartotek undo JOB takes a whole import back.\n"
            "\n"
            "    kartotek import crm.csv --source crm --dry-run\n"
            "    kartotek import crm.csv --source crm --map \"Mobil=phone.mobile\" --map "
            "Kod=ignore",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = { { "source", 's', "NAME", "where the file comes from; needed", 0 },
                     { "dry-run", 'n', NULL, "only say what would happen", 0 },
                     { "map", 'm', "COLUMN=FIELD",
                       "what a column is: email, phone.mobile, ignore ...", 1 },
                     { "country", 0, "SE", "read national forms as in this country", 0 },
                     { "delimiter", 0, "CHARACTER", "what parts columns; found unless told", 0 },
                     { "encoding", 0, "NAME", "utf-8, utf-16le, utf-16be or windows-1252", 0 },
                     { "header", 0, "yes|no", "whether the first row names the columns", 0 },
                     { "sheet", 0, "NAME", "of a workbook; the first one unless told", 0 },
                     { "whole", 0, NULL, "the file is all the source has: mark what it lacks", 0 },
                     { "rejected", 0, "FILE",
                       "where rejected rows go; NAME.rejected.csv here unless told", 0 },
                     { "on-interrupt", 0, "undo|keep", "what Ctrl-C does to rows let in", 0 } },
        .run = run_import,
    },
    {
        .name = "clean",
        .usage = "FILE --output FILE",
        .summary = "copy a table with every value in standard form",
        .description = "Needs no register. Columns and rows stay; names, e-mails, phones, "
                       "addresses, dates and\n"
                       "numbers are put in standard form. What says nothing becomes empty; what is "
                       "wrong stays\n"
                       "as it is and is listed, with every change, in the file of --issues. The "
                       "output is CSV\n"
                       "or XLSX by its ending.\n"
                       "\n"
                       "    kartotek clean crm.xlsx -o clean.xlsx --issues issues.csv --country SE",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = { { "output", 'o', "FILE",
                       "where the copy goes, .csv or .xlsx; - is standard output", 0 },
                     { "issues", 0, "FILE", "where to list what was changed or is wrong, as CSV",
                       0 },
                     { "map", 'm', "COLUMN=FIELD",
                       "what a column is: email, phone.mobile, ignore ...", 1 },
                     { "country", 0, "SE", "read national forms as in this country", 0 },
                     { "delimiter", 0, "CHARACTER", "what parts columns; found unless told", 0 },
                     { "encoding", 0, "NAME", "utf-8, utf-16le, utf-16be or windows-1252", 0 },
                     { "header", 0, "yes|no", "whether the first row names the columns", 0 },
                     { "sheet", 0, "NAME", "of a workbook; the first one unless told", 0 } },
        .run = run_clean,
    },
    {
        .name = "find",
        .usage = "WORDS ...",
        .summary = "find contacts by words, e-mail, phone or organisation number",
        .description = "Finds the contacts that have every word, or a word that begins so, in "
                       "whatever field.\n"
                       "Case and marks do not matter: asa finds Åsa.\n"
                       "\n"
                       "    kartotek find anna berg\n"
                       "    kartotek find 070-123 45 67 --country SE",
        .min_arguments = 1,
        .max_arguments = CLI_ARGUMENT_MAX,
        .options = { { "country", 0, "SE", "read a phone or number as in this country", 0 },
                     { "limit", 0, "N", "at most so many; 20 unless told", 0 } },
        .run = run_find,
    },
    {
        .name = "show",
        .usage = "ID",
        .summary = "show all that is known of one contact, and where it comes from",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = { { "history", 0, "N", "the latest so many changes; 10 unless told", 0 } },
        .run = run_show,
    },
    {
        .name = "edit",
        .usage = "ID",
        .summary = "change a contact by hand",
        .description =
            "A value made by hand stands before what sources say, also when they say it again.\n"
            "FIELD is a name as kartotek show prints it, or x:NAME for a field of your own.\n"
            "email, phone, address and url are added beside those that are there; a label may\n"
            "follow the field. An address is \"street; postcode; city; region; country\".\n"
            "\n"
            "    kartotek edit ID --set family=Lund --clear nickname\n"
            "    kartotek edit ID --set phone:work=\"08-123 456 78\" --country SE\n"
            "    kartotek edit ID --hide email=old@example.com --verify phone=+46812345678\n"
            "    kartotek edit ID --link COMPANY_ID=employee --from 2024-01-01",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = { { "set", 0, "FIELD=VALUE", "give a field this value", 1 },
                     { "clear", 0, "FIELD", "leave a field empty", 1 },
                     { "hide", 0, "FIELD=VALUE", "hide an e-mail, phone, address or web site", 1 },
                     { "verify", 0, "FIELD=VALUE", "say that it is right", 1 },
                     { "tag", 0, "TAG", "add a tag", 1 },
                     { "untag", 0, "TAG", "take a tag away", 1 },
                     { "note", 0, "TEXT", "add a note", 1 },
                     { "link", 0, "ID=ROLE", "link a person with a company", 1 },
                     { "unlink", 0, "ID", "take the links with a contact away", 1 },
                     { "from", 0, "DATE", "since when the links of --link hold", 0 },
                     { "to", 0, "DATE", "until when", 0 },
                     { "country", 0, "SE", "read national forms as in this country", 0 } },
        .run = run_edit,
    },
    {
        .name = "duplicates",
        .usage = "",
        .summary = "list pairs that may be the same and wait for a decision",
        .options = { { "limit", 0, "N", "at most so many; 20 unless told", 0 } },
        .run = run_duplicates,
    },
    {
        .name = "review",
        .usage = "[accept|reject] [ID ...]",
        .summary = "list rows that the guard held back; let them in or drop them",
        .description =
            "Rows wait when a policy says so (kartotek rules --policy import:duplicate=review).\n"
            "accept lets them in as if the guard had only warned: who they are is recognised.\n"
            "--as new makes a contact of its own, --as same joins the one the row looks like, and\n"
            "--as CONTACT joins that one. reject drops them; the same row stays out when its\n"
            "source sends it again, a changed one does not. Both are jobs that can be undone.\n"
            "\n"
            "    kartotek review --limit 50\n"
            "    kartotek review accept ID ID --as same\n"
            "    kartotek review reject ID --reason \"no customer\"",
        .max_arguments = CLI_ARGUMENT_MAX,
        .options = { { "limit", 0, "N", "list at most so many; 20 unless told", 0 },
                     { "all", 0, NULL, "accept every row that waits", 0 },
                     { "as", 0, "new|same|CONTACT", "who the accepted rows are", 0 },
                     { "reason", 0, "TEXT", "why rows are rejected; remembered", 0 } },
        .run = run_review,
    },
    {
        .name = "merge",
        .usage = "KEEP_ID OTHER_ID ...",
        .summary = "say that contacts are the same; they become one",
        .description = "The id of the first is shown from then on; the others go on to find it.",
        .min_arguments = 2,
        .max_arguments = CLI_ARGUMENT_MAX,
        .run = run_merge,
    },
    {
        .name = "unmerge",
        .usage = "ID [RECORD_ID ...]",
        .summary = "take records out of their contact again",
        .description = "Without RECORD_ID all records part. kartotek show lists them.",
        .min_arguments = 1,
        .max_arguments = CLI_ARGUMENT_MAX,
        .run = run_unmerge,
    },
    {
        .name = "not-same",
        .usage = "ID ID",
        .summary = "say that two contacts are not the same; remembered",
        .min_arguments = 2,
        .max_arguments = 2,
        .run = run_not_same,
    },
    {
        .name = "jobs",
        .usage = "[JOB]",
        .summary = "list what was done, or tell all about one job",
        .max_arguments = 1,
        .options = { { "limit", 0, "N", "at most so many jobs or rows; 20 unless told", 0 } },
        .run = run_jobs,
    },
    {
        .name = "undo",
        .usage = "JOB ...",
        .summary = "take back what jobs did",
        .description = "Any job, in any order, also when other jobs came later. After a kill the "
                       "same command goes on.",
        .min_arguments = 1,
        .max_arguments = CLI_ARGUMENT_MAX,
        .run = run_undo,
    },
    {
        .name = "redo",
        .usage = "JOB ...",
        .summary = "let undone jobs live again",
        .min_arguments = 1,
        .max_arguments = CLI_ARGUMENT_MAX,
        .run = run_redo,
    },
    {
        .name = "sources",
        .usage = "",
        .summary = "list sources; change how far they are trusted",
        .options = { { "trust", 0, "NAME=70", "trust a source so much, 0-100", 1 },
                     { "country", 0, "NAME=SE", "read its national forms as in this country", 1 } },
        .run = run_sources,
    },
    {
        .name = "rules",
        .usage = "",
        .summary = "show and change which values survive and what the guard does",
        .description =
            "Criteria are words of: trust newest oldest complete frequent. Actions are log, warn,\n"
            "review, block. \"*\" is every field, or every channel, without a rule of its own.\n"
            "\n"
            "    kartotek rules --survivor phone=\"newest trust\"\n"
            "    kartotek rules --policy import:duplicate=review",
        .options = { { "survivor", 0, "FIELD=CRITERIA", "which value of a field survives", 1 },
                     { "policy", 0, "CHANNEL:FINDING=ACTION", "what the guard does", 1 } },
        .run = run_rules,
    },
    {
        .name = "recompute",
        .usage = "",
        .summary = "compute all contacts anew from what their sources said",
        .run = run_recompute,
    },
    {
        .name = "hash",
        .usage = "",
        .summary = "tell the fingerprint of all that the register shows",
        .description = "Equal fingerprints: equal registers, on whatever engine and machine. Ids "
                       "and times do not count.",
        .run = run_hash,
    },
    {
        .name = "export",
        .usage = "[-o FILE]",
        .summary = "write the contacts as CSV, Excel, vCards or JSON lines",
        .description =
            "One row, card or line per contact. CSV and Excel have numbered columns for further\n"
            "e-mails, phones, addresses and web sites (email, email_2, ...), at most 10 of each.\n"
            "JSON lines hold everything, also where each value comes from.",
        .options = { { "output", 'o', "FILE", "where to; its ending tells the format", 0 },
                     { "format", 0, "csv|xlsx|vcard|jsonl", "csv unless told", 0 },
                     { "entity", 0, "person|company|all", "all unless told", 0 },
                     { "records", 0, NULL,
                       "one row per source record: source, external_id, contact", 0 } },
        .run = run_export,
    },
    {
        .name = "dump",
        .usage = "[-o FILE]",
        .summary = "write the whole register as JSON lines, for any engine",
        .description = "Facts, rules, jobs, contacts and history, as one moment shows them. See\n"
                       "docs/dump-format.md. kartotek load reads it.",
        .options = { { "output", 'o', "FILE", "where to; the standard output unless told", 0 } },
        .run = run_dump,
    },
    {
        .name = "load",
        .usage = "FILE",
        .summary = "read a dump into an empty register",
        .description =
            "FILE \"-\" is the standard input. Nothing of it is to be seen before it was\n"
            "read to the end and found whole.",
        .min_arguments = 1,
        .max_arguments = 1,
        .run = run_load,
    },
    {
        .name = "backup",
        .usage = "FILE",
        .summary = "copy a SQLite register while it is in use",
        .description = "PostgreSQL has pg_dump for this. What moves between engines is a dump.",
        .min_arguments = 1,
        .max_arguments = 1,
        .run = run_backup,
    },
    {
        .name = "restore",
        .usage = "FILE",
        .summary = "put a backup in the register's place",
        .description = "The backup is checked first, and the register that stood there is kept\n"
                       "beside it under a name with the time.",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = { { "force", 0, NULL, "also when the register has contents", 0 } },
        .run = run_restore,
    },
    {
        .name = "demo",
        .usage = "",
        .summary = "fill a register with four messy files about invented people",
        .description =
            "Writes a CRM's export, a newsletter's sign-ups, an ERP's customers and a phone's\n"
            "cards, lets them in as any file, and says what became of them. As the people are\n"
            "invented the truth is known too: who was recognised rightly, wrongly or not at all,\n"
            "and which wrong values were noticed. A register with contacts of your own is left\n"
            "alone.\n"
            "\n"
            "    kartotek -d demo.db demo",
        .options = { { "directory", 0, "DIR", "where the files go; demo beside the register", 0 },
                     { "seed", 0, "N", "other numbers, other people; 2024 unless told", 0 },
                     { "if-empty", 0, NULL, "do nothing when the register has contacts", 0 } },
        .run = run_demo,
    },
    {
        .name = "doctor",
        .usage = "",
        .summary = "look for anything wrong with the register",
        .description = "Changes nothing. The exit status is 0 when all is well.",
        .options = { { "quick", 0, NULL, "leave out what reads the whole file", 0 } },
        .run = run_doctor,
    },
    {
        .name = "value",
        .usage = "KIND < VALUES",
        .summary = "standardise and check single values, one per line",
        .description =
            "Reads one value per line (or one JSON string per line) and writes one JSON object "
            "per\n"
            "line, in order: input, valid, value, parts, problem, suggestion. Needs no database.",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = { { "country", 0, "SE", "read national forms as in this country", 0 },
                     { "format", 0, "no.orgnr", "which kind of number", 0 },
                     { "input", 0, "text|json", "how lines are written; text unless told", 0 } },
        .run = run_value,
    },
    {
        .name = "match",
        .usage = "FILE --output CLUSTERS.csv",
        .summary = "find who is who in a file of people or companies",
        .description =
            "Compares the rows of a file with one another and writes which belong together: "
            "columns\n"
            "id and cluster. Needs no register and changes nothing. Columns are recognised by "
            "their\n"
            "names and content; --map corrects that. Columns that are nobody's field take part "
            "only\n"
            "when mapped: --map \"Kundkod=custom.Kundkod\".",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = { { "output", 'o', "FILE", "where to write id and cluster of each row", 0 },
                     { "pairs", 0, "FILE", "write weight and evidence of each pair as well", 0 },
                     { "map", 'm', "COLUMN=FIELD", "what a column is", .repeats = true },
                     { "entity", 0, "person|company", "what a row is; found out unless told", 0 },
                     { "country", 0, "SE", "read national forms as in this country", 0 },
                     { "threads", 0, "N", "how many at once; 2 unless told", 0 } },
        .run = run_match,
    },
    {
        .name = "report",
        .usage = "[-o FILE]",
        .summary = "write a page about the register: what came in, what is good, what to do",
        .description =
            "Writes one HTML page that needs nothing else: what came in and from where, what was\n"
            "mended, how complete contacts are, which duplicates were joined and how surely, what\n"
            "waits for a person and what to do next. It lies in the current directory as\n"
            "report.html unless told otherwise, and only its owner may read it: it holds personal\n"
            "data.",
        .options = { { "output", 'o', "FILE", "where to write it; - is the standard output", 0 } },
        .run = run_report,
    },
    {
        .name = "help",
        .usage = "[COMMAND]",
        .summary = "tell what a command does; write the man page or completions",
        .description = "To read the page, or to let a shell complete commands and options:\n"
                       "\n"
                       "    kartotek help --man | man -l -\n"
                       "    source <(kartotek help --completions bash)",
        .max_arguments = 1,
        .options = { { "man", 0, NULL, "write the man page, kartotek.1", 0 },
                     { "completions", 0, "bash|zsh|fish", "write completions for this shell", 0 } },
        .run = run_help,
    },
};

const struct command *commands(size_t *count)
{
    *count = LENGTH(COMMANDS);
    return COMMANDS;
}

const struct command *command_find(str name)
{
    for (size_t i = 0; i < LENGTH(COMMANDS); i++)
        if (str_eq(name, str_of(COMMANDS[i].name)))
            return &COMMANDS[i];
    return NULL;
}

const struct option *command_common_options(size_t *count)
{
    *count = LENGTH(COMMON);
    return COMMON;
}
