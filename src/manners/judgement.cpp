#include "manners/judgement.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "kit/text/utf8.hpp"
#include "manners/measures.hpp"
#include "manners/phrase.hpp"

namespace manners {

using kit::text::LeftOut;

namespace {

constexpr std::size_t denial_reach = 6;      // code points between 不会 and what it denies
constexpr std::size_t product_name_min = 2;  // code points; shorter names would hide too much
constexpr std::size_t product_names_max = 50;
constexpr std::size_t hits_max = 100;  // of a verdict; more would say nothing new

// 能不能, 要不要, 会不会: a question, not a denial.
bool is_choice(std::u32string_view text, const kit::text::Phrases::Match& match) {
    return match.from > 0 && match.to - match.from >= 2 && text[match.from] == U'不' &&
           text[match.from - 1] == text[match.from + 1];
}

}  // namespace

Judgement::Judgement(const Compiled& compiled, std::string_view text, const Context& context)
    : compiled_(compiled),
      pack_(compiled.pack),
      context_(context),
      original_(text),
      layout_(laid_out(text)),
      silent_(compiled.pack.rules.size()) {}

Verdict Judgement::verdict() {
    compiled_.phrases.find(layout_.normal.text, matches_);
    settle_context();
    read_surroundings();
    name_products();
    listen();
    read_phrases();
    read_patterns();
    measure();
    thin_out();

    Verdict verdict;
    verdict.pack_version = pack_.version;
    const std::u32string points =
        candidates_.empty() ? std::u32string() : kit::text::decoded(original_);
    std::set<std::uint32_t> praised;
    for (const Candidate& candidate : candidates_) {
        const Rule& rule = pack_.rules[candidate.rule];
        if (rule.colour != Colour::green) {
            verdict.colour = std::max(verdict.colour, rule.colour);
            if (verdict.hits.size() < hits_max) verdict.hits.push_back(hit_of(candidate, points));
        } else if (praised.insert(candidate.rule).second) {
            verdict.good.push_back({rule.id, reason_of(rule)});
        }
    }
    return verdict;
}

void Judgement::silence(const std::vector<std::uint32_t>& rules) {
    for (const std::uint32_t rule : rules) silent_[rule] = true;
}

std::vector<Excused> Judgement::excepted() const {
    std::vector<Excused> made;
    for (const Find& find : excepts_)
        made.push_back({find.rule, layout_.original_from(find.from), layout_.original_to(find.to)});
    return made;
}

void Judgement::name_products() {
    const std::u32string& text = layout_.normal.text;
    const std::size_t count = std::min(context_.product_names.size(), product_names_max);
    for (std::size_t i = 0; i < count; ++i) {
        const auto name = kit::text::normalised(context_.product_names[i]).text;
        if (name.size() < product_name_min || name.size() > part_points_max) continue;
        named_.resize(text.size());
        for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1))
            std::fill_n(named_.begin() + static_cast<std::ptrdiff_t>(at), name.size(), true);
    }
}

// Everything that decides whether a find counts must be known before the first is weighed.
void Judgement::read_surroundings() {
    for (const Match& match : matches_) {
        for (const Use& use : compiled_.others_of(match.id)) {
            switch (use.role) {
                case Role::except:
                    excepts_.push_back({use.rule, 0, match.from, match.to});
                    break;
                case Role::unless:
                    silent_[use.rule] = true;
                    break;
                case Role::negator:
                    if (!is_choice(layout_.normal.text, match)) denials_.push_back(match.to);
                    break;
                case Role::lead_in:
                    open_after_lead_in(match);
                    break;
                case Role::part:
                case Role::buyer:
                case Role::fact:
                    break;
            }
        }
    }
}

// After 亲, or 您好 at a sentence's start the sentence still has to begin.
void Judgement::open_after_lead_in(const Match& match) {
    if (!layout_.starts[match.from]) return;
    const std::u32string& text = layout_.normal.text;
    std::size_t next = match.to;
    while (next < text.size() && is_punctuation(text[next])) ++next;
    if (next < text.size()) layout_.starts[next] = true;
}

