// The shop as buyers see it: name, greeting, colour, quick replies, and where its chat window may
// be.
//
// Invariants: the widget key is public and names the shop; the identity key is secret, shown only
// to those who manage the shop.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "kit/db/work.hpp"
#include "team/team.hpp"

namespace shop {

using namespace kit;

struct Storefront {
    static constexpr auto table = "storefronts";
    Id<team::Shop> id;
    std::string widget_key;
    std::string identity_key;
    std::string greeting;
    std::vector<std::string> quick_replies;
    std::string brand_colour = "#3550d8";
    std::vector<std::string> sites;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Storefront, (),
                      (id, widget_key, identity_key, greeting, quick_replies, brand_colour, sites,
                       version))

// Errors: not_found.
Result<Storefront> storefront(Work&, std::string_view shop);
Result<Storefront> storefront_by_key(Work&, std::string_view widget_key);
// Errors: forbidden (`site_not_allowed`) when the shop names its sites and `origin` is none of
// them.
Result<void> site_allowed(const Storefront&, std::string_view origin, std::string_view own_origin);

struct Opening {
    std::string name, slogan, locale, greeting;
    std::vector<std::string> quick_replies;
    std::string widget_key;  // empty: made
};
// A new shop with its storefront. Errors: invalid.
Result<team::Shop> open_shop(Work&, const Opening&);

void routes(Router&);
void verify(Db&);

}  // namespace shop
