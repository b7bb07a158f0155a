// Tracings, claims and what was given for delays, for the knocks of the security harness.
#include "harness.hpp"

std::string Security::object_of_tracing(const std::string& kind, const Cast& cast) {
    if (kind == "carrier") {
        json::object terms{{"carrier", "shentong"}, {"window_days", 30},     {"answer_days", 7},
                           {"pay_days", 30},        {"freight_multiple", 3}, {"note", ""}};
        session_of(cast, cast.cleo).put("/carrier_terms", terms);
        return "shentong";
    }
    if (kind != "tracing" && kind != "claim" && kind != "claim_file" && kind != "delay_offer")
        return {};
    auto parcel = order_in(cast, "parcel");
    auto key = "t" + parcel;
    auto beth = session_of(cast, cast.beth);
    if (kind == "tracing")
        return beth
            .post("/tracings", {{"client_key", key}, {"parcel", parcel}, {"reason", "other"}})
            .text("id");
    if (kind == "claim" || kind == "claim_file") {
        auto claim =
            beth.post("/claims",
                      {{"client_key", key}, {"parcel", parcel}, {"kind", "late"}, {"freight", 100}})
                .text("id");
        return kind == "claim"
                   ? claim
                   : beth.upload("/claims/" + claim + "/pieces/waybill/files?name=w.txt",
                                 "a waybill")
                         .text("files.0.id");
    }
    // Above what an agent may give: it waits for a lead.
    return beth.post("/delay_offers", {{"client_key", key}, {"parcel", parcel}, {"amount", 19'600}})
        .text("id");
}
