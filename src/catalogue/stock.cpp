// What lies where: warehouses, stock, and what is available of a variant.
#include "catalogue/rows.hpp"
#include "kit/http/router.hpp"

namespace catalogue {

static Warehouse warehouse_coded(Work& work, std::string_view shop, const std::string& code) {
    if (auto found = work.db.first<Warehouse>("where shop = ? and code = ?", shop, code))
        return *std::move(found);
    Warehouse made{work.new_id<Warehouse>(), std::string(shop), code, code, 1};
    work.db.insert(made);
    return made;
}

static std::int64_t available_of(Work& work, const Variant& of) {
    return work.db
        .value<std::int64_t>(
            "select cast(coalesce(sum(on_hand - reserved), 0) as bigint) from stock where shop = ? "
            "and variant = ?",
            of.shop, of.id)
        .value_or(0);
}

static void tell_stock(Work& work, const Variant& of, std::int64_t was) {
    StockChanged event{
        {of.shop, of.product, of.id, of.sku, was, of.available, of.is_counted, level_of(of)}};
    work.publish(event, {team::house_key(of.shop)});
    work.announce(event);
}

Variant counting(Work& work, Variant of, bool is_counted) {
    if (of.is_counted == is_counted) return of;
    of.is_counted = is_counted;
    work.db.execute("delete from stock where shop = ? and variant = ?", of.shop, of.id);
    auto was = std::exchange(of.available, 0);
    tell_stock(work, of, was);
    return of;
}

Result<void> lay_stock(Work& work, const Variant& of, const StockSheet& sheet) {
    auto& shop = of.shop;
    TRY(auto code, team::decent(sheet.warehouse, "warehouse", 60));
    if (sheet.on_hand < 0) return invalid("negative_stock", "on_hand");
    if (sheet.reserved < 0) return invalid("negative_stock", "reserved");
    auto place = warehouse_coded(work, shop, code);
    auto row = work.db.first<StockRow>("where shop = ? and variant = ? and warehouse = ?", shop,
                                       of.id, place.id);
    if (row && row->on_hand == sheet.on_hand && row->reserved == sheet.reserved) return {};
    if (row) {
        row->on_hand = sheet.on_hand;
        row->reserved = sheet.reserved;
        row->changed_at = work.now;
        work.db.update(*row);
    } else {
        work.db.insert(StockRow{work.new_id<StockRow>(), shop, of.id, place.id, sheet.on_hand,
                                sheet.reserved, work.now});
    }
    TRY(auto now, find_variant(work, shop, of.id));
    auto was = std::exchange(now.available, available_of(work, of));
    if (was == now.available) return {};
    work.db.update(now);
    tell_stock(work, now, was);
    return {};
}

Result<void> set_stock(Work& work, std::string_view shop, const Variant& of,
                       const StockSheet& sheet) {
    TRY(auto product, find(work, shop, of.product));
    TRY(lay_stock(work, of, sheet));
    refresh(work, std::move(product));
    return {};
}

Result<std::int64_t> put_back(Work& work, std::string_view shop, const Id<Variant>& id,
                              std::int64_t quantity) {
    TRY(auto variant, find_variant(work, shop, id));
    if (quantity < 0) return invalid("negative_stock", "quantity");
    if (!variant.source.empty() || !variant.is_counted || quantity == 0) return 0;
    auto row = work.db.first<StockRow>(
        "where shop = ? and variant = ? order by on_hand desc, warehouse limit 1", shop, id);
    auto place =
        row ? work.db.value<std::string>("select code from warehouses where shop = ? and id = ?",
                                         shop, row->warehouse)
            : work.db.value<std::string>(
                  "select code from warehouses where shop = ? order by code limit 1", shop);
    StockSheet sheet{place.value_or("main"), (row ? row->on_hand : 0) + quantity,
                     row ? row->reserved : 0};
    TRY(set_stock(work, shop, variant, sheet));
    return quantity;
}

Product refresh(Work& work, Product of) {
    auto before = work.db.first<Product>("where shop = ? and id = ?", of.shop, of.id);
    ENSURE(before, "the product to refresh is there");
    auto variants = variants_of(work, of.shop, of.id);
    of = totalled(std::move(of), variants);
    bool fresh = before->made_at == work.now;
    bool changed = json::text_of(of) != json::text_of(*before);
    // Totals move with every sale; the version is of what people edit.
    bool edited = json::text_of(of) != json::text_of(totalled(*before, variants));
    if (changed) {
        of.changed_at = work.now;
        of.version += edited && !fresh ? 1 : 0;
        work.db.update(of);
        work.publish(ProductChanged{of}, {team::house_key(of.shop)});
    }
    return of;
}

struct WarehouseList {
    std::vector<Warehouse> items;
};
BOOST_DESCRIBE_STRUCT(WarehouseList, (), (items))

static Result<WarehouseList> list_warehouses(Work& work) {
    return WarehouseList{work.db.all<Warehouse>("where shop = ? order by code", work.who.shop)};
}

struct MakeWarehouse {
    std::string code, name;
};
BOOST_DESCRIBE_STRUCT(MakeWarehouse, (), (code, name))

static Result<Warehouse> make_warehouse(Work& work, const MakeWarehouse& ask) {
    TRY(auto code, team::decent(ask.code, "code", 60));
    TRY(auto name, team::decent(ask.name, "name", 60));
    if (work.db.value<std::string>("select id from warehouses where shop = ? and code = ?",
                                   work.who.shop, code))
        return conflict("code_taken");
    Warehouse made{work.new_id<Warehouse>(), work.who.shop, code, name, 1};
    work.db.insert(made);
    team::audit(work, "warehouse_made", made.id.text, made.name);
    return made;
}

struct PatchWarehouse {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PatchWarehouse, (), (name))

static Result<Warehouse> patch_warehouse(Work& work, const Id<Warehouse>& id,
                                         const PatchWarehouse& ask) {
    TRY(auto found, work.db.find(id, work.who.shop));
    TRY(found.name, team::decent(ask.name, "name", 60));
    found.version += 1;
    work.db.update(found);
    team::audit(work, "warehouse_changed", found.id.text, found.name);
    return found;
}

static Result<Variant> put_stock(Work& work, const Id<Variant>& id, const StockSheet& ask) {
    TRY(auto variant, find_variant(work, work.who.shop, id));
    if (!variant.source.empty()) return conflict("comes_from_shop");
    if (!variant.is_counted) return conflict("not_counted");
    TRY(set_stock(work, work.who.shop, variant, ask));
    team::audit(work, "stock_set", variant.id.text,
                variant.sku + " " + ask.warehouse + " " + std::to_string(ask.on_hand));
    return find_variant(work, work.who.shop, id);
}

void stock_routes(Router& router) {
    router.get("/warehouses", list_warehouses, may::see_orders);
    router.post("/warehouses", make_warehouse, may::manage_catalogue);
    router.patch("/warehouses/{id}", patch_warehouse, may::manage_catalogue);
    router.put("/variants/{id}/stock", put_stock, may::manage_catalogue);
    router.event<StockChanged>();
}

}  // namespace catalogue
