#include "insight/report.h"

#include "insight/html.h"
#include "insight/report_page.h"

#include "insight/report_css.h"

enum { LEAST_CERTAIN_MAX = 6, LARGEST_MAX = 3, PROPOSAL_MAX = 8 };

static void put_head(struct buf *out, str name)
{
    html_markup(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                     "<meta name=\"color-scheme\" content=\"light dark\">"
                     "<meta name=\"robots\" content=\"noindex\"><title>");
    html_text(out, name);
    html_markup(out, " \u2013 Kartotek report</title><style>\n");
    for (size_t i = 0; i < LENGTH(REPORT_CSS); i++)
        html_markup(out, REPORT_CSS[i]);
    html_markup(out, "</style></head><body>");
}

static void put_end(struct buf *out)
{
    html_markup(out, "</main><footer><p>Written by kartotek " KARTOTEK_VERSION
                     ". The page holds personal data: keep it as safe as the register.</p>"
                     "</footer></body></html>\n");
}

enum status report_write(struct work *work, str name, struct buf *out)
{
    struct report_data data;
    struct report_group_list least, largest, proposals;
    TRY(report_data_load(work, &data));
    TRY(report_least_certain(work, LEAST_CERTAIN_MAX, &least));
    TRY(report_largest(work, LARGEST_MAX, &least, &largest));
    TRY(report_proposals(work, PROPOSAL_MAX, &proposals));
    put_head(out, name);
    page_overview(out, &data, name, work->now);
    page_sources(out, &data);
    page_mended(out, &data);
    page_quality(out, &data);
    page_duplicates(out, &data, &least, &largest);
    page_review(out, &data, &proposals);
    page_rejected(out, &data);
    put_end(out);
    if (buf_full(out))
        return fail(&work->error, ERR_TOO_LARGE, "report", "the report is larger than its limit");
    return OK;
}
