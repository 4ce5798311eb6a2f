#pragma once

// The parts of the report's page, in their order. Each appends whole sections.

#include "insight/report_data.h"
#include "insight/report_group.h"

// Title, headline numbers and what to do next. `name` is the register's.
void page_overview(struct buf *out, const struct report_data *data, str name, int64_t at);

// What came in, and what the sources share.
void page_sources(struct buf *out, const struct report_data *data);

// What was mended, by rule and field.
void page_mended(struct buf *out, const struct report_data *data);

// How complete and valid persons and companies are.
void page_quality(struct buf *out, const struct report_data *data);

// How large and how certain the groups of duplicates are, with some of them.
void page_duplicates(struct buf *out, const struct report_data *data,
                     const struct report_group_list *least,
                     const struct report_group_list *largest);

// What waits for a person.
void page_review(struct buf *out, const struct report_data *data,
                 const struct report_group_list *proposals);

// What was rejected.
void page_rejected(struct buf *out, const struct report_data *data);
