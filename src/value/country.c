#include "value/country.h"

#include "value/country_key.h"
#include "value/country_table.h"
#include "value/text.h"

enum { SUGGESTED = 0x8000, PART = 0x80, MISSPELT_MIN = 8 };

static str code_text(struct arena *arena, uint16_t code)
{
    char text[2] = { (char)(code >> 8 & 0x7F), (char)(code & 0x7F) };
    return arena_copy(arena, (str){ text, 2 });
}

// The code for a key: 0 when there is none.
static uint16_t find_key(str key)
{
    uint64_t hash = str_hash(key);
    size_t bucket = hash >> (64 - COUNTRY_BUCKET_BITS);
    for (size_t i = COUNTRY_BUCKETS[bucket]; i < COUNTRY_BUCKETS[bucket + 1]; i++)
        if (COUNTRY_HASHES[i] == hash)
            return COUNTRY_CODES[i];
    return 0;
}

static uint16_t find(struct arena *arena, str text)
{
    str key = country_key(arena, text);
    return key.len ? find_key(key) : 0;
}

str country_code(struct arena *arena, str text)
{
    uint16_t code = find(arena, text);
    return code && !(code & (SUGGESTED | PART)) ? code_text(arena, code) : (str){ 0 };
}

static bool is_inside(str s, size_t at)
{
    return at < s.len && ((unsigned char)s.at[at] & 0xC0) == 0x80;
}

static size_t count_letters(str s, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count += !is_inside(s, i);
    return count;
}

// True when one letter was added, left out, changed or swapped with its neighbour.
static bool is_near(str a, str b)
{
    size_t front = 0, back = 0;
    while (front < a.len && front < b.len && a.at[front] == b.at[front])
        front++;
    while (front && (is_inside(a, front) || is_inside(b, front)))
        front--;
    while (back < a.len - front && back < b.len - front &&
           a.at[a.len - 1 - back] == b.at[b.len - 1 - back])
        back++;
    while (back && (is_inside(a, a.len - back) || is_inside(b, b.len - back)))
        back--;
    if (count_letters(a, front, a.len - back) <= 1 && count_letters(b, front, b.len - back) <= 1)
        return true;
    return a.len - front - back == 2 && b.len - front - back == 2 &&
           a.at[front] == b.at[front + 1] && a.at[front + 1] == b.at[front];
}

// The only country whose name in a widespread language is one slip from `key`, or 0.
static uint16_t find_misspelt(str key)
{
    if (key.len < COUNTRY_SPELLING_MIN || key.len >= COUNTRY_SPELLING_MAX)
        return 0;
    uint16_t found = 0;
    size_t end = COUNTRY_SPELLING_STARTS[key.len + 2];
    for (size_t i = COUNTRY_SPELLING_STARTS[key.len - 1]; i < end; i++) {
        const struct country_spelling *spelling = &COUNTRY_SPELLINGS[i];
        if (spelling->code == found || !is_near(key, str_of(spelling->key)))
            continue;
        if (found)
            return 0;
        found = spelling->code;
    }
    return found & SUGGESTED ? 0 : found;
}

static bool is_separator(char c)
{
    return c && strchr("()[]/,;:|-\n", c);
}

// "Guam (US)", "Heard Island (AU)": a territory with the code of the state it belongs to.
static bool is_territory_of(uint16_t code, uint16_t state)
{
    static const char OWNED[] =
        "ASUSGUUSMPUSPRUSVIUSUMUSHMAUNFAUCCAUCXAUCKNZNUNZTKNZAWNLCWNLSXNLBQNL"
        "GLDKFODKAXFISJNOBVNOGPFRMQFRGFFRREFRYTFRPMFRBLFRMFFRPFFRNCFRWFFRTFFR"
        "AIGBBMGBVGGBKYGBFKGBGIGBMSGBPNGBSHGBTCGBGSGBIOGBGGGBJEGBIMGBHKCNMOCN";
    for (size_t i = 0; i + 4 < sizeof OWNED; i += 4)
        if (code == (uint16_t)(OWNED[i] << 8 | OWNED[i + 1]) &&
            state == (uint16_t)(OWNED[i + 2] << 8 | OWNED[i + 3]))
            return true;
    return false;
}

// "Norge/Norway", "NO - Norway": the code when all pieces agree; with SUGGESTED when some piece
// names no country or another one than the first.
static uint16_t find_in_pieces(struct arena *arena, str text)
{
    uint16_t found = 0;
    bool agree = true;
    for (size_t from = 0, to; from < text.len; from = to + 1) {
        for (to = from; to < text.len && !is_separator(text.at[to]);)
            to++;
        str piece = str_trim(str_slice(text, from, to));
        uint16_t code = piece.len ? find(arena, piece) & (uint16_t)~PART : found;
        agree &= !found || code == found || is_territory_of(found, code);
        agree &= !piece.len || code;
        found = found ? found : code;
    }
    return found && !agree ? (uint16_t)(found | SUGGESTED) : found;
}

