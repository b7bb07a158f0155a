// The border to the vault: what a receiver is called, phoned and where they live goes in and leaves
// a slip.
#include <algorithm>

#include "kit/text/utf8.hpp"
#include "orders/rows.hpp"

namespace orders {

using customers::Personal;

// The slips are the order's own, so that one order can be forgotten without its neighbours.
static std::string slip_of(Work& work, const OrderRow& row, Personal kind,
                           const std::string& text) {
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

static bool overlap(const customers::CoveredPart& a, int at, int length) {
    return at < a.at + a.length && a.at < at + length;
}

// Masks of the text before that stand in the new one, where nothing else was found.
static void keep_masks(const std::string& before, const std::vector<customers::CoveredPart>& parts,
                       customers::CoveredText& now) {
    auto old = text::decoded(before), fresh = text::decoded(now.text);
    for (auto part : parts) {
        auto mask =
            old.substr(static_cast<std::size_t>(part.at), static_cast<std::size_t>(part.length));
        for (std::size_t from = 0, at; (at = fresh.find(mask, from)) != fresh.npos; from = at + 1) {
            auto place = static_cast<int>(at);
            if (std::ranges::any_of(now.parts,
                                    [&](auto& one) { return overlap(one, place, part.length); }))
                continue;
            part.at = place;
            now.parts.push_back(part);
            break;
        }
    }
    std::ranges::sort(now.parts, {}, &customers::CoveredPart::at);
}

static void put_remark(Work& work, const OrderRow& row, const std::string& words, std::string& text,
                       std::vector<customers::CoveredPart>& parts) {
    auto now = customers::cover(work, row.shop, row.id.text, words);
    keep_masks(text, parts, now);
    text = std::move(now.text), parts = std::move(now.parts);
}

void cover_remark(Work& work, OrderRow& row, const std::string& text) {
    put_remark(work, row, text, row.remark, row.remark_covered);
}
void cover_buyer_remark(Work& work, OrderRow& row, const std::string& text) {
    put_remark(work, row, text, row.buyer_remark, row.buyer_remark_covered);
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

std::vector<std::string> receiver_tokens(Work& work, std::string_view shop,
                                         const std::string& text) {
    std::vector<std::string> out;
    for (auto kind : {Personal::phone, Personal::name})
        for (auto& slip : customers::found(work, shop, kind, text)) out.push_back(slip.text);
    return out;
}

}  // namespace orders