void Judgement::read_phrases() {
    begun_.reserve(std::min(matches_.size(), begun_first_max));
    auto heard = heard_.begin();
    const auto take_heard = [&](std::uint32_t until) {
        for (; heard != heard_.end() && heard->match.to <= until; ++heard)
            take(*heard->use, heard->match, true);
    };
    for (const Match& match : matches_) {
        take_heard(match.to - 1);
        const bool plain = is_plain(match);
        for (const Use& use : compiled_.parts_of(match.id)) {
            if (!is_begun(use) || silent_[use.rule]) continue;
            if (plain) take_whole(use, match, false);
            else take(use, match, false);
        }
    }
    take_heard(UINT32_MAX);
}

// A one-part phrase is a find; the parts of a longer one are joined as they come.
void Judgement::take(const Use& use, const Match& match, bool by_sound) {
    if (is_whole(pack_.rules[use.rule], match.from, match.to, use.parts == 1))
        take_whole(use, match, by_sound);
}

void Judgement::take_whole(const Use& use, const Match& match, bool by_sound) {
    Find find{use.rule, use.phrase, match.from, match.to, by_sound};
    if (use.part > 0) {
        const Begun* begun = begun_before(use, match.from);
        if (!begun) return;
        find.from = begun->find.from;
        find.by_sound = by_sound || begun->find.by_sound;
    }
    if (use.part + 1 < use.parts) begin(use, find);
    else weigh(find);
}

// The last find of the part before that ends near enough to `from`, in the same sentence.
const Judgement::Begun* Judgement::begun_before(const Use& use, std::uint32_t from) const {
    if (last_begun_.empty()) return nullptr;
    // Parts come in order of their end, so those too far back are behind all that are near.
    for (std::uint32_t at = last_begun_[use.slot - 1]; at > forgotten_;) {
        const Begun& begun = begun_[at - 1 - forgotten_];
        at = begun.before;
        if (begun.find.to > from) continue;
        if (from - begun.find.to > use.gap) return nullptr;
        if (same_sentence(pack_.rules[use.rule], begun.find.to - 1, from)) return &begun;
    }
    return nullptr;
}

void Judgement::begin(const Use& use, const Find& find) {
    last_begun_.resize(compiled_.slots);
    if (begun_.size() >= begun_max_) forget_far(find.to);
    const auto number = forgotten_ + static_cast<std::uint32_t>(begun_.size()) + 1;
    begun_.push_back({find, std::exchange(last_begun_[use.slot], number)});
}

// What ended so long ago that no part can follow it: a long text costs no more memory than a short
// one.
void Judgement::forget_far(std::uint32_t to) {
    // The longest part in pinyin, six letters a sound, and the widest gap.
    constexpr std::uint32_t reach = part_points_max * 6 + wide_gap;
    const auto near = std::ranges::lower_bound(begun_, to - std::min(to, reach), {},
                                               [](const Begun& begun) { return begun.find.to; });
    forgotten_ += static_cast<std::uint32_t>(near - begun_.begin());
    begun_.erase(begun_.begin(), near);
    begun_max_ = std::max(begun_first_max, begun_.size() * 2);
}

void Judgement::weigh(const Find& find) {
    const Rule& rule = pack_.rules[find.rule];
    if (!is_placed(rule, find)) return;
    if (rule.mood != Mood::any &&
        layout_.asks[layout_.clause[find.to - 1]] != (rule.mood == Mood::question))
        return;
    if (!rule.even_quoted && layout_.quoted[find.from]) return;
    if (!rule.even_negated && is_denied(find)) return;
    if (is_excepted(find)) return;
    const auto phrase = find.phrase == no_phrase ? std::nullopt : std::optional(find.phrase);
    candidates_.push_back({find.rule, phrase, layout_.original_from(find.from),
                           layout_.original_to(find.to), find.by_sound || is_hidden(find)});
}

bool Judgement::is_placed(const Rule& rule, const Find& find) const {
    const std::u32string& text = layout_.normal.text;
    const auto only_marks = [&](std::size_t from, std::size_t to) {
        return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                           text.begin() + static_cast<std::ptrdiff_t>(to), is_punctuation);
    };
    switch (rule.where) {
        case Where::anywhere:
            return true;
        case Where::sentence_start:
            return layout_.starts[find.from];
        case Where::sentence_end: {
            std::size_t end = find.to;
            while (end < text.size() && layout_.sentence[end] == layout_.sentence[find.to - 1])
                ++end;
            return only_marks(find.to, end);
        }
        case Where::message:
            return only_marks(0, find.from) && only_marks(find.to, text.size());
    }
    return false;
}

