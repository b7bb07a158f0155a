// How long does a buyer's order panel take with a million orders in the house?
//
//     bench_order_panel [--orders N] [--asks N] [--json]      budget: p99 of 30 ms, N = 1,000,000
//     with 3 lines each
//
// The real server over HTTP on SQLite and on the PostgreSQL that XIAOER_TEST_POSTGRES names; ends
// with 2 without one. Orders are written by the database itself; receivers are slips of the vault
// as they always are. Every ask is for another buyer.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "app/house.hpp"
#include "customers/customers.hpp"
#include "kit/crypto/crypto.hpp"
#include "orders/orders.hpp"
#include "shop/shop.hpp"
#include "team/team.hpp"

namespace {

using kit::Work;

constexpr std::int64_t receivers = 1000, orders_a_buyer = 10;

struct Wanted {
    std::int64_t orders = 1'000'000, asks = 3000;
};

constexpr std::int64_t slice =
    50'000;  // orders a commit: within the database's limit for one statement

std::string open_bench(kit::Store& store) {
    return store.write_now([&](Work& work) {
        auto shop = shop::open_shop(work, {"bench", "", "zh-CN", "", {}, "bench"})->id.text;
        work.db.connection().script(
            "create table bench_slips (n bigint, name text, phone text, address text)");
        for (std::int64_t i = 0; i < receivers; ++i) {
            auto tail = std::to_string(10'000 + i).substr(1);
            auto slip = [&](customers::Personal kind, const std::string& text) {
                return customers::put_away(work, shop, customers::Plain{kind, text, ""})->text;
            };
            work.db.execute(
                "insert into bench_slips (n, name, phone, address) values (?, ?, ?, ?)", i,
                slip(customers::Personal::name, "王小明" + tail),
                slip(customers::Personal::phone, "1381234" + tail),
                slip(customers::Personal::address, "浙江省杭州市西湖区文三路 " + tail + " 号"));
        }
        return shop;
    });
}

// Orders from..to, their lines and parcels, and the buyers who placed them.
void fill(kit::Store& store, const std::string& shop, std::int64_t from, std::int64_t to,
          std::int64_t orders) {
    store.write_now([&](Work& work) {
        work.db.execute(
            "insert into contacts (id, shop, name, external_id, verified, note, tags, locale, first_seen_at, last_seen_at, version) "
            "with recursive n(i) as (select cast(? as bigint) as i union all select i + 1 from n where i + 1 < ?) "
            "select '018f0000-0000-7000-8000-' || substr(cast(1000000000000 + i as text), 2), ?, 'buyer', "
            "'b' || cast(i as text), 1, '', '[]', 'zh-CN', 0, 0, 1 from n",
            from / orders_a_buyer, to / orders_a_buyer, shop);
        work.db.execute(
            "insert into orders (id, shop, source, external_id, source_version, digest, number, contact, buyer, tier, state, "
            "currency, goods, freight, adjustment, payable, refunded, discounts, tenders, placed_at, remark, flag, buyer_remark, "
            "receiver_name_token, receiver_phone_token, receiver_address_token, receiver_region, phone_tail, version) "
            "with recursive n(i) as (select cast(? as bigint) as i union all select i + 1 from n where i + 1 < ?) "
            "select '018f0000-0000-7000-9000-' || substr(cast(1000000000000 + i as text), 2), ?, 'bench', 'x' || cast(i as text), 1, '', "
            "'N' || cast(i as text), null, 'b' || cast(i % ? as text), '', 'shipped', 'CNY', 19800, 800, 0, 19600, 0, "
            "'[{\"kind\":\"shop_coupon\",\"title\":\"x\",\"amount\":1000,\"shares\":[]}]', '[]', 1700000000000000 + i * cast(1000000 as bigint), '', 'none', '', "
            "s.name, s.phone, s.address, '浙江省杭州市', '0000', 1 from n join bench_slips s on s.n = n.i % ?",
            from, to, shop, orders / orders_a_buyer, receivers);
        work.db.execute(
            "insert into order_lines (id, shop, order_id, place, external_id, product, variant, sku, title, options, picture, gift, "
            "quantity, price, paid, shipped, returned, refunded) "
            "with recursive n(i) as (select cast(? as bigint) as i union all select i + 1 from n where i + 1 < ?) "
            "select '018f0000-0000-7000-a000-' || substr(cast(1000000000000 + i as text), 2), ?, "
            "'018f0000-0000-7000-9000-' || substr(cast(1000000000000 + i / 3 as text), 2), i % 3, cast(i % 3 as text), '', '', 'sku', "
            "'月白马克杯', '320 ml', '/pages/mug.svg', 0, 1, 6600, 6266, 1, 0, 0 from n",
            from * 3, to * 3, shop);
        work.db.execute(
            "insert into parcels (id, shop, order_id, carrier, carrier_name, number, state, lines, route, shipped_at, last_text, "
            "moved_at, version) "
            "with recursive n(i) as (select cast(? as bigint) as i union all select i + 1 from n where i + 1 < ?) "
            "select '018f0000-0000-7000-b000-' || substr(cast(1000000000000 + i as text), 2), ?, "
            "'018f0000-0000-7000-9000-' || substr(cast(1000000000000 + i as text), 2), 'shunfeng', '顺丰速运', 'SF' || cast(i as text), "
            "'in_transit', '[]', 'cross_province', 0, 'x', 0, 1 from n",
            from, to, shop);
    });
}

std::string cookie_of(kit::Store& store, const std::string& shop) {
    auto secret = kit::crypto::new_secret();
    store.write_now([&](Work& work) {
        work.db.connection().script("analyze");
        auto ann =
            team::hire(work, shop, {"ann", "ann@bench.test", team::Role::agent, "no hash", ""})->id;
        work.db.execute(
            "insert into sessions (id, shop, person, csrf, created_at, seen_at, expires_at, ip, agent) "
            "values (?, ?, ?, 'x', ?, ?, ?, '127.0.0.1', 'bench')",
            kit::crypto::sha256_hex(secret), shop, ann, work.now, work.now,
            work.now + std::chrono::days{1});
    });
    return secret;
}

class Line {
public:
    explicit Line(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) std::abort();
    }
    ~Line() { ::close(socket_); }
    // The body's bytes. Ends the program when the answer is no 200.
    std::size_t ask(const std::string& path, const std::string& cookie) {
        auto text = "GET " + path + " HTTP/1.1\r\nHost: x\r\nCookie: sid=" + cookie + "\r\n\r\n";
        if (::send(socket_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
            std::abort();
        std::string got;
        char piece[65536];
        for (;;) {
            auto count = ::recv(socket_, piece, sizeof piece, 0);
            if (count <= 0) std::abort();
            got.append(piece, static_cast<std::size_t>(count));
            auto end = got.find("\r\n\r\n");
            if (end == got.npos) continue;
            auto at = got.find("ontent-Length: ");
            if (!got.starts_with("HTTP/1.1 200") || at == got.npos) {
                std::fprintf(stderr, "%s\n", got.substr(0, 400).c_str());
                std::exit(1);
            }
            auto length = std::strtoul(got.c_str() + at + 15, nullptr, 10);
            if (got.size() >= end + 4 + length) return length;
        }
    }

private:
    int socket_;
};

double p99_of(app::House& house, const std::string& cookie, const Wanted& wanted) {
    Line line(house.port());
    std::mt19937_64 random(7);
    std::vector<double> took;
    auto buyers = static_cast<std::uint64_t>(wanted.orders / orders_a_buyer);
    for (std::int64_t i = -wanted.asks / 10; i < wanted.asks; ++i) {
        auto buyer =
            std::to_string(1'000'000'000'000 + static_cast<std::int64_t>(random() % buyers))
                .substr(1);
        auto path = "/api/v1/contacts/018f0000-0000-7000-8000-" + buyer + "/orders";
        auto since = std::chrono::steady_clock::now();
        if (line.ask(path, cookie) < 2000) std::exit(1);  // ten orders are never this short
        if (i >= 0)
            took.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - since)
                    .count());
    }
    std::ranges::sort(took);
    return took[took.size() * 99 / 100];
}

void run(const std::string& name, const std::string& database, const Wanted& wanted) {
    auto folder = std::filesystem::temp_directory_path() /
                  ("xiaoer_bench_" + std::to_string(::getpid()) + name);
    std::filesystem::create_directories(folder);
    {
        kit::Clock clock;
        app::HouseOptions options;
        options.data = folder;
        options.database = database;
        options.listen = "127.0.0.1:0";
        options.unlimited = true;
        app::House house(options, clock);
        auto shop = open_bench(house.store());
        for (std::int64_t from = 0; from < wanted.orders; from += slice)
            fill(house.store(), shop, from, std::min(wanted.orders, from + slice), wanted.orders);
        auto cookie = cookie_of(house.store(), shop);
        house.start();
        auto p99 = p99_of(house, cookie, wanted);
        std::printf(
            "{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"ms\",\"against\":30,\"ratio\":%.3f,\"orders\":%lld,\"lines\":%lld,\"asks\":%lld}\n",
            name.c_str(), p99, p99 / 30, static_cast<long long>(wanted.orders),
            static_cast<long long>(wanted.orders * 3), static_cast<long long>(wanted.asks));
        std::fflush(stdout);
        house.stop();
    }
    std::filesystem::remove_all(folder);
}

}  // namespace

int main(int count, char** words) {
    Wanted wanted;
    for (int i = 1; i + 1 < count; ++i) {
        std::string word = words[i];
        if (word == "--orders") wanted.orders = std::max(1000LL, std::atoll(words[i + 1]));
        if (word == "--asks") wanted.asks = std::max(100LL, std::atoll(words[i + 1]));
    }
    run("order_panel_p99", "", wanted);
    if (auto server = std::getenv("XIAOER_TEST_POSTGRES")) {
        kit::DatabaseOptions place{.url = server};
        std::string name = "xiaoer_bench_" + std::to_string(::getpid()), url = server;
        kit::connect(place)->script("create database " + name);
        auto at = url.find("///postgres");
        run("order_panel_p99_postgres", url.replace(at + 3, 8, name), wanted);
        kit::connect(place)->script("drop database " + name + " with (force)");
        return 0;
    }
    std::fprintf(
        stderr,
        "order_panel: no XIAOER_TEST_POSTGRES, so nothing is known of PostgreSQL (bin/with_postgres)\n");
    return 2;
}
