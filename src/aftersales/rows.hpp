// What the files of this room share and nobody else sees.
#pragma once

#include "aftersales/aftersales.hpp"
#include "aftersales/dry_run.hpp"

namespace kit {
struct Upload;
struct Response;
}  // namespace kit

namespace aftersales {

struct CaseRow {
    static constexpr auto table = "after_cases";
    Id<Case> id;
    std::string shop, number, client_key;
    Id<orders::Order> order_id;
    std::string order_number, contact, buyer_name, conversation;
    CaseKind kind = CaseKind::return_refund;
    CaseState state = CaseState::review;
    bool called_lead = false, goods_back = false;
    int edits = 0, offers = 0, failed_repairs = 0;
    Reason reason = Reason::other;
    std::string words;
    std::vector<CaseLine> lines;
    std::string goods_title;
    Minor amount;
    std::optional<Minor> offered;
    std::string currency;
    RefundSum sum;
    std::string carrier, waybill, assignee;
    std::int64_t policy = 0;
    Time opened_at, state_since;
    std::optional<Time> deadline_at, over_at;
    std::vector<std::string> tags;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(CaseRow, (),
                      (id, shop, number, client_key, order_id, order_number, contact, buyer_name,
                       conversation, kind, state, called_lead, goods_back, edits, offers,
                       failed_repairs, reason, words, lines, goods_title, amount, offered, currency,
                       sum, carrier, waybill, assignee, policy, opened_at, state_since, deadline_at,
                       over_at, tags, version))

struct LineRow {
    static constexpr auto table = "after_lines";
    Id<LineRow> id;
    std::string shop;
    Id<Case> case_id;
    Id<orders::Order> order_id;
    std::string line;
};
BOOST_DESCRIBE_STRUCT(LineRow, (), (id, shop, case_id, order_id, line))

struct CountRow {
    static constexpr auto table = "after_counts";
    Id<CountRow> id;
    std::string shop;
    CaseState state = CaseState::review;
    std::int64_t open = 0;
};
BOOST_DESCRIBE_STRUCT(CountRow, (), (id, shop, state, open))

struct HistoryRow {
    static constexpr auto table = "after_history";
    Id<HistoryRow> id;
    std::string shop;
    Id<Case> case_id;
    std::int64_t seq = 0;
    std::string event, actor, who, who_name, from_state, to_state;
    std::optional<Minor> amount;
    std::string note;
    std::optional<Time> deadline_at;
    std::int64_t policy = 0;
    Time at;
};
BOOST_DESCRIBE_STRUCT(HistoryRow, (),
                      (id, shop, case_id, seq, event, actor, who, who_name, from_state, to_state,
                       amount, note, deadline_at, policy, at))

struct EvidenceRow {
    static constexpr auto table = "after_evidence";
    Id<Evidence> id;
    std::string shop;
    Id<Case> case_id;
    CaseSide side = CaseSide::buyer;
    std::string uploader;
    EvidenceKind kind = EvidenceKind::photo;
    std::string sha256, name, content_type;
    std::int64_t bytes = 0;
    int width = 0, height = 0;
    std::string note;
    Time at;
};
BOOST_DESCRIBE_STRUCT(EvidenceRow, (),
                      (id, shop, case_id, side, uploader, kind, sha256, name, content_type, bytes,
                       width, height, note, at))

struct LedgerRow {
    static constexpr auto table = "after_ledgers";
    Id<LedgerRow> id;
    std::string shop;
    Id<orders::Order> order_id;
    Ledger ledger;
    Minor paid, total;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(LedgerRow, (), (id, shop, order_id, ledger, paid, total, version))

struct RefundRow {
    static constexpr auto table = "after_refunds";
    Id<Refund> id;
    std::string shop;
    Id<Case> case_id;
    Id<orders::Order> order_id;
    std::string pay_key;
    Minor amount;
    std::string currency;
    RefundState state = RefundState::requested;
    Adapter adapter = Adapter::manual;
    RefundSum sum;
    std::string asked_by, approved_by, second_by;
    int two_needed = 0;  // how many persons must approve
    std::string provider_id;
    int attempts = 0;
    std::string error, proof;
    Time asked_at;
    std::optional<Time> approved_at, submitted_at, asked_provider_at, ended_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(RefundRow, (),
                      (id, shop, case_id, order_id, pay_key, amount, currency, state, adapter, sum,
                       asked_by, approved_by, second_by, two_needed, provider_id, attempts, error,
                       proof, asked_at, approved_at, submitted_at, asked_provider_at, ended_at,
                       version))

struct PolicyRow {
    static constexpr auto table = "after_policies";
    Id<PolicyRow> id;
    std::string shop;
    std::int64_t number = 0;
    Policy body;
    std::string made_by;
    Time made_at;
    std::optional<std::int64_t> restored_from;
};
BOOST_DESCRIBE_STRUCT(PolicyRow, (), (id, shop, number, body, made_by, made_at, restored_from))

struct GroundsRow {
    static constexpr auto table = "after_grounds";
    Id<GroundsRow> id;
    std::string shop;
    Id<Case> case_id;
    Grounds body;
    std::optional<Time> delivered_at;
};
BOOST_DESCRIBE_STRUCT(GroundsRow, (), (id, shop, case_id, body, delivered_at))

struct LinkRow {
    static constexpr auto table = "after_links";
    Id<LinkRow> id;
    std::string shop;
    Id<orders::Order> order_id;
    std::string contact, secret, made_by;
    Time made_at, expires_at;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (),
                      (id, shop, order_id, contact, secret, made_by, made_at, expires_at))

// --- shared by the files
// ----------------------------------------------------------------------------------

Position position_of(const CaseRow&);
CaseRow with(CaseRow, const Position&);
Doer me(const Work&);  // the person who asks
// Errors: not_found.
Result<CaseRow> case_row(Work&, std::string_view shop, const Id<Case>&);
Case shown(Work&, const CaseRow&);
CaseBrief brief_of(Work&, const CaseRow&);

Purchase purchase_of(const orders::Order&);
bool was_shipped(const orders::Order&);
LedgerRow ledger_of(Work&, std::string_view shop, const orders::Order&);
void save(Work&, LedgerRow, const Ledger&);
// What its sum is worked out from, as things stand.
Grounds grounds_of(Work&, const CaseRow&, const orders::Order&, const Policy&);
void keep_grounds(Work&, const CaseRow&, const orders::Order&);
// The sum for a case as things stand. Errors: as `summed`, `discounted`.
Result<RefundSum> worked_out(Work&, const CaseRow&, const orders::Order&, const Policy&);

// The case that would be opened; writes nothing. Errors: as `open_case`.
Result<CaseRow> could_open(Work&, std::string_view shop, const NewCase&);

// The policy of a version; 0 is what the house ships with.
Policy policy_of(Work&, std::string_view shop, std::int64_t number);
std::int64_t policy_now(Work&, std::string_view shop);

// Words by which a case is found, beside those it has.
void index_words(Work&, const CaseRow&, const std::string& words);
// By a number, else by words; the newest first.
std::vector<CaseRow> found_cases(Work&, const std::string& shop, const std::string& words,
                                 int limit);

struct Fact {
    std::string event, from_state, to_state, note;
    std::optional<Minor> amount;
};
void remember(Work&, const CaseRow&, const Doer&, Fact);
// Writes the case with a new version, sets its timer, tells the desk.
void save(Work&, CaseRow&, CaseState before);
void count(Work&, std::string_view shop, CaseState, int by);

// The case came into `refunding` with its sum: a refund is requested, and approved at once within
// the limit.
void request_refund(Work&, const CaseRow&, const orders::Order&, const Doer&);
std::vector<Refund> refunds_of(Work&, const CaseRow&);
std::vector<ReturnParcel> returns_of(Work&, const CaseRow&);
std::vector<Pickup> pickups_of(Work&, const CaseRow&);
void end_pickup(Work&, const CaseRow&);  // goods are not awaited any more
// A courier is to come: the buyer did their part, and their time does not run out.
bool waits_for_courier(Work&, const CaseRow&);
std::vector<Evidence> evidence_of(Work&, const CaseRow&);
std::vector<HistoryRow> history_of(Work&, const CaseRow&);
Goods goods_of_product(Work&, std::string_view shop, const std::string& product);

// The same bytes of a side again are one piece. Errors: conflict (`already_over`, `too_many`).
Result<Evidence> keep_piece(Work&, const CaseRow&, CaseSide, const Piece&, const Doer&);

void opening_routes(Router&);
void step_routes(Router&);
void board_routes(Router&);
void refund_routes(Router&);
void return_routes(Router&);
void inspection_routes(Router&);
void pickup_routes(Router&);
void verify_pickups(Db&);
void evidence_routes(Router&);
void policy_routes(Router&);
void dry_run_routes(Router&);
void macro_routes(Router&);
void verify_macros(Db&);
void link_routes(Router&);
void pay_account_routes(Router&);
void pay_account_reactions(Jobs&);
void deadline_reactions(Jobs&);

}  // namespace aftersales
