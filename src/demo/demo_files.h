#pragma once

// One function per source: each lays out records as its system would and adds them to the truth.

#include "base/error.h"
#include "demo/demo_truth.h"

// How many records each source has, out of how many people and companies.
enum {
    DEMO_PEOPLE = 5500,
    DEMO_COMPANIES = 900,
    DEMO_CRM_ROWS = 4200,
    DEMO_NEWSLETTER_ROWS = 3300,
    DEMO_ERP_ROWS = 1200,
    DEMO_CARDS = 1300,
};

struct demo {
    const char *directory;
    uint64_t seed;
    struct arena *arena; // of the people and companies
    struct demo_people people;
    size_t *order; // the people, shuffled: each source takes a part of it
    struct demo_truth truth;
    struct error *error;
};

enum status demo_crm_write(struct demo *demo) MUST_USE;
enum status demo_newsletter_write(struct demo *demo) MUST_USE;
enum status demo_erp_write(struct demo *demo) MUST_USE;
enum status demo_cards_write(struct demo *demo) MUST_USE;

// The person in place `index` of the shuffled order; it starts again after the last.
const struct demo_person *demo_person_at(const struct demo *demo, size_t index);

// The path of a file of the demonstration.
str demo_path(const struct demo *demo, struct arena *arena, const char *name);

// Writes the whole file, replacing it. ERR_FULL, ERR_DENIED or ERR_NOT_FOUND when it cannot.
enum status demo_file_write(struct demo *demo, const char *name, str bytes) MUST_USE;

// A cell of a CSV file, quoted when it must be.
void demo_csv_cell(struct buf *out, str text, char delimiter);
