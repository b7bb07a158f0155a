// What the contracts with couriers say. A claim keeps the terms under which it was made.
#include "kit/http/router.hpp"
#include "tracing/claims.hpp"

namespace tracing {

CarrierTerms terms_of(Work& work, std::string_view shop, const std::string& carrier) {
    auto row = work.db.first<TermsRow>("where shop = ? and carrier = ?", shop, carrier);
    if (!row) return {.carrier = carrier, .note = ""};
    return {row->carrier,  row->window_days,      row->answer_days,
            row->pay_days, row->freight_multiple, row->note};
}

static Result<CarrierTermsList> list_terms(Work& work) {
    CarrierTermsList out;
    for (auto& row : work.db.all<TermsRow>("where shop = ? order by carrier", work.who.shop))
        out.items.push_back({row.carrier, row.window_days, row.answer_days, row.pay_days,
                             row.freight_multiple, row.note});
    for (auto code : contract_carriers())
        out.carriers.push_back(
            {std::string(code), code == "other" ? "" : orders::carrier_name(code)});
    return out;
}

static Result<CarrierTerms> set_terms(Work& work, const CarrierTerms& ask) {
    TRY(auto terms, sound(ask));
    if (!terms.note.empty()) {
        TRY(terms.note, team::decent(terms.note, "note", 500));
    }
    auto old =
        work.db.first<TermsRow>("where shop = ? and carrier = ?", work.who.shop, terms.carrier);
    TermsRow row{old ? old->id : work.new_id<TermsRow>(),
                 work.who.shop,
                 terms.carrier,
                 terms.window_days,
                 terms.answer_days,
                 terms.pay_days,
                 terms.freight_multiple,
                 terms.note,
                 old ? old->version + 1 : 1};
    if (old) work.db.update(row);
    else work.db.insert(row);
    team::audit(work, "carrier_terms_set", terms.carrier);
    return terms;
}

// The contract is over: what is claimed from now on goes by the house's terms.
static Result<void> end_terms(Work& work, const std::string& carrier) {
    auto row = work.db.first<TermsRow>("where shop = ? and carrier = ?", work.who.shop, carrier);
    if (!row) return not_found();
    work.db.execute("delete from carrier_terms where shop = ? and id = ?", row->shop, row->id);
    team::audit(work, "carrier_terms_ended", carrier);
    return {};
}

void terms_routes(Router& router) {
    router.get("/carrier_terms", list_terms, may::work_cases);
    router.put("/carrier_terms", set_terms, may::approve_cases);
    router.remove("/carrier_terms/{carrier}", end_terms, may::approve_cases);
}

}  // namespace tracing
