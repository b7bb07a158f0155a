#include "manners/emotion.hpp"

#include <algorithm>

#include "kit/text/learner.hpp"
#include "kit/text/utf8.hpp"
#include "manners/emotion_words.hpp"
#include "manners/models.hpp"

namespace manners {

namespace {

using kit::text::Plain;

// Where a head says yes. From the tune part: the negative head at 4 % false alarms there.
constexpr float negative_from = -0.15F;
// Most lines are calm, so that head says yes too easily. From leaving scenes of the train part out
// by turns.
constexpr float calm_less = 0.3F;
constexpr std::size_t piece_min = 6;     // points; shorter pieces say too little by themselves
constexpr std::size_t pieces_from = 26;  // a text this long is heard piece by piece, too
constexpr std::size_t pieces_max = 40;
constexpr float piece_margin = 0.25F;   // a piece must be surer than the whole
constexpr std::size_t heard_max = 600;  // points; what follows adds nothing a reader would wait for

const kit::text::Model& model() {
    static const auto one = kit::text::Model::read(emotion_model()).value_or(kit::text::Model{});
    return one;
}

struct Heard {
    std::vector<float> scores;
    std::vector<Cue> cues;
};

Heard heard(std::u32string_view text) {
    Heard out;
    out.cues = cues_in(text);
    out.scores =
        model().scores(model().weighed(kit::text::counted(text, signs_of(text, out.cues))));
    return out;
}

bool is_break(char32_t point) {
    return point == U' ' || point == U',' || point == U'!' || point == U'?' || point == U';' ||
           point == U'。' || point == U'~';
}

// Sentences of a long text, marks kept; short ones are joined to the one before.
std::vector<std::u32string_view> pieces(std::u32string_view text) {
    std::vector<std::u32string_view> out;
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size() && out.size() < pieces_max; ++i) {
        const bool ends = is_break(text[i]) && (i + 1 == text.size() || !is_break(text[i + 1]));
        if (!ends || i + 1 - from < piece_min) continue;
        out.push_back(text.substr(from, i + 1 - from));
        from = i + 1;
    }
    if (text.size() - from >= piece_min) out.push_back(text.substr(from));
    return out;
}

bool is_bad(Feeling kind) { return kind >= Feeling::anxious; }

Feeling best_kind(std::vector<float> scores, bool negative) {
    scores[static_cast<std::size_t>(Feeling::calm)] -= calm_less;
    std::size_t best = negative ? static_cast<std::size_t>(Feeling::anxious) : 0;
    for (std::size_t i = 0; i < kind_heads; ++i) {
        const auto kind = static_cast<Feeling>(i);
        if (negative && !is_bad(kind) && kind != Feeling::confused) continue;
        if (scores[i] > scores[best]) best = i;
    }
    return static_cast<Feeling>(best);
}

std::int32_t level_of(const std::vector<float>& scores) {
    std::int32_t level = 0;
    for (std::size_t i = 0; i < level_heads; ++i)
        if (scores[kind_heads + i] > 0) level = static_cast<std::int32_t>(i) + 1;
    return level;
}

Emotion learned(const std::vector<float>& scores) {
    Emotion out;
    const bool negative = scores[negative_head] > negative_from;
    out.kind = best_kind(scores, negative);
    out.level = std::max(level_of(scores), negative ? 2 : 0);
    if (!negative && out.kind >= Feeling::confused) out.level = std::min(out.level, 1);
    if (out.kind != Feeling::calm) out.level = std::max(out.level, 1);
    if (out.kind == Feeling::calm) out.level = 0;
    return out;
}

// What words alone decide: abuse and threats are never mild, danger is never missed.
void hold_on_to_cues(Emotion& emotion, const std::vector<Cue>& cues) {
    for (const Cue& cue : cues) {
        if (cue.risk == Risk::safety) emotion.risk = Risk::safety;
        if (cue.risk == Risk::threat && cue.level == 4 && emotion.risk == Risk::none)
            emotion.risk = Risk::threat;
        if (cue.risk == Risk::threat && cue.level == 3 && emotion.kind == Feeling::angry &&
            emotion.level >= 2 && emotion.risk == Risk::none)
            emotion.risk = Risk::threat;
        if (cue.level < 4) continue;
        emotion.kind = cue.risk == Risk::safety ? Feeling::sad : Feeling::angry;
        emotion.level = 4;
    }
    if (emotion.risk == Risk::safety) emotion.kind = Feeling::sad;
    if (emotion.risk != Risk::none) emotion.level = std::max(emotion.level, 3);
}

void point_at(Emotion& emotion, std::u32string_view original, const Plain& plain, std::size_t from,
              std::size_t to) {
    Cause cause;
    cause.from = plain.origin[from];
    cause.to = static_cast<std::int64_t>(plain.origin[to - 1]) + 1;
    cause.words = kit::text::encoded(original.substr(
        static_cast<std::size_t>(cause.from), static_cast<std::size_t>(cause.to - cause.from)));
    emotion.causes.push_back(std::move(cause));
}

// No cue stands for it: the stretch of up to six points that spoke most for the kind.
void point_at_best(Emotion& emotion, std::u32string_view original, const Plain& plain) {
    const auto shares = model().shares(plain.text, static_cast<std::size_t>(emotion.kind));
    std::size_t best = 0, best_size = 0;
    float most = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        float sum = 0;
        for (std::size_t k = i; k < std::min(shares.size(), i + 6); ++k) {
            sum += shares[k] - 0.05F;
            if (sum <= most) continue;
            most = sum;
            best = i;
            best_size = k + 1 - i;
        }
    }
    if (best_size > 0) point_at(emotion, original, plain, best, best + best_size);
}

void name_causes(Emotion& emotion, std::string_view text, const Plain& plain,
                 const std::vector<Cue>& cues) {
    const std::u32string original = kit::text::decoded(text);
    std::int64_t last = -1;
    for (const Cue& cue : cues) {
        const bool fits = cue.kind == emotion.kind || (is_bad(emotion.kind) && is_bad(cue.kind));
        if (!fits || plain.origin[cue.from] <= last) continue;
        point_at(emotion, original, plain, cue.from, cue.to);
        last = emotion.causes.back().to - 1;
        if (emotion.causes.size() == 5) break;
    }
    if (emotion.causes.empty()) point_at_best(emotion, original, plain);
}

}  // namespace

bool is_negative(const Emotion& emotion) {
    return emotion.level >= 2 && (is_bad(emotion.kind) || emotion.kind == Feeling::confused);
}

Emotion felt(std::string_view text) {
    Plain plain = kit::text::plain(text);
    if (plain.text.size() > heard_max) {
        plain.text.resize(heard_max);
        plain.origin.resize(heard_max);
    }
    if (plain.text.empty() || model().is_empty()) return {};
    const Heard whole = heard(plain.text);
    Emotion out = learned(whole.scores);
    if (!is_negative(out) && plain.text.size() >= pieces_from) {
        for (const auto piece : pieces(plain.text)) {
            const Heard part = heard(piece);
            if (part.scores[negative_head] <= negative_from + piece_margin) continue;
            if (const Emotion one = learned(part.scores); one.level > out.level) out = one;
        }
    }
    hold_on_to_cues(out, whole.cues);
    if (out.level > 0) name_causes(out, text, plain, whole.cues);
    return out;
}

}  // namespace manners
