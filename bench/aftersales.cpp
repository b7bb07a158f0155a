// What after-sales is measured by.
//
//     bin/bench aftersales [--json] [--walks N] [--orders N] [--kills N] [--cases N] [--database URL]
//
// The machine is walked beside its second description (tests/aftersales/machine_model.hpp); refunds go
// through the store, the jobs and a provider that lies and dies, at the seam of `Provider` (no wire is
// spoken); the board and the dry run are asked of a shop with many open cases, through the real server.
#include <chrono>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "../tests/aftersales/machine_model.hpp"
#include "../tests/aftersales/money_lab.hpp"
#include "kit/http/router.hpp"

namespace {

using Clock = std::chrono::steady_clock;
double milliseconds(Clock::time_point from) { return std::chrono::duration<double, std::milli>(Clock::now() - from).count(); }

void say(std::string_view name, double value, std::string_view unit, double against) {
    std::cout << "{\"name\":\"" << name << "\",\"value\":" << value << ",\"unit\":\"" << unit << "\",\"against\":" << against
              << ",\"ratio\":" << (against == 0 ? value : value / against) << "}\n" << std::flush;
}

struct Wanted {
    std::int64_t walks = 100'000;
    int orders = 500, kills = 200, cases = 100'000;
    std::string database;
};

void measure_machine(const Wanted& wanted) {
    auto walked = machine_model::walk(wanted.walks, 20261122);
    auto all = static_cast<double>(aftersales::transitions().size());
    say("machine_transitions_covered", static_cast<double>(walked.transitions.size()), "transitions", all);
    say("machine_walks", static_cast<double>(walked.walks), "walks", 100'000);
    say("machine_walk_differences", static_cast<double>(walked.differences), "differences", 0);
}

void measure_money(const Wanted& wanted, const std::string& url) {
    money_lab::Totals all;
    for (bool honours : {true, false}) {
        auto file = url + (honours ? ".keys.db" : ".forgets.db");
        auto got = money_lab::Lab(file, honours ? 1 : 2, {honours}, wanted.kills / 2).run(wanted.orders / 2);
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

// Rows as the room writes them, without the cost of opening each.
void fill(kit::Store& store, const std::string& shop, int cases) {
    static constexpr const char* states[] = {"review", "wait_buyer_return", "wait_seller_receive", "refunding", "reshipping"};
    for (int from = 0; from < cases; from += 2000)
        store.write_now([&](kit::Work& work) {
            for (int i = from; i < std::min(cases, from + 2000); ++i) {
                auto id = kit::new_uuid(work.now);
                auto number = "AS" + std::to_string(10'000'000 + i);
                work.db.execute(
                    "insert into after_cases (id, shop, number, client_key, order_id, order_number, contact, buyer_name, conversation, kind, "
                    "state, called_lead, goods_back, edits, offers, failed_repairs, reason, words, lines, goods_title, amount, currency, sum, "
                    "carrier, waybill, assignee, policy, opened_at, state_since, deadline_at, tags, version) values (?, ?, ?, ?, 'o', ?, '', "
                    "'林小满', '', 'return_refund', ?, 0, 0, 0, 0, 0, 'quality', '', '[]', '青釉手作马克杯', ?, 'CNY', ?, '', '', '', 0, ?, ?, ?, '[]', 1)",
                    id, shop, number, number, number, states[i % 5], 1000 + i % 50'000, kit::json::text_of(aftersales::RefundSum{}),
                    kit::Time{work.now.us - i % 2'000'000}, work.now, kit::Time{work.now.us + 1'000'000LL * (i * 7919LL % 100'003)});
            }
        });
    store.write_now([&](kit::Work& work) {
        for (auto* state : states)
            work.db.execute("insert into after_counts (id, shop, state, open) values (?, ?, ?, ?)", kit::new_uuid(work.now), shop, state, cases / 5);
    });
}

template <class Verb>
void measure_board(money_lab::Lab& lab, Verb board) {
    std::vector<double> took;
    for (int i = 0; i < 300; ++i) {
        auto from = Clock::now();
        lab.store->read_now([&](kit::Work& work) {
            work.who.shop = lab.shop;
            board(work, i);
        });
        took.push_back(milliseconds(from));
    }
    std::ranges::sort(took);
    say("board_p99", took[took.size() * 99 / 100], "ms", 50);
}

void measure_rooms(const Wanted& wanted, const std::string& url) {
    money_lab::Lab lab(url, 3, {}, 0);
    fill(*lab.store, lab.shop, wanted.cases);
    kit::Router router;
    aftersales::routes(router);
    auto ask = [&](kit::Work& work, const char* method, const std::string& path, const std::string& query, const std::string& body) {
        auto found = router.find(method, "/api/v1" + path);
        kit::Request request;
        request.method = method;
        request.query = query;
        request.body = body;
        return found.route->run(work, {found.path, &request});
    };
    measure_board(lab, [&](kit::Work& work, int i) {
        static constexpr const char* asked[] = {"view=open&limit=100", "view=open&state=review&limit=100", "view=overdue&limit=100", "view=unassigned&limit=100"};
        if (!ask(work, "GET", i % 5 == 4 ? "/cases/counts" : "/cases", i % 5 == 4 ? "" : asked[i % 5], "")) throw kit::Breakage("the board refused");
    });
    auto from = Clock::now();
    std::string after;
    int parts = 0;
    for (bool more = true; more; ++parts) {
        auto answer = lab.store->read_now([&](kit::Work& work) {
            work.who.shop = lab.shop;
            aftersales::Policy policy;
            policy.agent_limit = {10'000};
            return ask(work, "POST", "/case-policies/dry-run", "", "{\"policy\":" + kit::json::text_of(policy) + ",\"after\":\"" + after + "\"}");
        });
        if (!answer) throw kit::Breakage("the dry run refused: " + answer.error().reason);
        auto at = answer->body.find("\"next\":\"");
        more = at != std::string::npos;
        if (more) after = answer->body.substr(at + 8, 36);
    }
    say("dry_run_s", milliseconds(from) / 1000, "s", 10);
    say("dry_run_parts", parts, "parts", 1);
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
        else if (!std::strcmp(words[i], "--database") && i + 1 < count) wanted.database = words[++i];
    }
    auto folder = std::filesystem::temp_directory_path() / ("xiaoer-bench-" + kit::new_uuid({1}));
    std::filesystem::create_directories(folder);
    measure_machine(wanted);
    measure_money(wanted, (folder / "money").string());
    measure_rooms(wanted, wanted.database.empty() ? (folder / "rooms.db").string() : wanted.database);
    std::filesystem::remove_all(folder);
}
