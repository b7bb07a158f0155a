// Orders that could not be taken: what was said, masked, and why; until a good version comes.
#include "kit/base/json.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"
#include "orders/rows.hpp"

namespace orders {

struct QuarantineRow {
    static constexpr auto table = "quarantined_orders";
    Id<QuarantineRow> id;
    std::string shop, source, external_id, number, reason, field;
    Json detail;
    std::int64_t times = 1;
    Time first_at, last_at;
};
BOOST_DESCRIBE_STRUCT(QuarantineRow, (),
                      (id, shop, source, external_id, number, reason, field, detail, times,
                       first_at, last_at))

void verify_quarantine(Db& db) { db.verify<QuarantineRow>(); }

// Only what may be stored goes in: bytes that are no text would break the row itself.
static std::string storable(const std::string& text, std::size_t limit) {
    if (!text::is_valid_utf8(text) || text::has_forbidden_controls(text)) return "?";
    return text::clipped(text, limit);
}

Put quarantined(Work& work, std::string_view shop, const NewOrder& ask, const Error& why,
                const Id<Order>& known) {
    auto plain = ask;
    plain.receiver.reset();
    plain.buyer_remark.reset();
    if (plain.remark) plain.remark = customers::masked_text(*plain.remark);
    if (plain.buyer) plain.buyer = customers::masked_text(*plain.buyer);
    for (auto& line : plain.lines) {
        line.title = customers::masked_text(line.title);
        if (line.options) line.options = customers::masked_text(*line.options);
    }
    auto detail = why.reason == "bad_characters" ? std::string("null") : json::text_of(plain);
    auto name = std::string(shop) + '\n' + ask.source + '\n' + ask.external_id + '\n' + why.reason;
    Id<QuarantineRow> id{crypto::sha256_hex(name)};
    auto old = work.db.first<QuarantineRow>("where shop = ? and id = ?", shop, id);
    QuarantineRow row{id,
                      std::string(shop),
                      storable(ask.source, 40),
                      storable(ask.external_id, 100),
                      storable(ask.number, 64),
                      why.reason,
                      why.field,
                      {detail},
                      old ? old->times + 1 : 1,
                      old ? old->first_at : work.now,
                      work.now};
    if (old) work.db.update(row);
    else work.db.insert(row);
    return {Outcome::quarantined, known, why.reason, why.field};
}

// A good version frees what was held back of this order before.
void release(Work& work, std::string_view shop, const NewOrder& ask) {
    work.db.execute(
        "delete from quarantined_orders where shop = ? and source = ? and external_id = ?", shop,
        ask.source, ask.external_id);
}

struct Quarantined {
    Id<QuarantineRow> id;
    std::string source, external_id, number, reason, field;
    std::int64_t times = 1;
    Time first_at, last_at;
    Json detail;
};
BOOST_DESCRIBE_STRUCT(Quarantined, (),
                      (id, source, external_id, number, reason, field, times, first_at, last_at,
                       detail))
struct QuarantineList {
    std::vector<Quarantined> items;
};
BOOST_DESCRIBE_STRUCT(QuarantineList, (), (items))

static Result<QuarantineList> list_quarantined(Work& work) {
    QuarantineList out;
    for (auto& row : work.db.all<QuarantineRow>("where shop = ? order by last_at desc limit 200",
                                                work.who.shop))
        out.items.push_back({row.id, row.source, row.external_id, row.number, row.reason, row.field,
                             row.times, row.first_at, row.last_at, row.detail});
    return out;
}

void quarantine_routes(Router& router) {
    router.get("/quarantined_orders", list_quarantined, may::see_orders);
}

}  // namespace orders
