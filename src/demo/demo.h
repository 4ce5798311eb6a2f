#pragma once

// Sources to try the program with: four files about invented people and companies, as messy as
// real ones, and truth.csv, which says who is who.

#include "base/error.h"
#include "base/str.h"

enum { DEMO_SEED = 2024 }; // what documents and tests use

// A source of the demonstration, as an import is told about it.
struct demo_source {
    const char *name, *file, *truth; // `truth`: what truth.csv calls it
    const char *country;             // what national forms are read by; or NULL
    int trust;
};

// In the order in which they are to be imported.
const struct demo_source *demo_sources(size_t *count);

// Writes crm_export.csv, newsletter.csv, erp_customers.xlsx, phone_contacts.vcf and truth.csv to
// `directory`, which is made when its parent exists. The same seed gives the same bytes.
// ERR_NOT_FOUND, ERR_DENIED or ERR_FULL when a file cannot be written.
enum status demo_write(const char *directory, uint64_t seed, struct error *error) MUST_USE;
