// Tracings, claims and what was given for delays, for the knocks of the security harness.
#include "harness.hpp"

std::string Security::object_of_tracing(const std::string& kind, const Cast& cast) {
    if (kind != "tracing" && kind != "claim" && kind != "delay_offer") return {};
    auto parcel = order_in(cast, "parcel");
    auto key = "t" + parcel;
    auto beth = session_of(cast, cast.beth);
    if (kind == "tracing") return beth.post("/tracings", {{"client_key", key}, {"parcel", parcel}, {"reason", "other"}}).text("id");
    if (kind == "claim") return beth.post("/claims", {{"client_key", key}, {"parcel", parcel}, {"kind", "late"}, {"freight", 100}}).text("id");
    // Above what an agent may give: it waits for a lead.
    return beth.post("/delay_offers", {{"client_key", key}, {"parcel", parcel}, {"amount", 19'600}}).text("id");
}
