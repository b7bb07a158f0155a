// The room's own rows and what its verbs share.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "kit/base/values.hpp"
#include "kit/db/work.hpp"
#include "manners/edition.hpp"
#include "manners/manners.hpp"
#include "manners/trial.hpp"

namespace kit {
class Router;
}

namespace manners {

enum class EditionState { draft, published, withdrawn };
BOOST_DESCRIBE_ENUM(EditionState, draft, published, withdrawn)

struct EditionRow {
    static constexpr auto table = "pack_editions";
    kit::Id<struct Edition> id;
    std::string shop;
    std::int64_t number = 0;
    EditionState state = EditionState::draft;
    Changes changes;
    std::string note, author, author_name, house;
    kit::Time made_at;
    kit::Time published_at, starts_at;
};
BOOST_DESCRIBE_STRUCT(EditionRow, (),
                      (id, shop, number, state, changes, note, author, author_name, house, made_at,
                       published_at, starts_at))

// The edition that judges in this shop at this moment: of those that have started, the last to
// start.
std::optional<EditionRow> live_edition(kit::Work&, const std::string& shop);
// The house's pack with that edition, and the learner as far as the edition lets it speak.
std::shared_ptr<const Judge> shop_judge(kit::Work&, const std::string& shop);
Judge judge_of(const Changes& changes, std::int64_t number);

enum class TrialState { running, done };
BOOST_DESCRIBE_ENUM(TrialState, running, done)

// How often each rule stopped or held a text since then.
std::map<std::string, std::int64_t> hits_of(kit::Work&, kit::Time since);

// 0..23. What is late for the buyer is late for the shop.
std::int32_t hour_in_the_shop(kit::Time now);

void edition_routes(kit::Router&);
void trial_routes(kit::Router&);
void guide_routes(kit::Router&);
void kept_routes(kit::Router&);
void verify_trials(kit::Db&);

}  // namespace manners
