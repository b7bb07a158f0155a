// What opens a shop, sealed.
#include "kit/jobs/keys.hpp"
#include "connections/rows.hpp"
#include "kit/base/foreign.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/seal.hpp"

namespace connections {

static crypto::KeyRing ring_of(const Settings& settings) {
    return {settings.master_key, "connections"};
}
static std::string about(const ConnectionRow& row) {
    return "connection:" + row.shop + ":" + row.id.text;
}

std::string sealed_text(const Settings& settings, const ConnectionRow& row, std::string_view text) {
    return ring_of(settings).seal(text, about(row));
}
std::string opened_text(const Settings& settings, const ConnectionRow& row, std::string_view box) {
    return box.empty() ? "" : ring_of(settings).open(box, about(row)).value_or("");
}
std::string sealed_keys(const Settings& settings, const ConnectionRow& row, const Keys& keys) {
    return sealed_text(settings, row, json::text_of(keys));
}
Keys keys_of(const Settings& settings, const ConnectionRow& row) {
    auto read = foreign::from_text<Keys>(opened_text(settings, row, row.sealed));
    return read ? *read : Keys{};
}

// A shop has at most fifty of them: one round is enough.
static void reseal(Work& work, const KeysChanged&) {
    auto newest = ring_of(*work.settings).newest();
    for (auto row :
         work.db.all<ConnectionRow>("where sealed <> '' /* shop: every one of the house */")) {
        if (crypto::sealed_by(row.sealed) == newest) continue;
        row.sealed = sealed_keys(*work.settings, row, keys_of(*work.settings, row));
        row.session.clear();
        work.db.update(row);
    }
}

void key_jobs(Jobs& jobs) { jobs.react<KeysChanged>(reseal); }

}  // namespace connections
