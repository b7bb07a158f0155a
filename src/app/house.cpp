#include "app/house.hpp"

#include <malloc.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

#include "aftersales/aftersales.hpp"
#include "app/keys.hpp"
#include "app/pages.hpp"
#include "app/push.hpp"
#include "app/setup.hpp"
#include "app/shop_refunds.hpp"
#include "catalogue/catalogue.hpp"
#include "clocks/clocks.hpp"
#include "connections/connections.hpp"
#include "conversations/conversations.hpp"
#include "customers/customers.hpp"
#include "disputes/disputes.hpp"
#include "kit/base/pictures.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/seal.hpp"
#include "kit/db/migrate.hpp"
#include "kit/http/dispatch.hpp"
#include "kit/http/outbound.hpp"
#include "kit/http/web_push.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/jobs/keys.hpp"
#include "kit/live/live.hpp"
#include "manners/manners.hpp"
#include "notices/notices.hpp"
#include "orders/orders.hpp"
#include "promises/promises.hpp"
#include "reception/reception.hpp"
#include "shifts/shifts.hpp"
#include "shop/shop.hpp"
#include "team/team.hpp"
#include "tracing/tracing.hpp"

namespace app {

using namespace kit;

namespace {

Settings settings_of(const HouseOptions& options) {
    std::filesystem::create_directories(options.data);
    ::chmod(options.data.c_str(), 0700);
    Settings out;
    out.public_url = options.public_url;
    out.data_folder = options.data;
    out.master_key = crypto::master_keys(options.data + "/master.key");
    out.push_key = push_key(options.data);
    out.picture_program = picture_program();
    return out;
}

// One server a database file: two writers would each think they are alone. Nodes on one PostgreSQL
// share the folder with its blobs and keys.
int locked(const HouseOptions& options) {
    auto path = options.data + "/lock";
    int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0 || ::flock(file, (options.database.empty() ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0)
        throw Breakage("another server is using the data folder " + options.data);
    return file;
}

std::string database_url(const HouseOptions& options) {
    return options.database.empty() ? options.data + "/xiaoer.db" : options.database;
}

void bring_up_to_date(const std::string& url) {
    auto connection = connect({url, false});
    migrate(*connection, all_migrations());
    Db db(*connection);
    db.verify<Job>();
    team::verify(db);
    shop::verify(db);
    shifts::verify(db);
    customers::verify(db);
    catalogue::verify(db);
    orders::verify(db);
    connections::verify(db);
    manners::verify(db);
    conversations::verify(db);
    notices::verify(db);
    clocks::verify(db);
    reception::verify(db);
    promises::verify(db);
    aftersales::verify(db);
    tracing::verify(db);
    disputes::verify(db);
}

void add_routes(Router& router) {
    setup_routes(router);
    team::routes(router);
    shop::routes(router);
    shifts::routes(router);
    customers::routes(router);
    catalogue::routes(router);
    orders::routes(router);
    connections::routes(router);
    manners::routes(router);
    conversations::routes(router);
    notices::routes(router);
    clocks::routes(router);
    reception::routes(router);
    promises::routes(router);
    aftersales::routes(router);
    tracing::routes(router);
    disputes::routes(router);
}

Result<Principal> authenticate(Work& work, const Credentials& credentials) {
    if (credentials.kind != Credentials::Kind::visitor) return team::recognised(work, credentials);
    auto known = customers::recognised(work, credentials);
    // A visitor we forgot is nobody: opening the chat window again makes a new one.
    if (!known && work.credentials.kind == Credentials::Kind::visitor) {
        Principal nobody;
        nobody.rights = team::rights_of_nobody();
        return nobody;
    }
    return known;
}

struct Sweep {
    bool again = true;
};
BOOST_DESCRIBE_STRUCT(Sweep, (), (again))

// Once an hour: what is kept only for a while goes.
void sweep(Work& work, const Sweep&) {
    forget_old_answers(work);
    later(work, "app.sweep", Sweep{}, work.now + std::chrono::hours{1}, "hourly");
}

Frame frame(Published&& out) {
    return {std::move(out.to), std::move(out.text), std::move(out.subject), out.number};
}

}  // namespace

struct House::Inside {
    HouseOptions options;
    Clock& clock;
    Settings settings;
    int lock;
    // Who has desks open at this node. Before the store and the server: closing sockets still
    // count.
    std::string node = new_uuid(clock.now());
    std::mutex desks_guard;
    std::map<std::string, team::Desk> desks;
    bool has_started = false;
    Store store;
    Router router;
    Jobs jobs;
    Hub hub;
    Outbound outbound;
    Dispatch dispatch;
    Live live;
    Server server;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();

