#include "clocks/pack.hpp"

#include <algorithm>

#include "clocks/pack_files.hpp"
#include "kit/base/data.hpp"

namespace clocks {

constexpr int midnight = 24 * 60;

static std::vector<ClockPack> read_packs() {
    std::vector<PackFile> files;
    for (auto text : pack_files()) {
        auto file = kit::data_from<PackFile>(text);
        ENSURE(file, "the packs that come with the house can be read");
        files.push_back(*std::move(file));
    }
    std::ranges::sort(files, {}, &PackFile::place);
    std::vector<ClockPack> out;
    for (auto& file : files)
        for (auto& one : file.editions)
            out.push_back({file.id, file.market, one.name, file.market_en, one.name_en,
                           one.effective_from, one.effective_to, one.source, one.source_en,
                           one.limits});
    return out;
}

const std::vector<ClockPack>& packs() {
    static const std::vector<ClockPack> all = read_packs();
    return all;
}

static bool holds_on(const ClockPack& pack, const std::string& date) {
    return pack.effective_from <= date && (!pack.effective_to || date <= *pack.effective_to);
}

std::vector<ClockPack> packs_on(const std::string& date) {
    std::vector<ClockPack> out;
    for (auto& pack : packs()) {
        auto known = std::ranges::find(out, pack.id, &ClockPack::id);
        if (known == out.end()) out.push_back(pack);
        else if (!holds_on(*known, date) && known->effective_from <= date) *known = pack;
    }
    return out;
}

std::vector<ClockLimit> in_force(const std::vector<std::string>& chosen, const std::string& date) {
    std::vector<ClockLimit> out;
    for (auto& pack : packs()) {
        if (std::ranges::find(chosen, pack.id) == chosen.end()) continue;
        if (!holds_on(pack, date)) continue;
        out.insert(out.end(), pack.limits.begin(), pack.limits.end());
    }
    return out;
}

static bool counts_at(const ClockLimit& limit, Time asked, int offset_minutes) {
    auto minute = (asked.us / 60'000'000 + offset_minutes) % midnight;
    return limit.from <= minute && minute < limit.to;
}

static bool is_open_yet(const Round& round, Span patience, const Until& until) {
    return !round.answered && !until.is_over && Span{until.time.us - round.asked.us} <= patience;
}

Tally tallied(const ClockLimit& limit, std::span<const Utterance> said, int offset_minutes,
              Until until) {
    auto rounds = rounds_of(said, limit.who);
    if (limit.measure == ClockMeasure::first_answer && rounds.size() > 1) rounds.resize(1);
    Tally out;
    for (auto& round : rounds) {
        if (!counts_at(limit, round.asked, offset_minutes)) continue;
        auto patience = std::chrono::seconds{limit.limit_s};
        if (is_open_yet(round, patience, until)) continue;
        ++out.all;
        if (round.answered && Span{round.answered->us - round.asked.us} <= patience) ++out.in_time;
    }
    if (limit.measure != ClockMeasure::conversation || out.all == 0) return out;
    return {out.in_time == out.all ? 1 : 0, 1};
}

static bool runs(const ClockLimit& limit, const Waiting& waiting, int offset_minutes) {
    if (limit.measure == ClockMeasure::first_answer && !waiting.first) return false;
    if (limit.who == Answerers::anybody && waiting.greeted) return false;
    return counts_at(limit, waiting.asked, offset_minutes);
}

std::optional<Due> strictest(const std::vector<ClockLimit>& limits, const Waiting& waiting,
                             int offset_minutes, Time now) {
    std::optional<Due> out;
    for (auto& limit : limits) {
        if (!runs(limit, waiting, offset_minutes)) continue;
        Due due{limit.id, limit.name, waiting.asked + std::chrono::seconds{limit.warn_s},
                waiting.asked + std::chrono::seconds{limit.limit_s}};
        bool is_sooner = !out || (due.breaks > now) > (out->breaks > now) ||
                         (due.breaks > now ? due.breaks < out->breaks
                                           : out->breaks <= now && due.breaks > out->breaks);
        if (is_sooner) out = due;
    }
    return out;
}

}  // namespace clocks
