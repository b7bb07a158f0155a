#include "customers/vault.hpp"

#include <algorithm>
#include <set>

#include "customers/vault_rows.hpp"
#include "kit/crypto/seal.hpp"
#include "kit/text/utf8.hpp"

namespace customers {

constexpr std::size_t text_max = 500;  // code points; the longest postal addresses have some 200

crypto::KeyRing vault_ring(const Work& work) { return {work.settings->master_key, "vault"}; }

std::string sealed_about(const VaultRow& row) {
    return "vault:" + row.shop + ':' + std::string(kit::name_of(row.kind)) + ':' + row.id.text;
}

// The kind stands in the value: a phone and an account of the same digits have nothing in common.
static std::string blind_value(Personal kind, std::string_view text) {
    return std::string(kit::name_of(kind)) + ':' + plain_form(kind, text);
}

static Result<void> acceptable(const Plain& plain) {
    auto field = std::string(kit::name_of(plain.kind));
    if (!text::is_valid_utf8(plain.text) || text::has_forbidden_controls(plain.text))
        return invalid("bad_characters", field);
    if (text::length(plain.text) > text_max) return invalid("too_long", field);
    return {};
}

static std::optional<Slip> slip_of(Work& work, std::string_view shop, const Plain& plain,
                                   const crypto::KeyRing& ring) {
    for (auto& blind : ring.blinds(blind_value(plain.kind, plain.text)))
        if (auto row =
                work.db.first<VaultRow>("where shop = ? and kind = ? and blind = ? and owner = ?",
                                        shop, plain.kind, blind, plain.owner))
            return row->id;
    return std::nullopt;
}

static void seal(VaultRow& row, std::string_view text, const crypto::KeyRing& ring) {
    row.box = ring.seal(text, sealed_about(row));
    row.sealed_by = ring.newest();
    row.blind = ring.blind(blind_value(row.kind, text));
}

static Slip put(Work& work, std::string_view shop, const Plain& plain,
                const crypto::KeyRing& ring) {
    if (plain.text.empty()) return {};
    if (auto known = slip_of(work, shop, plain, ring)) return *known;
    VaultRow row{work.new_id<VaultRow>(),
                 std::string(shop),
                 plain.kind,
                 plain.owner,
                 "",
                 "",
                 "",
                 mask_of(plain.kind, plain.text),
                 tail_of(plain.kind, plain.text),
                 work.now};
    seal(row, plain.text, ring);
    work.db.insert(row);
    return row.id;
}

Result<Slip> put_away(Work& work, std::string_view shop, const Plain& plain) {
    TRY(acceptable(plain));
    return put(work, shop, plain, vault_ring(work));
}

Result<std::vector<Slip>> put_away(Work& work, std::string_view shop,
                                   const std::vector<Plain>& plains) {
    for (auto& plain : plains) {
        TRY(acceptable(plain));
    }
    auto ring = vault_ring(work);
    std::vector<Slip> out;
    for (auto& plain : plains) out.push_back(put(work, shop, plain, ring));
    return out;
}

// A list as one value, since a query's text is fixed: each engine reads JSON in its own words.
static std::vector<VaultRow> rows_of(Work& work, std::string_view shop,
                                     const std::vector<Slip>& slips) {
    if (slips.empty()) return {};
    return work.db.rows_by_dialect<VaultRow>(
        "select id, shop, kind, owner, box, sealed_by, blind, mask, tail, put_at from vault "
        "where shop = ? and id in (select value from json_each(?))",
        "select id, shop, kind, owner, box, sealed_by, blind, mask, tail, put_at from vault "
        "where shop = ? and id in (select json_array_elements_text(cast(? as text)::json))",
        shop, slips);
}

std::map<Slip, Masked> masks(Work& work, std::string_view shop, const std::vector<Slip>& slips) {
    std::map<Slip, Masked> out;
    for (auto& row : rows_of(work, shop, slips)) out[row.id] = {row.id, row.kind, row.mask};
    return out;
}

Masked mask(Work& work, std::string_view shop, const Slip& slip) {
    auto row = work.db.find(slip, shop);
    return row ? Masked{row->id, row->kind, row->mask} : Masked{};
}

std::vector<Slip> found(Work& work, std::string_view shop, Personal kind, std::string_view text) {
    std::vector<Slip> out;
    if (plain_form(kind, text).empty()) return out;
    for (auto& blind : vault_ring(work).blinds(blind_value(kind, text)))
        for (auto& row : work.db.all<VaultRow>(
                 "where shop = ? and kind = ? and blind = ? order by id desc limit 200", shop, kind,
                 blind))
            out.push_back(row.id);
    return out;
}

std::vector<Slip> found_by_tail(Work& work, std::string_view shop, std::string_view tail,
                                int limit) {
    std::vector<Slip> out;
    if (tail.size() != 4) return out;
    for (auto& row : work.db.all<VaultRow>("where shop = ? and tail = ? order by id desc limit ?",
                                           shop, tail, limit))
        out.push_back(row.id);
    return out;
}

bool ends_in(Work& work, std::string_view shop, const Slip& slip, std::string_view tail) {
    auto row = work.db.find(slip, shop);
    return row && tail.size() == 4 && row->tail == tail;
}

std::map<Slip, std::string> opened(Work& work, std::string_view shop,
                                   const std::vector<Slip>& slips) {
    std::map<Slip, std::string> out;
    auto ring = vault_ring(work);
    for (auto& row : rows_of(work, shop, slips))
        if (auto text = ring.open(row.box, sealed_about(row))) out[row.id] = *std::move(text);
    return out;
}

std::optional<std::string> opened(Work& work, std::string_view shop, const Slip& slip) {
    auto row = work.db.find(slip, shop);
    if (!row) return std::nullopt;
    return vault_ring(work).open(row->box, sealed_about(*row));
}

void erase(Work& work, std::string_view shop, const Slip& slip) {
    work.db.execute(
        "update vault set box = '', sealed_by = '', blind = '', mask = '', tail = '', owner = '' "
        "where shop = ? and id = ?",
        shop, slip);
}

void erase_of(Work& work, std::string_view shop, std::string_view owner) {
    if (owner.empty()) return;
    work.db.execute(
        "update vault set box = '', sealed_by = '', blind = '', mask = '', tail = '', owner = '' "
        "where shop = ? and owner = ?",
        shop, owner);
}

// A box that its key does not open was changed by somebody: it is named so, kept, and never looked
// at again.
static void reseal(Work& work, VaultRow row, const crypto::KeyRing& ring) {
    if (auto text = ring.open(row.box, sealed_about(row))) seal(row, *text, ring);
    else row.sealed_by = "spoilt";
    work.db.update(row);
}

int reseal(Work& work, int limit) {
    auto ring = vault_ring(work);
    int done = 0;
    for (auto& old : ring.older())
        for (auto& row : work.db.all<VaultRow>("where sealed_by = ? order by shop limit ?", old,
                                               std::max(limit - done, 0))) {
            reseal(work, row, ring);
            ++done;
        }
    return done;
}

}  // namespace customers
