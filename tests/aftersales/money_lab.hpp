// Refunds through the store and its jobs against a provider with faults, on a clock that is moved:
// for the test and for the bench. The provider is a stand-in at the seam of `Provider`; no wire is
// spoken here.
#pragma once

#include <map>
#include <memory>
#include <random>

#include "aftersales/aftersales.hpp"
#include "kit/db/migrate.hpp"
#include "kit/jobs/jobs.hpp"
#include "orders/orders.hpp"

namespace money_lab {

using namespace aftersales;

struct Faults {
    bool honours_keys = true;  // false: the same key again pays again
};

// It pays, and lies about it in every way that is known.
struct Bank {
    std::mt19937_64 dice;
    Faults faults;
    int kills_left = 0;
    std::map<std::string, int> executions;
    std::map<std::string, std::int64_t> paid;
    int kills = 0, other_answers = 0;

    int roll() { return static_cast<int>(dice() % 100); }
    void die_now_and_then() {
        if (kills_left > 0 && roll() < 20) --kills_left, ++kills, throw kit::Breakage("killed");
    }
    void execute(const PayAsk& ask) {
        if (faults.honours_keys && executions.contains(ask.key)) return;
        ++executions[ask.key];
        paid[ask.order.text] += ask.amount.units;
    }
    PayAnswer submit(const PayAsk& ask) {
        die_now_and_then();  // before it was sent
        auto chance = roll();
        if (chance < 15)
            return {PayOutcome::unknown, ask.key, "", "timeout", ask.amount};  // never arrived
        if (chance < 20)
            return {PayOutcome::failed, ask.key, "", "balance", ask.amount};  // refused, and truly
        execute(ask);
        die_now_and_then();  // paid, and never heard of
        if (chance < 45) return {PayOutcome::unknown, ask.key, "", "timeout", ask.amount};
        if (chance < 60) return {PayOutcome::unknown, ask.key, "", "500", ask.amount};
        if (chance < 65)
            return ++other_answers,
                   PayAnswer{PayOutcome::succeeded, "another", "p", "", ask.amount};
        return {PayOutcome::succeeded, ask.key, "p" + ask.key, "", ask.amount};
    }
    PayAnswer look(const PayAsk& ask) {
        die_now_and_then();
        if (roll() < 20) return {PayOutcome::unknown, ask.key, "", "timeout", ask.amount};
        if (!executions.contains(ask.key))
            return {PayOutcome::not_there, ask.key, "", "", ask.amount};
        return {PayOutcome::succeeded, ask.key, "p" + ask.key, "", ask.amount};
    }
};

struct Totals {
    std::int64_t refunds = 0, executions_max = 0, paid_twice = 0, over_refunds = 0, stuck = 0,
                 kills = 0, wrong_books = 0;
};

class Lab {
public:
    Lab(const std::string& url, std::uint64_t seed, Faults faults, int kills) {
        clock.set({1'798'000'000'000'000});
        kit::migrate(*kit::connect({url, false}), kit::all_migrations());
        kit::Store::Options options;
        options.url = url;
        options.settings.master_key = std::string(32, 'k');
        store = std::make_unique<kit::Store>(options, clock);
        bank.dice.seed(seed);
        bank.faults = faults;
        bank.kills_left = kills;
        jobs = std::make_unique<kit::Jobs>(*store);
        aftersales::reactions(*jobs);
        Provider way{Adapter::weixin, [this](const PayAsk& ask) { return bank.submit(ask); },
                     [this](const PayAsk& ask) { return bank.look(ask); }};
        payments(*jobs, {way});
        shop = store->write_now([](kit::Work& work) {
            return team::found_shop(work, "拾光器物", "", "zh-CN")->id.text;
        });
        store->write_now([&](kit::Work& work) {
            work.db.execute(
                "insert into after_policies (id, shop, number, body, made_by, made_at) values (?, ?, 1, ?, '', 1)",
                kit::new_uuid(work.now), shop, policy_text());
        });
    }
    ~Lab() { store->stop(); }

    Totals run(int orders) {
        for (int i = 0; i < orders; ++i) ask_for_refunds(i);
        // Every lease, doubt and pause passes; one more day reconciles everything.
        for (int hour = 0; hour < 48; ++hour) {
            jobs->run_due();
            clock.advance(hour < 24 ? kit::Span{std::chrono::minutes{2}}
                                    : kit::Span{std::chrono::hours{1}});
        }
        return totals();
    }

    kit::Clock clock;
    std::unique_ptr<kit::Store> store;
    std::unique_ptr<kit::Jobs> jobs;
    Bank bank;
    std::string shop;

private:
    static std::string policy_text() {
        Policy policy;
        policy.agent_limit = policy.second_above = {100'000'000};
        policy.pay_by = {{"weixin", Adapter::weixin}};
        return kit::json::text_of(policy);
    }
    // Two cases of one order, agreed to by several at once.
    void ask_for_refunds(int i) {
        store->write_now([&](kit::Work& work) {
            orders::NewOrder order;
            order.source = "weixin";
            order.external_id = order.number = "W" + std::to_string(i);
            order.state = orders::OrderState::paid;
            order.lines.resize(2);
            order.lines[0] = {.external_id = "a", .title = "杯", .price = {9900 + i}};
            order.lines[1] = {.external_id = "b", .title = "盘", .quantity = 2, .price = {4950}};
            order.freight = {800};
            order.placed_at = work.now;
            order.paid_at = work.now;
            auto put = orders::put_order(work, shop, order);
            auto bought = *orders::find(work, shop, put.id);
            for (auto& line : bought.lines) {
                NewCase ask;
                ask.client_key = order.number + line.external_id;
                ask.order = bought.id;
                ask.kind = CaseKind::refund_unshipped;
                ask.reason = Reason::changed_mind;
                ask.lines = {{line.id.text, line.quantity}};
                auto opened = open_case(work, shop, ask, {CaseActor::clock, "", ""});
                CaseStep agree;
                agree.event = CaseEvent::agree;
                for (int click = 0; click < 5; ++click)
                    (void)step(work, shop, opened->id, agree,
                               {CaseActor::seller, "agent" + std::to_string(click), "a"});
            }
        });
    }
    Totals totals() {
        Totals out;
        out.kills = bank.kills;
        for (auto& [key, times] : bank.executions) {
            out.executions_max = std::max<std::int64_t>(out.executions_max, times);
            out.paid_twice += times > 1;
        }
        store->read_now([&](kit::Work& work) {
            auto number = [&](kit::Sql sql) {
                return work.db.value<std::int64_t>(sql).value_or(0);
            };
            out.refunds = number("select count(*) from after_refunds");
            out.stuck = number(
                "select count(*) from after_refunds where state not in ('succeeded', 'failed')");
            out.wrong_books = number(
                "select count(*) from after_refunds r where state = 'failed' and error <> 'balance'");
            for (auto& [order, money] : bank.paid) {
                auto paid = work.db
                                .value<std::int64_t>(
                                    "select paid from after_ledgers where order_id = ?", order)
                                .value_or(0);
                auto booked =
                    work.db
                        .value<std::int64_t>(
                            "select sum(amount) from after_refunds where order_id = ? and state = 'succeeded'",
                            order)
                        .value_or(0);
                out.over_refunds += money > paid;
                out.wrong_books += money != booked;
            }
        });
        return out;
    }
};

}  // namespace money_lab
