// After-sales: from "it arrived broken" to money, goods and a buyer who comes back.
//
//     open --> case (machine.hpp) --steps, clocks--> refunding --> refund requested --> approved
//     --> submitting
//                 |  history: every step with who, when, why, until when succeeded | failed |
//                 unknown
//                 '- evidence, return parcels, claims
//
// Invariants
// 1. A line of an order has at most one open case.
// 2. What went back or is on its way is never more than was paid: one ledger an order, changed in
// the same
//    commit as the refund that it counts.
// 3. A refund has one key for ever. `submitting` is committed before anybody outside is asked;
// doubt is
//    resolved by asking under that key, never by paying again.
// 4. Nobody approves what they asked for; above the policy's line two persons approve.
// 5. A case keeps the version of the policy under which it began.
// 6. Every change of a case has its row in the history, in the same commit.
#pragma once

#include <functional>

#include "aftersales/policy.hpp"
#include "aftersales/shapes.hpp"
#include "kit/db/work.hpp"
#include "team/team.hpp"

namespace kit {
class Jobs;
class Outbound;
class Router;
class Store;
struct Response;
struct Upload;
}  // namespace kit

namespace aftersales {

// A case is there or has moved; for live sockets of the desk.
struct CaseChanged {
    static constexpr auto name = "case_changed";
    CaseBrief data;
};
BOOST_DESCRIBE_STRUCT(CaseChanged, (), (data))

// For other rooms: a case came into a state.
struct CaseMoved {
    static constexpr auto name = "case_moved";
    std::string shop;
    Id<Case> id;
    Id<orders::Order> order;
    CaseKind kind = CaseKind::return_refund;
    CaseState from = CaseState::review, to = CaseState::review;
};
BOOST_DESCRIBE_STRUCT(CaseMoved, (), (shop, id, order, kind, from, to))

// For other rooms: the buyer showed something.
struct EvidenceShown {
    static constexpr auto name = "evidence_shown";
    std::string shop, file;  // file: its name
    Id<Case> case_id;
};
BOOST_DESCRIBE_STRUCT(EvidenceShown, (), (shop, file, case_id))

// --- verbs for other rooms
// ------------------------------------------------------------------------------

struct NewCase {
    std::string client_key;
    Id<orders::Order> order;
    CaseKind kind = CaseKind::return_refund;
    Reason reason = Reason::other;
    std::vector<CaseLine> lines;  // none: of the order as a whole
    std::optional<Minor> amount;  // of partial refunds and the like; else worked out
    std::optional<std::string> words, conversation;
};
BOOST_DESCRIBE_STRUCT(NewCase, (),
                      (client_key, order, kind, reason, lines, amount, words, conversation))

// Who does something to a case: the principal of the work, as one of the machine's actors.
struct Doer {
    CaseActor actor = CaseActor::seller;
    std::string id, name;
};
// Errors: not_found (order), invalid (`unknown_line`, `too_many_units`, `bad_client_key`,
// `key_reused`, `amount_needed`, `too_long`), conflict (`open_case`, `nothing_to_refund`,
// `above_the_rest`, `not_paid`).
Result<Case> open_case(Work&, std::string_view shop, const NewCase&, const Doer&);

struct CaseStep {
    CaseEvent event = CaseEvent::agree;
    std::optional<std::int64_t>
        version;  // of the case that was looked at; another one is a conflict
    std::optional<std::string> note, carrier, waybill;
    std::optional<Minor> amount;  // agreed or offered
};
BOOST_DESCRIBE_STRUCT(CaseStep, (), (event, version, note, carrier, waybill, amount))
// Errors: not_found, conflict (what the machine refuses; `changed`; `above_the_rest`;
// `rest_is_smaller` with both sums in words: less is left than was settled on, and a person has to
// say so by giving the amount; the clock pays what is left), invalid.
Result<Case> step(Work&, std::string_view shop, const Id<Case>&, const CaseStep&, const Doer&);
// Errors: not_found.
Result<Case> find(Work&, std::string_view shop, const Id<Case>&);

// What can still go back of an order: what was paid, less what went back or is on its way.
Minor left_to_refund(Work&, std::string_view shop, const orders::Order&);

// The policy that holds now.
Policy present_policy(Work&, std::string_view shop);

// Whose link a buyer's secret is. Errors: not_found (`unknown_link`, `link_over`).
struct OwnLink {
    std::string shop, contact;
    Id<orders::Order> order;
};
Result<OwnLink> own_link(Work&, const std::string& secret);

// What a payment adapter learned. `unknown`: ask again later, under the same key.
enum class PayOutcome { succeeded, failed, unknown, not_there };
BOOST_DESCRIBE_ENUM(PayOutcome, succeeded, failed, unknown, not_there)
struct PayAnswer {
    PayOutcome outcome = PayOutcome::unknown;
    std::string key;  // the key that it answers for
    std::string provider_id, error;
    Minor amount;
};
// Errors: not_found, conflict (`other_refund`: the answer is for another key or amount).
Result<void> pay_ended(Work&, std::string_view shop, const Id<Refund>&, const PayAnswer&);

// What a provider of payments is asked. `key` is the same for one refund for ever.
struct PayAsk {
    std::string shop, key, currency,
        order_number;  // the number under which the order was paid over there
    Id<Refund> refund;
    Id<orders::Order> order;
    Minor amount, paid;
};
struct Provider {
    Adapter adapter = Adapter::manual;
    std::function<PayAnswer(const PayAsk&)> submit;  // may have paid whatever it answers
    std::function<PayAnswer(const PayAsk&)> ask;     // pays nothing
};
// 微信支付 and 支付宝, by the accounts of each shop. Both must outlive the jobs.
std::vector<Provider> online_providers(Store&, const Outbound&);
// Wires the ways out. `doubt`: how long a submission may still be under way over there; until then
// "not there" is not believed.
void payments(Jobs&, std::vector<Provider>, Span doubt = std::chrono::seconds{90});

// --- for rooms above that keep files of their own ---

// A file that came in: its bytes are kept, its row not yet.
struct Piece {
    std::string name, content_type, sha256;
    std::int64_t bytes = 0;
    int width = 0, height = 0;
};
// Errors: invalid (`empty`, what the picture child refuses).
Result<Piece> taken_in(const Settings&, const Upload&);
inline constexpr std::size_t evidence_max = 10 * 1024 * 1024;  // as in chats
// As a page of its own that no script of ours reads; what is no picture is saved, never shown.
Response piece_answer(const Settings&, const std::string& content_type, const std::string& sha256);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace aftersales
