// What after-sales is measured by.
//
//     bin/bench aftersales [--json] [--walks N] [--orders N] [--kills N] [--cases N]
//
// The machine is walked beside its second description (tests/aftersales/machine_model.hpp); refunds
// go through the store, the jobs and a provider that lies and dies, at the seam of `Provider` (no
// wire is spoken); the board, its search and the dry run are asked of a shop with many open cases,
// through the routes as they run, on a file and, when XIAOER_TEST_POSTGRES names a server, there
// too. The cases have their history and what their sums were worked out from, so the dry run
// replays each life and works each sum out twice; meanwhile somebody writes, to see whether the
// house stays live.
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <thread>

#include "../tests/aftersales/machine_model.hpp"
#include "../tests/aftersales/money_lab.hpp"
#include "../tests/promises/said.hpp"
#include "aftersales/dry_run.hpp"
#include "kit/http/router.hpp"
#include "kit/text/search_terms.hpp"

namespace {

using Clock = std::chrono::steady_clock;
double milliseconds(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

void say(const std::string& name, double value, std::string_view unit, double against) {
    std::cout << "{\"name\":\"" << name << "\",\"value\":" << value << ",\"unit\":\"" << unit
              << "\",\"against\":" << against
              << ",\"ratio\":" << (against == 0 ? value : value / against) << "}\n"
              << std::flush;
}

struct Wanted {
    std::int64_t walks = 100'000;
    int orders = 500, kills = 200, cases = 100'000;
};

void measure_machine(const Wanted& wanted) {
    auto walked = machine_model::walk(wanted.walks, 20261122);
    auto all = static_cast<double>(aftersales::transitions().size());
    say("machine_transitions_covered", static_cast<double>(walked.transitions.size()),
        "transitions", all);
    say("machine_walks", static_cast<double>(walked.walks), "walks", 100'000);
    say("machine_walk_differences", static_cast<double>(walked.differences), "differences", 0);
}

void measure_money(const Wanted& wanted, const std::string& url) {
    money_lab::Totals all;
    for (bool honours : {true, false}) {
        auto file = url + (honours ? ".keys.db" : ".forgets.db");
        auto got = money_lab::Lab(file, honours ? 1 : 2, {honours}, wanted.kills / 2)
                       .run(wanted.orders / 2);
        all.refunds += got.refunds;
        all.kills += got.kills;
        all.executions_max = std::max(all.executions_max, got.executions_max);
        all.over_refunds += got.over_refunds;
        all.stuck += got.stuck;
        all.wrong_books += got.wrong_books;
    }
    say("refunds", static_cast<double>(all.refunds), "refunds", 1000);
    say("refund_kills", static_cast<double>(all.kills), "kills", 200);
    say("refund_executions_max", static_cast<double>(all.executions_max), "executions", 1);
    say("over_refunds", static_cast<double>(all.over_refunds), "refunds", 0);
    say("refunds_stuck", static_cast<double>(all.stuck), "refunds", 0);
    say("refund_books_wrong", static_cast<double>(all.wrong_books), "orders", 0);
}

// Two lines, a discount with a threshold and freight: as most orders are.
std::string grounds_of(int i) {
    aftersales::Grounds out;
    out.purchase.lines = {{"l1", "青釉手作马克杯", 1 + i % 3, {4900 + i % 900}},
                          {"l2", "青花平盘", 2, {3900}}};
    out.purchase.discounts = {{"满100减15", aftersales::DiscountKind::threshold, {1500}, {10'000}}};
    out.purchase.freight = {800};
    out.ask.units = {{"l2", 1 + i % 2}};
    return kit::json::text_of(out);
}

constexpr const char* names[] = {"林小满", "陈嘉禾", "周以宁", "沈知夏", "顾言",
                                 "许清越", "苏禾",   "叶蓁",   "江照晚", "白露"};
constexpr const char* goods[] = {"青釉手作马克杯", "青花平盘", "月白盖碗", "粗陶花器", "竹编茶席"};

// What happened to it: six entries, as a return that is being paid has them.
void fill_history(kit::Work& work, const std::string& shop, const std::string& id,
                  kit::Time opened) {
    struct Entry {
        const char *event, *actor, *from, *to;
    };
    static constexpr Entry entries[] = {
        {"opened", "buyer", "", "review"},
        {"agree", "seller", "review", "wait_buyer_return"},
        {"shipped_back", "buyer", "wait_buyer_return", "wait_seller_receive"},
        {"received", "seller", "wait_seller_receive", "refunding"},
        {"refund_requested", "seller", "", "requested"},
        {"refund_approved", "seller", "", "approved"}};
    int seq = 0;
    for (auto& entry : entries) {
        ++seq;
        work.db.execute(
            "insert into after_history (id, shop, case_id, seq, event, actor, who, who_name, from_state, to_state, note, policy, at) "
            "values (?, ?, ?, ?, ?, ?, '', '', ?, ?, '', 0, ?)",
            kit::new_uuid(work.now), shop, id, seq, entry.event, entry.actor, entry.from, entry.to,
            kit::Time{opened.us + seq * 3'600'000'000LL});
    }
}

void fill_case(kit::Work& work, const std::string& shop, int i) {
    static constexpr const char* states[] = {"review", "wait_buyer_return", "wait_seller_receive",
                                             "refunding", "reshipping"};
    auto id = kit::new_uuid(work.now);
    auto number = "AS" + std::to_string(10'000'000 + i);
    kit::Time opened{work.now.us - 20LL * 86'400'000'000LL + i % 2'000'000};
    work.db.execute(
        "insert into after_cases (id, shop, number, client_key, order_id, order_number, contact, buyer_name, conversation, kind, "
        "state, called_lead, goods_back, edits, offers, failed_repairs, reason, words, lines, goods_title, amount, currency, sum, "
        "carrier, waybill, assignee, policy, opened_at, state_since, deadline_at, tags, version) values (?, ?, ?, ?, 'o', ?, '', "
        "?, '', 'return_refund', ?, 0, 0, 0, 0, 0, 'quality', '', '[]', ?, ?, 'CNY', ?, '', '', '', 0, ?, ?, ?, '[]', 1)",
        id, shop, number, number, "SG" + number, names[i % 10], states[i % 5], goods[i % 5],
        1000 + i % 50'000, kit::json::text_of(aftersales::RefundSum{}), opened, work.now,
        kit::Time{work.now.us + 1'000'000LL * (i * 7919LL % 100'003)});
    work.db.execute(
        "insert into after_grounds (id, shop, case_id, body, delivered_at) values (?, ?, ?, ?, ?)",
        kit::new_uuid(work.now), shop, id, grounds_of(i),
        kit::Time{opened.us - (i % 20) * 86'400'000'000LL});
    auto words = number + " SG" + number + " " + names[i % 10] + " " + goods[i % 5];
    auto document = work.db.dialect() == kit::Dialect::sqlite ? kit::text::search_document(words)
                                                              : kit::text::tsvector_of(words);
    work.db.execute_by_dialect(
        "insert into after_terms (terms, case_id, shop, at) values (?, ?, ?, ?)",
        "insert into after_terms (terms, case_id, shop, at) values (cast(? as text)::tsvector, ?, ?, ?)",
        document, id, shop, opened);
    fill_history(work, shop, id, opened);
}

// Rows as the room writes them, without the cost of opening each.
void fill(kit::Store& store, const std::string& shop, int cases) {
    for (int from = 0; from < cases; from += 2000)
        store.write_now([&](kit::Work& work) {
            for (int i = from; i < std::min(cases, from + 2000); ++i) fill_case(work, shop, i);
        });
    store.write_now([&](kit::Work& work) {
        for (auto* state :
             {"review", "wait_buyer_return", "wait_seller_receive", "refunding", "reshipping"})
            work.db.execute("insert into after_counts (id, shop, state, open) values (?, ?, ?, ?)",
                            kit::new_uuid(work.now), shop, state, cases / 5);
    });
}

// One question to the house as its route asks it.
struct Asker {
    money_lab::Lab& lab;
    kit::Router router;

    explicit Asker(money_lab::Lab& of) : lab(of) { aftersales::routes(router); }

    kit::Request request(const char* method, const std::string& query, const std::string& body) {
        kit::Request out;
        out.method = method;
        out.query = query;
        out.body = body;
        return out;
    }
    double get(const std::string& path, const std::string& query) {
        auto ask = request("GET", query, "");
        auto found = router.find("GET", "/api/v1" + path);
        auto from = Clock::now();
        bool fine = lab.store->read_now([&](kit::Work& work) {
            work.who.shop = lab.shop;
            return found.route->run(work, {found.path, &ask}).has_value();
        });
        if (!fine) throw kit::Breakage(path + " refused");
        return milliseconds(from);
    }
    std::string post_slow(const std::string& path, const std::string& body) {
        auto ask = request("POST", "", body);
        auto found = router.find("POST", "/api/v1" + path);
        kit::Slow slow(ask, *lab.store, [&](kit::Work&) -> kit::Result<kit::Principal> {
            kit::Principal who;
            who.shop = lab.shop;
            return who;
        });
        auto answer = found.route->run_slow(slow, {found.path, &ask});
        if (!answer) throw kit::Breakage(path + " refused: " + answer.error().reason);
        return answer->body;
    }
};

double p99(std::vector<double> took) {
    std::ranges::sort(took);
    return took[took.size() * 99 / 100];
}

void measure_board(Asker& asker, const std::string& engine) {
    static constexpr const char* asked[] = {"view=open&limit=100",
                                            "view=open&state=review&limit=100",
                                            "view=overdue&limit=100", "view=unassigned&limit=100"};
    static constexpr const char* looked_for[] = {"q=%E6%9E%97%E5%B0%8F%E6%BB%A1", "q=AS10042000",
                                                 "q=SGAS10001234", "q=%E9%9D%92%E9%87%89",
                                                 "q=nobody"};
    std::vector<double> board, search;
    for (int i = 0; i < 500; ++i)
        board.push_back(i % 5 == 4 ? asker.get("/cases/counts", "")
                                   : asker.get("/cases", asked[i % 5]));
    for (int i = 0; i < 200; ++i) search.push_back(asker.get("/cases", looked_for[i % 5]));
    auto all = board;
    all.insert(all.end(), search.begin(), search.end());
    say("board_p99" + engine, p99(all), "ms", 50);
    say("board_search_p99" + engine, p99(search), "ms", 50);
}

// Somebody writes all the while: how long the slowest waited.
struct Writing {
    std::atomic<bool> over = false;
    std::vector<double> took;
    std::thread thread;
    explicit Writing(kit::Store& store)
        : thread([&] {
              while (!over) {
                  auto from = Clock::now();
                  store.write_now([](kit::Work& work) {
                      work.db.execute("update after_counts set open = open where shop = ?",
                                      "nobody");
                  });
                  took.push_back(milliseconds(from));
                  std::this_thread::sleep_for(std::chrono::milliseconds{5});
              }
          }) {}
    double end() {
        over = true;
        thread.join();
        return took.empty() ? 0 : p99(took);
    }
};

void measure_dry_run(Asker& asker, int cases, const std::string& engine) {
    aftersales::Policy policy;
    policy.agent_limit = {10'000};
    policy.design = aftersales::Design::re_price;
    policy.freight_always = true;
    policy.window_days = 10;
    Writing writing(*asker.lab.store);
    auto from = Clock::now();
    std::string after;
    int parts = 0, done = 0;
    double longest = 0;
    for (bool more = true; more; ++parts) {
        auto began = Clock::now();
        auto body =
            asker.post_slow("/case-policies/dry-run", "{\"policy\":" + kit::json::text_of(policy) +
                                                          ",\"after\":\"" + after + "\"}");
        longest = std::max(longest, milliseconds(began));
        done += std::atoi(body.c_str() + body.find("\"done\":", body.find("\"all\":") - 30) + 7);
        auto at = body.find("\"next\":\"");
        more = at != std::string::npos;
        if (more) after = body.substr(at + 8, 36);
    }
    say("dry_run_s" + engine, milliseconds(from) / 1000, "s", 10);
    say("dry_run_parts" + engine, parts, "parts", 1);
    say("dry_run_cases" + engine, done, "cases", cases);
    say("dry_run_part_max" + engine, longest, "ms", 1000);
    say("dry_run_write_p99" + engine, writing.end(), "ms", 100);
}

void measure_rooms(const Wanted& wanted, const std::string& url, const std::string& engine) {
    money_lab::Lab lab(url, 3, {}, 0);
    fill(*lab.store, lab.shop, wanted.cases);
    // As a server's own upkeep does within a minute of so many new rows.
    if (lab.store->dialect() == kit::Dialect::postgres)
        kit::connect({url, false})->script("vacuum analyze");
    Asker asker(lab);
    measure_board(asker, engine);
    measure_dry_run(asker, wanted.cases, engine);
}

// A database of its own on the server that XIAOER_TEST_POSTGRES names.
std::string postgres_database(const std::string& server) {
    auto name = "xiaoer_bench_" + std::to_string(::getpid());
    kit::connect({server, false})->script("create database " + name);
    auto url = server;
    return url.replace(url.find("///postgres") + 3, 8, name);
}

}  // namespace

int main(int count, char** words) {
    Wanted wanted;
    for (int i = 1; i < count; ++i) {
        auto number = [&] { return i + 1 < count ? std::atoi(words[++i]) : 0; };
        if (!std::strcmp(words[i], "--walks")) wanted.walks = number();
        else if (!std::strcmp(words[i], "--orders")) wanted.orders = number();
        else if (!std::strcmp(words[i], "--kills")) wanted.kills = number();
        else if (!std::strcmp(words[i], "--cases")) wanted.cases = number();
    }
    auto folder = std::filesystem::temp_directory_path() / ("xiaoer-bench-" + kit::new_uuid({1}));
    std::filesystem::create_directories(folder);
    measure_machine(wanted);
    measure_money(wanted, (folder / "money").string());
    say("promise_hit_f1", said::judged(said::lines("tests/promises/data/said_test.tsv")).f1(),
        "share", 0.9);
    measure_rooms(wanted, (folder / "rooms.db").string(), "");
    if (auto server = std::getenv("XIAOER_TEST_POSTGRES"))
        measure_rooms(wanted, postgres_database(server), "_postgres");
    std::filesystem::remove_all(folder);
}
