// Disputes that a platform or an authority decides (平台介入, 仲裁, 12315): evidence, deadlines,
// rulings, appeals.
//
//     case (aftersales) <--escalate, rule, execute-- dispute: machine.hpp, its clock, its file of
//     evidence order -----------------------------------------'   | warned before a deadline, a
//     lead called after it
//                                                        '- every step in its history; every piece
//                                                        when it was filed
//
// Invariants
// 1. A dispute is (shop, platform, the platform's number): opened again it is the same one.
// 2. Money moves through a case and nothing else; a ruling is never above what is left of the
// order.
// 3. What was filed is never changed: later pieces are new ones.
// 4. A deadline warns once and calls a lead once, whatever is restarted and however the clock
// jumps.
// 5. Every step has its row in the history, in the same commit.
#pragma once

#include "disputes/machine.hpp"
#include "kit/db/work.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace disputes {

struct DisputeBrief {
    Id<struct Dispute> id;
    std::int64_t version = 1;
    std::string number, platform_number, order, order_number, case_id, case_number, buyer_name,
        goods_title, currency;
    std::string assignee, assignee_name;  // empty: nobody yet
    DisputePlatform platform = DisputePlatform::jd;
    aftersales::Reason reason = aftersales::Reason::other;
    DisputeState state = DisputeState::filed;
    DisputeAwaited awaited = DisputeAwaited::us;
    Minor asked;
    std::optional<Minor> ruled;
    Time filed_at;
    std::optional<Time> deadline_at, over_at;
    bool is_warned = false, calls_lead = false;
};
BOOST_DESCRIBE_STRUCT(DisputeBrief, (),
                      (id, version, number, platform_number, order, order_number, case_id,
                       case_number, buyer_name, goods_title, currency, assignee, assignee_name,
                       platform, reason, state, awaited, asked, ruled, filed_at, deadline_at,
                       over_at, is_warned, calls_lead))
struct DisputeRailStep {
    DisputeState state = DisputeState::filed;
    std::optional<Time> at;
    bool now = false;
};
BOOST_DESCRIBE_STRUCT(DisputeRailStep, (), (state, at, now))
struct DisputeRunningClock {
    DisputeAwaited awaited = DisputeAwaited::us;
    Time since;
    std::optional<Time> deadline_at;
    bool by_platform = false;  // the platform named it
    std::string source_zh, source_en, effective_from;
};
BOOST_DESCRIBE_STRUCT(DisputeRunningClock, (),
                      (awaited, since, deadline_at, by_platform, source_zh, source_en,
                       effective_from))
// A file of the case, as it was when it was attached.
struct DisputeFile {
    std::string id, name, sha256, url;
};
BOOST_DESCRIBE_STRUCT(DisputeFile, (), (id, name, sha256, url))
struct DisputePiece {
    std::string key, title, note, filed_by_name;  // title: of pieces that people added
    std::optional<aftersales::EvidenceKind> kind;
    aftersales::CaseSide side = aftersales::CaseSide::seller;
    bool required = false;  // this side proves first
    std::vector<DisputeFile> files;
    std::optional<Time> filed_at;
};
BOOST_DESCRIBE_STRUCT(DisputePiece, (),
                      (key, title, note, filed_by_name, kind, side, required, files, filed_at))
struct DisputeDuty {
    aftersales::Prover first = aftersales::Prover::nobody;
    std::string zh, en, article;
};
BOOST_DESCRIBE_STRUCT(DisputeDuty, (), (first, zh, en, article))
struct DisputeEntry {
    std::int64_t seq = 0;
    std::string event, who_name, from_state, to_state, note;
    std::optional<Minor> amount;
    std::optional<Time> deadline_at;
    Time at;
};
BOOST_DESCRIBE_STRUCT(DisputeEntry, (),
                      (seq, event, who_name, from_state, to_state, note, amount, deadline_at, at))
struct Dispute {
    Id<Dispute> id;
    DisputeBrief brief;
    std::string words, opened_name;
    std::vector<DisputeRailStep> rail;
    std::optional<DisputeRunningClock> clock;
    std::optional<Time> ruled_at, appeal_until;
    std::optional<aftersales::CaseState> case_state;
    std::vector<DisputeFile> case_files;  // what can be attached
    bool wants_case = false;              // there is something to pay and no case that pays it
    DisputeDuty duty;
    std::vector<DisputePiece> pieces;
    std::vector<DisputeEvent> may;
    std::vector<DisputeEntry> history;
};
BOOST_DESCRIBE_STRUCT(Dispute, (),
                      (id, brief, words, opened_name, rail, clock, ruled_at, appeal_until,
                       case_state, case_files, wants_case, duty, pieces, may, history))

// For live sockets of the desk.
struct DisputeChanged {
    static constexpr auto name = "dispute_changed";
    DisputeBrief data;
};
BOOST_DESCRIBE_STRUCT(DisputeChanged, (), (data))

// To the owner alone: it was handed to them, its deadline nears or has passed, the buyer showed
// something new.
enum class DisputeUrge { given, warned, missed, evidence };
BOOST_DESCRIBE_ENUM(DisputeUrge, given, warned, missed, evidence)
struct DisputeCall {
    DisputeUrge why = DisputeUrge::given;
    DisputeBrief of;
};
BOOST_DESCRIBE_STRUCT(DisputeCall, (), (why, of))
struct DisputeUrged {
    static constexpr auto name = "dispute_urged";
    DisputeCall data;
};
BOOST_DESCRIBE_STRUCT(DisputeUrged, (), (data))

// Who must prove what: the pieces of a reason, in the order in which they are asked for. Pure.
std::vector<DisputePiece> pieces_for(aftersales::Reason);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace disputes
