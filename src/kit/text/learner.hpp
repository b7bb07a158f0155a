// A small learner for short texts: hashed character 1–3-grams, tf-idf, linear SVMs.
//
//     texts with answers --trained--> weights --bytes--> a file --Model--> scores of a new text
//
// Each question is a yes-or-no head; a choice of many is one head each. Trained by dual coordinate
// descent, so the same examples give the same weights on every machine. A model is read where it
// lies (no copy), weights are one byte each. Immutable: any thread may ask.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kit::text {

constexpr std::uint32_t learner_buckets =
    1U << 16U;  // at 5,000 short texts 2^15 took strange words for known ones

struct Feature {
    std::uint32_t bucket = 0;
    float value = 0;
};
// Ordered by bucket, each bucket once, length 1 (or empty).
using Features = std::vector<Feature>;

// Folded for learning: width, case and script plain, runs of digits one 0, what stands in [ ]
// (order cards, placeholders) and links one sign each, repeats cut to three. `origin` holds where
// each point stood.
struct Plain {
    std::u32string text;
    std::vector<std::uint32_t> origin;
};
Plain plain(std::string_view bytes);

// Counts of n-grams and of `extra` (any numbers: what rules found), not yet weighed.
Features counted(std::u32string_view plain_text, std::span<const std::uint32_t> extra = {});

struct Example {
    Features counts;
    std::vector<std::int8_t> answers;  // for each head: 1 yes, -1 no, 0 not asked
};

struct Teaching {
    double cost = 1.0;         // of a mistake
    int rounds = 40;           // over all examples, at most
    double balance_max = 6.0;  // a rare answer weighs at most this much more
};

class Model {
public:
    Model() = default;
    // The bytes must outlive it. Nothing when they are no model.
    static std::optional<Model> read(std::string_view bytes);

    std::size_t heads() const { return heads_; }
    bool is_empty() const { return heads_ == 0; }
    Features weighed(Features counts) const;
    std::vector<float> scores(const Features& weighed) const;
    float score(const Features& weighed, std::size_t head) const;  // one of them
    // How much each point of the text speaks for a head; as long as the text.
    std::vector<float> shares(std::u32string_view plain_text, std::size_t head) const;

private:
    float weight(std::size_t head, std::uint32_t bucket) const;
    float rarity(std::uint32_t bucket) const;

    std::size_t heads_ = 0;
    std::string_view rarities_;  // a byte a bucket
    std::string_view biases_;    // two floats a head: bias, scale
    std::string_view weights_;   // a byte a head and bucket
};

// The bytes of a model of these examples. Requires: at least one, all with as many answers.
std::string trained(std::span<const Example> examples, const Teaching& = {});

}  // namespace kit::text
