#include "manners/score.hpp"

#include <algorithm>
#include <array>

#include "kit/text/learner.hpp"
#include "manners/models.hpp"
#include "manners/score_signs.hpp"

namespace manners {

namespace {

using Bands = std::array<std::int32_t, dimension_count>;

constexpr std::int32_t band_max = 4;
constexpr std::int32_t band_points = 100 / (band_max * static_cast<std::int32_t>(dimension_count));

const kit::text::Model& model() {
    static const auto one = kit::text::Model::read(score_model()).value_or(kit::text::Model{});
    return one;
}

Bands learned(std::string_view text) {
    Bands out{3, 3, 3, 3};
    if (model().heads() != score_heads) return out;
    const auto plain = kit::text::plain(text).text;
    const auto scores =
        model().scores(model().weighed(kit::text::counted(plain, score_signs_of(plain))));
    for (std::size_t i = 0; i < dimension_count; ++i) {
        out[i] = 0;
        for (std::size_t band = 0; band < band_heads; ++band)
            out[i] += scores[i * band_heads + band] > 0;
    }
    return out;
}

// At most these bands when a rule of the family was hit; four where the family says nothing.
struct Cap {
    std::string_view family;
    Colour colour;
    Bands bands;
};
constexpr Cap caps[] = {
    {"refusal", Colour::red, {2, 1, 1, 1}},  {"blame", Colour::red, {2, 1, 1, 1}},
    {"insult", Colour::red, {3, 0, 0, 0}},   {"threat", Colour::red, {3, 0, 0, 0}},
    {"slander", Colour::red, {3, 1, 0, 1}},  {"lure", Colour::red, {3, 3, 0, 1}},
    {"phishing", Colour::red, {3, 2, 0, 1}}, {"privacy", Colour::red, {3, 2, 0, 1}},
    {"review", Colour::red, {3, 3, 0, 1}},   {"claim", Colour::red, {3, 3, 0, 1}},
    {"promise", Colour::red, {4, 3, 0, 1}},  {"vague", Colour::yellow, {1, 3, 2, 2}},
    {"tone", Colour::yellow, {4, 2, 3, 3}},  {"style", Colour::yellow, {4, 3, 3, 3}},
    {"fact", Colour::yellow, {4, 4, 3, 2}},  {"refusal", Colour::yellow, {3, 2, 2, 2}},
};

std::string_view family_of(std::string_view rule) {
    if (rule.starts_with("en.")) rule.remove_prefix(3);
    if (rule.starts_with("learned.")) return rule.substr(8);
    if (rule.starts_with("buck")) return "blame";
    const auto dot = rule.find_first_of("._");
    return rule.substr(0, dot);
}

void cap(Bands& bands, const Verdict& verdict) {
    for (const Hit& hit : verdict.hits)
        for (const Cap& each : caps)
            if (each.colour == hit.colour && each.family == family_of(hit.rule))
                for (std::size_t i = 0; i < dimension_count; ++i)
                    bands[i] = std::min(bands[i], each.bands[i]);
}

constexpr std::array<std::string_view, 4> plain_reasons{"no_time_or_result", "cold_tone",
                                                        "bare_script", "little_information"};

// The points a dimension lost, told by the hit that lowered it or by the dimension's own reason.
void tell_losses(MessageScore& score, const Bands& before, const Bands& bands,
                 const Verdict& verdict) {
    for (std::size_t i = 0; i < dimension_count; ++i) {
        if (bands[i] == band_max) continue;
        Loss loss{static_cast<Dimension>(i), (band_max - bands[i]) * band_points,
                  std::string(plain_reasons[i]), "", 0};
        for (const Hit& hit : verdict.hits) {
            Bands only{band_max, band_max, band_max, band_max};
            Verdict one;
            one.hits.push_back(hit);
            cap(only, one);
            if (only[i] > bands[i] && before[i] <= bands[i]) continue;
            if (only[i] == band_max) continue;
            loss.reason = hit.rule;
            loss.words = hit.words;
            break;
        }
        score.losses.push_back(std::move(loss));
    }
}

}  // namespace

Grade grade_of(std::int32_t total, bool fatal) {
    if (fatal) return Grade::fatal;
    return total >= 90 ? Grade::a : total >= 80 ? Grade::b : total >= 70 ? Grade::c : Grade::d;
}

bool is_fatal(const Verdict& verdict) {
    constexpr std::array<std::string_view, 9> fatal{
        "insult", "threat", "slander", "lure", "phishing", "privacy", "review", "claim", "promise"};
    return std::ranges::any_of(verdict.hits, [&](const Hit& hit) {
        return hit.colour == Colour::red &&
               std::ranges::find(fatal, family_of(hit.rule)) != fatal.end();
    });
}

MessageScore scored(std::string_view text, const Verdict& verdict) {
    const Bands before = learned(text);
    Bands bands = before;
    cap(bands, verdict);
    MessageScore out;
    out.timeliness = bands[0];
    out.tone = bands[1];
    out.script = bands[2];
    out.completeness = bands[3];
    std::int32_t sum = 0;
    for (const std::int32_t band : bands) sum += band;
    const bool fatal = is_fatal(verdict);
    out.total = fatal ? 0 : sum * 100 / (band_max * static_cast<std::int32_t>(dimension_count));
    out.grade = grade_of(out.total, fatal);
    tell_losses(out, before, bands, verdict);
    return out;
}

}  // namespace manners
