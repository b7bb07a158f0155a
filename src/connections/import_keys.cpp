// The key of each import's file: the file is full of people's names, phones and addresses, and lies
// here until taken.
#include "connections/imports.hpp"
#include "connections/rows.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/seal.hpp"
#include "kit/crypto/stream.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/jobs/keys.hpp"

namespace connections {

struct ImportKey {
    static constexpr auto table = "import_keys";
    Id<Import> id;
    std::string shop, sealed;
};
BOOST_DESCRIBE_STRUCT(ImportKey, (), (id, shop, sealed))

static crypto::KeyRing ring_of_files(const Settings& settings) {
    return {settings.master_key, "imports"};
}
static std::string about_file(const Id<Import>& id) { return "import:" + id.text; }

void make_file_key(Work& work, const Import& of) {
    auto box = ring_of_files(*work.settings).seal(crypto::random_bytes(32), about_file(of.id));
    work.db.insert(ImportKey{of.id, of.shop, box});
}

std::string file_key(Work& work, const Import& of) {
    auto row = work.db.first<ImportKey>("where shop = ? and id = ?", of.shop, of.id);
    return row ? ring_of_files(*work.settings).open(row->sealed, about_file(of.id)).value_or("")
               : "";
}

void drop_file_key(Work& work, const Import& of) {
    work.db.execute("delete from import_keys where shop = ? and id = ?", of.shop, of.id);
}

Spool import_spool(const Settings& settings, const std::string& key) {
    // One that began before files had keys.
    if (key.empty()) return Spool(settings.data_folder + "/imports");
    return Spool(settings.data_folder + "/imports",
                 [key](std::string& bytes, std::string_view name, std::int64_t offset) {
                     crypto::hide(bytes, key, name, offset);
                 });
}

static void reseal_files(Work& work, const KeysChanged&) {
    auto ring = ring_of_files(*work.settings);
    for (auto row :
         work.db.all<ImportKey>("where sealed <> '' /* shop: every one of the house */")) {
        auto plain = ring.open(row.sealed, about_file(row.id));
        if (!plain || crypto::sealed_by(row.sealed) == ring.newest()) continue;
        row.sealed = ring.seal(*plain, about_file(row.id));
        work.db.update(row);
    }
}

void import_key_jobs(Jobs& jobs) { jobs.react<KeysChanged>(reseal_files); }
void verify_import_keys(Db& db) { db.verify<ImportKey>(); }

}  // namespace connections