// Denials stand in order of their end, so the nearest one decides.
bool Judgement::is_denied(const Find& find) const {
    const auto after = std::ranges::upper_bound(denials_, find.from);
    if (after == denials_.begin()) return false;
    const std::uint32_t to = *std::prev(after);
    return find.from - to <= denial_reach && layout_.clause[to - 1] == layout_.clause[find.from];
}

// A phrase of the rule's whitelist overlaps the find, or a product's name does.
bool Judgement::is_excepted(const Find& find) const {
    for (std::uint32_t i = find.from; i < find.to && !named_.empty(); ++i)
        if (named_[i]) return true;
    auto other = std::ranges::upper_bound(excepts_, find.from, {}, &Find::to);
    for (; other != excepts_.end() && other->to < find.to + part_points_max; ++other)
        if (other->rule == find.rule && other->from < find.to) return true;
    return false;
}

void Judgement::measure() {
    for (const std::uint32_t i : compiled_.measured) {
        const Rule& rule = pack_.rules[i];
        if (silent_[i]) continue;
        for (const Stretch& stretch : measured(rule.measure, rule.at_least, layout_))
            candidates_.push_back({i, std::nullopt, stretch.from, stretch.to, false});
    }
}

void Judgement::thin_out() {
    if (candidates_.empty()) return;
    std::erase_if(candidates_, [&](const Candidate& one) {
        return std::ranges::any_of(excused_, [&](const Excused& by) {
            return by.rule == one.rule && by.from < one.to && one.from < by.to;
        });
    });
    const auto colour = [&](const Candidate& one) { return pack_.rules[one.rule].colour; };
    std::ranges::sort(candidates_, [&](const Candidate& a, const Candidate& b) {
        return std::tuple(a.from, -a.to, -static_cast<int>(colour(a)), a.rule, a.phrase) <
               std::tuple(b.from, -b.to, -static_cast<int>(colour(b)), b.rule, b.phrase);
    });
    std::map<std::uint32_t, std::int64_t>
        last_to;                               // by rule, one more than where its last find ends
    std::int64_t yellow_to = -1, red_to = -1;  // how far finds that bad reach already
    std::erase_if(candidates_, [&](const Candidate& one) {
        auto& last = last_to[one.rule];
        const bool again = one.from + 1 < last;
        // A measure of the whole text covers nothing.
        const bool measured = pack_.rules[one.rule].measure != Measure::none;
        const bool covered =
            (colour(one) == Colour::red && one.to <= red_to) ||
            (colour(one) == Colour::yellow && one.to <= std::max(yellow_to, red_to));
        if (again || (covered && !measured)) return true;
        last = one.to + 1;
        if (measured) return false;
        if (colour(one) == Colour::red) red_to = std::max(red_to, one.to);
        if (colour(one) == Colour::yellow) yellow_to = std::max(yellow_to, one.to);
        return false;
    });
}

Hit Judgement::hit_of(const Candidate& candidate, std::u32string_view points) const {
    const Rule& rule = pack_.rules[candidate.rule];
    const auto from = static_cast<std::size_t>(candidate.from);
    const auto to = static_cast<std::size_t>(candidate.to);
    Hit hit{rule.id,
            rule.colour,
            candidate.from,
            candidate.to,
            kit::text::encoded(points.substr(from, to - from)),
            reason_of(rule),
            rule.source,
            rule.suggestion,
            candidate.hidden};
    if (candidate.phrase && rule.phrases[*candidate.phrase].suggestion)
        hit.suggestion = rule.phrases[*candidate.phrase].suggestion;
    if (rule.unless_repeated && hit.suggestion) hit.suggestion = with_facts(*hit.suggestion);
    return hit;
}

// The …… of a suggestion filled with what the buyer named: 跟您核对一下：黑色、两件对吗？
std::string Judgement::with_facts(std::string suggestion) const {
    constexpr std::string_view hole = "……";
    const std::size_t at = suggestion.find(hole);
    if (at == suggestion.npos || unrepeated_.empty()) return suggestion;
    std::string facts;
    for (const std::u32string& fact : unrepeated_)
        facts += (facts.empty() ? "" : "、") + kit::text::encoded(fact);
    return suggestion.replace(at, hole.size(), facts);
}

const std::string& Judgement::reason_of(const Rule& rule) const {
    return context_.language == Language::en ? rule.reason_en : rule.reason_zh;
}

}  // namespace manners
