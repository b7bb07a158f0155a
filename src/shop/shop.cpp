#include "shop/shop.hpp"

#include <algorithm>
#include <cmath>

#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"

namespace shop {

Result<Storefront> storefront(Work& work, std::string_view id) {
    auto found = work.db.first<Storefront>("where id = ?", id);
    if (!found) return not_found();
    return *std::move(found);
}

Result<Storefront> storefront_by_key(Work& work, std::string_view widget_key) {
    auto found = work.db.first<Storefront>("where widget_key = ?", widget_key);
    if (!found) return not_found("unknown_key");
    return *std::move(found);
}

Result<void> site_allowed(const Storefront& front, std::string_view origin,
                          std::string_view own_origin) {
    if (front.sites.empty() || origin.empty() || origin == own_origin) return {};
    if (std::ranges::find(front.sites, origin) == front.sites.end())
        return forbidden("site_not_allowed");
    return {};
}

Result<team::Shop> open_shop(Work& work, const Opening& ask) {
    TRY(auto made, team::found_shop(work, ask.name, ask.slogan, ask.locale));
    work.db.insert(Storefront{.id = made.id,
                              .widget_key = ask.widget_key.empty()
                                                ? crypto::hex(crypto::random_bytes(12))
                                                : ask.widget_key,
                              .identity_key = crypto::new_secret(),
                              .greeting = ask.greeting,
                              .quick_replies = ask.quick_replies,
                              .brand_colour = "#3550d8",
                              .sites = {},
                              .version = 1});
    return made;
}

// What the desk edits.
struct Profile {
    Id<team::Shop> id;
    std::string name, slogan, locale, greeting;
    std::vector<std::string> quick_replies;
    std::string brand_colour;
    std::vector<std::string> sites;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Profile, (),
                      (id, name, slogan, locale, greeting, quick_replies, brand_colour, sites,
                       version))

static Profile profile(const team::Shop& of, const Storefront& front) {
    return {of.id,
            of.name,
            of.slogan,
            of.locale,
            front.greeting,
            front.quick_replies,
            front.brand_colour,
            front.sites,
            front.version};
}

static Result<Profile> show(Work& work) {
    TRY(auto of, team::shop(work, work.who.shop));
    TRY(auto front, storefront(work, work.who.shop));
    return profile(of, front);
}

struct PatchShop {
    std::optional<std::string> name, slogan, greeting;
    std::optional<std::vector<std::string>> quick_replies;
    std::optional<std::string> brand_colour;
    std::optional<std::vector<std::string>> sites;
};
BOOST_DESCRIBE_STRUCT(PatchShop, (), (name, slogan, greeting, quick_replies, brand_colour, sites))

static bool is_colour(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == text.npos;
}

// White text stands on the brand colour; below 4.5 it cannot be read. Source: WCAG 2.2, 1.4.3.
static double contrast_with_white(std::string_view colour) {
    auto part = [&](std::size_t at) {
        unsigned value = 0;
        std::from_chars(colour.data() + at, colour.data() + at + 2, value, 16);
        double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 1.05 / (0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) + 0.05);
}

static bool is_origin(std::string_view text) {
    bool scheme = text.starts_with("https://") || text.starts_with("http://");
    return scheme && text.size() <= 200 && text.find('/', 8) == text.npos &&
           text.find_first_of(" \t?#@,;'\"<>") == text.npos;
}

static Result<Profile> patch(Work& work, const PatchShop& ask) {
    TRY(auto front, storefront(work, work.who.shop));
    if (ask.greeting) {
        TRY(front.greeting, ask.greeting->empty() ? Result<std::string>("")
                                                  : team::decent(*ask.greeting, "greeting", 200));
    }
    if (ask.quick_replies) {
        if (ask.quick_replies->size() > 8) return invalid("too_many", "quick_replies");
        front.quick_replies.clear();
        for (auto& text : *ask.quick_replies) {
            TRY(auto fine, team::decent(text, "quick_replies", 30));
            front.quick_replies.push_back(fine);
        }
    }
    if (ask.brand_colour) {
        if (!is_colour(*ask.brand_colour)) return invalid("not_a_colour", "brand_colour");
        if (contrast_with_white(*ask.brand_colour) < 4.5)
            return invalid("too_light", "brand_colour");
        front.brand_colour = *ask.brand_colour;
    }
    if (ask.sites) {
        if (ask.sites->size() > 50) return invalid("too_many", "sites");
        for (auto& site : *ask.sites)
            if (!is_origin(site)) return invalid("not_an_origin", "sites");
        front.sites = *ask.sites;
    }
    TRY(auto of, team::rename_shop(work, work.who.shop, ask.name, ask.slogan));
    front.version += 1;
    work.db.update(front);
    team::audit(work, "shop_changed", work.who.shop);
    return profile(of, front);
}

struct Embedding {
    std::string key;
    std::string snippet;
    std::string identity_key;
};
BOOST_DESCRIBE_STRUCT(Embedding, (), (key, snippet, identity_key))

static Result<Embedding> embedding(Work& work) {
    TRY(auto front, storefront(work, work.who.shop));
    auto base = work.settings->public_url;
    return Embedding{
        front.widget_key,
        "<script async src=\"" + base + "/widget.js?k=" + front.widget_key + "\"></script>",
        front.identity_key};
}

void routes(Router& router) {
    router.get("/shop", show, may::be_here);
    router.patch("/shop", patch, may::manage_shop);
    router.get("/shop/embedding", embedding, may::manage_shop);
}

void verify(Db& db) { db.verify<Storefront>(); }

}  // namespace shop
