// What the files of this room share and nobody else sees.
#pragma once

#include "disputes/disputes.hpp"

namespace disputes {

struct DisputeFileRow {
    static constexpr auto table = "disputes";
    Id<Dispute> id;
    std::string shop, number;
    DisputePlatform platform = DisputePlatform::jd;
    std::string platform_number;
    Id<orders::Order> order_id;
    std::string order_number, case_id, case_number, buyer_name, goods_title;
    aftersales::Reason reason = aftersales::Reason::other;
    std::string words;
    Minor asked;
    std::optional<Minor> ruled;
    std::string currency;
    DisputeState state = DisputeState::filed;
    DisputeAwaited awaited = DisputeAwaited::us;
    std::int64_t appeals = 0;
    DisputeDuty duty;
    std::vector<DisputePiece> pieces;
    std::string opened_by, opened_name, assignee;  // assignee: nobody yet when it is empty
    Time filed_at, opened_at, state_since;
    std::optional<Time> ruled_at, named_until, deadline_at, warned_at, missed_at;
    Time rank_at;
    std::optional<Time> over_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(DisputeFileRow, (),
                      (id, shop, number, platform, platform_number, order_id, order_number, case_id,
                       case_number, buyer_name, goods_title, reason, words, asked, ruled, currency,
                       state, awaited, appeals, duty, pieces, opened_by, opened_name, assignee,
                       filed_at, opened_at, state_since, ruled_at, named_until, deadline_at,
                       warned_at, missed_at, rank_at, over_at, version))
struct DisputeStepRow {
    static constexpr auto table = "dispute_steps";
    Id<DisputeStepRow> id;
    std::string shop;
    Id<Dispute> dispute;
    std::int64_t seq = 0;
    std::string event, who, who_name, from_state, to_state, note;
    std::optional<Minor> amount;
    std::optional<Time> deadline_at;
    Time at;
};
BOOST_DESCRIBE_STRUCT(DisputeStepRow, (),
                      (id, shop, dispute, seq, event, who, who_name, from_state, to_state, note,
                       amount, deadline_at, at))

// --- shared by the files
// ----------------------------------------------------------------------------------

DisputePosition position_of(const DisputeFileRow&);
// Errors: not_found; conflict (`changed`) when `version` names another one than is there.
Result<DisputeFileRow> dispute_row(Work&, const Id<Dispute>&,
                                   std::optional<std::int64_t> version = {});
DisputeBrief brief_of(Work&, const DisputeFileRow&);
Dispute shown(Work&, const DisputeFileRow&);
std::vector<DisputeStepRow> steps_of(Work&, const DisputeFileRow&);
// Its case; nothing when it has none.
std::optional<aftersales::Case> case_of(Work&, const DisputeFileRow&);
bool carries_out(aftersales::CaseState);  // the ruling is on its way to the buyer, or there
bool is_over(aftersales::CaseState);      // it ended without anything for the buyer
// Errors: invalid (`too_long`, `bad_characters`); an empty note stays empty.
Result<std::string> decent_note(const std::optional<std::string>&, std::size_t limit = 2000);

struct DisputeFact {
    std::string event;
    DisputeState from = DisputeState::filed;
    std::string note;
    std::optional<Minor> amount;
};
void remember(Work&, const DisputeFileRow&, DisputeFact);
// The row after a change; the desk is told.
void save(Work&, DisputeFileRow&);
// What its owner should know at once; without an owner nobody is told.
void tell_owner(Work&, const DisputeFileRow&, DisputeUrge);
// Found by a number as it is, else by words: newest first.
void index_words(Work&, const DisputeFileRow&, const std::string& words);
std::vector<DisputeFileRow> found_disputes(Work&, const std::string& shop, const std::string& words,
                                           int limit);
// A new state: its clock, its timer; `since` is when the platform said so.
void enter(Work&, DisputeFileRow&, const DisputePosition&, Time since,
           std::optional<Time> named = {});
// When the platform said something, and until when we have. Errors: invalid (`in_the_future`,
// `too_long_ago`; `in_the_past`, `too_far`).
Result<Time> told_at(Work&, std::optional<Time> noticed, Time not_before);
Result<void> nameable(Work&, std::optional<Time> named);

// Valid orders of a month, and how many orders were disputed in it.
std::int64_t valid_orders(Work&, const Month&);
std::int64_t disputed_orders(Work&, const Month&);

void opening_routes(Router&);
void step_routes(Router&);
void step_reactions(Jobs&);
void ruling_routes(Router&);
void piece_routes(Router&);
void owner_routes(Router&);
void owner_reactions(Jobs&);
void list_routes(Router&);

}  // namespace disputes
