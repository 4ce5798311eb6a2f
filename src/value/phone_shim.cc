// libphonenumber for C. Plain numbers do not go through its parser: their digits are matched
// against its own patterns, turned into automata when the program first needs them.

#include "value/phone_shim.h"

#include <phonenumbers/phonemetadata.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace i18n::phonenumbers {
// Exported by the library, declared in none of its public headers.
int metadata_size();
const void *metadata_get();
} // namespace i18n::phonenumbers

namespace {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneMetadataCollection;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberDesc;
using i18n::phonenumbers::PhoneNumberUtil;

const char *type_name(PhoneNumberUtil::PhoneNumberType type)
{
    switch (type) {
    case PhoneNumberUtil::FIXED_LINE:
        return "fixed";
    case PhoneNumberUtil::MOBILE:
        return "mobile";
    case PhoneNumberUtil::FIXED_LINE_OR_MOBILE:
        return "fixed-or-mobile";
    case PhoneNumberUtil::TOLL_FREE:
        return "toll-free";
    case PhoneNumberUtil::PREMIUM_RATE:
        return "premium";
    case PhoneNumberUtil::SHARED_COST:
        return "shared-cost";
    case PhoneNumberUtil::VOIP:
        return "voip";
    case PhoneNumberUtil::PERSONAL_NUMBER:
        return "personal";
    case PhoneNumberUtil::PAGER:
        return "pager";
    case PhoneNumberUtil::UAN:
        return "uan";
    case PhoneNumberUtil::VOICEMAIL:
        return "voicemail";
    case PhoneNumberUtil::UNKNOWN:
        break;
    }
    return "";
}

const char *parse_problem(PhoneNumberUtil::ErrorType error)
{
    switch (error) {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
        return PHONE_NO_COUNTRY;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
        return "it has too few digits";
    case PhoneNumberUtil::TOO_LONG_NSN:
        return "it has too many digits";
    case PhoneNumberUtil::NOT_A_NUMBER:
        return "it is not a phone number";
    case PhoneNumberUtil::NO_PARSING_ERROR:
        break;
    }
    return nullptr;
}

const char *validity_problem(const PhoneNumber &number)
{
    switch (PhoneNumberUtil::GetInstance()->IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::TOO_SHORT:
        return "it has too few digits";
    case PhoneNumberUtil::TOO_LONG:
        return "it has too many digits";
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
        return "it begins with no known country code";
    case PhoneNumberUtil::IS_POSSIBLE:
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
    case PhoneNumberUtil::INVALID_LENGTH:
        break;
    }
    return "no number like this is in use in its country";
}

template <size_t Size> void put(char (&to)[Size], const std::string &text)
{
    size_t len = std::min(text.size(), Size - 1);
    memcpy(to, text.data(), len);
    to[len] = 0;
}

// An automaton over digits: state 0 is where nothing more fits, state 1 the start.
struct automaton {
    std::vector<std::array<uint16_t, 10>> next;
    std::vector<bool> accepting;

    bool matches(const char *digits, bool prefix) const
    {
        uint16_t state = 1;
        for (; *digits && !(prefix && accepting[state]); digits++)
            state = next[state][static_cast<size_t>(*digits - '0')];
        return accepting[state];
    }
};

// Compiles the patterns of the metadata: digits, \d, classes, groups, |, ?, {n}, {n,m}; they
// hold nothing without an end. A pattern with anything else is refused.
class compiler
{
    struct node {
        unsigned digits = 0; // which lead on to `next`
        std::vector<int> free; // reached without a digit
        int next = -1;
    };
    struct part {
        int first, last;
    };
    std::vector<node> nodes;
    const char *at;
    bool good = true;

    int add()
    {
        nodes.emplace_back();
        return static_cast<int>(nodes.size()) - 1;
    }

    void join(int from, int to) { nodes[static_cast<size_t>(from)].free.push_back(to); }

    unsigned one_class()
    {
        unsigned set = 0;
        for (at++; *at && *at != ']'; at++) {
            if (*at == '\\' && at[1] == 'd') {
                set = 0x3FF;
                at++;
                continue;
            }
            int low = *at - '0', high = low;
            if (at[1] == '-') {
                at += 2;
                high = *at - '0';
            }
            good = good && low >= 0 && high <= 9 && low <= high;
            for (int digit = low; good && digit <= high; digit++)
                set |= 1U << digit;
        }
        good = good && *at == ']';
        return set;
    }

    part atom()
    {
        if (*at == '(') {
            at += at[1] == '?' && at[2] == ':' ? 3 : 1;
            part inside = choice();
            good = good && *at == ')';
            at += good;
            return inside;
        }
        part step = { add(), add() };
        unsigned set = 0;
        if (*at == '\\' && at[1] == 'd') {
            set = 0x3FF;
            at++;
        } else if (*at == '[') {
            set = one_class();
        } else if (*at >= '0' && *at <= '9') {
            set = 1U << (*at - '0');
        } else {
            good = false;
            return step;
        }
        at++;
        nodes[static_cast<size_t>(step.first)].digits = set;
        nodes[static_cast<size_t>(step.first)].next = step.last;
        return step;
    }

