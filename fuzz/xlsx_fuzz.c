// Any bytes give a sheet or a reason. The input is either a ZIP file or, so that the fuzzer need
// not guess checksums, the XML of a sheet, its strings, styles and workbook, separated by NUL.

#include "format/table_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char ROOT[] = "<Relationships><Relationship Id=\"a\" Type=\"" TYPE "officeDocument\" "
                           "Target=\"b.xml\"/></Relationships>";
static const char PARTS[] = "<Relationships>"
                            "<Relationship Id=\"1\" Type=\"" TYPE "worksheet\" Target=\"s.xml\"/>"
                            "<Relationship Id=\"2\" Type=\"" TYPE "sharedStrings\" "
                            "Target=\"t.xml\"/>"
                            "<Relationship Id=\"3\" Type=\"" TYPE "styles\" Target=\"f.xml\"/>"
                            "</Relationships>";
static const char BOOK[] = "<workbook><sheets><sheet name=\"A\" id=\"1\"/></sheets></workbook>";

static void check(bool condition)
{
    if (!condition)
        abort();
}

static void add_part(struct archive *zip, const char *name, str text)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)text.len);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(zip, entry);
    archive_write_data(zip, text.at, text.len);
    archive_entry_free(entry);
}

static void write_workbook(int file, str rest)
{
    str part;
    struct archive *zip = archive_write_new();
    archive_write_set_format_zip(zip);
    archive_write_zip_set_compression_store(zip);
    check(archive_write_open_fd(zip, file) == ARCHIVE_OK);
    add_part(zip, "_rels/.rels", str_of(ROOT));
    add_part(zip, "_rels/b.xml.rels", str_of(PARTS));
    add_part(zip, "s.xml", str_split(&rest, '\0', &part) ? part : STR(""));
    add_part(zip, "t.xml", str_split(&rest, '\0', &part) ? part : STR("<sst/>"));
    add_part(zip, "f.xml", str_split(&rest, '\0', &part) ? part : STR("<styleSheet/>"));
    add_part(zip, "b.xml", str_split(&rest, '\0', &part) ? part : str_of(BOOK));
    archive_write_free(zip);
}

static void read_workbook(const char *path)
{
    auto_arena arena = { 0 };
    auto_arena row_arena = { 0 };
    struct table_options found = { 0 };
    struct str_list columns = { 0 };
    struct error error;
    void *state;
    if (XLSX_READER.open(&state, path, &found, &columns, &arena, &error) != OK)
        return;
    for (bool done = false; !done;) {
        struct table_row row = { 0 };
        if (XLSX_READER.next(state, &row_arena, &row, &done, &error) != OK)
            break;
        size_t len = 0;
        for (size_t i = 0; i < row.count; i++)
            len += row.cells[i].len;
        check(row.count <= TABLE_COLUMN_MAX && len <= TABLE_ROW_MAX);
        arena_reset(&row_arena);
    }
    XLSX_READER.close(state);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str input = { (const char *)data, size };
    int file = memfd_create("fuzz.xlsx", MFD_CLOEXEC);
    check(file >= 0);
    if (str_starts(input, STR("PK")))
        check(write(file, data, size) == (ssize_t)size);
    else
        write_workbook(file, input);
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    read_workbook(path);
    close(file);
    return 0;
}