// Without the kind of state these would be one of two countries: the Congos, the Koreas, Dominica
// and the Dominican Republic, the Chinas, the Irelands, the Sudans, the Guineas, the Samoas.
static bool needs_its_polity(uint16_t code)
{
    static const char CODES[] = "CDCGKPKRDMDOCNTWIEGBSDSSGNGWGQWSASMFSXVGVIMKCYYEFMUSAEAL";
    for (size_t i = 0; i + 1 < sizeof CODES; i += 2)
        if (code == (uint16_t)(CODES[i] << 8 | CODES[i + 1]))
            return true;
    return false;
}

// In Chinese, Japanese and Korean the kind of state stands behind the name, written together with
// it.
static uint16_t find_before_polity(str key)
{
    static const char *const ENDS[] = {
        "人民民主共和国", "民主共和国", "人民共和国", "共和国", "共和國", "王国",       "王國",
        "联邦",           "聯邦",       "連邦",       "公国",   "公國",   "国",         "國",
        "诸岛",           "諸島",       "群岛",       "群島",   "島",     "민주공화국", "공화국",
        "왕국",           "연방",       "공국",       "제도",   "군도",
    };
    for (size_t i = 0; i < LENGTH(ENDS); i++)
        if (str_ends(key, str_of(ENDS[i])) && key.len > strlen(ENDS[i]) + 3)
            return find_key(str_slice(key, 0, key.len - strlen(ENDS[i])));
    return 0;
}

// "Rwandan", "Gabonese": what the English call those who live there; the endings that are put
// behind a name without its last letters, or behind all of it.
static uint16_t find_inhabitants(str key)
{
    static const char *const ENDS[][2] = {
        { "n", "" },    { "an", "" },  { "an", "a" },  { "ian", "" },     { "ian", "e" },
        { "ian", "a" }, { "an", "o" }, { "ian", "o" }, { "ese", "" },     { "ese", "a" },
        { "ese", "o" }, { "i", "" },   { "er", "" },   { "ish", "land" }, { "ish", "" },
        { "ian", "y" }, { "c", "" },   { "ic", "" },
    };
    char name[64];
    uint16_t found = 0;
    for (size_t i = 0; i < LENGTH(ENDS) && key.len > 5 && key.len < 48; i++) {
        str end = str_of(ENDS[i][0]), more = str_of(ENDS[i][1]);
        if (!str_ends(key, end))
            continue;
        memcpy(name, key.at, key.len - end.len);
        memcpy(name + key.len - end.len, more.at, more.len);
        str root = { name, key.len - end.len + more.len };
        uint16_t code = root.len > 3 ? find_key(root) : 0;
        if (found && code && code != found)
            return 0;
        found = code && !(code & (SUGGESTED | PART)) ? code : found;
    }
    return needs_its_polity(found) ? found | SUGGESTED : found;
}

static uint16_t find_bare(struct arena *arena, str key)
{
    str bare = country_key_bare(arena, key, COUNTRY_POLITIES, LENGTH(COUNTRY_POLITIES));
    uint16_t code = bare.len > 3 ? find_key(bare) : 0;
    return needs_its_polity(code) || code & PART ? 0 : code;
}

// What takes longer, for texts that are not in the table.
static uint16_t find_otherwise(struct arena *arena, str text, str key)
{
    uint16_t code = find_inhabitants(key);
    if (code)
        return code;
    code = find_misspelt(key);
    if (code)
        return count_letters(key, 0, key.len) < MISSPELT_MIN ? code | SUGGESTED : code;
    code = find_bare(arena, key);
    code = code ? code : find_before_polity(key);
    return code ? code : find_in_pieces(arena, text);
}

void country_standardise(str input, const struct value_context *context, struct arena *arena,
                         struct value *out)
{
    (void)context;
    *out = (struct value){ 0 };
    str text = text_clean(arena, input);
    str key = country_key(arena, text);
    uint16_t code = key.len ? find_key(key) : 0;
    if (!code && key.len)
        code = find_otherwise(arena, text, key);
    code &= (uint16_t)~PART; // a state or province will do where a country is asked for
    if (code & SUGGESTED)
        out->suggestion = code_text(arena, code);
    out->valid = code && !(code & SUGGESTED);
    if (out->valid)
        out->value = out->normal = code_text(arena, code);
    else
        out->problem = STR("this is not the name or code of one country");
}
