// The shapes and rows of claims; inside the room.
#pragma once

#include "tracing/claim.hpp"
#include "tracing/rows.hpp"

namespace tracing {

struct ClaimBrief {
    Id<struct Claim> id;
    std::int64_t version = 1;
    std::string number, tracing, order, order_number, carrier, carrier_name, waybill, goods_title,
        currency;
    ClaimKind kind = ClaimKind::lost;
    ClaimState state = ClaimState::prepared;
    Minor asked;
    std::optional<Minor> granted, paid;
    Time made_at;
    std::optional<Time> deadline_at, over_at;
    bool is_warned = false, is_missed = false;
};
BOOST_DESCRIBE_STRUCT(ClaimBrief, (),
                      (id, version, number, tracing, order, order_number, carrier, carrier_name,
                       waybill, goods_title, currency, kind, state, asked, granted, paid, made_at,
                       deadline_at, over_at, is_warned, is_missed))
struct ClaimEntry {
    std::int64_t seq = 0;
    std::string event, who_name, from_state, to_state, note;
    std::optional<Minor> amount;
    Time at;
};
BOOST_DESCRIBE_STRUCT(ClaimEntry, (),
                      (seq, event, who_name, from_state, to_state, note, amount, at))
struct ClaimFile {
    Id<ClaimFile> id;
    std::string piece, name, content_type, url, by_name;
    std::int64_t bytes = 0, width = 0;  // 0: not a picture
    Time at;
};
BOOST_DESCRIBE_STRUCT(ClaimFile, (),
                      (id, piece, name, content_type, url, by_name, bytes, width, at))
struct Claim {
    Id<Claim> id;
    ClaimBrief brief;
    Minor goods, loss, declared, freight;
    ClaimSum sum;
    std::vector<ClaimPiece> pieces;
    std::string reference, made_name;
    std::vector<ClaimEvent> may;
    std::vector<ClaimEntry> history;
    std::vector<ClaimFile> files;
};
BOOST_DESCRIBE_STRUCT(Claim, (),
                      (id, brief, goods, loss, declared, freight, sum, pieces, reference, made_name,
                       may, history, files))
struct ClaimList {
    std::vector<ClaimBrief> items;
};
BOOST_DESCRIBE_STRUCT(ClaimList, (), (items))
struct CarrierTotal {
    std::string carrier, carrier_name, currency;
    std::int64_t claims = 0, open = 0;
    Minor asked, granted, paid;
};
BOOST_DESCRIBE_STRUCT(CarrierTotal, (),
                      (carrier, carrier_name, currency, claims, open, asked, granted, paid))
struct ClaimTotals {
    std::vector<CarrierTotal> items;
};
BOOST_DESCRIBE_STRUCT(ClaimTotals, (), (items))
struct CarrierChoice {
    std::string carrier, name;
};
BOOST_DESCRIBE_STRUCT(CarrierChoice, (), (carrier, name))
struct CarrierTermsList {
    std::vector<CarrierTerms> items;
    CarrierTerms house;                   // of a carrier without a contract
    std::vector<CarrierChoice> carriers;  // with whom there may be one
};
BOOST_DESCRIBE_STRUCT(CarrierTermsList, (), (items, house, carriers))

struct NewClaim {
    std::string client_key;
    Id<orders::Parcel> parcel;
    ClaimKind kind = ClaimKind::lost;
    std::optional<std::string> tracing;
    std::optional<Minor> loss, declared, freight;
};
BOOST_DESCRIBE_STRUCT(NewClaim, (), (client_key, parcel, kind, tracing, loss, declared, freight))
struct ClaimStep {
    ClaimEvent event = ClaimEvent::send;
    std::optional<std::int64_t> version;
    std::optional<Minor> amount;  // granted or paid
    std::optional<std::string> note, reference;
};
BOOST_DESCRIBE_STRUCT(ClaimStep, (), (event, version, amount, note, reference))
struct ClaimPieceMark {
    std::string key, note;
    bool done = false;
};
BOOST_DESCRIBE_STRUCT(ClaimPieceMark, (), (key, note, done))

struct ClaimChanged {
    static constexpr auto name = "claim_changed";
    ClaimBrief data;
};
BOOST_DESCRIBE_STRUCT(ClaimChanged, (), (data))

struct ClaimRow {
    static constexpr auto table = "claims";
    Id<Claim> id;
    std::string shop, number, client_key, tracing;
    Id<orders::Parcel> parcel;
    Id<orders::Order> order_id;
    std::string order_number, carrier, carrier_name, waybill, goods_title;
    ClaimKind kind = ClaimKind::lost;
    ClaimState state = ClaimState::prepared;
    Minor goods, loss, declared, freight, asked;
    std::optional<Minor> granted, paid;
    std::string currency;
    ClaimSum sum;
    std::vector<ClaimPiece> pieces;
    std::optional<CarrierTerms> terms;  // it is made under, and keeps
    std::string reference, made_by, made_name;
    Time dispatched_at, made_at, state_since;
    std::optional<Time> deadline_at, warned_at, missed_at, over_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ClaimRow, (),
                      (id, shop, number, client_key, tracing, parcel, order_id, order_number,
                       carrier, carrier_name, waybill, goods_title, kind, state, goods, loss,
                       declared, freight, asked, granted, paid, currency, sum, pieces, terms,
                       reference, made_by, made_name, dispatched_at, made_at, state_since,
                       deadline_at, warned_at, missed_at, over_at, version))
struct ClaimStepRow {
    static constexpr auto table = "claim_steps";
    Id<ClaimStepRow> id;
    std::string shop;
    Id<Claim> claim;
    std::int64_t seq = 0;
    std::string event, who_name, from_state, to_state, note;
    std::optional<Minor> amount;
    Time at;
};
BOOST_DESCRIBE_STRUCT(ClaimStepRow, (),
                      (id, shop, claim, seq, event, who_name, from_state, to_state, note, amount,
                       at))
struct ClaimFileRow {
    static constexpr auto table = "claim_files";
    Id<ClaimFile> id;
    std::string shop;
    Id<Claim> claim;
    std::string piece, sha256, name, content_type;
    std::int64_t bytes = 0, width = 0, height = 0;
    std::string by_name;
    Time at;
};
BOOST_DESCRIBE_STRUCT(ClaimFileRow, (),
                      (id, shop, claim, piece, sha256, name, content_type, bytes, width, height,
                       by_name, at))
struct TermsRow {
    static constexpr auto table = "carrier_terms";
    Id<TermsRow> id;
    std::string shop, carrier;
    std::int64_t window_days = 30, answer_days = 7, pay_days = 30, freight_multiple = 0;
    std::string note;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(TermsRow, (),
                      (id, shop, carrier, window_days, answer_days, pay_days, freight_multiple,
                       note, version))

std::vector<CarrierTotal> totals_of(Work&, std::string_view shop);

// --- shared by the files ---

// Errors: not_found.
Result<ClaimRow> claim_row(Work&, std::string_view shop, const Id<Claim>&);
Claim shown(Work&, const ClaimRow&);
// The row as it is now, and the desk is told.
void save(Work&, ClaimRow&);
std::vector<ClaimFile> files_of(Work&, const ClaimRow&);
// The contract with a carrier, or what the house takes for one.
CarrierTerms terms_of(Work&, std::string_view shop, const std::string& carrier);
void claim_file_routes(Router&);
void terms_routes(Router&);

}  // namespace tracing
