#include "cli/demo_mistakes.h"

struct demo_mistakes demo_mistakes_new(void)
{
    return (struct demo_mistakes){ {
        { "missing_at", "e-mail without @", FIELD_EMAIL, NULL, 0, 0, 0 },
        { "comma", "e-mail with a comma for the dot", FIELD_EMAIL, NULL, 0, 0, 0 },
        { "cut_off", "e-mail cut off", FIELD_EMAIL, NULL, 0, 0, 0 },
        { "wrong_digits", "phone with digits lost or added", FIELD_PHONE, NULL, 0, 0, 0 },
        { "check_digit", "organisation number mistyped", FIELD_ORG_NUMBER, NULL, 0, 0, 0 },
        { "lost_zero", "postcode that lost its zero", FIELD_NONE, "postcode", 0, 0, 0 },
        { "junk", "\"n/a\", \"-\", \"test\" and the like", FIELD_NONE, "junk", 0, 0, 0 },
        { "mojibake", "\"Ã¥\" where \"å\" was", FIELD_NONE, NULL, 0, 0, 0 },
    } };
}

static bool is_about(const struct demo_mistake *mistake, const struct mended *mended)
{
    if (mistake->rule)
        return str_eq(str_of(mended->rule), str_of(mistake->rule));
    return mended->field == mistake->field;
}

// The first thing mended in the row that is about the mistake and was not counted before.
static struct mended *find(const struct demo_mistake *mistake, const struct demo_row *row)
{
    for (size_t i = 0; i < row->mended.count; i++) {
        struct mended *mended = &row->mended.items[i];
        if (mended->rule && is_about(mistake, mended))
            return mended;
    }
    return NULL;
}

static void count(struct demo_mistake *mistake, const struct demo_row *row)
{
    mistake->made++;
    if (str_eq(str_of(mistake->how), STR("mojibake"))) {
        mistake->mended += !row->mojibake;
        return;
    }
    struct mended *mended = find(mistake, row);
    if (!mended)
        return;
    bool whole = mended->after.len && !mended->problem.len;
    mistake->mended += whole;
    mistake->noticed += !whole;
    mended->rule = NULL; // two empty words in one row are two mistakes
}

void demo_mistakes_count(struct demo_mistakes *mistakes, const struct demo_truth_row *truth,
                         const struct demo_row *row)
{
    str rest = truth->wrong, one;
    while (!row->rejected && str_split(&rest, ' ', &one)) {
        size_t colon = str_find_byte(one, ':');
        str how = str_slice(one, colon + 1, one.len);
        for (size_t i = 0; i < DEMO_MISTAKES; i++)
            if (str_eq(how, str_of(mistakes->items[i].how)))
                count(&mistakes->items[i], row);
    }
}
