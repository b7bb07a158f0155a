// The warehouse's door: which parcels are expected by when, a scan, a parcel on its way back to the
// buyer. What is found inside is in inspections.cpp.
#include <algorithm>

#include "aftersales/pickups.hpp"
#include "aftersales/returns.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

std::string plain_waybill(std::string_view text) {
    std::string out;
    for (char c : text)
        if (c > ' ') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return out;
}

void expect_return(Work& work, const CaseRow& row) {
    ReturnRow out;
    out.id = work.new_id<ReturnParcel>();
    out.shop = row.shop;
    out.case_id = {row.id.text};
    out.carrier = orders::carrier_name(row.carrier);
    out.number = plain_waybill(row.waybill);
    out.told_at = work.now;
    work.db.insert(out);
    index_words(work, row, out.number);
}

ReturnParcel shown_return(Work& work, const ReturnRow& row, const CaseRow& of) {
    ReturnParcel out;
    out.id = row.id;
    out.case_id = {of.id.text};
    out.case_number = of.number;
    out.goods_title = of.goods_title;
    out.carrier = orders::carrier_name(row.carrier);
    out.number = row.number;
    out.note = row.note;
    out.state = row.state;
    out.kind = of.kind;
    out.case_state = of.state;
    out.reason = of.reason;
    out.findings = row.findings;
    out.told_at = row.told_at;
    if (of.state == CaseState::wait_seller_receive) out.due_at = of.deadline_at;
    out.received_at = row.received_at;
    out.inspected_at = row.inspected_at;
    auto person = team::person(work, row.shop, {row.received_by});
    out.received_by_name = person ? person->name : "";
    out.back_carrier = row.back_carrier;
    out.back_number = row.back_number;
    return out;
}

std::vector<ReturnParcel> returns_of(Work& work, const CaseRow& row) {
    std::vector<ReturnParcel> out;
    for (auto& parcel : work.db.all<ReturnRow>("where shop = ? and case_id = ? order by told_at",
                                               row.shop, row.id))
        out.push_back(shown_return(work, parcel, row));
    return out;
}

struct AskReturns {
    std::optional<std::string> number;
    std::optional<ReturnState> state;
};
BOOST_DESCRIBE_STRUCT(AskReturns, (), (number, state))
struct ReturnList {
    std::vector<ReturnParcel> items;
};
BOOST_DESCRIBE_STRUCT(ReturnList, (), (items))

static bool is_open(ReturnState state) {
    return state == ReturnState::expected || state == ReturnState::received;
}

// What must be looked at soonest comes first; of what is done the newest.
static void put_in_order(std::vector<ReturnParcel>& items, ReturnState state) {
    auto due = [](const ReturnParcel& one) {
        return std::pair(one.due_at ? one.due_at->us : INT64_MAX, one.told_at.us);
    };
    auto over = [](const ReturnParcel& one) {
        return std::pair(-one.inspected_at.value_or(Time{}).us, one.told_at.us);
    };
    std::ranges::sort(items, [&](auto& a, auto& b) {
        return is_open(state) ? due(a) < due(b) : over(a) < over(b);
    });
}

static Result<ReturnList> list(Work& work, const AskReturns& ask) {
    auto state = ask.state.value_or(ReturnState::expected);
    auto rows =
        ask.number ? work.db.all<ReturnRow>("where shop = ? and number = ?", work.who.shop,
                                            plain_waybill(*ask.number))
        : is_open(state)
            ? work.db.all<ReturnRow>("where shop = ? and state = ? order by told_at limit 200",
                                     work.who.shop, state)
            : work.db.all<ReturnRow>("where shop = ? and state = ? order by told_at desc limit 200",
                                     work.who.shop, state);
    ReturnList out;
    for (auto& row : rows) {
        TRY(auto of, case_row(work, row.shop, {row.case_id.text}));
        out.items.push_back(shown_return(work, row, of));
    }
    put_in_order(out.items, state);
    return out;
}

// --- the scan
// ------------------------------------------------------------------------------------------------

struct Scan {
    std::string number;
    std::optional<std::string>
        case_number;  // of a parcel whose number nobody told: what stands on its slip
};
BOOST_DESCRIBE_STRUCT(Scan, (), (number, case_number))

// The buyer sent it without telling the number: it is told now. Errors: not_found (`unknown_case`),
// conflict
// (`not_awaited`).
static Result<ReturnRow> announced_late(Work& work, const std::string& number,
                                        const std::string& case_number) {
    auto of = work.db.first<CaseRow>("where shop = ? and number = ?", work.who.shop, case_number);
    if (!of) return not_found("unknown_case");
    if (of->state != CaseState::wait_buyer_return) return conflict("not_awaited");
    CaseStep told;
    told.event = CaseEvent::shipped_back;
    told.waybill = number;
    TRY(step(work, of->shop, of->id, told, me(work)));
    auto row = work.db.first<ReturnRow>("where shop = ? and number = ?", work.who.shop, number);
    ENSURE(row, "what was told is expected");
    return *std::move(row);
}

static Result<ReturnRow> scanned(Work& work, const Scan& scan) {
    auto number = plain_waybill(scan.number);
    if (number.empty() || number.size() > 100) return invalid("required", "number");
    auto row = work.db.first<ReturnRow>("where shop = ? and number = ?", work.who.shop, number);
    if (row && row->state != ReturnState::expected) return conflict("received_already");
    if (row) return *std::move(row);
    auto on_slip = scan.case_number.value_or("");
    // One that our courier fetched before anybody wrote it down.
    if (auto fetched = pickup_booked_as(work, work.who.shop, number)) {
        TRY(auto of, case_row(work, work.who.shop, {fetched->case_id.text}));
        on_slip = of.number;
    }
    // A parcel that nobody announced is not taken for another one.
    if (on_slip.empty()) return not_found("unknown_parcel");
    return announced_late(work, number, plain_waybill(on_slip));
}

static Result<ReturnParcel> receive(Work& work, const Scan& scan) {
    TRY(auto row, scanned(work, scan));
    TRY(auto of, case_row(work, row.shop, {row.case_id.text}));
    row.state = ReturnState::received;
    row.received_at = work.now;
    row.received_by = work.who.id;
    work.db.update(row);
    remember(work, of, me(work), {"parcel_received", "", "", row.number, {}});
    return shown_return(work, row, of);
}

// --- back to the buyer
// -------------------------------------------------------------------------------------------

struct WayBack {
    std::string carrier, number;
};
BOOST_DESCRIBE_STRUCT(WayBack, (), (carrier, number))

static Result<ReturnParcel> send_back(Work& work, const Id<ReturnParcel>& id, const WayBack& ask) {
    TRY(auto row, work.db.find<ReturnRow>({id.text}, work.who.shop));
    if (row.state != ReturnState::sent_back) return conflict("not_to_send_back");
    if (!row.back_number.empty()) return conflict("sent_already");
    TRY(auto number, team::decent(ask.number, "number", 60));
    TRY(auto of, case_row(work, row.shop, {row.case_id.text}));
    row.back_number = plain_waybill(number);
    row.back_carrier = ask.carrier.substr(0, 60);
    row.sent_back_at = work.now;
    work.db.update(row);
    remember(work, of, me(work),
             {"parcel_sent_back", "", "", row.back_carrier + " " + row.back_number, {}});
    return shown_return(work, row, of);
}

void return_routes(Router& router) {
    router.get("/return-parcels", list, may::receive_goods);
    router.post("/return-parcels/receipts", receive, may::receive_goods);
    router.put("/return-parcels/{id}/way-back", send_back, may::receive_goods);
}

}  // namespace aftersales
