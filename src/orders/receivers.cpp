// The border to the vault: what a receiver is called, phoned and where they live goes in as a token and
// comes out masked.
#include <algorithm>

#include "kit/text/utf8.hpp"
#include "orders/rows.hpp"

namespace orders {

static std::string digits_of(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c >= '0' && c <= '9'; });
    return out;
}

void put_away(Work&, OrderRow& row, const Receiver& receiver) {
    if (receiver.name) row.receiver_name_token = *receiver.name;
    if (receiver.phone) {
        row.receiver_phone_token = *receiver.phone;
        auto digits = digits_of(*receiver.phone);
        row.phone_tail = digits.size() < 4 ? "" : digits.substr(digits.size() - 4);
    }
    if (receiver.address) {
        row.receiver_address_token = *receiver.address;
        row.receiver_region = region_of(*receiver.address);
    }
    if (receiver.region && !receiver.region->empty()) row.receiver_region = *receiver.region;
}

static std::string masked_name(const std::string& name) {
    return name.empty() ? "" : text::clipped(name, 1).substr(0, 3) + "**";
}

MaskedReceiver masked(Work&, const OrderRow& row) {
    MaskedReceiver out{.name = masked_name(row.receiver_name_token),
                       .phone = row.phone_tail.empty() ? "" : "***" + row.phone_tail,
                       .address = row.receiver_region.empty() ? "" : row.receiver_region + "****",
                       .region = row.receiver_region,
                       .name_token = "",
                       .phone_token = "",
                       .address_token = ""};
    return out;
}

std::vector<std::string> receiver_tokens(Work&, std::string_view, const std::string& text) { return {text}; }

}  // namespace orders
