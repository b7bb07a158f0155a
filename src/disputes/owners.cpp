// Who works on a dispute: taken by oneself, handed to somebody who may, let go again; and what an
// owner hears at once.
#include "disputes/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace disputes {

void tell_owner(Work& work, const DisputeFileRow& row, DisputeUrge why) {
    if (row.assignee.empty()) return;
    work.publish(DisputeUrged{{why, brief_of(work, row)}}, {team::person_key({row.assignee})});
}

struct NewDisputeAssignee {
    std::string person;  // empty: nobody
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(NewDisputeAssignee, (), (person, version))

static Result<Dispute> give_to(Work& work, const Id<Dispute>& id, const NewDisputeAssignee& ask) {
    TRY(auto row, dispute_row(work, id, ask.version));
    if (row.over_at) return conflict("already_over");
    std::string name;
    if (!ask.person.empty()) {
        TRY(auto person, team::taker(work, row.shop, {ask.person}, may::work_cases, "person"));
        name = person.name;
    }
    if (row.assignee == ask.person) return shown(work, row);
    row.assignee = ask.person;
    remember(work, row, {ask.person.empty() ? "released" : "assigned", row.state, name, {}});
    save(work, row);
    if (ask.person != work.who.id) tell_owner(work, row, DisputeUrge::given);
    return shown(work, row);
}

static void on_evidence(Work& work, const aftersales::EvidenceShown& shown) {
    for (auto& row : work.db.all<DisputeFileRow>(
             "where shop = ? and case_id = ? and case_id <> '' and over_at is null", shown.shop,
             shown.case_id)) {
        remember(work, row, {"buyer_evidence", row.state, shown.file, {}});
        save(work, row);
        tell_owner(work, row, DisputeUrge::evidence);
    }
}

void owner_routes(Router& router) {
    router.put("/disputes/{id}/assignee", give_to, may::work_cases);
}

void owner_reactions(Jobs& jobs) { jobs.react<aftersales::EvidenceShown>(on_evidence); }

}  // namespace disputes