    void count(int &least, int &most)
    {
        least = most = 1;
        if (*at == '?') {
            least = 0;
            at++;
        } else if (*at == '{') {
            char *end = nullptr;
            least = most = static_cast<int>(strtol(at + 1, &end, 10));
            if (*end == ',')
                most = static_cast<int>(strtol(end + 1, &end, 10));
            good = good && *end == '}' && most >= least && most <= 20;
            at = end + (*end == '}');
        } else if (*at == '*' || *at == '+') {
            good = false;
        }
    }

    part repeated()
    {
        const char *begin = at;
        part whole = atom();
        int least = 1, most = 1;
        count(least, most);
        const char *end = at;
        int out = add();
        if (least == 0)
            join(whole.first, out);
        int last = whole.last;
        for (int i = 2; good && i <= most; i++) {
            if (i > least)
                join(last, out);
            at = begin;
            part again = atom();
            join(last, again.first);
            last = again.last;
        }
        join(last, out);
        at = end;
        return { whole.first, out };
    }

    part sequence()
    {
        int first = add(), last = first;
        while (good && *at && *at != '|' && *at != ')') {
            part next = repeated();
            join(last, next.first);
            last = next.last;
        }
        return { first, last };
    }

    part choice()
    {
        part all = { add(), add() };
        for (;;) {
            part one = sequence();
            join(all.first, one.first);
            join(one.last, all.last);
            if (!good || *at != '|')
                return all;
            at++;
        }
    }

    void close(std::set<int> &set, int id) const
    {
        if (set.insert(id).second)
            for (int next : nodes[static_cast<size_t>(id)].free)
                close(set, next);
    }

    automaton determine(part whole) const
    {
        automaton out;
        std::map<std::set<int>, uint16_t> known;
        std::vector<std::set<int>> sets(2);
        close(sets[1], whole.first);
        known[sets[0]] = 0;
        known[sets[1]] = 1;
        for (size_t i = 0; i < sets.size(); i++) {
            out.accepting.push_back(sets[i].count(whole.last) > 0);
            out.next.emplace_back();
            for (unsigned digit = 0; digit < 10; digit++) {
                std::set<int> next;
                for (int id : sets[i])
                    if (nodes[static_cast<size_t>(id)].digits >> digit & 1)
                        close(next, nodes[static_cast<size_t>(id)].next);
                auto found = known.emplace(next, static_cast<uint16_t>(sets.size()));
                if (found.second)
                    sets.push_back(next);
                out.next[i][digit] = found.first->second;
            }
        }
        return out;
    }

  public:
    explicit compiler(const char *pattern) : at(pattern) {}

    bool run(automaton &out)
    {
        part whole = choice();
        good = good && !*at;
        if (good)
            out = determine(whole);
        return good;
    }
};

// A kind of number of one region: its lengths and its pattern.
struct kind {
    PhoneNumberUtil::PhoneNumberType type;
    unsigned lengths;
    automaton pattern;

    bool matches(const char *digits, size_t len) const
    {
        return (lengths >> len & 1) && pattern.matches(digits, false);
    }
};

struct region {
    std::string id;
    bool has_leading = false, same_pattern = false;
    automaton leading;
    kind general;
    std::vector<kind> kinds; // in the order the library asks them; fixed and mobile are last

