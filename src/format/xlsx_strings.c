#include "format/xlsx_strings.h"

#include "format/table.h"
#include "format/xlsx_text.h"
#include "format/xlsx_xml.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { WRITE_SIZE = 1024 * 1024 };

static enum status spool_failed(struct error *error)
{
    return fail(error, errno == ENOSPC ? ERR_FULL : ERR_INTERNAL, "file",
                "a temporary file for the texts of the sheet cannot be written: %s",
                strerror(errno));
}

static enum status spool_flush(struct spool *spool, struct error *error)
{
    str rest = buf_str(&spool->memory);
    while (rest.len) {
        ssize_t written = write(spool->file, rest.at, rest.len);
        if (written < 0)
            return spool_failed(error);
        rest = str_slice(rest, (size_t)written, rest.len);
    }
    buf_clear(&spool->memory);
    return OK;
}

static enum status spool_to_file(struct spool *spool, struct error *error)
{
    const char *folder = getenv("TMPDIR");
    char path[4096];
    snprintf(path, sizeof path, "%s/kartotek-XXXXXX", folder ? folder : "/tmp");
    spool->file = mkostemp(path, O_CLOEXEC);
    if (spool->file < 0) {
        spool->file = 0;
        return spool_failed(error);
    }
    unlink(path);
    return OK;
}

static enum status spool_add(struct spool *spool, str bytes, struct error *error)
{
    size_t limit = spool->file ? WRITE_SIZE : spool->limit;
    if (spool->memory.len && spool->memory.len + bytes.len > limit) {
        if (!spool->file)
            TRY(spool_to_file(spool, error));
        TRY(spool_flush(spool, error));
    }
    buf_add(&spool->memory, bytes);
    spool->len += bytes.len;
    return OK;
}

// Makes it readable.
static enum status spool_seal(struct spool *spool, struct error *error)
{
    spool->map = spool->memory.at;
    if (!spool->file)
        return OK;
    TRY(spool_flush(spool, error));
    void *map = mmap(NULL, spool->len, PROT_READ, MAP_SHARED, spool->file, 0);
    if (map == MAP_FAILED)
        return spool_failed(error);
    spool->map = map;
    return OK;
}

static void spool_free(struct spool *spool)
{
    if (spool->file) {
        if (spool->map && spool->map != spool->memory.at)
            munmap((void *)(uintptr_t)spool->map, spool->len);
        close(spool->file);
    }
    buf_free(&spool->memory);
}

struct reading {
    struct xlsx_strings *strings;
    struct buf text;
    struct xlsx_text_state state;
    enum status status;
    struct error *error;
};

static void on_start(void *state, const char *name, const struct xlsx_attributes *attributes)
{
    (void)attributes;
    struct reading *reading = state;
    if (strcmp(name, "si") == 0)
        buf_clear(&reading->text);
    xlsx_text_start(&reading->state, name);
}

static enum status add_string(struct xlsx_strings *strings, str text, struct error *error)
{
    TRY(spool_add(&strings->text, text, error));
    uint64_t end = strings->text.len;
    TRY(spool_add(&strings->ends, (str){ (const char *)&end, sizeof end }, error));
    strings->count++;
    return OK;
}

static void on_end(void *state, const char *name)
{
    struct reading *reading = state;
    xlsx_text_end(&reading->state, name);
    if (strcmp(name, "si") != 0 || reading->status != OK)
        return;
    reading->text.len = xlsx_text_unescape(reading->text.at, reading->text.len);
    reading->status = add_string(reading->strings, buf_str(&reading->text), reading->error);
}

static void on_text(void *state, str text)
{
    struct reading *reading = state;
    if (xlsx_text_counts(&reading->state))
        buf_add(&reading->text, str_slice(text, 0, reading->text.limit - reading->text.len));
}

enum status xlsx_strings_read(struct xlsx_strings *strings, const char *path, str part,
                              size_t memory_max, struct error *error)
{
    *strings = (struct xlsx_strings){
        .text = { .memory = buf_new(SIZE_MAX), .limit = memory_max },
        .ends = { .memory = buf_new(SIZE_MAX), .limit = memory_max / 4 },
    };
    if (!part.len)
        return OK;
    static const struct xlsx_handler HANDLER = { on_start, on_end, on_text };
    struct reading reading = { .strings = strings,
                               .text = buf_new(TABLE_CELL_MAX + 1), // one more shows it is too long
                               .error = error };
    enum status status = xlsx_xml_read(path, part, XLSX_PART_MAX, &HANDLER, &reading, error);
    buf_free(&reading.text);
    TRY(reading.status);
    TRY(status);
    TRY(spool_seal(&strings->text, error));
    return spool_seal(&strings->ends, error);
}

bool xlsx_strings_get(const struct xlsx_strings *strings, size_t index, str *out)
{
    if (index >= strings->count)
        return false;
    uint64_t from = 0, to;
    memcpy(&to, strings->ends.map + index * sizeof to, sizeof to);
    if (index)
        memcpy(&from, strings->ends.map + (index - 1) * sizeof from, sizeof from);
    *out = (str){ strings->text.map ? strings->text.map + from : NULL, to - from };
    return true;
}

void xlsx_strings_free(struct xlsx_strings *strings)
{
    spool_free(&strings->text);
    spool_free(&strings->ends);
}
