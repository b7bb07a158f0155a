// Lists and search: what find, insert and update cannot say.
#include <algorithm>

#include "catalogue/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/text/search_terms.hpp"
#include "kit/text/utf8.hpp"

namespace catalogue {

std::int64_t next_number(Work& work) {
    return 1 + work.db
                   .value<std::int64_t>(
                       "select max(number) from products /* any shop: numbers are the house's */")
                   .value_or(0);
}

std::string words_of(const Product& of, const std::vector<Variant>& variants) {
    std::string out = of.title + "\n" + of.summary;
    for (auto& parameter : of.parameters) out += "\n" + parameter.value;
    for (auto& variant : variants)
        out += "\n" + variant.sku + "\n" + variant.barcode + "\n" + variant.title;
    return out;
}

void index_product(Work& work, const Product& of) {
    auto words = words_of(of, variants_of(work, of.shop, of.id));
    auto document = work.db.dialect() == Dialect::sqlite ? text::search_document(words)
                                                         : text::tsvector_of(words);
    work.db.execute_by_dialect("delete from product_terms where rowid = ? and shop = ?",
                               "delete from product_terms where number = ? and shop = ?", of.number,
                               of.shop);
    work.db.execute_by_dialect(
        "insert into product_terms (rowid, terms, shop) values (?, ?, ?)",
        "insert into product_terms (number, terms, shop) values (?, cast(? as text)::tsvector, ?)",
        of.number, document, of.shop);
}

struct AskProducts {
    std::optional<std::string> q;
    std::optional<std::string> page;  // its product page: what a card is about
    std::optional<Id<Category>> category;
    std::optional<StockLevel> stock;
    std::optional<ProductState> state;
    std::optional<std::int64_t> after;  // number of the last one seen
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskProducts, (), (q, page, category, stock, state, after, limit))

struct ProductPage {
    std::vector<Product> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ProductPage, (), (items, next))

static std::vector<Product> listed(Work& work, const AskProducts& ask, int limit) {
    std::string category = ask.category ? ask.category->text : "";
    std::string stock(ask.stock ? name_of(*ask.stock) : "");
    std::string state(ask.state ? name_of(*ask.state) : "");
    return work.db.all<Product>(
        "where shop = ? and number < ? and (cast(? as text) = '' or category = ?) "
        "and (cast(? as text) = '' or stock = ?) and (cast(? as text) = '' or state = ?) "
        "and (state <> 'archived' or cast(? as text) = 'archived') order by number desc limit ?",
        work.who.shop, ask.after.value_or(INT64_MAX), category, category, stock, stock, state,
        state, state, limit);
}

static std::vector<Product> found(Work& work, const AskProducts& ask, const std::string& query,
                                  int limit) {
    std::string category = ask.category ? ask.category->text : "";
    std::string stock(ask.stock ? name_of(*ask.stock) : "");
    std::string state(ask.state ? name_of(*ask.state) : "");
    return work.db.rows_by_dialect<Product>(
        "select p.id, p.shop, p.number, p.title, p.summary, p.state, p.category, p.seven_day, "
        "p.url, p.picture, "
        "p.pictures, p.parameters, p.certificates, p.shelf_life_days, p.source, p.external_id, "
        "p.currency, "
        "p.price_from, p.price_to, p.available, p.is_counted, p.stock, p.made_at, p.changed_at, p.version "
        "from product_terms t join products p on p.number = t.rowid "
        "where t.terms match ? and p.shop = ? and p.number < ? and (cast(? as text) = '' or "
        "p.category = ?) "
        "and (cast(? as text) = '' or p.stock = ?) and (cast(? as text) = '' or p.state = ?) "
        "and (p.state <> 'archived' or cast(? as text) = 'archived') order by p.number desc limit "
        "?",
        "select p.id, p.shop, p.number, p.title, p.summary, p.state, p.category, p.seven_day, "
        "p.url, p.picture, "
        "p.pictures, p.parameters, p.certificates, p.shelf_life_days, p.source, p.external_id, "
        "p.currency, "
        "p.price_from, p.price_to, p.available, p.is_counted, p.stock, p.made_at, p.changed_at, p.version "
        "from product_terms t join products p on p.number = t.number "
        "where t.terms @@ cast(? as text)::tsquery and p.shop = ? and p.number < ? "
        "and (cast(? as text) = '' or p.category = ?) "
        "and (cast(? as text) = '' or p.stock = ?) and (cast(? as text) = '' or p.state = ?) "
        "and (p.state <> 'archived' or cast(? as text) = 'archived') order by p.number desc limit "
        "?",
        query, work.who.shop, ask.after.value_or(INT64_MAX), category, category, stock, stock,
        state, state, state, limit);
}

static Result<ProductPage> on_page(Work& work, const std::string& url) {
    if (!text::is_valid_utf8(url)) return malformed("broken_text", "page");
    ProductPage out;
    if (auto product = find_by_page(work, work.who.shop, url))
        out.items.push_back(*std::move(product));
    return out;
}

static Result<ProductPage> list_products(Work& work, const AskProducts& ask) {
    int limit = std::clamp(ask.limit.value_or(50), 1, 200);
    if (ask.category) {
        TRY(work.db.find(*ask.category, work.who.shop));
    }
    if (ask.page) return on_page(work, *ask.page);
    auto wanted = ask.q.value_or("");
    if (!text::is_valid_utf8(wanted)) return malformed("broken_text", "q");
    auto query = work.db.dialect() == Dialect::sqlite ? text::search_query(wanted)
                                                      : text::tsquery_of(wanted);
    ProductPage out;
    if (!wanted.empty() && query.empty()) return out;
    out.items = query.empty() ? listed(work, ask, limit) : found(work, ask, query, limit);
    if (static_cast<int>(out.items.size()) == limit)
        out.next = std::to_string(out.items.back().number);
    return out;
}

// The part of an address that says which page it is.
static std::string page_of(std::string_view url) {
    return std::string(url.substr(0, url.find_first_of("?#")));
}

std::optional<Product> find_by_page(Work& work, std::string_view shop, std::string_view url) {
    if (url.empty()) return std::nullopt;
    auto page = page_of(url);
    if (auto exact = work.db.first<Product>(
            "where shop = ? and url in (?, ?) order by number limit 1", shop, page, url))
        return exact;
    auto scheme = page.find("://");
    auto path = scheme == page.npos ? page.npos : page.find('/', scheme + 3);
    if (path == page.npos || path + 1 == page.size()) return std::nullopt;
    return work.db.first<Product>("where shop = ? and url = ? order by number limit 1", shop,
                                  page.substr(path));
}

// Everything about one product.
struct Lying {
    Id<Variant> variant;
    std::string warehouse, warehouse_name;
    std::int64_t on_hand = 0, reserved = 0;
    Time changed_at;
};
BOOST_DESCRIBE_STRUCT(Lying, (),
                      (variant, warehouse, warehouse_name, on_hand, reserved, changed_at))

struct ProductDetail {
    Product product;
    std::optional<Category> category;
    std::vector<Variant> variants;
    std::vector<Lying> stock;
};
BOOST_DESCRIBE_STRUCT(ProductDetail, (), (product, category, variants, stock))

static Result<ProductDetail> show_product(Work& work, const Id<Product>& id) {
    TRY(auto product, find(work, work.who.shop, id));
    ProductDetail out{product, {}, variants_of(work, product.shop, id), {}};
    if (product.category)
        out.category =
            work.db.first<Category>("where shop = ? and id = ?", product.shop, *product.category);
    out.stock = work.db.rows<Lying>(
        "select s.variant, w.code, w.name, s.on_hand, s.reserved, s.changed_at from stock s "
        "join warehouses w on w.id = s.warehouse join variants v on v.id = s.variant "
        "where s.shop = ? and v.shop = s.shop and v.product = ? order by v.position, w.code",
        product.shop, id);
    return out;
}

void list_routes(Router& router) {
    router.get("/products", list_products, may::see_orders).limited({"search", 120, 60});
    router.get("/products/{id}", show_product, may::see_orders);
    router.event<ProductChanged>();
}

}  // namespace catalogue