    // The rules of PhoneNumberUtil::GetNumberTypeHelper.
    PhoneNumberUtil::PhoneNumberType type_of(const char *digits, size_t len) const
    {
        if (!general.matches(digits, len))
            return PhoneNumberUtil::UNKNOWN;
        bool fixed = false;
        for (const kind &one : kinds) {
            if (!one.matches(digits, len))
                continue;
            if (one.type == PhoneNumberUtil::FIXED_LINE && same_pattern)
                return PhoneNumberUtil::FIXED_LINE_OR_MOBILE;
            if (one.type == PhoneNumberUtil::MOBILE && fixed)
                return PhoneNumberUtil::FIXED_LINE_OR_MOBILE;
            fixed = one.type == PhoneNumberUtil::FIXED_LINE;
            if (!fixed)
                return one.type;
        }
        return fixed ? PhoneNumberUtil::FIXED_LINE : PhoneNumberUtil::UNKNOWN;
    }
};

bool read_kind(const PhoneNumberDesc &desc, PhoneNumberUtil::PhoneNumberType type, kind &out)
{
    out.type = type;
    out.lengths = desc.possible_length_size() ? 0 : ~0U;
    for (int len : desc.possible_length())
        if (len > 0 && len < 20)
            out.lengths |= 1U << len;
    return !desc.national_number_pattern().empty() &&
           compiler(desc.national_number_pattern().c_str()).run(out.pattern);
}

bool read_region(const PhoneMetadata &data, region &out)
{
    out.id = data.id();
    out.same_pattern = data.same_mobile_and_fixed_line_pattern();
    out.has_leading = data.has_leading_digits();
    if (out.has_leading && !compiler(data.leading_digits().c_str()).run(out.leading))
        return false;
    if (!read_kind(data.general_desc(), PhoneNumberUtil::UNKNOWN, out.general))
        return false;
    const std::pair<const PhoneNumberDesc *, PhoneNumberUtil::PhoneNumberType> kinds[] = {
        { &data.premium_rate(), PhoneNumberUtil::PREMIUM_RATE },
        { &data.toll_free(), PhoneNumberUtil::TOLL_FREE },
        { &data.shared_cost(), PhoneNumberUtil::SHARED_COST },
        { &data.voip(), PhoneNumberUtil::VOIP },
        { &data.personal_number(), PhoneNumberUtil::PERSONAL_NUMBER },
        { &data.pager(), PhoneNumberUtil::PAGER },
        { &data.uan(), PhoneNumberUtil::UAN },
        { &data.voicemail(), PhoneNumberUtil::VOICEMAIL },
        { &data.fixed_line(), PhoneNumberUtil::FIXED_LINE },
        { &data.mobile(), PhoneNumberUtil::MOBILE },
    };
    for (const auto &[desc, type] : kinds) {
        kind one;
        if (desc->national_number_pattern().empty())
            continue;
        if (!read_kind(*desc, type, one))
            return false;
        out.kinds.push_back(std::move(one));
    }
    return true;
}

using region_map = std::map<std::string, std::vector<region>>;

// Countries whose trunk prefix can be stripped in one way only: none, or a 0 that no number begins
// with. The parser has more to say about the others, but for these seven a test proves that what
// it says about numbers without a trunk prefix is the same.
bool is_plain(const PhoneMetadata &data)
{
    static const char *const PROVEN[] = { "1", "44", "45", "46", "47", "354", "358" };
    const std::string &trunk = data.national_prefix_for_parsing();
    std::string code = std::to_string(data.country_code());
    return ((trunk.empty() || trunk == "0") && !data.has_national_prefix_transform_rule()) ||
           std::find(std::begin(PROVEN), std::end(PROVEN), code) != std::end(PROVEN);
}

// The regions of each country code, the main one first, as the library tries them.
region_map read_regions()
{
    region_map out;
    PhoneMetadataCollection all;
    if (!all.ParseFromArray(i18n::phonenumbers::metadata_get(),
                            i18n::phonenumbers::metadata_size()))
        return out;
    std::set<std::string> refused;
    for (const PhoneMetadata &data : all.metadata()) {
        std::string code = std::to_string(data.country_code());
        region one;
        if (!is_plain(data) || !read_region(data, one)) {
            refused.insert(code);
            continue;
        }
        std::vector<region> &list = out[code];
        list.insert(data.main_country_for_code() ? list.begin() : list.end(), std::move(one));
    }
    for (const std::string &code : refused)
        out.erase(code);
    return out;
}

} // namespace

extern "C" void phone_shim_read(const char *text, size_t len, const char *region,
                                struct phone_number *out)
{
    const PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    *out = {};
    out->type = "";
    PhoneNumberUtil::ErrorType error = util->Parse(std::string(text, len), region, &number);
    out->problem = parse_problem(error);
    if (error != PhoneNumberUtil::NO_PARSING_ERROR)
        return;
    std::string written, country;
    util->Format(number, PhoneNumberUtil::E164, &written);
    util->GetRegionCodeForNumber(number, &country);
    put(out->e164, written);
    put(out->extension, number.extension());
    PhoneNumberUtil::PhoneNumberType type = util->GetNumberType(number);
    out->type = type_name(type);
    out->valid = type != PhoneNumberUtil::UNKNOWN;
    if (country.size() == 2 && country != "ZZ")
        put(out->country, country);
    if (!out->valid)
        out->problem = validity_problem(number);
}

extern "C" bool phone_shim_match(const char *country_code, const char *digits,
                                 struct phone_number *out)
{
    static const region_map regions = read_regions();
    auto found = regions.find(country_code);
    size_t len = strlen(digits);
    if (found == regions.end() || len > 17)
        return false;
    // The rules of PhoneNumberUtil::GetRegionCodeForNumberFromRegionList.
    for (const region &one : found->second) {
        PhoneNumberUtil::PhoneNumberType type = one.type_of(digits, len);
        bool here = one.has_leading ? one.leading.matches(digits, true)
                                    : type != PhoneNumberUtil::UNKNOWN;
        if (!here)
            continue;
        if (type == PhoneNumberUtil::UNKNOWN)
            return false;
        *out = {};
        out->valid = true;
        out->type = type_name(type);
        if (one.id.size() == 2) // numbers of no country have the region 001
            put(out->country, one.id);
        out->e164[0] = '+';
        size_t code_len = strlen(country_code);
        memcpy(out->e164 + 1, country_code, code_len);
        memcpy(out->e164 + 1 + code_len, digits, len + 1);
        return true;
    }
    return false;
}
