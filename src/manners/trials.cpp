// Trials: a draft judged on the agents' messages of the last month, in pieces, with progress.
#include "kit/http/router.hpp"
#include "manners/rows.hpp"
#include "team/team.hpp"

namespace manners {

using namespace kit;

constexpr auto tried_days = std::chrono::days{30};

struct TrialRow {
    static constexpr auto table = "pack_trials";
    Id<struct Trial> id;
    std::string shop, author;
    TrialState state = TrialState::running;
    Changes changes;
    std::int64_t number = 0;
    Time since;
    std::string place;
    std::int64_t judged = 0, total = 0;
    Findings findings;
    Time made_at;
};
BOOST_DESCRIBE_STRUCT(TrialRow, (),
                      (id, shop, author, state, changes, number, since, place, judged, total,
                       findings, made_at))

struct Trial {
    Id<Trial> id;
    TrialState state = TrialState::running;
    std::int64_t number = 0;  // of the edition it is compared with; 0: the house's pack
    std::int64_t judged = 0, total = 0;
    Time since, made_at;
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(Trial, (), (id, state, number, judged, total, since, made_at, findings))

static Trial shown(const TrialRow& row) {
    return {row.id,    row.state, row.number,  row.judged,
            row.total, row.since, row.made_at, row.findings};
}

struct AskTrial {
    Changes changes;
};
BOOST_DESCRIBE_STRUCT(AskTrial, (), (changes))

static Result<Trial> begin_trial(Work& work, const AskTrial& ask) {
    TRY(acceptable(ask.changes, house_gate().pack()));
    auto live = live_edition(work, work.who.shop);
    TrialRow row{.id = work.new_id<Trial>(),
                 .shop = work.who.shop,
                 .author = work.who.id,
                 .state = TrialState::running,
                 .changes = ask.changes,
                 .number = live ? live->number : 0,
                 .since = work.now - tried_days,
                 .place = "",
                 .judged = 0,
                 .total = 0,
                 .findings = {},
                 .made_at = work.now};
    // One trial a shop: an older one has nothing to say any more.
    work.db.execute("delete from pack_trials where shop = ?", row.shop);
    work.db.insert(row);
    work.announce(TrialBegun{row.shop, row.id.text});
    return shown(row);
}

static Result<Trial> show_trial(Work& work, const Id<Trial>& id) {
    auto row = work.db.first<TrialRow>("where shop = ? and id = ?", work.who.shop, id);
    if (!row) return not_found();
    return shown(*row);
}

std::optional<TrialPlace> trial_place(Work& work, const std::string& shop,
                                      const std::string& trial) {
    auto row =
        work.db.first<TrialRow>("where shop = ? and id = ? and state = 'running'", shop, trial);
    if (!row) return {};
    return TrialPlace{row->since, row->place, row->total};
}

void try_on(Work& work, const std::string& shop, const std::string& trial,
            const std::vector<Said>& said, std::int64_t total) {
    auto row =
        work.db.first<TrialRow>("where shop = ? and id = ? and state = 'running'", shop, trial);
    if (!row) return;
    row->total = total;
    if (said.empty()) {
        row->state = TrialState::done;
    } else {
        row->findings = tried(std::move(row->findings), *shop_judge(work, shop),
                              judge_of(row->changes, 0), said);
        row->judged += std::ssize(said);
        row->place = said.back().id;
    }
    work.db.update(*row);
}

void trial_routes(Router& router) {
    router.post("/manners/trials", begin_trial, may::manage_manners);
    router.get("/manners/trials/{id}", show_trial, may::manage_manners);
}

void verify_trials(Db& db) { db.verify<TrialRow>(); }

}  // namespace manners
