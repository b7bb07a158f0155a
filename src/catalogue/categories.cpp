// Categories with the rules that after-sales will need, and the shop's currency.
#include "catalogue/rows.hpp"
#include "kit/http/router.hpp"

namespace catalogue {

// The shop's own row of the catalogue.
struct PriceBook {
    static constexpr auto table = "catalogues";
    Id<team::Shop> id;
    std::string currency;
    Minor freight;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PriceBook, (), (id, currency, freight, version))

static std::optional<PriceBook> book_of(Work& work, std::string_view shop) {
    return work.db.first<PriceBook>("where id = ?", shop);
}

std::string currency_of(Work& work, std::string_view shop) {
    if (auto book = book_of(work, shop)) return book->currency;
    auto of = team::shop(work, shop);
    return of && !of->locale.starts_with("zh") ? "USD" : "CNY";
}

static bool is_priced(Work& work, std::string_view shop) {
    return work.db.value<std::string>("select id from products where shop = ? limit 1", shop)
        .has_value();
}

void keep_currency(Work& work, std::string_view shop, std::string_view currency) {
    if (!book_of(work, shop))
        work.db.insert(PriceBook{{std::string(shop)}, std::string(currency), {}, 1});
}

Minor freight_of_shop(Work& work, std::string_view shop) {
    auto book = book_of(work, shop);
    return book ? book->freight : Minor{};
}

static Result<void> set_freight(Work& work, std::string_view shop, Minor freight) {
    TRY(freight, checked_price(freight, "freight"));
    keep_currency(work, shop, currency_of(work, shop));
    auto book = book_of(work, shop);
    if (book->freight == freight) return {};
    book->freight = freight;
    book->version += 1;
    work.db.update(*book);
    return {};
}

Result<void> same_currency(Work& work, std::string_view shop, std::string_view currency) {
    auto book = book_of(work, shop);
    if (book && book->currency != currency) return invalid("other_currency", "currency");
    return {};
}

Result<void> set_currency(Work& work, std::string_view shop, std::string_view currency) {
    TRY(auto code, checked_currency(currency));
    if (currency_of(work, shop) != code && is_priced(work, shop)) return conflict("already_priced");
    auto book = book_of(work, shop);
    if (!book) return keep_currency(work, shop, code), Result<void>{};
    if (book->currency == code) return {};
    book->currency = code;
    book->version += 1;
    work.db.update(*book);
    return {};
}

struct CatalogueSummary {
    std::string currency;
    Minor freight;  // of one order that no free-shipping line covers
    std::int64_t products = 0, low = 0, out = 0;
};
BOOST_DESCRIBE_STRUCT(CatalogueSummary, (), (currency, freight, products, low, out))

static std::int64_t counted(Work& work, StockLevel level) {
    return work.db
        .value<std::int64_t>(
            "select count(*) from products where shop = ? and stock = ? and state = 'on_sale'",
            work.who.shop, level)
        .value_or(0);
}

static Result<CatalogueSummary> show_summary(Work& work) {
    auto low = counted(work, StockLevel::low), out = counted(work, StockLevel::out);
    return CatalogueSummary{currency_of(work, work.who.shop), freight_of_shop(work, work.who.shop),
                            counted(work, StockLevel::plenty) + low + out, low, out};
}

struct PatchCatalogue {
    std::optional<std::string> currency;
    std::optional<Minor> freight;
};
BOOST_DESCRIBE_STRUCT(PatchCatalogue, (), (currency, freight))

static Result<CatalogueSummary> patch_catalogue(Work& work, const PatchCatalogue& ask) {
    if (ask.currency) {
        TRY(set_currency(work, work.who.shop, *ask.currency));
    }
    if (ask.freight) {
        TRY(set_freight(work, work.who.shop, *ask.freight));
    }
    auto now = currency_of(work, work.who.shop) + " " +
               std::to_string(freight_of_shop(work, work.who.shop).units);
    team::audit(work, ask.currency ? "currency_set" : "freight_set", work.who.shop, now);
    return show_summary(work);
}

static std::optional<Category> category_of_name(Work& work, std::string_view shop,
                                                const std::string& name) {
    return work.db.first<Category>("where shop = ? and name = ?", shop, name);
}

Result<Category> category_named(Work& work, std::string_view shop, const std::string& name) {
    if (auto found = category_of_name(work, shop, name)) return *std::move(found);
    Category made{.id = work.new_id<Category>(), .shop = std::string(shop), .name = name};
    work.db.insert(made);
    return made;
}

AfterSalesRules after_sales_rules(Work& work, std::string_view shop, const Product& of) {
    AfterSalesRules out;
    auto category = of.category
                        ? work.db.first<Category>("where shop = ? and id = ?", shop, *of.category)
                        : std::nullopt;
    if (category)
        out = {category->seven_day, category->intact, category->return_days,
               category->exchange_days, category->warranty_days};
    if (of.seven_day) out.seven_day = *of.seven_day;
    return out;
}

struct CategoryList {
    std::vector<Category> items;
};
BOOST_DESCRIBE_STRUCT(CategoryList, (), (items))

static Result<CategoryList> list_categories(Work& work) {
    return CategoryList{work.db.all<Category>("where shop = ? order by name", work.who.shop)};
}

struct WriteCategory {
    std::string name;
    SevenDay seven_day = SevenDay::applies;
    Intact intact = Intact::general;
    std::int64_t return_days = 0, exchange_days = 0, warranty_days = 0;
};
BOOST_DESCRIBE_STRUCT(WriteCategory, (),
                      (name, seven_day, intact, return_days, exchange_days, warranty_days))

static Result<std::int64_t> days(std::int64_t count, const char* field) {
    if (count < 0 || count > 36'500) return invalid("out_of_range", field);
    return count;
}

static Result<Category> written(Work& work, Category row, const WriteCategory& ask) {
    TRY(row.name, team::decent(ask.name, "name", 40));
    TRY(row.return_days, days(ask.return_days, "return_days"));
    TRY(row.exchange_days, days(ask.exchange_days, "exchange_days"));
    TRY(row.warranty_days, days(ask.warranty_days, "warranty_days"));
    row.seven_day = ask.seven_day;
    row.intact = ask.intact;
    auto namesake = category_of_name(work, row.shop, row.name);
    if (namesake && namesake->id != row.id) return conflict("name_taken");
    return row;
}

static Result<Category> make_category(Work& work, const WriteCategory& ask) {
    TRY(auto row,
        written(work, {.id = work.new_id<Category>(), .shop = work.who.shop, .name = ""}, ask));
    work.db.insert(row);
    team::audit(work, "category_made", row.id.text, row.name);
    return row;
}

static Result<Category> put_category(Work& work, const Id<Category>& id, const WriteCategory& ask) {
    TRY(auto found, work.db.find(id, work.who.shop));
    TRY(auto row, written(work, std::move(found), ask));
    row.version += 1;
    work.db.update(row);
    team::audit(work, "category_changed", row.id.text, row.name);
    return row;
}

static Result<void> drop_category(Work& work, const Id<Category>& id) {
    TRY(auto found, work.db.find(id, work.who.shop));
    if (work.db.value<std::string>(
            "select id from products where shop = ? and category = ? limit 1", found.shop, id))
        return conflict("in_use");
    work.db.execute("delete from categories where shop = ? and id = ?", found.shop, id);
    team::audit(work, "category_dropped", id.text, found.name);
    return {};
}

void category_routes(Router& router) {
    router.get("/catalogue", show_summary, may::see_orders);
    router.patch("/catalogue", patch_catalogue, may::manage_catalogue);
    router.get("/categories", list_categories, may::see_orders);
    router.post("/categories", make_category, may::manage_catalogue);
    router.put("/categories/{id}", put_category, may::manage_catalogue);
    router.remove("/categories/{id}", drop_category, may::manage_catalogue);
}

void verify_categories(Db& db) {
    db.verify<PriceBook>();
    db.verify<Category>();
}

}  // namespace catalogue
