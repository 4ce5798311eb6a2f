#include "base/id.h"

#include "base/clock.h"

#include <pthread.h>
#include <time.h>

enum { COUNTER_BITS = 12, NODE_BITS = 10, COUNTER_MAX = (1 << COUNTER_BITS) - 1 };

static const int64_t EPOCH_MS = 1704067200000; // 2024-01-01

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int64_t last_ms;
static int counter, node;

void id_set_node(int new_node)
{
    pthread_mutex_lock(&lock);
    node = new_node & ((1 << NODE_BITS) - 1);
    pthread_mutex_unlock(&lock);
}

// The millisecond for the next id: never less than the last one's.
static int64_t next_ms(void)
{
    int64_t now = clock_now();
    while (now < last_ms || (now == last_ms && counter == COUNTER_MAX)) {
        nanosleep(&(struct timespec){ .tv_nsec = 100000 }, NULL);
        now = clock_now();
    }
    return now;
}

int64_t id_new(void)
{
    pthread_mutex_lock(&lock);
    int64_t now = next_ms();
    counter = now == last_ms ? counter + 1 : 0;
    last_ms = now;
    int64_t id =
        (now - EPOCH_MS) << (NODE_BITS + COUNTER_BITS) | (int64_t)node << COUNTER_BITS | counter;
    pthread_mutex_unlock(&lock);
    return id;
}

// Crockford's alphabet: no I, L, O, U. The top digit of 63 bits is 0-7; it is written as a letter.
static const char DIGITS[] = "0123456789abcdefghjkmnpqrstvwxyz";
static const char FIRST[] = "abcdefgh";

void id_write(int64_t id, char out[ID_TEXT_LEN + 1])
{
    uint64_t rest = (uint64_t)id;
    for (int i = ID_TEXT_LEN - 1; i > 0; i--, rest >>= 5)
        out[i] = DIGITS[rest & 31];
    out[0] = FIRST[rest & 7];
    out[ID_TEXT_LEN] = '\0';
}

str id_text(struct arena *arena, int64_t id)
{
    char text[ID_TEXT_LEN + 1];
    id_write(id, text);
    return arena_copy(arena, (str){ text, ID_TEXT_LEN });
}

static int digit_of(const char *alphabet, char c)
{
    char lower = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    const char *found = lower ? strchr(alphabet, lower) : NULL;
    return found ? (int)(found - alphabet) : -1;
}

bool id_read(str text, int64_t *out)
{
    if (text.len != ID_TEXT_LEN)
        return false;
    int first = digit_of(FIRST, text.at[0]);
    if (first < 0)
        return false;
    uint64_t value = (uint64_t)first;
    for (size_t i = 1; i < ID_TEXT_LEN; i++) {
        int digit = digit_of(DIGITS, text.at[i]);
        if (digit < 0)
            return false;
        value = value << 5 | (uint64_t)digit;
    }
    if (value > INT64_MAX)
        return false;
    *out = (int64_t)value;
    return true;
}