    Inside(HouseOptions asked, Clock& clock_)
        : options(std::move(asked)),
          clock(clock_),
          settings(settings_of(options)),
          lock(locked(options)),
          store(opened(), clock_),
          jobs(store),
          outbound({.allow_private = options.allow_private}),
          dispatch({options.public_url, options.unlimited}, router, store, authenticate),
          live(dispatch, store, hub,
               {conversations::live_keys, conversations::missed,
                [this](const Principal& who, bool opened) { presence(who, opened); }}),
          server(server_options(), handlers()) {}
    ~Inside() { ::close(lock); }

    Store::Options opened() {
        bring_up_to_date(database_url(options));
        return {.url = database_url(options), .readers = 2, .settings = settings};
    }

    ServerOptions server_options() const {
        ServerOptions out;
        out.listen = options.listen;
        out.threads = options.threads;
        out.proxies = options.proxies;
        if (options.unlimited)
            out.handshakes_per_second = 1'000'000,
            out.connections_per_address = out.connections_max;
        return out;
    }
    ServerHandlers handlers() {
        return {[this](const Request& request) { return dispatch.body_limit(request); },
                [this](Request request, Reply reply) {
                    dispatch.handle(std::move(request), std::move(reply));
                },
                [this](Request request, UpgradeReply reply) {
                    live.upgrade(std::move(request), std::move(reply));
                }};
    }

    void presence(const Principal& who, bool opened) {
        if (who.kind != Principal::Kind::person) return;
        std::lock_guard hold(desks_guard);
        auto& desk = desks.try_emplace(who.id, team::Desk{who.shop, {who.id}, 0}).first->second;
        desk.sockets += opened ? 1 : -1;
        // Queued under the lock: the counts of one person are written in the order they were true.
        store.write({[this, desk, session = who.session](Work& work) {
                         team::set_sockets(work, node, desk);
                         team::touch_session(work, session);
                         return true;
                     },
                     [](std::exception_ptr) {}});
        if (desk.sockets == 0) desks.erase(who.id);
    }

    void beat(Work& work) {
        std::vector<team::Desk> here;
        {
            std::lock_guard hold(desks_guard);
            for (auto& [id, desk] : desks) here.push_back(desk);
        }
        team::beat(work, node, here);
    }

    Result<Response> health(Work& work) const {
        Response out;
        work.db.value<std::int64_t>("select 1");
        out.body = R"({"status":"up"})";
        return out;
    }
    Result<Response> metrics() const {
        auto http = server.counts();
        auto rows = store.counts();
        std::string text;
        auto add = [&](std::string_view name, std::string_view kind, auto value) {
            text += "# TYPE xiaoer_" + std::string(name) + " " + std::string(kind) + "\nxiaoer_" +
                    std::string(name) + " " + std::to_string(value) + "\n";
        };
        add("http_requests_total", "counter", http.requests);
        add("http_refused_framing_total", "counter", http.refused_framing);
        add("http_connections", "gauge", http.connections);
        add("live_sockets", "gauge", http.sockets);
        add("live_sockets_opened_total", "counter", http.sockets_opened);
        add("live_frames_in_total", "counter", http.frames_in);
        add("live_frames_out_total", "counter", http.frames_out);
        add("live_catch_ups_total", "counter", http.catch_ups);
        add("shed_total", "counter", http.shed);
        add("writes_total", "counter", rows.writes);
        add("write_batches_total", "counter", rows.batches);
        add("reads_total", "counter", rows.reads);
        add("broken_total", "counter", rows.broken);
        add("writes_queued", "gauge", rows.queued);
        Response out;
        out.content_type = "text/plain; version=0.0.4; charset=utf-8";
        out.body = std::move(text);
        return out;
    }

