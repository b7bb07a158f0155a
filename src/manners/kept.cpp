// What was stopped, for those who train and who mend rules.
#include "manners/kept.hpp"

#include "kit/http/router.hpp"
#include "manners/rows.hpp"
#include "team/team.hpp"

namespace manners {

using namespace kit;

constexpr int kept_max = 100;
constexpr int counted_max = 5000;  // newest; more would not change what a lead decides

struct Kept {
    Id<HeldReply> id;
    std::string conversation, person_name, origin;
    Colour colour = Colour::yellow;
    std::string text, buyer_text;
    std::vector<Hit> hits;
    Time at;
    std::string override_reason;
};
BOOST_DESCRIBE_STRUCT(Kept, (),
                      (id, conversation, person_name, origin, colour, text, buyer_text, hits, at,
                       override_reason))
struct KeptList {
    std::vector<Kept> items;
};
BOOST_DESCRIBE_STRUCT(KeptList, (), (items))

struct AskKept {
    std::optional<std::string> colour, rule;
    std::optional<Time> before;
};
BOOST_DESCRIBE_STRUCT(AskKept, (), (colour, rule, before))

static bool has_rule(const HeldReply& row, const std::optional<std::string>& rule) {
    return !rule ||
           std::ranges::find(row.verdict.hits, *rule, &Hit::rule) != row.verdict.hits.end();
}

static Kept shown(Work& work, const HeldReply& row) {
    auto person = team::person(work, row.shop, {row.person});
    return {
        row.id,   row.conversation, person ? person->name : "", row.origin,   row.colour,
        row.body, row.buyer_text,   row.verdict.hits,           row.first_at, row.override_reason};
}

static Result<KeptList> list_kept(Work& work, const AskKept& ask) {
    auto rows = work.db.all<HeldReply>(
        "where shop = ? and first_at < ? and (colour = ? or ? = '') order by first_at desc limit ?",
        work.who.shop, ask.before.value_or(work.now + std::chrono::days{1}),
        ask.colour.value_or(""), ask.colour.value_or(""), ask.rule ? counted_max : kept_max);
    KeptList out;
    for (auto& row : rows)
        if (has_rule(row, ask.rule) && std::ssize(out.items) < kept_max)
            out.items.push_back(shown(work, row));
    return out;
}

std::map<std::string, std::int64_t> hits_of(Work& work, Time since) {
    std::map<std::string, std::int64_t> made;
    for (auto& row :
         work.db.all<HeldReply>("where shop = ? and first_at >= ? order by first_at desc limit ?",
                                work.who.shop, since, counted_max)) {
        std::set<std::string> rules;
        for (auto& hit : row.verdict.hits) rules.insert(hit.rule);
        for (auto& rule : rules) ++made[rule];
    }
    return made;
}

void kept_routes(Router& router) { router.get("/manners/kept", list_kept, may::manage_manners); }

}  // namespace manners
