#include "demo/demo_truth.h"

enum { TRUTH_SIZE_MAX = 64 * 1024 * 1024 };

struct demo_truth demo_truth_new(void)
{
    struct demo_truth truth = { buf_new(TRUTH_SIZE_MAX) };
    buf_add(&truth.text, STR("source,external_id,entity,related,wrong\n"));
    return truth;
}

// Ids and notes hold neither commas nor quotes, so nothing is quoted.
void demo_truth_add(struct demo_truth *truth, const char *source, str external_id,
                    const struct demo_record *record, str wrong)
{
    buf_print(&truth->text, "%s," STR_FMT "," STR_FMT "," STR_FMT "," STR_FMT "\n", source,
              STR_ARG(external_id), STR_ARG(record->entity), STR_ARG(record->related),
              STR_ARG(wrong));
}
