// The gate: what an agent is about to send, judged in three colours before the buyer sees it.
//
//     text -> normalised -> phrases found in one pass -> context of each find -> Verdict
//
//     red     is stopped       yellow  is held three seconds, with the reason       green  passes
//
// Pure: no clock, no database; the same pack, text and context always give the same verdict.
// Invariants: the verdict is as bad as its worst hit; offsets count code points of the text as it
// was given, from <= to; hits stand in order of `from`; a programme matches on `rule`, people read
// `reason`, which is in the language of the context.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/result.hpp"

namespace manners {

enum class Colour { green, yellow, red };
BOOST_DESCRIBE_ENUM(Colour, green, yellow, red)

enum class Language { zh, en };
BOOST_DESCRIBE_ENUM(Language, zh, en)

// packs: rules as data (README.md says how to read them)

// Where in the text a phrase counts.
enum class Where { anywhere, sentence_start, sentence_end, message };
BOOST_DESCRIBE_ENUM(Where, anywhere, sentence_start, sentence_end, message)

// In which clauses a phrase counts. A clause that ends in ? or 吗, or supposes (…的话), is a
// question.
enum class Mood { any, statement, question };
BOOST_DESCRIBE_ENUM(Mood, any, statement, question)

// What is counted where phrases cannot say it; `at_least` is the number from which it is a hit.
enum class Measure {
    none,
    exclamations,     // exclamation marks in a row
    length,           // code points of the whole text
    emoji,            // emoji in the whole text
    unfit_emoji,      // emoji that mock or sulk
    rude_emoji,       // emoji that abuse or threaten
    phone_number,     // a whole mainland mobile number
    identity_number,  // a whole identity card number with a right check digit
    card_number,      // a whole bank card number with a right check digit, beside 卡 or 账
};
BOOST_DESCRIBE_ENUM(Measure, none, exclamations, length, emoji, unfit_emoji, rude_emoji,
                    phone_number, identity_number, card_number)

// `words` are matched as normalised text. (a|b|) are alternatives; ‥ stands for up to three code
// points of the same sentence, … for up to eight. phrase.hpp has the rules.
struct Phrase {
    std::string words;
    std::optional<std::string> suggestion;
};
BOOST_DESCRIBE_STRUCT(Phrase, (), (words, suggestion))

struct Rule {
    std::string id;  // family.name
    Colour colour = Colour::yellow;
    Where where = Where::anywhere;
    Mood mood = Mood::any;
    Measure measure = Measure::none;
    std::int32_t at_least = 1;     // for a measure
    std::int32_t emotion_min = 0;  // counts only when the buyer's emotion is at least this
    std::int32_t hour_from = 0;    // counts only from this hour …
    std::int32_t hour_to = 0;      // … until before this one, past midnight too; equal: always
    bool disguised = false;        // looks through separators: 加-微 信
    bool even_quoted = false;      // counts inside “…”, too
    bool even_negated = true;      // counts after 不会, 请勿 and the like, too
    bool people_only = false;      // automatic text is free of it
    bool unless_repeated = false;  // only when the buyer named facts and the text repeats none
    std::vector<Phrase> phrases;
    std::vector<std::string> patterns;    // regular expressions over the normalised text
    std::vector<std::string> except;      // a find that overlaps one of these is none
    std::vector<std::string> unless;      // one of these anywhere in the text: the rule is silent
    std::vector<std::string> when_buyer;  // only when the buyer's last text has one of these
    std::string reason_zh;
    std::string reason_en;
    std::string source;                     // what it rests on: a law's article, the manual's page
    std::optional<std::string> suggestion;  // for phrases without their own
};
BOOST_DESCRIBE_STRUCT(Rule, (),
                      (id, colour, where, mood, measure, at_least, emotion_min, hour_from, hour_to,
                       disguised, even_quoted, even_negated, people_only, unless_repeated, phrases,
                       patterns, except, unless, when_buyer, reason_zh, reason_en, source,
                       suggestion))

struct Pack {
    std::string version;
    std::vector<std::string> lead_ins;  // 亲 您好 嗯: what follows still opens the sentence
    std::vector<std::string> negators;  // 不会 请勿: what follows in the clause is denied
    std::vector<std::string> facts;     // colours, sizes, days: what `unless_repeated` looks for
    std::vector<Rule> rules;
};
BOOST_DESCRIBE_STRUCT(Pack, (), (version, lead_ins, negators, facts, rules))

// verdicts

struct Hit {
    std::string rule;
    Colour colour = Colour::yellow;
    std::int64_t from = 0;  // code points of the original text
    std::int64_t to = 0;
    std::string words;  // as written there
    std::string reason;
    std::string source;
    std::optional<std::string> suggestion;
    bool hidden = false;  // written so that a machine would overlook it
};
BOOST_DESCRIBE_STRUCT(Hit, (), (rule, colour, from, to, words, reason, source, suggestion, hidden))

struct Good {
    std::string rule;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Good, (), (rule, reason))

struct Verdict {
    Colour colour = Colour::green;
    std::int32_t score = 0;  // 0..100, see README.md
    std::vector<Hit> hits;
    std::vector<Good> good;
    std::string pack_version;
};
BOOST_DESCRIBE_STRUCT(Verdict, (), (colour, score, hits, good, pack_version))

// What the gate may know besides the text. Everything is optional.
struct Context {
    std::string buyer_text;                  // the buyer's last message
    std::string own_text;                    // what the house said just before, unanswered
    std::int32_t emotion = 0;                // the buyer's, 0 calm .. 4 extreme
    std::vector<std::string> product_names;  // words inside these are names, not claims
    std::int32_t hour = -1;                  // 0..23 in the shop, -1 unknown
    bool automatic = false;                  // written by a script, a bot, an acknowledgement
    Language language = Language::zh;        // of the reasons
};
BOOST_DESCRIBE_STRUCT(Context, (),
                      (buyer_text, own_text, emotion, product_names, hour, automatic, language))

// rules

// Errors: invalid (empty_pack, unnamed_rule, rule_twice, reason_missing, nothing_to_find, not_utf8,
// bad_brackets, phrase_too_long, phrase_too_wide, too_many_alternatives, too_many_phrases,
// bad_pattern, pattern_explodes, pattern_too_long, matches_nothing, too_many_patterns); `field`
// names the rule, `message` quotes the phrase or the pattern.
kit::Result<void> accepted(const Pack&);

struct Compiled;
struct Changes;
struct Local;

// Immutable after construction: any thread may judge, copies share one compiled pack.
class Gate {
public:
    explicit Gate(Pack);  // Requires: accepted(pack).

    Verdict judge(std::string_view text, const Context& = {}) const;
    const Pack& pack() const;

    // The same pack with a shop's changes; what the house compiled is shared, so this is cheap.
    // Requires: acceptable(changes, pack()).
    Gate with(const Changes& changes, std::string version) const;

private:
    void add_seam(Verdict&, std::string_view text, const Context&) const;

    Verdict judge_alone(std::string_view text, const Context&) const;

    std::shared_ptr<const Compiled> compiled_;
    std::shared_ptr<const Local> local_;  // what a shop changed, or nothing
};

}  // namespace manners
