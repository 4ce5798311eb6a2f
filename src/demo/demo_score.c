#include "demo/demo_score.h"

#include <stdlib.h>

static int compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_found(const void *a, const void *b)
{
    const struct demo_label *x = a, *y = b;
    int order = compare(x->found, y->found);
    return order ? order : compare(x->really, y->really);
}

static int by_really(const void *a, const void *b)
{
    const struct demo_label *x = a, *y = b;
    int order = compare(x->really, y->really);
    return order ? order : compare(x->found, y->found);
}

static int64_t pairs_of(size_t count)
{
    return (int64_t)count * ((int64_t)count - 1) / 2;
}

static size_t same_found(const struct demo_label *labels, size_t count)
{
    size_t run = 1;
    while (run < count && labels[run].found == labels[0].found)
        run++;
    return run;
}

static size_t same_really(const struct demo_label *labels, size_t count)
{
    size_t run = 1;
    while (run < count && labels[run].really == labels[0].really)
        run++;
    return run;
}

// One contact: `count` labels that were found together, ordered by whom they are about.
static void count_found(struct demo_score *score, struct demo_label *labels, size_t count)
{
    int64_t right = 0;
    for (size_t i = 0, run; i < count; i += run) {
        run = same_really(labels + i, count - i);
        right += pairs_of(run);
        score->bcubed_precision += (double)(run * run) / (double)count;
    }
    for (size_t i = 0; i < count; i++)
        labels[i].size = count;
    score->found++;
    score->pairs_right += right;
    score->pairs_wrong += pairs_of(count) - right;
}

// One person or company: `count` labels about the same, ordered by where they were put.
static void count_really(struct demo_score *score, const struct demo_label *labels, size_t count)
{
    int64_t right = 0;
    for (size_t i = 0, run; i < count; i += run) {
        run = same_found(labels + i, count - i);
        right += pairs_of(run);
        score->bcubed_recall += (double)(run * run) / (double)count;
        score->whole += run == count && labels[i].size == count;
    }
    score->really++;
    score->pairs_missed += pairs_of(count) - right;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 1;
}

static double harmonic(double a, double b)
{
    return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

struct demo_score demo_score(struct demo_label *labels, size_t count)
{
    struct demo_score score = { .records = (int64_t)count };
    if (count)
        qsort(labels, count, sizeof *labels, by_found);
    for (size_t i = 0, run; i < count; i += run) {
        run = same_found(labels + i, count - i);
        count_found(&score, labels + i, run);
    }
    if (count)
        qsort(labels, count, sizeof *labels, by_really);
    for (size_t i = 0, run; i < count; i += run) {
        run = same_really(labels + i, count - i);
        count_really(&score, labels + i, run);
    }
    double right = (double)score.pairs_right;
    score.precision = share(right, right + (double)score.pairs_wrong);
    score.recall = share(right, right + (double)score.pairs_missed);
    score.f1 = harmonic(score.precision, score.recall);
    score.bcubed_precision = share(score.bcubed_precision, (double)count);
    score.bcubed_recall = share(score.bcubed_recall, (double)count);
    score.bcubed_f1 = harmonic(score.bcubed_precision, score.bcubed_recall);
    return score;
}
