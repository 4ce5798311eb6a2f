#pragma once

// Makes XLSX files part by part, so that tests decide what stands in them and in which order.

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct made_part {
    const char *name, *text;
};

static inline void zip_parts(const char *path, const struct made_part *parts, size_t count)
{
    struct archive *zip = archive_write_new();
    archive_write_set_format_zip(zip);
    assert_int_equal(archive_write_open_filename(zip, path), ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, parts[i].name);
        archive_entry_set_size(entry, (la_int64_t)strlen(parts[i].text));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        assert_int_equal(archive_write_header(zip, entry), ARCHIVE_OK);
        archive_write_data(zip, parts[i].text, strlen(parts[i].text));
        archive_entry_free(entry);
    }
    archive_write_free(zip);
}

#define RELATIONS(content)                                                   \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/" \
    "relationships\">" content "</Relationships>"
#define RELATION(id, type, target)                                                        \
    "<Relationship Id=\"" id                                                              \
    "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type \
    "\" Target=\"" target "\"/>"

static const char ROOT_RELATIONS[] =
    RELATIONS(RELATION("rId1", "officeDocument", "xl/workbook.xml"));
static const char BOOK_RELATIONS[] =
    RELATIONS(RELATION("rId1", "worksheet", "worksheets/sheet1.xml")
                  RELATION("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
                      RELATION("rId3", "sharedStrings", "sharedStrings.xml")
                          RELATION("rId4", "styles", "styles.xml"));
static const char BOOK[] =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Secret\" state=\"hidden\" r:id=\"rId2\"/>"
    "<sheet name=\"A &amp; B\" r:id=\"rId1\"/></sheets></workbook>";
static const char BOOK_1904[] =
    "<x:workbook xmlns:x=\"x\" xmlns:r=\"r\"><x:workbookPr date1904=\"1\"/><x:sheets>"
    "<x:sheet name=\"Only\" r:id=\"rId1\"/></x:sheets></x:workbook>";
// Style 0: General. 1: built-in date. 2: custom date. 3: date and time. 4: time. 5: a number whose
// format looks like a date in quotes. 6: duration.
static const char STYLES[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-409]d/mmm/yy;@\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd hh:mm:ss.000\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"0.0&quot; days&quot;\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"[h]:mm:ss\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
    "<xf numFmtId=\"165\"/><xf numFmtId=\"20\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/>"
    "</cellXfs></styleSheet>";
static const char STRINGS[] =
    "<sst><si><t>name</t></si><si><r><t xml:space=\"preserve\">An</t></r><r><t>na &lt;</t></r>"
    "<rPh><t>no</t></rPh></si><si><t>one_x000A_two_x005F_x</t></si></sst>";

// A workbook with the sheet `rows`; the strings stand behind it in the file.
static inline void make_workbook(const char *path, const char *book, const char *rows)
{
    struct arena arena = { 0 };
    str sheet = arena_print(&arena, "<worksheet><sheetData>%s</sheetData></worksheet>", rows);
    const struct made_part parts[] = {
        { "_rels/.rels", ROOT_RELATIONS },
        { "xl/workbook.xml", book },
        { "xl/_rels/workbook.xml.rels", BOOK_RELATIONS },
        { "xl/worksheets/sheet1.xml", sheet.at },
        { "xl/worksheets/sheet2.xml",
          "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>secret</t></is></c></row>"
          "</sheetData></worksheet>" },
        { "xl/styles.xml", STYLES },
        { "xl/sharedStrings.xml", STRINGS },
    };
    zip_parts(path, parts, LENGTH(parts));
    arena_free(&arena);
}
