#include "clocks/pack.hpp"

#include <algorithm>

namespace clocks {

constexpr int eight = 8 * 60, eleven_pm = 23 * 60, midnight = 24 * 60;

const std::vector<ClockPack>& packs() {
    using enum ClockMeasure;
    using enum Answerers;
    static const std::vector<ClockPack> all = {
        {"house", "自有规则", "黄金 30 秒与 3 分钟轮次", "2020-01-01", {}, "服务礼仪手册：黄金 30 秒、3 分钟回复",
         {{"house_30s", "30 秒首次响应", first_answer, anybody, 30, 15, 0, midnight, 9800},
          {"house_round", "3 分钟轮次回复", round, humans, 180, 100, 0, midnight, 9800}}},
        {"taobao", "淘宝 / 天猫", "旺旺 3 分钟响应率", "2020-01-01", {}, "旺旺 3 分钟响应率：近 30 天，8–24 点，按轮次",
         {{"taobao_3m", "旺旺 3 分钟响应", round, humans, 180, 100, eight, midnight, 9800}}},
        {"jd", "京东", "30 秒应答率", "2020-01-01", {}, "咚咚 30 秒应答率：首次回复不超过 30 秒",
         {{"jd_30s", "咚咚 30 秒应答", first_answer, anybody, 30, 15, eight, midnight, 9500}}},
        {"pinduoduo", "拼多多", "3 分钟人工回复率与 5 分钟回复率", "2020-01-01", {}, "商家客服数据说明：8–23 点",
         {{"pdd_3m", "3 分钟人工回复", conversation, humans, 180, 100, eight, eleven_pm, 9800},
          {"pdd_5m", "5 分钟首次回复", first_answer, anybody, 300, 200, eight, eleven_pm, 9990}}},
        {"douyin", "抖音电商", "3 分钟人工回复率", "2024-11-01", {}, "商家体验分规则 2024-11：8:00:00–22:59:59，一轮超时整个会话不计",
         {{"douyin_3m", "3 分钟人工回复（整个会话）", conversation, humans, 180, 100, eight, eleven_pm, 9800}}},
    };
    return all;
}

std::vector<ClockLimit> in_force(const std::vector<std::string>& chosen, const std::string& date) {
    std::vector<ClockLimit> out;
    for (auto& pack : packs()) {
        if (std::ranges::find(chosen, pack.id) == chosen.end()) continue;
        if (date < pack.effective_from || (pack.effective_to && date > *pack.effective_to)) continue;
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

Tally tallied(const ClockLimit& limit, std::span<const Utterance> said, int offset_minutes, Until until) {
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

std::optional<Due> strictest(const std::vector<ClockLimit>& limits, const Waiting& waiting, int offset_minutes) {
    std::optional<Due> out;
    for (auto& limit : limits) {
        if (!counts_at(limit, waiting.asked, offset_minutes)) continue;
        if (limit.measure == ClockMeasure::first_answer && !waiting.first) continue;
        if (limit.who == Answerers::anybody && waiting.greeted) continue;
        auto breaks = waiting.asked + std::chrono::seconds{limit.limit_s};
        if (out && out->breaks <= breaks) continue;
        out = Due{limit.id, limit.name, waiting.asked + std::chrono::seconds{limit.warn_s}, breaks};
    }
    return out;
}

}  // namespace clocks