    // Money goes back by the providers of each shop, or by the shop that took it.
    void pay_back() {
        auto ways = aftersales::online_providers(store, outbound);
        ways.push_back(shop_refunds(store));
        aftersales::payments(jobs, std::move(ways), std::chrono::seconds{options.refund_doubt_s});
    }
    void wire() {
        add_routes(router);
        live.routes(router, may::listen);
        page_routes(router);
        router.page(
            "/healthz", [this](Work& work, const Request&) { return health(work); }, may::look);
        // Counts are for the operator's own machine; a proxy that forwards strangers must not show
        // them.
        router.page(
            "/metrics",
            [this](Work&, const Request& request) -> Result<Response> {
                if (request.ip != "127.0.0.1" && request.ip != "::1") return not_found();
                return metrics();
            },
            may::look);
        router.page(
            "/api/openapi.json",
            [this](Work&, const Request&) -> Result<Response> {
                Response out;
                out.body = router.openapi();
                return out;
            },
            may::look);
        jobs.on<Sweep>("app.sweep", sweep);
        jobs.every(team::beat_every, [this](Work& work) { beat(work); });
        team::reactions(jobs);
        shifts::reactions(jobs);
        customers::reactions(jobs);
        catalogue::reactions(jobs);
        orders::reactions(jobs);
        connections::reactions(jobs, outbound);
        conversations::score_reactions(jobs);
        conversations::reactions(jobs);
        notices::reactions(jobs);
        clocks::reactions(jobs);
        reception::reactions(jobs);
        promises::reactions(jobs);
        aftersales::reactions(jobs);
        tracing::reactions(jobs);
        disputes::reactions(jobs);
        pay_back();
        watch_keys(jobs, options.data);
        deliver_nudges(
            jobs, outbound,
            options.public_url.empty() ? "mailto:postmaster@localhost" : options.public_url,
            options.data);
        store.on_commit(
            [this](std::vector<Published> events, std::vector<std::string> cuts, bool scheduled) {
                for (auto& event : events) hub.publish(frame(std::move(event)));
                for (auto& session : cuts) hub.cut(session);
                if (scheduled) jobs.wake();
            });
    }
};

House::House(HouseOptions options, Clock& clock) {
    crypto::ready();
    // Many threads that allocate little: arenas of their own would keep megabytes each.
    ::mallopt(M_ARENA_MAX, 2);
    inside_ = std::make_unique<Inside>(std::move(options), clock);
    inside_->wire();
}

House::~House() { stop(); }

void House::start() {
    inside_->store.write_now([this](Work& work) {
        team::begin_node(work, inside_->node);
        reception::resume(work);
        later(work, "app.sweep", Sweep{}, work.now + std::chrono::hours{1}, "hourly");
        if (keys_have_work(work)) more_to_seal(work);
        connections::resume(work);
    });
    inside_->has_started = true;
    inside_->jobs.start();
    inside_->server.start();
}

void House::stop() {
    inside_->server.stop();
    inside_->jobs.stop();
    inside_->dispatch.stop();
    if (inside_->has_started)
        inside_->store.write_now([this](Work& work) { team::leave_node(work, inside_->node); });
    inside_->has_started = false;
    inside_->store.stop();
}

std::uint16_t House::port() const { return inside_->server.port(); }
Store& House::store() { return inside_->store; }
Jobs& House::jobs() { return inside_->jobs; }
const Router& House::router() const { return inside_->router; }

bool House::is_empty() {
    return inside_->store.read_now([](Work& work) { return nobody_works_here(work); });
}
std::string House::setup_token() {
    return new_setup_token(inside_->options.data, inside_->clock.now());
}

std::unique_ptr<Router> all_routes() {
    auto router = std::make_unique<Router>();
    add_routes(*router);
    std::function<Result<Ticket>(Work&)> ticket = [](Work&) { return Ticket{}; };
    router->ask("POST", "/live_tickets", ticket, may::listen).for_any_site();
    return router;
}

}  // namespace app
