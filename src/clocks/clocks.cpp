#include "clocks/clocks.hpp"

#include <algorithm>

#include "clocks/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/text/utf8.hpp"
#include "manners/manners.hpp"
#include "shifts/shifts.hpp"

namespace clocks {

ClockSettings settings(Work& work, std::string_view shop) {
    auto row = work.db.first<ClockSettings>("where id = ? /* the shop */", shop);
    return row ? *row : ClockSettings{.id = {std::string(shop)}};
}

// What the desk needs to draw every wait with its strictest limit.
struct Clocks {
    ClockSettings settings;
    std::vector<ClockPack> packs;    // all there are, as they hold today
    std::vector<ClockLimit> limits;  // that hold today
    int offset_minutes = 0;
};
BOOST_DESCRIBE_STRUCT(Clocks, (), (settings, packs, limits, offset_minutes))

static std::string today(Work& work) {
    return shifts::date_text(shifts::local_minute(work.now, china_minutes).day);
}

static Result<Clocks> show(Work& work) {
    auto set = settings(work, work.who.shop);
    auto date = today(work);
    auto limits = in_force(set.packs, date);
    return Clocks{std::move(set), packs_on(date), std::move(limits), china_minutes};
}

// As ui/desk/src/rooms/clocks/due.ts draws it.
static WaitStage stage_of(const std::vector<ClockLimit>& limits, const Waiting& waiting, Time now) {
    auto due = strictest(limits, waiting, china_minutes, now);
    if (!due) return WaitStage::in_time;
    if (due->breaks <= now) return WaitStage::broken;
    auto soonest = strictest(limits, waiting, china_minutes, waiting.asked);
    return due->warns <= now || soonest->breaks <= now ? WaitStage::late : WaitStage::in_time;
}

std::vector<WaitStage> stages(Work& work, std::string_view shop, const std::vector<Wait>& waits) {
    auto set = settings(work, shop);
    auto limits = in_force(set.packs, today(work));
    // The house greets in time where anybody may.
    std::erase_if(limits, [&](auto& limit) {
        return limit.who == Answerers::anybody && set.greets && set.greet_after_s <= limit.limit_s;
    });
    std::vector<WaitStage> out;
    for (auto& wait : waits)
        out.push_back(stage_of(limits, {wait.asked, wait.first, false}, work.now));
    return out;
}

struct SetClocks {
    std::vector<std::string> packs;
    bool greets = true;
    int greet_after_s = 20;
    std::string greeting;
};
BOOST_DESCRIBE_STRUCT(SetClocks, (), (packs, greets, greet_after_s, greeting))

static Result<void> sensible(Work& work, const SetClocks& ask) {
    for (auto& id : ask.packs)
        if (std::ranges::find(packs(), id, &ClockPack::id) == packs().end())
            return invalid("unknown_pack", "packs");
    if (ask.greet_after_s < 5 || ask.greet_after_s > 120)
        return invalid("out_of_range", "greet_after_s");
    if (!ask.greets) return {};
    TRY(team::decent(ask.greeting, "greeting", 300));
    // The house speaks as its people must.
    if (manners::judge(work, work.who.shop, ask.greeting).colour == manners::Colour::red)
        return invalid("stopped", "greeting");
    return {};
}

static Result<Clocks> set(Work& work, const SetClocks& ask) {
    TRY(sensible(work, ask));
    auto before = settings(work, work.who.shop);
    ClockSettings row{{work.who.shop},   ask.packs,    ask.greets,
                      ask.greet_after_s, ask.greeting, before.version + 1};
    std::ranges::sort(row.packs);
    row.packs.erase(std::ranges::unique(row.packs).begin(), row.packs.end());
    work.db.execute("delete from clock_settings where id = ? /* the shop */", work.who.shop);
    work.db.insert(row);
    team::audit(work, "clocks_changed", work.who.shop);
    return show(work);
}

void routes(Router& router) {
    router.get("/clocks", show, may::be_here);
    router.put("/clocks", set, may::manage_shifts);
    month_routes(router);
}

void reactions(Jobs& jobs) {
    month_reactions(jobs);
    greeting_reactions(jobs);
}

void verify(Db& db) {
    db.verify<ClockSettings>();
    db.verify<ClockDay>();
}

}  // namespace clocks
