// Writes and reads models as JSON. Values stand there as hashes, so that no name can be read.

#include "match/model.h"

#include "base/json.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

static void write_levels(struct json *json, const double levels[MATCH_LEVEL_COUNT])
{
    json_begin_object(json);
    for (unsigned level = 1; level < MATCH_LEVEL_COUNT; level++) {
        json_key(json, str_of(model_level_name((enum match_level)level)));
        json_put_double(json, levels[level], 12);
    }
    json_end_object(json);
}

static void write_feature(struct json *json, const struct model *model, unsigned f)
{
    json_key(json, str_of(model_feature_name((enum match_feature)f)));
    json_begin_object(json);
    json_key(json, STR("m"));
    write_levels(json, model->m[f]);
    json_key(json, STR("u"));
    write_levels(json, model->u[f]);
    json_key(json, STR("present"));
    json_put_double(json, model->frequencies.present[f], 0);
    json_key_int(json, "least", model->frequencies.least[f]);
    json_end_object(json);
}

static void put_country(struct json *json, uint16_t code)
{
    const char letters[2] = { (char)(code >> 8), (char)code };
    json_put_str(json, (str){ letters, 2 });
}

// [["SE", 0.7], ...]: a country and its share.
static void write_countries(struct json *json, const struct model *model)
{
    json_begin_array(json);
    for (size_t i = 0; i < MODEL_COUNTRY_MAX && model->countries[i].code; i++) {
        json_begin_array(json);
        put_country(json, model->countries[i].code);
        json_put_double(json, (double)model->countries[i].share, 6);
        json_end_array(json);
    }
    json_end_array(json);
}

// One value: its hash in hexadecimal digits, its feature and its count; a name's home and the share
// of those who live there.
static void write_values(struct json *json, const struct model_frequencies *table)
{
    json_begin_array(json);
    for (size_t i = 0; i < table->capacity; i++) {
        const struct model_value *value = &table->places[i];
        char hash[17];
        if (!value->hash)
            continue;
        int len = snprintf(hash, sizeof hash, "%016" PRIx64, value->hash);
        json_begin_array(json);
        json_put_str(json, (str){ hash, (size_t)len });
        json_put_int(json, value->feature);
        json_put_int(json, value->count);
        if (value->home) {
            put_country(json, value->home);
            json_put_double(json, (double)value->home_share, 3);
        }
        json_end_array(json);
    }
    json_end_array(json);
}

void model_write(const struct model *model, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key_int(&json, "version", MODEL_VERSION);
    json_key_str(&json, "entity", model->entity == ENTITY_COMPANY ? STR("company") : STR("person"));
    json_key_int(&json, "records", model->records);
    json_key(&json, STR("prior"));
    json_put_double(&json, model->prior, 15);
    json_key(&json, STR("match"));
    json_put_double(&json, model->match, 6);
    json_key(&json, STR("review"));
    json_put_double(&json, model->review, 6);
    json_key(&json, STR("features"));
    json_begin_object(&json);
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++)
        write_feature(&json, model, f);
    json_end_object(&json);
    json_key(&json, STR("countries"));
    write_countries(&json, model);
    json_key(&json, STR("values"));
    write_values(&json, &model->frequencies);
    json_end_object(&json);
}

static void read_levels(const json_t *levels, double out[MATCH_LEVEL_COUNT])
{
    for (unsigned level = 1; level < MATCH_LEVEL_COUNT; level++) {
        const json_t *share = json_object_get(levels, model_level_name((enum match_level)level));
        double number = json_number_value(share);
        if (json_is_number(share) && number >= 0 && number <= 1)
            out[level] = number;
    }
}

static void read_features(const json_t *features, struct model *out)
{
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++) {
        const json_t *feature =
            json_object_get(features, model_feature_name((enum match_feature)f));
        double present = json_number_value(json_object_get(feature, "present"));
        json_int_t least = json_integer_value(json_object_get(feature, "least"));
        read_levels(json_object_get(feature, "m"), out->m[f]);
        read_levels(json_object_get(feature, "u"), out->u[f]);
        out->frequencies.present[f] = present > 0 ? present : 0;
        out->frequencies.least[f] = least > 0 && least < UINT32_MAX ? (uint32_t)least : 0;
    }
}

static uint16_t read_country(const json_t *text)
{
    const char *code = json_string_value(text);
    return code ? match_country(str_of(code)) : 0;
}

static float read_share(const json_t *share)
{
    double number = json_number_value(share);
    return number > 0 && number <= 1 ? (float)number : 1;
}

static void read_countries(const json_t *rows, struct model *out)
{
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(rows) && count < MODEL_COUNTRY_MAX; i++) {
        const json_t *row = json_array_get(rows, i);
        uint16_t code = read_country(json_array_get(row, 0));
        if (code)
            out->countries[count++] =
                (struct model_country){ code, read_share(json_array_get(row, 1)) };
    }
}

static bool read_value(const json_t *row, struct model_value *out)
{
    const char *hash = json_string_value(json_array_get(row, 0));
    json_int_t feature = json_integer_value(json_array_get(row, 1));
    json_int_t count = json_integer_value(json_array_get(row, 2));
    if (!hash || feature < 0 || feature >= MATCH_FEATURE_COUNT || count < 1 || count > UINT32_MAX)
        return false;
    *out = (struct model_value){ .hash = strtoull(hash, NULL, 16),
                                 .feature = (uint16_t)feature,
                                 .count = (uint32_t)count,
                                 .home = read_country(json_array_get(row, 3)),
                                 .home_share = read_share(json_array_get(row, 4)) };
    return out->hash != 0;
}

static void read_values(const json_t *values, struct arena *arena, struct model_frequencies *out)
{
    model_frequencies_reserve(out, json_array_size(values), arena);
    for (size_t i = 0; i < json_array_size(values); i++) {
        struct model_value value;
        if (read_value(json_array_get(values, i), &value))
            model_frequencies_put(out, value);
    }
}

static enum status read_model(const json_t *root, struct arena *arena, struct model *out,
                              struct error *error)
{
    json_int_t version = json_integer_value(json_object_get(root, "version"));
    double prior = json_number_value(json_object_get(root, "prior"));
    const char *entity = json_string_value(json_object_get(root, "entity"));
    if (version < 1 || !entity || !(prior > 0 && prior < 1))
        return fail(error, ERR_INVALID, "model", "this is not a matching model");
    if (version > MODEL_VERSION)
        return fail(error, ERR_INVALID, "model",
                    "the matching model is of version %lld; this program knows up to %d",
                    (long long)version, MODEL_VERSION);
    bool is_company = str_eq(str_of(entity), STR("company"));
    *out = model_default(is_company ? ENTITY_COMPANY : ENTITY_PERSON);
    out->records = json_integer_value(json_object_get(root, "records"));
    out->prior = prior;
    out->match = json_number_value(json_object_get(root, "match"));
    out->review = json_number_value(json_object_get(root, "review"));
    read_features(json_object_get(root, "features"), out);
    read_countries(json_object_get(root, "countries"), out);
    read_values(json_object_get(root, "values"), arena, &out->frequencies);
    model_freeze(out);
    return OK;
}

enum status model_read(str text, struct arena *arena, struct model *out, struct error *error)
{
    json_error_t problem;
    json_t *root = json_loadb(text.at, text.len, 0, &problem);
    if (!root)
        return fail(error, ERR_INVALID, "model", "this is not a matching model: %s in line %d",
                    problem.text, problem.line);
    enum status status = read_model(root, arena, out, error);
    json_decref(root);
    return status;
}
