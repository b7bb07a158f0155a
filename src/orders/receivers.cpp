// The border to the vault: what a receiver is called, phoned and where they live goes in and leaves a slip.
#include "orders/rows.hpp"

namespace orders {

using customers::Personal;

// The slips are the order's own, so that one order can be forgotten without its neighbours.
static std::string slip_of(Work& work, const OrderRow& row, Personal kind, const std::string& text) {
    auto slip = customers::put_away(work, row.shop, customers::Plain{kind, text, row.id.text});
    return slip ? slip->text : std::string();
}

void put_away(Work& work, OrderRow& row, const Receiver& receiver) {
    if (receiver.name) row.receiver_name_token = slip_of(work, row, Personal::name, *receiver.name);
    if (receiver.phone) {
        row.receiver_phone_token = slip_of(work, row, Personal::phone, *receiver.phone);
        row.phone_tail = customers::tail_of(Personal::phone, *receiver.phone);
    }
    if (receiver.address) {
        row.receiver_address_token = slip_of(work, row, Personal::address, *receiver.address);
        row.receiver_region = region_of(*receiver.address);
    }
    if (receiver.region && !receiver.region->empty()) row.receiver_region = *receiver.region;
}

MaskedReceiver masked(Work& work, const OrderRow& row) {
    MaskedReceiver out{.name = "",
                       .phone = "",
                       .address = "",
                       .region = row.receiver_region,
                       .name_token = row.receiver_name_token,
                       .phone_token = row.receiver_phone_token,
                       .address_token = row.receiver_address_token};
    std::vector<customers::Slip> slips;
    for (auto token : {&out.name_token, &out.phone_token, &out.address_token})
        if (!token->empty()) slips.push_back({*token});
    auto shown = customers::masks(work, row.shop, slips);
    auto text = [&](const std::string& token) {
        auto found = shown.find({token});
        return found == shown.end() ? std::string() : found->second.text;
    };
    out.name = text(out.name_token);
    out.phone = text(out.phone_token);
    out.address = text(out.address_token);
    return out;
}

std::vector<std::string> receiver_tokens(Work& work, std::string_view shop, const std::string& text) {
    std::vector<std::string> out;
    for (auto kind : {Personal::phone, Personal::name})
        for (auto& slip : customers::found(work, shop, kind, text)) out.push_back(slip.text);
    return out;
}

}  // namespace orders
