// The vault: phones, names, addresses, numbers of people. Everywhere else there is a slip (凭条),
// as for a coat at the theatre.
//
//     put_away(shop, phone, "13812345678") --> slip --> order row, message row, event, export
//     masks(slips) ------------------------------------> 138****5678 on every screen
//     revealed(slip, reason) --------------------------> the value, once, counted and audited
//
// Invariants
// 1. No table but `vault`, no event, log, kept answer or export holds the value as it is.
// 2. A value opens only in its own row: what is sealed names its shop, kind and slip.
// 3. The same value of the same owner has the same slip, so that writing it again changes nothing.
// 4. Nobody sees a value without the right, a reason, a row of the audit and a place in their
// count.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "kit/db/work.hpp"

namespace customers {

using namespace kit;

enum class Personal { phone, name, address, email, id_number, card_number, account };
BOOST_DESCRIBE_ENUM(Personal, phone, name, address, email, id_number, card_number, account)

// Stands for a value of the vault. Empty: there is no value.
using Slip = Id<struct VaultRow>;

// What every screen gets. An erased value has an empty text.
struct Masked {
    Slip slip;
    Personal kind = Personal::phone;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Masked, (), (slip, kind, text))

struct Plain {
    Personal kind = Personal::phone;
    std::string text;
    std::string
        owner;  // whose it is: a contact's or an order's id; empty: shared by the whole shop
};

// --- rules (masks.cpp): pure
// --------------------------------------------------------------------------

// 138****5678, 欧阳**, 110105********002X, 411111******1111, 浙江省杭州市西湖区****, a***@x.com.
std::string mask_of(Personal, std::string_view text);
// The form that is searched by: two spellings of one number are one.
std::string plain_form(Personal, std::string_view text);
// The last four digits of a phone; empty for what has fewer than seven.
std::string tail_of(Personal, std::string_view text);

// --- verbs
// --------------------------------------------------------------------------------------------

// An empty text gives an empty slip. Errors: invalid (`too_long` > 500 characters,
// `bad_characters`).
Result<Slip> put_away(Work&, std::string_view shop, const Plain&);
// Many at once, slips in the same order, none or all.
Result<std::vector<Slip>> put_away(Work&, std::string_view shop, const std::vector<Plain>&);

// Unknown slips are left out; a list of a screen is one query.
std::map<Slip, Masked> masks(Work&, std::string_view shop, const std::vector<Slip>&);
// Empty when unknown.
Masked mask(Work&, std::string_view shop, const Slip&);

// Every slip of this value in the shop, whatever its owner.
std::vector<Slip> found(Work&, std::string_view shop, Personal, std::string_view text);
// Phones that end in these four digits, newest first.
std::vector<Slip> found_by_tail(Work&, std::string_view shop, std::string_view tail, int limit);
bool ends_in(Work&, std::string_view shop, const Slip&, std::string_view tail);

// For the house's own errands: a label for the carrier, words back to the person who said them. It
// never goes to a colleague; that is a reveal. Nothing when unknown, erased, or sealed by a key
// that is lost.
std::optional<std::string> opened(Work&, std::string_view shop, const Slip&);
std::map<Slip, std::string> opened(Work&, std::string_view shop, const std::vector<Slip>&);

// The value goes, its slip stays and stands for nothing.
void erase(Work&, std::string_view shop, const Slip&);
void erase_of(Work&, std::string_view shop, std::string_view owner);

// Seals again, by the newest key, up to `limit` values that an older one sealed; how many it did.
int reseal(Work&, int limit);

}  // namespace customers
