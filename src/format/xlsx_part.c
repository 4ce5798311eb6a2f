#include "format/xlsx_part.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct xlsx_part {
    struct archive *archive;
    int64_t position, size, file_size;
};

static bool is_called(struct archive_entry *entry, str name)
{
    str path = str_of(archive_entry_pathname(entry));
    if (path.len != name.len)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = path.at[i] == '\\' ? '/' : path.at[i]; // some writers use the wrong slash
        if (!str_eq_ascii_case((str){ &c, 1 }, str_slice(name, i, i + 1)))
            return false;
    }
    return true;
}

static enum status damaged(struct xlsx_part *part, struct error *error)
{
    const char *reason = archive_error_string(part->archive);
    return fail(error, ERR_INVALID, "file", "this is not an XLSX file, or it is damaged: %s",
                reason ? reason : "its ZIP archive cannot be read");
}

static enum status find_entry(struct xlsx_part *part, str name, struct error *error)
{
    struct archive_entry *entry;
    int result;
    while ((result = archive_read_next_header(part->archive, &entry)) >= ARCHIVE_WARN) {
        if (result == ARCHIVE_EOF)
            return fail(error, ERR_NOT_FOUND, "file", "the XLSX file has no part " STR_FMT,
                        STR_ARG(name));
        if (!is_called(entry, name))
            continue;
        part->size = archive_entry_size(entry);
        if (archive_entry_is_encrypted(entry))
            return fail(error, ERR_INVALID, "file",
                        "the file is encrypted; save it without a "
                        "password");
        return OK;
    }
    return damaged(part, error);
}

enum status xlsx_part_open(struct xlsx_part **out, const char *path, str name, struct error *error)
{
    struct stat file;
    if (stat(path, &file) != 0)
        return fail(error, ERR_NOT_FOUND, "file", "the file \"%s\" cannot be opened", path);
    struct xlsx_part *part = calloc(1, sizeof *part);
    if (!part || !(part->archive = archive_read_new()))
        abort();
    part->file_size = file.st_size;
    archive_read_support_format_zip_seekable(part->archive);
    enum status status = archive_read_open_filename(part->archive, path, BLOCK_SIZE) == ARCHIVE_OK
                             ? find_entry(part, name, error)
                             : damaged(part, error);
    if (status == OK)
        *out = part;
    else
        xlsx_part_close(part);
    return status;
}

static bool is_bomb(const struct xlsx_part *part)
{
    return part->position > XLSX_PART_MAX ||
           (part->position > XLSX_RATIO_FREE && part->position / XLSX_RATIO_MAX > part->file_size);
}

enum status xlsx_part_read(struct xlsx_part *part, char *buffer, size_t size, size_t *got,
                           struct error *error)
{
    la_ssize_t count = archive_read_data(part->archive, buffer, size);
    if (count < 0)
        return damaged(part, error);
    *got = (size_t)count;
    part->position += count;
    if (is_bomb(part))
        return fail(error, ERR_TOO_LARGE, "file",
                    "the file unpacks to more than 4 GB or 300 times its size");
    return OK;
}

int64_t xlsx_part_position(const struct xlsx_part *part)
{
    return part->position;
}

int64_t xlsx_part_size(const struct xlsx_part *part)
{
    return part->size > part->position ? part->size : part->position;
}

void xlsx_part_close(struct xlsx_part *part)
{
    if (!part)
        return;
    archive_read_free(part->archive);
    free(part);
}
