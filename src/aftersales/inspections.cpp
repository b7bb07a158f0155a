// What is in a parcel that came back: looked at line by line, with photos; then restocked, written
// off or sent back.
#include <algorithm>

#include "aftersales/returns.hpp"
#include "catalogue/catalogue.hpp"
#include "kit/base/blobs.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

struct ReturnLine {
    std::string line, title, options, sku, picture;
    std::int64_t expected = 0;
    Goods goods = Goods::ordinary;
    std::optional<std::int64_t> got;  // of what was looked at
    std::vector<Trace> findings;
    std::optional<Disposition> disposition;
    std::int64_t restocked = 0;
};
BOOST_DESCRIBE_STRUCT(ReturnLine, (),
                      (line, title, options, sku, picture, expected, goods, got, findings,
                       disposition, restocked))
struct ReturnPhoto {
    std::string id, name, url;
    CaseSide side = CaseSide::seller;
    bool is_picture = true;
    Time at;
};
BOOST_DESCRIBE_STRUCT(ReturnPhoto, (), (id, name, url, side, is_picture, at))
// All that the warehouse sees of a case: the goods, why they come back, what was shown. No chat, no
// money.
struct ReturnLook {
    ReturnParcel parcel;
    std::string words;
    std::vector<ReturnLine> lines;
    std::vector<ReturnPhoto> photos;
};
BOOST_DESCRIBE_STRUCT(ReturnLook, (), (parcel, words, lines, photos))

namespace {

const orders::OrderLine* line_in(const orders::Order& order, const std::string& id) {
    for (auto& line : order.lines)
        if (line.id.text == id) return &line;
    return nullptr;
}

std::vector<ReturnLine> lines_of(Work& work, const ReturnRow& row, const CaseRow& of) {
    std::vector<ReturnLine> out;
    auto order = orders::find(work, row.shop, of.order_id);
    auto seen = work.db.all<ReturnLineRow>("where shop = ? and return_id = ?", row.shop, row.id);
    for (auto& mine : of.lines) {
        auto line = order ? line_in(*order, mine.line) : nullptr;
        if (!line) continue;
        ReturnLine one{mine.line,
                       line->title,
                       line->options,
                       line->sku,
                       line->picture,
                       mine.quantity,
                       goods_of_product(work, row.shop, line->product),
                       {},
                       {},
                       {},
                       0};
        auto had = std::ranges::find(seen, mine.line, &ReturnLineRow::line);
        if (had != seen.end())
            one.got = had->got, one.findings = had->findings, one.disposition = had->disposition,
            one.restocked = had->restocked;
        out.push_back(std::move(one));
    }
    return out;
}

ReturnLook look_of(Work& work, const ReturnRow& row, const CaseRow& of) {
    ReturnLook out{shown_return(work, row, of), of.words, lines_of(work, row, of), {}};
    for (auto& piece : evidence_of(work, of))
        out.photos.push_back({piece.id.text, piece.name, "/return-photos/" + piece.id.text,
                              piece.side, piece.width > 0, piece.at});
    return out;
}

}  // namespace

static Result<ReturnLook> look(Work& work, const Id<ReturnParcel>& id) {
    TRY(auto row, work.db.find<ReturnRow>({id.text}, work.who.shop));
    TRY(auto of, case_row(work, row.shop, {row.case_id.text}));
    return look_of(work, row, of);
}

// --- what was found
// ---------------------------------------------------------------------------------------------

struct InspectedLine {
    std::string line;
    std::int64_t got = 0;
    std::vector<Trace> findings;
    Disposition disposition = Disposition::restock;
};
BOOST_DESCRIBE_STRUCT(InspectedLine, (), (line, got, findings, disposition))
struct Inspection {
    std::vector<Trace> findings;  // of all lines alike …
    Disposition disposition = Disposition::restock;
    std::string note;
    bool right_goods = true;                          // false: another thing is in the parcel
    std::optional<std::vector<InspectedLine>> lines;  // … or line by line
};
BOOST_DESCRIBE_STRUCT(Inspection, (), (findings, disposition, note, right_goods, lines))

