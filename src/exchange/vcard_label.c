#include "exchange/vcard_label.h"

#include "format/vcard_value.h"

enum { LABEL_MAX = 40 };

struct name_pair {
    const char *theirs, *ours;
};

// TYPE values, the telling ones first: a fax at work is a fax. RFC 6350 6.4.1, RFC 2426 3.3.1.
static const struct name_pair TYPES[] = {
    { "fax", "fax" },           { "pager", "pager" },     { "cell", "mobile" },
    { "mobile", "mobile" },     { "iphone", "mobile" },   { "main", "switchboard" },
    { "work", "work" },         { "home", "home" },       { "linkedin", "linkedin" },
    { "facebook", "facebook" }, { "twitter", "twitter" }, { "other", "other" },
};

// Labels of Apple's address book, written "_$!<HomeFAX>!$_".
static const struct name_pair LABELS[] = {
    { "workfax", "fax" },   { "homefax", "fax" },   { "otherfax", "fax" },
    { "iphone", "mobile" }, { "cell", "mobile" },   { "main", "switchboard" },
    { "homepage", "" },     { "business", "work" }, { "private", "home" },
};

static str plain_label(str label)
{
    label = str_trim(label);
    bool marked = str_starts(label, STR("_$!<")) && str_ends(label, STR(">!$_"));
    return marked ? str_slice(label, 4, label.len - 4) : label;
}

static str small_letters(struct arena *arena, str s)
{
    char *out = arena_alloc(arena, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        out[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] + 32) : s.at[i];
    return (str){ out, s.len };
}

static str own_label(str label, struct arena *arena)
{
    for (size_t i = 0; i < LENGTH(LABELS); i++)
        if (str_eq_ascii_case(label, str_of(LABELS[i].theirs)))
            return str_of(LABELS[i].ours);
    return label.len <= LABEL_MAX ? small_letters(arena, label) : STR("other");
}

str vcard_label(const struct vcard *card, const struct vcard_property *property,
                struct arena *arena)
{
    const struct vcard_property *label = vcard_group_find(card, property, STR("X-ABLABEL"));
    str own = label ? plain_label(vcard_unescape(arena, label->value)) : STR("");
    if (own.len)
        return own_label(own, arena);
    for (size_t i = 0; i < LENGTH(TYPES); i++)
        if (vcard_has_type(property, str_of(TYPES[i].theirs)))
            return str_of(TYPES[i].ours);
    return STR("");
}

void vcard_set_label(struct vcard *card, str label, struct arena *arena)
{
    static const struct name_pair KNOWN[] = { { "work", "work" },
                                              { "home", "home" },
                                              { "cell", "mobile" },
                                              { "fax", "fax" },
                                              { "pager", "pager" } };
    struct vcard_property *property = &card->properties[card->count - 1];
    for (size_t i = 0; i < LENGTH(KNOWN); i++)
        if (str_eq(label, str_of(KNOWN[i].ours))) {
            vcard_add_param(property, arena, STR("TYPE"), str_of(KNOWN[i].theirs));
            return;
        }
    if (!label.len)
        return;
    str group = property->group = arena_print(arena, "item%zu", card->count);
    vcard_add(card, arena, STR("X-ABLABEL"), vcard_escaped(arena, label))->group = group;
}
