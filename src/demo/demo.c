#include "demo/demo.h"

#include "demo/demo_files.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

static const struct demo_source SOURCES[] = {
    { "crm", "crm_export.csv", "crm_export", "SE", 60 },
    { "newsletter", "newsletter.csv", "newsletter", NULL, 40 },
    { "erp", "erp_customers.xlsx", "erp_customers", "NO", 80 },
    { "phone", "phone_contacts.vcf", "phone_contacts", NULL, 50 },
};

const struct demo_source *demo_sources(size_t *count)
{
    *count = LENGTH(SOURCES);
    return SOURCES;
}

const struct demo_person *demo_person_at(const struct demo *demo, size_t index)
{
    return &demo->people.items[demo->order[index % demo->people.count]];
}

str demo_path(const struct demo *demo, struct arena *arena, const char *name)
{
    return arena_print(arena, "%s/%s", demo->directory, name);
}

static enum status cannot_write(struct error *error, const char *path, int reason)
{
    enum status status = reason == ENOSPC || reason == EDQUOT                     ? ERR_FULL
                         : reason == EACCES || reason == EPERM || reason == EROFS ? ERR_DENIED
                                                                                  : ERR_NOT_FOUND;
    char text[128];
    return fail(error, status, "directory", "%s cannot be written: %s", path,
                strerror_r(reason, text, sizeof text));
}

enum status demo_file_write(struct demo *demo, const char *name, str bytes)
{
    auto_arena arena = { 0 };
    str path = demo_path(demo, &arena, name);
    FILE *file = fopen(path.at, "wb");
    if (!file)
        return cannot_write(demo->error, path.at, errno);
    size_t written = fwrite(bytes.at, 1, bytes.len, file);
    int reason = written < bytes.len ? errno : 0;
    if (fclose(file) != 0 && !reason)
        reason = errno;
    return reason ? cannot_write(demo->error, path.at, reason) : OK;
}

void demo_csv_cell(struct buf *out, str text, char delimiter)
{
    bool plain = str_find_byte(text, delimiter) == text.len &&
                 str_find_byte(text, '"') == text.len && str_find_byte(text, '\n') == text.len;
    if (plain) {
        buf_add(out, text);
        return;
    }
    buf_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"')
            buf_add_byte(out, '"');
        buf_add_byte(out, text.at[i]);
    }
    buf_add_byte(out, '"');
}

static enum status write_all(struct demo *demo)
{
    TRY(demo_crm_write(demo));
    TRY(demo_newsletter_write(demo));
    TRY(demo_erp_write(demo));
    TRY(demo_cards_write(demo));
    return demo_file_write(demo, "truth.csv", buf_str(&demo->truth.text));
}

enum status demo_write(const char *directory, uint64_t seed, struct error *error)
{
    auto_arena arena = { 0 };
    if (mkdir(directory, 0777) != 0 && errno != EEXIST)
        return cannot_write(error, directory, errno);
    struct demo_random random = demo_random_new(seed, "order");
    struct demo demo = {
        .directory = directory,
        .seed = seed,
        .arena = &arena,
        .people = demo_person_list(DEMO_PEOPLE, DEMO_COMPANIES, seed, &arena),
        .order = demo_random_order(&random, &arena, DEMO_PEOPLE),
        .truth = demo_truth_new(),
        .error = error,
    };
    enum status status = write_all(&demo);
    buf_free(&demo.truth.text);
    return status;
}
