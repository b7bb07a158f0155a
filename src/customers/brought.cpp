// Buyers that a connected shop tells us of, before they ever open the chat window.
#include "customers/customers.hpp"

namespace customers {

Result<Contact> bring(Work& work, std::string_view shop, const BroughtContact& from) {
    if (from.external_id.empty() || from.external_id.size() > 128)
        return invalid("required", "external_id");
    auto known =
        work.db.first<Contact>("where shop = ? and external_id = ?", shop, from.external_id);
    Contact out = known ? *known
                        : Contact{.id = work.new_id<Contact>(),
                                  .shop = std::string(shop),
                                  .locale = "zh-CN",
                                  .first_seen_at = work.now,
                                  .last_seen_at = work.now};
    auto owner = out.id.text;
    TRY(auto slips, put_away(work, shop,
                             {{Personal::name, from.name, owner},
                              {Personal::phone, from.phone, owner},
                              {Personal::email, from.email, owner}}));
    (void)slips;
    // Who a buyer is, only a signed identity says: until then the desk sees the name masked.
    if (out.verified) return out;
    out.external_id = from.external_id;
    out.name = from.name.empty() ? "顾客" : mask_of(Personal::name, from.name);
    if (!known) work.db.insert(out);
    else if (known->name != out.name) work.db.update(out);
    return out;
}

}  // namespace customers
