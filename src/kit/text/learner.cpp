#include "kit/text/learner.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "kit/text/fold.hpp"
#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"

namespace kit::text {

namespace {

constexpr std::string_view magic = "xiaoer learner 1";
constexpr char32_t card_sign = U'\uE000';  // private use: what stood in brackets, a link
constexpr std::size_t card_max = 200;      // longer brackets are somebody's words
constexpr float rarity_step = 16;          // rarities are kept in sixteenths

bool is_link_point(char32_t point) { return point > U' ' && point < 0x7F; }

char32_t softened(char32_t point) {
    switch (point) {
        case U'！':
            return U'!';
        case U'？':
            return U'?';
        case U'，':
            return U',';
        case U'；':
            return U';';
        case U'：':
            return U':';
        case U'…':
            return U'.';
        case U'～':
            return U'~';
        case U'（':
            return U'(';
        case U'）':
            return U')';
        case U'　':
            return U' ';
        default:
            return folded(point);
    }
}

bool is_unseen(char32_t point) {
    return (point >= 0x200B && point <= 0x200F) || (point >= 0xFE00 && point <= 0xFE0F) ||
           point == 0xFEFF || (point >= 0x202A && point <= 0x202E);
}

// Where a card ends that begins here, or npos. A card names an order, a product, a placeholder.
std::size_t card_end(std::u32string_view points, std::size_t from) {
    if (points[from] != U'[' && points[from] != U'【') return points.npos;
    const char32_t close = points[from] == U'[' ? U']' : U'】';
    const auto end = points.substr(0, std::min(points.size(), from + card_max)).find(close, from);
    return end;
}

void add(Plain& out, char32_t point, std::size_t at) {
    const std::size_t n = out.text.size();
    if (n >= 3 && out.text[n - 1] == point && out.text[n - 2] == point && out.text[n - 3] == point)
        return;
    out.text.push_back(point);
    out.origin.push_back(static_cast<std::uint32_t>(at));
}

std::uint32_t mixed(std::uint64_t value) {
    value ^= value >> 33U;
    value *= 0xFF51AFD7ED558CCDULL;
    value ^= value >> 33U;
    value *= 0xC4CEB9FE1A85EC53ULL;
    value ^= value >> 33U;
    return static_cast<std::uint32_t>(value) & (learner_buckets - 1);
}

std::uint32_t bucket_of(std::u32string_view gram) {
    std::uint64_t value = gram.size();
    for (const char32_t point : gram) value = value * 0x110000ULL + point + 1;
    return mixed(value);
}

// The text with its edges, so that the first and the last character are told from others.
std::u32string edged(std::u32string_view text) {
    std::u32string out(1, U'\x02');
    out += text;
    out.push_back(U'\x03');
    return out;
}

void scale_to_one(Features& features) {
    double square = 0;
    for (const Feature& each : features) square += double(each.value) * each.value;
    if (square <= 0) return;
    const auto by = static_cast<float>(1 / std::sqrt(square));
    for (Feature& each : features) each.value *= by;
}

void merge(Features& features) {
    std::ranges::sort(features, {}, &Feature::bucket);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (kept > 0 && features[kept - 1].bucket == features[i].bucket)
            features[kept - 1].value += features[i].value;
        else features[kept++] = features[i];
    }
    features.resize(kept);
}

float float_at(std::string_view bytes, std::size_t index) {
    float out = 0;
    std::memcpy(&out, bytes.data() + index * sizeof out, sizeof out);
    return out;
}

void append(std::string& bytes, float value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// One head: L2-loss support vectors in the dual, as in LIBLINEAR (Hsieh et al., ICML 2008).
struct Head {
    std::vector<double> weights = std::vector<double>(learner_buckets, 0.0);
    double bias = 0;
};

struct Asked {
    const Features* features;
    double answer;
    double cost;
};

double value_of(const Head& head, const Features& features) {
    double sum = head.bias;
    for (const Feature& each : features) sum += head.weights[each.bucket] * each.value;
    return sum;
}

std::vector<Asked> asked_of(std::span<const Example> examples, std::size_t head,
                            const Teaching& how) {
    double yes = 0, no = 0;
    for (const Example& each : examples) {
        yes += each.answers[head] > 0;
        no += each.answers[head] < 0;
    }
    const double most = std::max(yes, no);
    std::vector<Asked> out;
    for (const Example& each : examples) {
        const double answer = each.answers[head];
        if (answer == 0 || each.counts.empty()) continue;
        // The root: full balance drowns the frequent answer in false alarms.
        const double weight = std::sqrt(most / std::max(1.0, answer > 0 ? yes : no));
        out.push_back({&each.counts, answer, how.cost * std::min(how.balance_max, weight)});
    }
    return out;
}

Head learned(const std::vector<Asked>& asked, const Teaching& how) {
    Head head;
    std::vector<double> alpha(asked.size(), 0.0);
    std::vector<std::size_t> order(asked.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::uint64_t dice = 42;
    for (int round = 0; round < how.rounds; ++round) {
        double moved = 0;
        for (std::size_t i = order.size(); i > 1; --i) {
            dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
            std::swap(order[i - 1], order[(dice >> 33U) % i]);
        }
        for (const std::size_t i : order) {
            const Asked& each = asked[i];
            const double soft = 0.5 / each.cost;
            // Features have length 1; the bias is one more, of value 1.
            const double slope = each.answer * value_of(head, *each.features) - 1 + soft * alpha[i];
            const double next = std::max(0.0, alpha[i] - slope / (2 + soft));
            const double step = (next - alpha[i]) * each.answer;
            if (step == 0) continue;
            for (const Feature& feature : *each.features)
                head.weights[feature.bucket] += step * feature.value;
            head.bias += step;
            alpha[i] = next;
            moved = std::max(moved, std::abs(step));
        }
        if (moved < 1e-3) break;
    }
    return head;
}

std::string rarities_of(std::span<const Example> examples) {
    std::vector<std::uint32_t> seen(learner_buckets, 0);
    for (const Example& example : examples)
        for (const Feature& each : example.counts) ++seen[each.bucket];
    std::string out;
    for (const std::uint32_t count : seen) {
        const double rarity = 1 + std::log((1.0 + double(examples.size())) / (1.0 + double(count)));
        out.push_back(
            static_cast<char>(std::clamp(std::lround(rarity * double(rarity_step)), 1L, 255L)));
    }
    return out;
}

Features weighed_by(Features counts, std::string_view rarities) {
    for (Feature& each : counts) {
        const auto rarity = static_cast<unsigned char>(rarities[each.bucket]);
        const float often = each.value == 1 ? 1 : 1 + std::log(each.value);  // most stand once
        each.value = often * float(rarity) / rarity_step;
    }
    scale_to_one(counts);
    return counts;
}

}  // namespace

Plain plain(std::string_view bytes) {
    const std::u32string read = decoded(bytes);
    const std::u32string_view points = read;
    Plain out;
    out.text.reserve(points.size());
    out.origin.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (is_unseen(points[i])) continue;
        if (const auto end = card_end(points, i); end != points.npos) {
            add(out, card_sign, i);
            i = end;
            continue;
        }
        if (points.substr(i, 4) == U"http") {
            add(out, card_sign, i);
            while (i + 1 < points.size() && is_link_point(points[i + 1])) ++i;
            continue;
        }
        char32_t point = softened(points[i]);
        if (is_digit(point)) {
            point = U'0';
            if (!out.text.empty() && out.text.back() == point) continue;
        }
        if (point == U'\n' || point == U'\t') point = U' ';
        add(out, point, i);
    }
    return out;
}

Features counted(std::u32string_view plain_text, std::span<const std::uint32_t> extra) {
    const std::u32string text = edged(plain_text);
    const std::u32string_view view = text;
    Features out;
    out.reserve(3 * view.size() + extra.size());
    for (std::size_t size = 1; size <= 3; ++size)
        for (std::size_t i = size == 1 ? 1 : 0; i + size <= view.size(); ++i)
            out.push_back({bucket_of(view.substr(i, size)), 1});
    for (const std::uint32_t each : extra) out.push_back({mixed(0x5EED0000000000ULL + each), 1});
    merge(out);
    return out;
}

std::optional<Model> Model::read(std::string_view bytes) {
    const std::size_t front = magic.size() + sizeof(float);
    if (bytes.size() < front || !bytes.starts_with(magic)) return {};
    Model out;
    const auto heads = static_cast<std::size_t>(float_at(bytes.substr(magic.size()), 0));
    if (bytes.size() != front + learner_buckets + heads * (2 * sizeof(float) + learner_buckets))
        return {};
    out.heads_ = heads;
    out.rarities_ = bytes.substr(front, learner_buckets);
    out.biases_ = bytes.substr(front + learner_buckets, heads * 2 * sizeof(float));
    out.weights_ = bytes.substr(front + learner_buckets + heads * 2 * sizeof(float));
    return out;
}

float Model::weight(std::size_t head, std::uint32_t bucket) const {
    const auto byte = static_cast<std::int8_t>(weights_[head * learner_buckets + bucket]);
    return static_cast<float>(byte) * float_at(biases_, head * 2 + 1);
}

float Model::rarity(std::uint32_t bucket) const {
    return static_cast<float>(static_cast<unsigned char>(rarities_[bucket])) / rarity_step;
}

Features Model::weighed(Features counts) const { return weighed_by(std::move(counts), rarities_); }

float Model::score(const Features& weighed, std::size_t head) const {
    const std::string_view weights = weights_.substr(head * learner_buckets, learner_buckets);
    float sum = 0;
    for (const Feature& each : weighed)
        sum += static_cast<float>(static_cast<std::int8_t>(weights[each.bucket])) * each.value;
    return float_at(biases_, head * 2) + sum * float_at(biases_, head * 2 + 1);
}

std::vector<float> Model::scores(const Features& weighed) const {
    std::vector<float> out(heads_);
    for (std::size_t head = 0; head < heads_; ++head) out[head] = score(weighed, head);
    return out;
}

std::vector<float> Model::shares(std::u32string_view plain_text, std::size_t head) const {
    const std::u32string text = edged(plain_text);
    const std::u32string_view view = text;
    std::vector<float> out(view.size(), 0.0F);
    for (std::size_t size = 1; size <= 3; ++size)
        for (std::size_t i = size == 1 ? 1 : 0; i + size <= view.size(); ++i) {
            const std::uint32_t bucket = bucket_of(view.substr(i, size));
            const float share = weight(head, bucket) * rarity(bucket) / static_cast<float>(size);
            for (std::size_t k = i; k < i + size; ++k) out[k] += share;
        }
    return {out.begin() + 1, out.end() - 1};
}

std::string trained(std::span<const Example> examples, const Teaching& how) {
    const std::string rarities = rarities_of(examples);
    std::vector<Example> ready(examples.begin(), examples.end());
    for (Example& each : ready) each.counts = weighed_by(std::move(each.counts), rarities);
    const std::size_t heads = ready.front().answers.size();
    std::string biases, weights;
    for (std::size_t i = 0; i < heads; ++i) {
        const Head head = learned(asked_of(ready, i, how), how);
        double most = 1e-9;
        for (const double each : head.weights) most = std::max(most, std::abs(each));
        append(biases, static_cast<float>(head.bias));
        append(biases, static_cast<float>(most / 127));
        for (const double each : head.weights)
            weights.push_back(
                static_cast<char>(static_cast<std::int8_t>(std::lround(each / most * 127))));
    }
    std::string out(magic);
    append(out, static_cast<float>(heads));
    return out + rarities + biases + weights;
}

}  // namespace kit::text
