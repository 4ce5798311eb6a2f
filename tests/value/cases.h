#pragma once

// Table tests for kinds of values.

#include "test.h"
#include "value/value.h"

struct value_case {
    const char *input;
    const char *value; // NULL: not valid
    const char *country, *format;
};

static inline struct value value_of(value_fn *rule, const char *input, const char *country,
                                    const char *format, struct arena *arena)
{
    struct value_context context = { str_of(country ? country : ""), str_of(format ? format : "") };
    struct value out;
    rule(str_of(input), &context, arena, &out);
    return out;
}

static inline void check_values(value_fn *rule, const struct value_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        auto_arena arena = { 0 };
        const struct value_case *one = &cases[i];
        struct value out = value_of(rule, one->input, one->country, one->format, &arena);
        if (out.valid != (one->value != NULL))
            print_error("'%s' is %s: " STR_FMT "\n", one->input, out.valid ? "valid" : "invalid",
                        STR_ARG(out.valid ? out.value : out.problem));
        assert_int_equal(out.valid, one->value != NULL);
        if (one->value)
            assert_str(out.value, one->value);
        else
            assert_true(out.problem.len > 0);
    }
}
