#include "base/ids.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

size_t ids_sort(int64_t *ids, size_t count)
{
    if (count == 0)
        return 0;
    qsort(ids, count, sizeof *ids, by_value);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++)
        if (ids[i] != ids[i - 1])
            ids[kept++] = ids[i];
    return kept;
}

size_t ids_index(const int64_t *ids, size_t count, int64_t id)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && ids[low] == id ? low : count;
}
