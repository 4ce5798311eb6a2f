// Names of people, companies and countries from any bytes: never a crash, never an emptied name,
// and no invalid UTF-8 out of valid input.

#include "base/utf8.h"
#include "value/company_name.h"
#include "value/country.h"
#include "value/fold.h"
#include "value/nickname.h"
#include "value/person_name.h"

#include <stdlib.h>

static void require(bool is_true)
{
    if (!is_true)
        abort();
}

static void check(const struct value *value)
{
    require(value->valid == (value->value.len > 0));
    require(value->valid == (value->problem.len == 0));
    require(utf8_valid(value->value) && utf8_valid(value->normal));
    for (size_t i = 0; i < value->part_count; i++)
        require(value->parts[i].value.len > 0 && utf8_valid(value->parts[i].value));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > VALUE_INPUT_MAX)
        return 0;
    auto_arena arena = { 0 };
    struct value_context context = { .country = STR("NO") };
    struct value value;
    str input = utf8_repair(&arena, (str){ (const char *)data, size });
    person_name_standardise(input, &context, &arena, &value);
    check(&value);
    require(!value.valid || value_part(&value, "given").len || value_part(&value, "family").len);
    company_standardise(input, &context, &arena, &value);
    check(&value);
    require(!value.valid || value_part(&value, "base").len);
    country_standardise(input, &context, &arena, &value);
    check(&value);

    size_t half = str_find_byte(input, ';');
    struct person_parts columns = { .given = str_slice(input, 0, half),
                                    .family = str_slice(input, half + 1, input.len) };
    person_name_standardise_parts(&columns, &arena, &value);
    check(&value);
    str folded = fold(&arena, input);
    require(nickname_related(folded, folded) == (folded.len > 0));
    return 0;
}
