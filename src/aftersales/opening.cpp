// A case is opened: by an agent from the chat, by the buyer on their page, by the parcel watch.
#include <algorithm>

#include "aftersales/calendar.hpp"
#include "aftersales/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"

namespace aftersales {

namespace {

bool pays_money(CaseKind kind) {
    return kind != CaseKind::exchange && kind != CaseKind::repair && kind != CaseKind::resend &&
           kind != CaseKind::tracing;
}
bool wants_amount(CaseKind kind) {
    return kind == CaseKind::partial_refund || kind == CaseKind::price_protection ||
           kind == CaseKind::compensation;
}

Result<void> decent_ask(const NewCase& ask) {
    // Parcels are looked for in the room tracing; cases of that kind are from before it.
    if (ask.kind == CaseKind::tracing) return invalid("traced_elsewhere", "kind");
    if (ask.client_key.empty() || ask.client_key.size() > 100)
        return invalid("bad_client_key", "client_key");
    auto words = ask.words.value_or("");
    if (!text::is_valid_utf8(words)) return invalid("bad_characters", "words");
    if (words.size() > 4000) return invalid("too_long", "words");
    if (ask.lines.size() > 200) return invalid("too_many", "lines");
    if (wants_amount(ask.kind) && !ask.amount) return invalid("amount_needed", "amount");
    return {};
}

// All that can still come back, when the asker names no lines.
std::vector<CaseLine> lines_of(const NewCase& ask, const orders::Order& order) {
    if (!ask.lines.empty() || ask.kind == CaseKind::tracing) return ask.lines;
    std::vector<CaseLine> out;
    for (auto& line : order.lines)
        if (line.quantity > line.returned)
            out.push_back({line.id.text, line.quantity - line.returned});
    return out;
}

Result<void> check_lines(const std::vector<CaseLine>& lines, const orders::Order& order) {
    for (auto& mine : lines) {
        auto at = std::ranges::find_if(order.lines,
                                       [&](auto& line) { return line.id.text == mine.line; });
        if (at == order.lines.end()) return invalid("unknown_line", "lines");
        if (mine.quantity < 1 || mine.quantity > at->quantity - at->returned)
            return invalid("too_many_units", "lines");
    }
    return {};
}

std::string title_of(const std::vector<CaseLine>& lines, const orders::Order& order) {
    for (auto& line : order.lines)
        if (lines.empty() || line.id.text == lines.front().line)
            return line.title +
                   (lines.size() > 1 ? " 等 " + std::to_string(lines.size()) + " 种" : "");
    return order.number;
}

// The words under which a line is taken while its case is open.
std::vector<std::string> taken_by(const CaseRow& row) {
    if (row.kind == CaseKind::tracing) return {"tracing"};
    std::vector<std::string> out;
    for (auto& line : row.lines) out.push_back(line.line);
    return out;
}

Result<void> free_lines(Work& work, const CaseRow& row) {
    for (auto& line : taken_by(row)) {
        auto open = work.db.value<std::string>(
            "select case_id from after_lines where shop = ? and order_id = ? and line = ?",
            row.shop, row.order_id, line);
        if (open) return conflict("open_case");
    }
    return {};
}

struct Number {
    std::string prefix;
    std::int64_t last = 0;
};

// AS + year, month, day + a number of four digits or more.
std::string next_number(Work& work, std::string_view shop) {
    auto day = text_of_day(day_of(work.now));
    std::string prefix = "AS" + day.substr(2, 2) + day.substr(5, 2) + day.substr(8, 2);
    auto today = work.db.value<std::int64_t>(
        "select count(*) from after_cases where shop = ? and number >= ? and number < ?", shop,
        prefix, prefix + "~");
    auto digits = std::to_string(today.value_or(0) + 1);
    return prefix + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string buyer_of(Work& work, std::string_view shop, const orders::Order& order, CaseRow& row) {
    auto owner = orders::contact_of(work, shop, order);
    if (!owner) return order.buyer;
    row.contact = owner->text;
    auto contact = customers::contact(work, shop, *owner);
    return contact && !contact->name.empty() ? contact->name : order.buyer;
}

Result<std::optional<CaseRow>> opened_before(Work& work, std::string_view shop,
                                             const NewCase& ask) {
    auto row = work.db.first<CaseRow>("where shop = ? and client_key = ?", shop, ask.client_key);
    if (row && row->order_id != ask.order) return invalid("key_reused", "client_key");
    return row;
}

}  // namespace

static Result<CaseRow> drafted(Work& work, std::string_view shop, const NewCase& ask,
                               const orders::Order& order) {
    CaseRow row;
    row.shop = std::string(shop);
    row.client_key = ask.client_key;
    row.order_id = order.id;
    row.order_number = order.number;
    row.currency = order.currency;
    row.reason = ask.reason;
    row.words = ask.words.value_or("");
    row.conversation = ask.conversation.value_or("");
    row = with(std::move(row), begun(ask.kind));
    row.lines = lines_of(ask, order);
    TRY(check_lines(row.lines, order));
    row.goods_title = title_of(row.lines, order);
    row.policy = policy_now(work, shop);
    row.amount = ask.amount.value_or(Minor{});
    if (pays_money(ask.kind)) {
        if (order.state == orders::OrderState::unpaid) return conflict("not_paid");
        TRY(row.sum, worked_out(work, row, order, policy_of(work, shop, row.policy)));
        if (ask.amount && *ask.amount != row.sum.total) {
            TRY(row.sum, lowered(row.sum, *ask.amount, purchase_of(order),
                                 ledger_of(work, shop, order).ledger));
        }
        row.amount = row.sum.total;
    }
    return row;
}

Result<CaseRow> could_open(Work& work, std::string_view shop, const NewCase& ask) {
    TRY(decent_ask(ask));
    if (work.db.value<std::string>("select id from after_cases where shop = ? and client_key = ?",
                                   shop, ask.client_key))
        return invalid("key_reused", "client_key");
    TRY(auto order, orders::find(work, shop, ask.order));
    TRY(auto row, drafted(work, shop, ask, order));
    TRY(free_lines(work, row));
    return row;
}

Result<Case> open_case(Work& work, std::string_view shop, const NewCase& ask, const Doer& doer) {
    TRY(decent_ask(ask));
    TRY(auto before, opened_before(work, shop, ask));
    if (before) return shown(work, *before);
    TRY(auto order, orders::find(work, shop, ask.order));
    TRY(auto row, drafted(work, shop, ask, order));
    TRY(free_lines(work, row));
    row.id = work.new_id<Case>();
    row.number = next_number(work, shop);
    row.buyer_name = buyer_of(work, shop, order, row);
    row.assignee = doer.actor == CaseActor::seller ? doer.id : "";
    row.opened_at = row.state_since = work.now;
    work.db.insert(row);
    keep_grounds(work, row, order);
    index_words(work, row,
                row.number + " " + row.order_number + " " + row.buyer_name + " " + row.goods_title);
    for (auto& line : taken_by(row))
        work.db.insert(LineRow{work.new_id<LineRow>(), row.shop, row.id, row.order_id, line});
    count(work, shop, row.state, +1);
    save(work, row, row.state);
    remember(work, row, doer,
             {"opened", "", std::string(kit::name_of(row.state)), row.words, row.amount});
    work.announce(CaseMoved{row.shop, row.id, row.order_id, row.kind, row.state, row.state});
    return shown(work, row);
}

// --- what it would come to
// -------------------------------------------------------------------------------

struct Quote {
    RefundSum sum;
    IntactVerdict verdict;
    EvidenceWanted wanted;
    FreightShare freight;
    Liability liability;
    std::int64_t approvals_needed = 0;
};
BOOST_DESCRIBE_STRUCT(Quote, (), (sum, verdict, wanted, freight, liability, approvals_needed))

static Result<Quote> quote(Work& work, const NewCase& ask) {
    TRY(decent_ask(ask));
    auto& shop = work.who.shop;
    TRY(auto order, orders::find(work, shop, ask.order));
    TRY(auto row, drafted(work, shop, ask, order));
    auto look = shown(work, row);
    auto policy = policy_of(work, shop, row.policy);
    return Quote{row.sum,      look.verdict,   look.wanted,
                 look.freight, look.liability, approvals_needed(policy, row.amount)};
}

static Result<Case> open_mine(Work& work, const NewCase& ask) {
    return open_case(work, work.who.shop, ask, me(work));
}

void opening_routes(Router& router) {
    router.post("/cases", open_mine, may::work_cases);
    router.post("/cases/quote", quote, may::work_cases);
}

}  // namespace aftersales
