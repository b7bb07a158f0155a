#include "connections/connections.hpp"

#include <algorithm>

#include "connections/imports.hpp"
#include "connections/rows.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace connections {

const Speaker* speaker_of(ShopKind kind) {
    switch (kind) {
        case ShopKind::vendure:
            return &vendure_speaker;
        case ShopKind::woocommerce:
            return &woocommerce_speaker;
        case ShopKind::shopify:
            return &shopify_speaker;
        case ShopKind::medusa:
            return &medusa_speaker;
        case ShopKind::open_api:
            return nullptr;  // it speaks to us
    }
    return nullptr;
}

Result<ConnectionRow> connection_row(Work& work, std::string_view shop, const Id<Connection>& id) {
    auto row = work.db.first<ConnectionRow>("where shop = ? and id = ?", shop, id);
    if (!row) return not_found();
    return *std::move(row);
}

Connection shown(Work& work, const ConnectionRow& row) {
    auto keys = keys_of(*work.settings, row);
    Connection out{.id = row.id,
                   .kind = row.kind,
                   .source = row.source,
                   .name = row.name,
                   .url = row.url,
                   .state = row.state,
                   .user = keys.user,
                   .signs = !keys.signing.empty(),
                   .hook = work.settings->public_url + "/hooks/shops/" + row.id.text,
                   .synced_at = row.synced_at,
                   .lag_ms = row.lag_us / 1000,
                   .error = row.error,
                   .failed_at = row.failed_at,
                   .failures = row.failures,
                   .made_at = row.made_at,
                   .version = row.version};
    for (auto& count : counts_of(work, row)) {
        if (count.fault) out.quarantined += count.items;
        else if (count.kind == Thing::order) out.orders = count.items;
        else if (count.kind == Thing::product) out.products = count.items;
        else out.contacts = count.items;
    }
    return out;
}

void tell_changed(Work& work, const ConnectionRow& row) {
    work.publish(ConnectionChanged{shown(work, row)}, {team::desk_key(row.shop)});
}

// --- the desk
// ----------------------------------------------------------------------------------------------

struct ConnectionList {
    std::vector<Connection> items;
};
BOOST_DESCRIBE_STRUCT(ConnectionList, (), (items))
struct MakeConnection {
    ShopKind kind = ShopKind::vendure;
    std::string name;
    std::optional<std::string> url, user, password, signing;
};
BOOST_DESCRIBE_STRUCT(MakeConnection, (), (kind, name, url, user, password, signing))
struct PatchConnection {
    std::optional<std::string> name, url, user, password, signing;
};
BOOST_DESCRIBE_STRUCT(PatchConnection, (), (name, url, user, password, signing))
// The signing secret is shown this once.
struct Connected {
    Connection connection;
    std::string signing;
};
BOOST_DESCRIBE_STRUCT(Connected, (), (connection, signing))

static Result<ConnectionList> list_connections(Work& work) {
    ConnectionList out;
    for (auto& row :
         work.db.all<ConnectionRow>("where shop = ? order by made_at, id", work.who.shop))
        out.items.push_back(shown(work, row));
    return out;
}

static Result<std::string> shop_url(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    bool web = url.starts_with("https://") || url.starts_with("http://");
    if (!web || url.size() > 300 || url.find_first_of(" \t\r\n?#@\\\"") != url.npos)
        return invalid("bad_url", "url");
    return url;
}

// "shopify", "shopify-2" …: the first of a kind has its plain name.
static std::string free_source(Work& work, ShopKind kind) {
    std::string plain(name_of(kind)), source = plain;
    for (int i = 2; work.db.value<std::string>(
             "select id from connections where shop = ? and source = ?", work.who.shop, source);
         ++i)
        source = plain + "-" + std::to_string(i);
    return source;
}

static Result<void> fill(ConnectionRow& row, Keys& keys, const PatchConnection& ask) {
    if (ask.name) {
        TRY(row.name, team::decent(*ask.name, "name"));
    }
    if (ask.url && row.kind != ShopKind::open_api) {
        TRY(row.url, shop_url(*ask.url));
    }
    for (auto& [from, to, field] : {std::tuple(&ask.user, &keys.user, "user"),
                                    {&ask.password, &keys.password, "password"},
                                    {&ask.signing, &keys.signing, "signing"}}) {
        if (!*from) continue;
        if ((*from)->size() > 400 || (*from)->find_first_of("\r\n") != std::string::npos)
            return invalid("bad_characters", field);
        *to = **from;
    }
    return {};
}

