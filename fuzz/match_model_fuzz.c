// A matching model as text. What can be read is written and read again, and gives the same text.

#include "match/model.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    auto_arena arena = { 0 };
    struct error error = { 0 };
    struct model model, again;
    if (model_read((str){ (const char *)bytes, len }, &arena, &model, &error) != OK)
        return 0;
    auto_buf text = buf_new(64 * 1024 * 1024);
    model_write(&model, &text);
    enum status status = model_read(buf_str(&text), &arena, &again, &error);
    assert(status == OK && again.frequencies.used == model.frequencies.used);
    return 0;
}
