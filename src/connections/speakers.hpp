// How each kind of shop is spoken to, and what it tells in our shapes; part of rows.hpp.
#pragma once

#include "catalogue/catalogue.hpp"
#include "connections/connections.hpp"
#include "kit/base/foreign.hpp"
#include "kit/http/outbound.hpp"

namespace connections {

struct ConnectionRow;
struct Keys;
enum class Thing { order, product, contact };
BOOST_DESCRIBE_ENUM(Thing, order, product, contact)

// --- what another shop told, in our shapes
// ---------------------------------------------------------------

struct Repaid {
    std::string external_id;
    Minor amount;
};
BOOST_DESCRIBE_STRUCT(Repaid, (), (external_id, amount))
struct Buyer {
    std::string external_id, name, email, phone;
};
BOOST_DESCRIBE_STRUCT(Buyer, (), (external_id, name, email, phone))
struct Brought {
    Thing kind = Thing::order;
    std::string external_id;
    Time changed_at;
    std::optional<orders::NewOrder> order;
    std::vector<Repaid> repaid;
    std::optional<catalogue::ProductSheet> product;
    std::optional<Buyer> buyer;
    bool gone = false;         // it was deleted over there
    bool partial = false;      // the list leaves something out: it is asked for by `rest`
    std::string fault, field;  // it could not be understood
};
struct Page {
    std::vector<Brought> things;
    std::size_t rows = 0;  // how many the shop told, also those passed over
    std::string next;      // where the list goes on, of shops that number their pages
    bool cut = false;      // the turn ended before all of it was whole
};

// --- how each kind of shop is spoken to: pure
// -------------------------------------------------------------

inline constexpr std::size_t page_size = 50;

// What is asked for: things of a kind that changed after an instant, oldest first; the page of a
// walk; or one thing.
struct Wanted {
    Thing kind = Thing::order;
    Time after = {};
    std::int64_t skip = 0;
    std::string cursor = "", external_id = "";
};
struct Speaker {
    OutboundAsk (*sign_in)(const ConnectionRow&,
                           const Keys&);  // nullptr: every ask carries the keys
    Result<std::string> (*session_of)(const OutboundAnswer&);
    OutboundAsk (*list)(const ConnectionRow&, const Keys&, const std::string& session,
                        const Wanted&);
    // Errors: unauthenticated (sign in again), unavailable, invalid (`not_understood`).
    Result<Page> (*page)(const ConnectionRow&, Thing, const OutboundAnswer&);
    // Verified calls: what they tell, or nothing but "look".
    Result<Page> (*told)(const ConnectionRow&, std::string_view topic, std::string_view body);
    // The one currency of its products' prices. nullptr: every product says its own.
    OutboundAsk (*currency)(const ConnectionRow&, const Keys&) = nullptr;
    Result<std::string> (*currency_in)(const OutboundAnswer&) = nullptr;
    // What its lists leave out of a thing. nullptr: nothing.
    OutboundAsk (*rest)(const ConnectionRow&, const Keys&, const Brought&) = nullptr;
    Result<void> (*add_rest)(const ConnectionRow&, Brought&, const OutboundAnswer&) = nullptr;
    // Which lists are walked from page to page, to their end.
    bool (*walked)(Thing) = nullptr;
    bool dates_contacts =
        true;  // false: its buyers cannot be asked for by date, and all of them are read
};
const Speaker* speaker_of(ShopKind);
extern const Speaker vendure_speaker, woocommerce_speaker, shopify_speaker, medusa_speaker;

// The answer's own refusal: 401 and 403 sign in again, others wait. Errors: unauthenticated,
// unavailable, invalid.
Result<void> answered_well(const OutboundAnswer&);

// Refunds, by kind. `find` gives the number of the refund that carries the mark.
struct RefundSpeaker {
    OutboundAsk (*look)(const ConnectionRow&, const Keys&, const std::string& session,
                        const RefundRequest&);
    // Nothing: it was not asked for yet. `payment` is what `ask` needs to know of the order.
    Result<std::optional<std::string>> (*found)(const OutboundAnswer&, const RefundRequest&,
                                                std::string& payment);
    OutboundAsk (*ask)(const ConnectionRow&, const Keys&, const std::string& session,
                       const RefundRequest&, const std::string& payment);
    // Errors: invalid (the shop refuses: its word), unavailable, unauthenticated.
    Result<std::string> (*done)(const OutboundAnswer&);
};
const RefundSpeaker* refund_speaker_of(ShopKind);
extern const RefundSpeaker vendure_refunds, woocommerce_refunds;
// What the desk wants done with an order, by kind. `look` asks how the order stands; `next` says
// what to ask now, nothing when all of it is done; `taken` whether that was accepted. A shop of a
// kind without one is not asked.
struct ErrandSpeaker {
    OutboundAsk (*look)(const ConnectionRow&, const std::string& session, const std::string& order);
    // Errors: invalid (it cannot be: a word), others: later.
    Result<std::optional<OutboundAsk>> (*next)(const ConnectionRow&, const std::string& session,
                                               const std::string& order, const orders::OrderErrand&,
                                               const OutboundAnswer& looked);
    Result<void> (*taken)(const OutboundAnswer&);
};
const ErrandSpeaker* errand_speaker_of(ShopKind);
// Until a shop that did not answer is asked again. `unsure`: asked, and it may still be at it.
Span errand_pause(Span waited, bool unsure);
extern const ErrandSpeaker vendure_errands;

// Stands in the refund's reason over there.
std::string refund_mark(const RefundRequest&);

// --- values of other houses (values.cpp): pure
// --------------------------------------------------------------

// "2026-11-22T13:28:50.882Z", also with an offset or without one (then `offset_hours`). Errors:
// invalid (`bad_time`).
Result<Time> time_of(std::string_view text, int offset_hours = 0);
std::string iso_of(Time);
// "29.35", "¥1,299.00", "2.935E1" in minor units of the currency. Errors: invalid (`bad_amount`).
Result<Minor> minor_of(std::string_view text, std::string_view currency);
// Digits after the point. Source: ISO 4217.
int digits_of(std::string_view currency);
std::string decimal_of(Minor, std::string_view currency);

}  // namespace connections
