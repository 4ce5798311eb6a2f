#pragma once

// What kartotek doctor looks at. Every check adds findings; none changes the register.

#include "cli/command.h"
#include "db/work.h"

enum finding_grade { FINDING_GOOD, FINDING_NOTE, FINDING_WRONG };

struct finding {
    enum finding_grade grade;
    const char *check; // "schema", "disk" ...
    str words;         // what is the case, and what to do about it
};

struct finding_list {
    struct finding *items;
    size_t count, capacity;
};

struct doctor {
    struct cli *cli;
    struct work work;
    struct finding_list findings; // texts live in the command's arena
    bool unfinished;              // a job is under way: contacts may lag behind their facts
};

void doctor_add(struct doctor *doctor, enum finding_grade grade, const char *check,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

// Before the register is opened: the file, its place, and the room left there.
void doctor_check_file(struct doctor *doctor);

// Within a read work.
enum status doctor_check_schema(struct doctor *doctor, bool *right) MUST_USE;
enum status doctor_check_engine(struct doctor *doctor)
    MUST_USE; // the file's or server's own checks
enum status doctor_check_jobs(struct doctor *doctor) MUST_USE;
enum status doctor_check_keys(struct doctor *doctor) MUST_USE;

// Within a write work that is rolled back afterwards: a sample of contacts is computed from their
// facts and compared with what is stored. After doctor_check_jobs.
enum status doctor_check_golden(struct doctor *doctor) MUST_USE;
