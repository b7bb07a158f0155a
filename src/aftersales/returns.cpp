// The warehouse: which parcels are expected, a scan at the door, what the inspection found.
#include "aftersales/rows.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

void expect_return(Work& work, const CaseRow& row) {
    work.db.insert(ReturnRow{work.new_id<ReturnParcel>(), row.shop, {row.id.text}, row.carrier, row.waybill,
                             ReturnState::expected, {}, "", work.now, {}, "", {}});
}

static ReturnParcel shown_return(const ReturnRow& row, const CaseRow& of) {
    return {row.id, {of.id.text}, of.number, of.goods_title, row.carrier, row.number, row.note, row.state, row.findings,
            row.told_at, row.received_at, row.inspected_at};
}

std::vector<ReturnParcel> returns_of(Work& work, const CaseRow& row) {
    std::vector<ReturnParcel> out;
    for (auto& parcel : work.db.all<ReturnRow>("where shop = ? and case_id = ? order by told_at", row.shop, row.id))
        out.push_back(shown_return(parcel, row));
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

static Result<ReturnList> list(Work& work, const AskReturns& ask) {
    auto state = ask.state.value_or(ReturnState::expected);
    auto rows = ask.number ? work.db.all<ReturnRow>("where shop = ? and number = ?", work.who.shop, *ask.number)
                           : work.db.all<ReturnRow>("where shop = ? and state = ? order by told_at limit 200", work.who.shop, state);
    ReturnList out;
    for (auto& row : rows) {
        TRY(auto of, case_row(work, row.shop, {row.case_id.text}));
        out.items.push_back(shown_return(row, of));
    }
    return out;
}

struct Scan {
    std::string number;
};
BOOST_DESCRIBE_STRUCT(Scan, (), (number))

// Scanned at the door. A parcel that nobody announced is not taken for another one.
static Result<ReturnParcel> receive(Work& work, const Scan& scan) {
    auto row = work.db.first<ReturnRow>("where shop = ? and number = ?", work.who.shop, scan.number);
    if (!row) return not_found("unknown_parcel");
    if (row->state != ReturnState::expected) return conflict("received_already");
    TRY(auto of, case_row(work, row->shop, {row->case_id.text}));
    row->state = ReturnState::received;
    row->received_at = work.now;
    row->received_by = work.who.id;
    work.db.update(*row);
    remember(work, of, me(work), {"parcel_received", "", "", row->number, {}});
    return shown_return(*row, of);
}

enum class Disposition { restock, write_off, send_back };
BOOST_DESCRIBE_ENUM(Disposition, restock, write_off, send_back)
struct Inspection {
    std::vector<Trace> findings;
    Disposition disposition = Disposition::restock;
    std::string note;
    bool right_goods = true;   // false: another thing is in the parcel
};
BOOST_DESCRIBE_STRUCT(Inspection, (), (findings, disposition, note, right_goods))

static Goods goods_of(Work& work, const CaseRow& row) {
    auto order = orders::find(work, row.shop, row.order_id);
    if (!order || row.lines.empty()) return Goods::ordinary;
    for (auto& line : order->lines)
        if (line.id.text == row.lines.front().line) return goods_of_product(work, row.shop, line.product);
    return Goods::ordinary;
}

static ReturnState state_after(Disposition disposition) {
    switch (disposition) {
        case Disposition::restock: return ReturnState::restocked;
        case Disposition::write_off: return ReturnState::written_off;
        case Disposition::send_back: return ReturnState::sent_back;
    }
    return ReturnState::restocked;
}

// Intact goods of the case are received, and the case goes on; else receipt is refused, with the findings.
static Result<Case> inspect(Work& work, const Id<ReturnParcel>& id, const Inspection& ask) {
    TRY(auto row, work.db.find<ReturnRow>({id.text}, work.who.shop));
    if (row.state == ReturnState::expected) return conflict("not_received");
    if (row.state != ReturnState::received) return conflict("inspected_already");
    if (ask.note.size() > 2000 || ask.findings.size() > 20) return invalid("too_long", "note");
    Id<Case> of{row.case_id.text};
    TRY(auto before, case_row(work, row.shop, of));
    auto verdict = intact_verdict(goods_of(work, before), ask.findings);
    bool fine = verdict.passed && ask.right_goods && ask.disposition != Disposition::send_back;
    // No-reason returns must be intact; whoever returns broken goods because they are broken need not prove them whole.
    bool must_be_intact = before.reason == Reason::no_reason || before.reason == Reason::changed_mind || before.reason == Reason::size;
    if (!must_be_intact) fine = ask.right_goods && ask.disposition != Disposition::send_back;
    CaseStep next;
    next.event = fine ? CaseEvent::received : CaseEvent::receipt_refused;
    next.note = ask.note.empty() && !verdict.findings.empty() ? verdict.findings.front().zh : ask.note;
    if (!ask.right_goods) next.note = "包裹内不是本单商品。" + ask.note;
    bool waits = before.state == CaseState::wait_seller_receive;
    // The case may have moved on by its clock: then the parcel is only put away.
    if (waits) {
        TRY(auto moved, step(work, row.shop, of, next, me(work)));
        (void)moved;
    }
    row.state = state_after(ask.disposition);
    row.findings = ask.findings;
    row.note = ask.note;
    row.inspected_at = work.now;
    work.db.update(row);
    TRY(auto after, case_row(work, row.shop, of));
    remember(work, after, me(work), {"parcel_inspected", "", "", std::string(kit::name_of(ask.disposition)) + " " + ask.note, {}});
    return shown(work, after);
}

void return_routes(Router& router) {
    router.get("/return-parcels", list, may::receive_goods);
    router.post("/return-parcels/receipts", receive, may::receive_goods);
    router.post("/return-parcels/{id}/inspection", inspect, may::receive_goods);
}

}  // namespace aftersales