namespace {

// Errors: invalid (`unknown_line`, `too_many_units`, `line_twice`, `required`: each line is looked
// at).
Result<std::vector<InspectedLine>> looked_at(const Inspection& ask,
                                             const std::vector<ReturnLine>& expected) {
    std::vector<InspectedLine> out;
    if (!ask.lines) {
        for (auto& line : expected)
            out.push_back({line.line, line.expected, ask.findings, ask.disposition});
        return out;
    }
    for (auto& mine : *ask.lines) {
        auto at = std::ranges::find(expected, mine.line, &ReturnLine::line);
        if (at == expected.end()) return invalid("unknown_line", "lines");
        if (mine.got < 0 || mine.got > at->expected) return invalid("too_many_units", "lines");
        if (mine.findings.size() > 20) return invalid("too_many", "findings");
        if (std::ranges::find(out, mine.line, &InspectedLine::line) != out.end())
            return invalid("line_twice", "lines");
        out.push_back(mine);
    }
    if (out.size() != expected.size()) return invalid("required", "lines");
    return out;
}

// No-reason returns must be intact; whoever returns broken goods because they are broken need not
// prove them whole.
bool must_be_intact(Reason reason) {
    return reason == Reason::no_reason || reason == Reason::changed_mind || reason == Reason::size;
}

// What speaks against taking the parcel, in words; nothing when it is taken.
std::optional<std::string> objection(const CaseRow& of, const Inspection& ask,
                                     const std::vector<ReturnLine>& expected,
                                     const std::vector<InspectedLine>& found) {
    if (!ask.right_goods) return "包裹内不是本单商品。";
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto at = std::ranges::find(expected, found[i].line, &ReturnLine::line);
        if (found[i].got < at->expected)
            return "「" + at->title + "」应收 " + std::to_string(at->expected) + " 件，实收 " +
                   std::to_string(found[i].got) + " 件。";
        auto verdict = intact_verdict(at->goods, found[i].findings);
        if (must_be_intact(of.reason) && !verdict.passed)
            return "「" + at->title + "」" +
                   (verdict.findings.empty() ? "影响二次销售。" : verdict.findings.front().zh);
        if (found[i].disposition == Disposition::send_back)
            return "「" + at->title + "」退回买家。";
    }
    return {};
}

// Goods that are ours again go on the shelf; what was refused is still the buyer's.
std::int64_t shelved(Work& work, const orders::Order& order, const InspectedLine& found) {
    auto line = line_in(order, found.line);
    if (!line || found.disposition != Disposition::restock || found.got == 0) return 0;
    auto variant = catalogue::find_variant(work, work.who.shop, {line->variant});
    auto by_sku = variant || line->sku.empty()
                      ? std::nullopt
                      : catalogue::find_by_sku(work, work.who.shop, line->sku);
    if (!variant && !by_sku) return 0;
    auto counted =
        catalogue::put_back(work, work.who.shop, variant ? variant->id : by_sku->id, found.got);
    return counted ? *counted : 0;
}

ReturnState state_after(bool taken, const std::vector<InspectedLine>& found) {
    bool back = std::ranges::any_of(
        found, [](auto& one) { return one.disposition == Disposition::send_back; });
    if (!taken || back) return ReturnState::sent_back;
    bool shelf = std::ranges::any_of(
        found, [](auto& one) { return one.disposition == Disposition::restock; });
    return shelf ? ReturnState::restocked : ReturnState::written_off;
}

}  // namespace

static void keep_lines(Work& work, const ReturnRow& row, const CaseRow& of,
                       const std::vector<ReturnLine>& expected, std::vector<InspectedLine> found,
                       bool taken) {
    auto order = orders::find(work, row.shop, of.order_id);
    for (auto& one : found) {
        auto at = std::ranges::find(expected, one.line, &ReturnLine::line);
        if (!taken) one.disposition = Disposition::send_back;
        auto shelf = order ? shelved(work, *order, one) : 0;
        work.db.insert(ReturnLineRow{work.new_id<ReturnLineRow>(), row.shop, row.id, one.line,
                                     at->title, at->expected, one.got, one.findings,
                                     one.disposition, shelf});
    }
}

