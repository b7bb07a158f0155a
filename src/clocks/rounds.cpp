#include "clocks/rounds.hpp"

namespace clocks {

std::vector<Round> rounds_of(std::span<const Utterance> said, Answerers who) {
    std::vector<Round> out;
    bool open = false;
    for (auto& one : said) {
        bool answers =
            one.voice == Voice::human || (one.voice == Voice::machine && who == Answerers::anybody);
        if (one.voice == Voice::buyer && !open) {
            out.push_back({one.at, {}});
            open = true;
        } else if (answers && open) {
            out.back().answered = one.at;
            open = false;
        }
    }
    return out;
}

RoundFigures measured(std::span<const Round> rounds) {
    RoundFigures out;
    for (auto& round : rounds) {
        ++out.rounds;
        if (!round.answered) continue;
        auto waited = Span{round.answered->us - round.asked.us};
        ++out.answered;
        out.waited += waited;
        if (out.rounds == 1) out.first = waited;
        // The limit itself is in time: "within 30 s".
        if (waited <= std::chrono::seconds{30}) ++out.in_30_s;
        if (waited <= std::chrono::minutes{3}) ++out.in_3_min;
    }
    return out;
}

RoundFigures added(RoundFigures one, const RoundFigures& other) {
    one.rounds += other.rounds;
    one.answered += other.answered;
    one.waited += other.waited;
    one.in_30_s += other.in_30_s;
    one.in_3_min += other.in_3_min;
    one.first = {};
    return one;
}

int missing_for(int in_time, int all, int target) {
    // (in_time + m) / (all + m) ≥ target / 10,000, solved for m.
    auto lacking = std::int64_t{target} * all - std::int64_t{10'000} * in_time;
    if (lacking <= 0) return 0;
    auto each = 10'000 - target;
    return static_cast<int>((lacking + each - 1) / each);
}

}  // namespace clocks
