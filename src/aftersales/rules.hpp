// What the law and the platforms say: each finding names its article. Pure.
//
// A finding is one line of a verdict: passed or not, in words, with the rule it rests on. The desk
// shows them beside the case, the buyer sees why.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aftersales/calendar.hpp"
#include "kit/base/describe.hpp"
#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

namespace aftersales {

struct Finding {
    std::string key;
    bool passed = true;
    std::string zh, en;
    std::string article;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (key, passed, zh, en, article))
struct IntactVerdict {
    bool passed = true;
    std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(IntactVerdict, (), (passed, findings))

// Why a buyer asks.
enum class Reason {
    no_reason,
    quality,
    damaged,
    wrong_item,
    missing_item,
    mismatch,
    fake,
    size,
    not_received,
    late,
    refused_delivery,
    wrong_address,
    price_drop,
    changed_mind,
    other
};
BOOST_DESCRIBE_ENUM(Reason, no_reason, quality, damaged, wrong_item, missing_item, mismatch, fake,
                    size, not_received, late, refused_delivery, wrong_address, price_drop,
                    changed_mind, other)

// What kind of goods, as the seven-day rule sees them. custom … periodicals: art. 6; unsealed …
// flawed: art. 7.
enum class Goods {
    ordinary,
    apparel,
    sealed,
    electronics,
    custom,
    fresh,
    digital,
    periodicals,
    unsealed_risk,
    drops_on_use,
    near_expiry,
    flawed
};
BOOST_DESCRIBE_ENUM(Goods, ordinary, apparel, sealed, electronics, custom, fresh, digital,
                    periodicals, unsealed_risk, drops_on_use, near_expiry, flawed)

struct NoReasonAsk {
    Goods goods = Goods::ordinary;
    bool confirmed_at_purchase =
        false;  // the buyer confirmed the art. 7 exception for this purchase
    std::optional<Time> signed_at;
    Time asked_at;
    int extra_days = 0;  // what the shop promises on top of seven
};
// The last day for the notice: seven days from the day after signature (art. 10).
Day no_reason_last_day(Time signed_at, int extra_days = 0);
IntactVerdict no_reason_verdict(const NoReasonAsk&);

// What the inspection found. opened and tried reasonably spoil nothing (art. 8).
enum class Trace {
    opened,
    tried,
    seal_broken,
    repaired,
    marks_torn,
    heavy_wear,
    activated,
    tags_cut,
    soiled,
    damaged
};
BOOST_DESCRIBE_ENUM(Trace, opened, tried, seal_broken, repaired, marks_torn, heavy_wear, activated,
                    tags_cut, soiled, damaged)
IntactVerdict intact_verdict(Goods, const std::vector<Trace>&);

enum class Payer { nobody, buyer, seller };
BOOST_DESCRIBE_ENUM(Payer, nobody, buyer, seller)
enum class FreightCause {
    seller_fault,
    no_reason_free,
    no_reason_paid,
    no_reason_breaks_free,
    no_reason_exchange,
    unclear,
    refused,
    settled,
    buyer_address,
    lost_in_transit
};
BOOST_DESCRIBE_ENUM(FreightCause, seller_fault, no_reason_free, no_reason_paid,
                    no_reason_breaks_free, no_reason_exchange, unclear, refused, settled,
                    buyer_address, lost_in_transit)
struct FreightShare {
    Payer outbound = Payer::nobody, back = Payer::nobody, again = Payer::nobody;
    std::string article;
};
BOOST_DESCRIBE_STRUCT(FreightShare, (), (outbound, back, again, article))
FreightShare freight_shared(FreightCause);
struct FreightFacts {
    bool free_shipping = true, breaks_threshold = false, exchange = false;
};
FreightCause freight_cause(Reason, const FreightFacts&);

enum class InsuranceState { none, insured, pending, paid, refused };
BOOST_DESCRIBE_ENUM(InsuranceState, none, insured, pending, paid, refused)
struct Insurance {
    InsuranceState state = InsuranceState::none;
    Minor paid;
    bool first_return = true, waybill_matches = true, goods_returned = true;
};
struct FreightOwed {
    Minor from_seller, from_insurance;
    std::string zh, en;
};
// Return freight that the buyer laid out: never twice. What the insurance paid is taken off; while
// it is pending the seller pays nothing yet. Errors: conflict (`insurance_pending`).
Result<FreightOwed> return_freight_owed(Minor laid_out, Payer, const Insurance&);

enum class EvidenceKind {
    photo,
    video,
    chat,
    waybill,
    weight,
    delivery_proof,
    inspection,
    appraisal,
    purchase_papers,
    customs_form,
    certificate,
    invoice,
    page_snapshot
};
BOOST_DESCRIBE_ENUM(EvidenceKind, photo, video, chat, waybill, weight, delivery_proof, inspection,
                    appraisal, purchase_papers, customs_form, certificate, invoice, page_snapshot)
enum class Prover { nobody, buyer, seller, both };
BOOST_DESCRIBE_ENUM(Prover, nobody, buyer, seller, both)
struct EvidenceWanted {
    Prover first = Prover::nobody;  // who must begin
    std::vector<EvidenceKind> from_buyer, from_seller;
    std::string zh, en, article;
};
BOOST_DESCRIBE_STRUCT(EvidenceWanted, (), (first, from_buyer, from_seller, zh, en, article))
// `durable`: durable goods bought less than six months ago, where the seller proves (消法 23).
EvidenceWanted evidence_wanted(Reason, bool used = false, bool durable = false);

enum class Liable { unclear, seller, buyer, courier };
BOOST_DESCRIBE_ENUM(Liable, unclear, seller, buyer, courier)
struct DeliveryFacts {
    bool own_courier_of_buyer = false;  // the buyer chose another one (电商法 20)
    bool signed_for = false;
    bool told_at_door = false;  // refused, or said at signature
};
// Who answers to the buyer, and whether the seller can claim from the courier.
struct Liability {
    Liable to_buyer = Liable::unclear;
    bool claim_on_courier = false;
    std::string zh, en, article;
};
BOOST_DESCRIBE_STRUCT(Liability, (), (to_buyer, claim_on_courier, zh, en, article))
Liability liable_for(Reason, const DeliveryFacts&);
// What a courier owes: the insured value up to the loss, else the loss by civil law. Answer due in
// 7 days.
struct CourierClaim {
    Minor amount;
    Time answer_due;
    std::string zh, en, article;
};
CourierClaim courier_claim(Minor loss, std::optional<Minor> insured, Time told_at);

enum class WarrantyStep { return_it, exchange_it, repair_it, over };
BOOST_DESCRIBE_ENUM(WarrantyStep, return_it, exchange_it, repair_it, over)
// Seven days return, fifteen exchange, then repair to the end of the warranty (shoes 120 days, bags
// 90).
WarrantyStep warranty_step(Time signed_at, Time asked_at, int warranty_days);
int warranty_days_of(std::string_view category);

}  // namespace aftersales
