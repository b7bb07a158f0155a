// The audit chain: hash(n) = sha256(hash(n-1) and every column of row n).
#include "kit/crypto/crypto.hpp"
#include "team/rows.hpp"

namespace team {

static std::string chained(const std::string& before, const AuditRow& row) {
    // Lengths keep the columns apart, so text cannot move from one to the next unseen.
    std::string all = before;
    auto add = [&](const std::string& text) { all += std::to_string(text.size()) + ':' + text; };
    add(row.shop);
    add(std::to_string(row.seq));
    add(std::to_string(row.at.us));
    for (auto text : {&row.actor, &row.actor_name, &row.action, &row.subject, &row.detail})
        add(*text);
    return crypto::sha256_hex(all);
}

void audit(Work& work, std::string_view action, std::string_view subject, std::string_view detail) {
    auto last = work.db.first<AuditRow>("where shop = ? order by seq desc limit 1", work.who.shop);
    AuditRow row{work.new_id<AuditRow>(),
                 work.who.shop,
                 last ? last->seq + 1 : 1,
                 work.now,
                 work.who.id,
                 work.who.name,
                 std::string(action),
                 std::string(subject),
                 std::string(detail),
                 ""};
    row.hash = chained(last ? last->hash : "", row);
    work.db.insert(row);
}

std::optional<std::int64_t> audit_broken_at(Work& work, std::string_view shop) {
    std::string before;
    std::int64_t expected = 1;
    for (auto& row : work.db.all<AuditRow>("where shop = ? order by seq", shop)) {
        if (row.seq != expected || row.hash != chained(before, row)) return expected;
        before = row.hash;
        ++expected;
    }
    return std::nullopt;
}

}  // namespace team