static std::string said(const std::optional<std::string>& against, const std::string& note) {
    if (!against) return note;
    return note.empty() ? *against : *against + note;
}

// Goods of the case that may be taken are received, and the case goes on; else receipt is refused,
// with the finding.
static Result<ReturnLook> inspect(Work& work, const Id<ReturnParcel>& id, const Inspection& ask) {
    TRY(auto row, work.db.find<ReturnRow>({id.text}, work.who.shop));
    if (row.state == ReturnState::expected) return conflict("not_received");
    if (row.state != ReturnState::received) return conflict("inspected_already");
    if (ask.note.size() > 2000 || ask.findings.size() > 20) return invalid("too_long", "note");
    Id<Case> of{row.case_id.text};
    TRY(auto before, case_row(work, row.shop, of));
    auto expected = lines_of(work, row, before);
    TRY(auto found, looked_at(ask, expected));
    auto against = objection(before, ask, expected, found);
    // The case may have moved on by its clock: then the goods are ours, whatever they are like.
    bool waits = before.state == CaseState::wait_seller_receive;
    bool taken = !against || !waits;
    if (waits) {
        CaseStep next;
        next.event = against ? CaseEvent::receipt_refused : CaseEvent::received;
        next.note = said(against, ask.note);
        TRY(step(work, row.shop, of, next, me(work)));
    }
    row.state = state_after(taken, found);
    for (auto& one : found)
        for (auto trace : one.findings)
            if (std::ranges::find(row.findings, trace) == row.findings.end())
                row.findings.push_back(trace);
    row.note = said(against, ask.note);
    row.inspected_at = work.now;
    work.db.update(row);
    keep_lines(work, row, before, expected, std::move(found), taken);
    TRY(auto after, case_row(work, row.shop, of));
    remember(
        work, after, me(work),
        {"parcel_inspected", "", "", std::string(kit::name_of(row.state)) + " " + row.note, {}});
    return look_of(work, row, after);
}

// --- photos
// -------------------------------------------------------------------------------------------------------

static Result<CaseRow> case_of(Work& work, const Id<ReturnParcel>& id) {
    TRY(auto row, work.db.find<ReturnRow>({id.text}, work.who.shop));
    return case_row(work, row.shop, {row.case_id.text});
}

static Result<ReturnLook> add_photo(Slow& slow, const Id<ReturnParcel>& id, const Upload& upload) {
    TRY(auto known, slow.read([&](Work& work) { return case_of(work, id); }));
    TRY(auto piece, taken_in(slow.settings(), upload));
    return slow.write([&](Work& work) -> Result<ReturnLook> {
        TRY(auto of, case_of(work, id));
        TRY(keep_piece(work, of, CaseSide::seller, piece, me(work)));
        return look(work, id);
    });
}

// Of cases that have a parcel; of others the warehouse sees nothing.
static Result<Response> send_photo(Work& work, const Request& request) {
    auto id = request.path.substr(request.path.rfind('/') + 1);
    if (!is_uuid(id)) return not_found();
    auto row = work.db.first<EvidenceRow>("where shop = ? and id = ?", work.who.shop, id);
    if (!row || !Blobs(work.settings->data_folder + "/blobs").has(row->sha256)) return not_found();
    auto parcel = work.db.value<std::string>(
        "select id from after_returns where shop = ? and case_id = ? limit 1", row->shop,
        row->case_id);
    if (!parcel) return not_found();
    return piece_answer(*work.settings, row->content_type, row->sha256);
}

void inspection_routes(Router& router) {
    router.get("/return-parcels/{id}", look, may::receive_goods);
    router.post("/return-parcels/{id}/inspection", inspect, may::receive_goods);
    router.slow("POST", "/return-parcels/{id}/photos", add_photo, may::receive_goods)
        .body_up_to(evidence_max)
        .limited({"upload", 30, 60});
    router.page("/return-photos/{id}", send_photo, may::receive_goods);
}

}  // namespace aftersales