static Result<Connected> make_connection(Work& work, const MakeConnection& ask) {
    ConnectionRow row{.id = work.new_id<Connection>(),
                      .shop = work.who.shop,
                      .kind = ask.kind,
                      .source = free_source(work, ask.kind),
                      .name = "",
                      .url = "",
                      .sealed = "",
                      .session = "",
                      .currency = "",
                      .synced_at = std::nullopt,
                      .error = "",
                      .failed_at = std::nullopt,
                      .made_at = work.now};
    Keys keys;
    TRY(fill(row, keys, {ask.name, ask.url, ask.user, ask.password, ask.signing}));
    if (row.url.empty() && ask.kind != ShopKind::open_api) return invalid("required", "url");
    auto count = work.db.value<std::int64_t>("select count(*) from connections where shop = ?",
                                             work.who.shop);
    if (count.value_or(0) >= 50) return conflict("too_many");
    if (keys.signing.empty()) keys.signing = crypto::new_secret("whsec_");
    row.sealed = sealed_keys(*work.settings, row, keys);
    work.db.insert(row);
    tell_source(work, row);
    if (speaker_of(row.kind)) start_looking(work, row);
    team::audit(work, "connection_made", row.id.text, row.name);
    return Connected{shown(work, row), keys.signing};
}

static Result<Connection> patch_connection(Work& work, const Id<Connection>& id,
                                           const PatchConnection& ask) {
    TRY(auto row, connection_row(work, work.who.shop, id));
    auto keys = keys_of(*work.settings, row);
    TRY(fill(row, keys, ask));
    row.sealed = sealed_keys(*work.settings, row, keys);
    row.session.clear(), row.failures = 0, row.rung_at = work.now, row.version += 1;
    work.db.update(row);
    if (speaker_of(row.kind) && row.state == ConnectionState::active) start_looking(work, row);
    team::audit(work, "connection_changed", row.id.text, row.name);
    tell_changed(work, row);
    return shown(work, row);
}

static Result<Connection> put_state(Work& work, const Id<Connection>& id, ConnectionState state) {
    TRY(auto row, connection_row(work, work.who.shop, id));
    row.state = state, row.failures = 0, row.rung_at = work.now, row.version += 1;
    work.db.update(row);
    if (state == ConnectionState::paused) stop_looking(work, row);
    else if (speaker_of(row.kind)) start_looking(work, row);
    team::audit(work, state == ConnectionState::paused ? "connection_paused" : "connection_resumed",
                row.id.text, row.name);
    tell_changed(work, row);
    return shown(work, row);
}
static Result<Connection> pause(Work& work, const Id<Connection>& id) {
    return put_state(work, id, ConnectionState::paused);
}
static Result<Connection> unpause(Work& work, const Id<Connection>& id) {
    return put_state(work, id, ConnectionState::active);
}

// Looks at the shop now; `connection_changed` or the next look at the list tells how it went.
static Result<Connection> try_connection(Work& work, const Id<Connection>& id) {
    TRY(auto row, connection_row(work, work.who.shop, id));
    if (row.state != ConnectionState::active) return conflict("paused");
    if (!speaker_of(row.kind)) return conflict("it_calls_us");
    row.rung_at = work.now, row.failures = 0;
    work.db.update(row);
    start_looking(work, row);
    team::audit(work, "connection_tried", row.id.text, row.name);
    return shown(work, row);
}

static Result<void> drop_connection(Work& work, const Id<Connection>& id) {
    TRY(auto row, connection_row(work, work.who.shop, id));
    stop_looking(work, row);
    work.db.execute("delete from connection_items where shop = ? and connection = ?", row.shop,
                    row.id);
    work.db.execute("delete from deliveries where shop = ? and connection = ?", row.shop, row.id);
    work.db.execute("delete from refund_requests where shop = ? and connection = ?", row.shop,
                    row.id);
    work.db.execute("delete from connections where shop = ? and id = ?", row.shop, row.id);
    orders::disconnect_source(work, row.shop, row.source);
    team::audit(work, "connection_dropped", row.id.text, row.name);
    return {};
}

void routes(Router& router) {
    router.get("/connections", list_connections, may::manage_connections);
    router.post("/connections", make_connection, may::manage_connections).showing_a_secret();
    router.patch("/connections/{id}", patch_connection, may::manage_connections);
    router.remove("/connections/{id}", drop_connection, may::manage_connections);
    router.post("/connections/{id}/pause", pause, may::manage_connections);
    router.remove("/connections/{id}/pause", unpause, may::manage_connections);
    router.post("/connections/{id}/trial", try_connection, may::manage_connections)
        .limited({"trial", 20, 60});
    router.event<ConnectionChanged>();
    hook_routes(router);
    push_routes(router);
    quarantine_routes(router);
    picture_routes(router);
    import_routes(router);
}

void reactions(Jobs& jobs, const Outbound& outbound) {
    sync_jobs(jobs, outbound);
    refund_jobs(jobs, outbound);
    errand_jobs(jobs, outbound);
    picture_jobs(jobs, outbound);
    import_jobs(jobs);
    key_jobs(jobs);
}

void verify(Db& db) {
    db.verify<ConnectionRow>();
    db.verify<ItemRow>();
    db.verify<DeliveryRow>();
    db.verify<RefundRequest>();
    db.verify<Import>();
    db.verify<ImportFault>();
    verify_import_keys(db);
    verify_pictures(db);
}

}  // namespace connections
