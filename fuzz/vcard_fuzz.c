// Any bytes give cards that survive being written and read again.

#include "base/buf.h"
#include "base/utf8.h"
#include "format/vcard_reader.h"
#include "format/vcard_write.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool condition)
{
    if (!condition)
        abort();
}

static void check_same(const struct vcard_property *a, const struct vcard_property *b)
{
    check(str_eq(a->name, b->name) && str_eq(a->group, b->group) && str_eq(a->value, b->value));
    check(a->param_count == b->param_count && utf8_valid(a->value) && utf8_valid(a->raw));
    for (size_t i = 0; i < a->param_count; i++) {
        const struct vcard_param *x = &a->params[i], *y = &b->params[i];
        check(str_eq(x->name, y->name) && x->values.count == y->values.count);
        for (size_t v = 0; v < x->values.count; v++)
            check(str_eq(x->values.items[v], y->values.items[v]));
    }
}

static void check_card(const struct vcard *card, struct arena *arena)
{
    struct error error;
    struct vcard back;
    bool done = false;
    auto_buf out = buf_new(SIZE_MAX / 2);
    vcard_write(card, &out);
    struct vcard_reader *reader = vcard_reader_open_memory(buf_str(&out));
    check(vcard_next(reader, arena, &back, &done, &error) == OK && !done);
    check(back.count == card->count && !back.broken);
    for (size_t i = 0; i < card->count; i++)
        check_same(&card->properties[i], &back.properties[i]);
    vcard_reader_close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_arena arena = { 0 };
    struct error error;
    struct vcard card;
    struct vcard_reader *reader = vcard_reader_open_memory((str){ (const char *)data, size });
    for (bool done = false;;) {
        check(vcard_next(reader, &arena, &card, &done, &error) == OK);
        if (done)
            break;
        check_card(&card, &arena);
        arena_reset(&arena);
    }
    vcard_reader_close(reader);
    return 0;
}
