// The best purchase plan: is there a cheaper one, and how long does the answer take?
//
//     best_plan_cases, best_plan_differences   random baskets compared with every other plan
//     best_plan_p50, best_plan_p99 (ms)        30 lines, 40 promotions, up to 3 orders, with the
//     hints
//                                              that an agent gets beside it
// It ends with 1 when there is a difference.
//     best_plan_proven (%)                     of those, how many were searched to the end
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string_view>

#include "../tests/catalogue/every_plan.hpp"

using namespace catalogue;

static double milliseconds_of(const Basket& goods, const std::vector<Promotion>& promotions,
                              int& proven) {
    std::vector<BasketLine> offered(goods.lines.begin(), goods.lines.begin() + hints_tried / 2);
    for (int i = hints_tried / 2; i < hints_tried; ++i)
        offered.push_back(
            {{"more" + std::to_string(i)}, {"more", "more", "c1"}, "more", 1, {100 + i * 700}});
    auto begin = std::chrono::steady_clock::now();
    auto plan = best_plan(goods, promotions);
    proven += plan.proven;
    if (hints(goods, plan, promotions, offered).size() > 3) std::abort();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
}

static void say(const char* name, double value, const char* unit, double against) {
    std::printf(
        "{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"against\":%.3f,\"ratio\":%.3f}\n", name,
        value, unit, against, against > 0 ? value / against : 0.0);
}

static int compare(int cases) {
    every_plan::Dice dice(2026);
    int differences = 0;
    for (int i = 0; i < cases; ++i) {
        // Mostly small ones; every tenth as large as trying everything allows.
        every_plan::Size size =
            i % 10 == 0 ? every_plan::Size{4, 5, 7, 3} : every_plan::Size{3, 4, 6, 3};
        auto goods = every_plan::random_basket(dice, size);
        auto promotions = every_plan::random_promotions(dice, size);
        differences += best_plan(goods, promotions).total.units !=
                       every_plan::Search(goods, promotions).cheapest();
    }
    say("best_plan_cases", cases, "baskets", 20'000);
    say("best_plan_differences", differences, "baskets", 0);
    return differences;
}

static void time_large(int rounds) {
    every_plan::Dice dice(30'40);
    std::vector<double> times;
    int proven = 0;
    for (int i = 0; i < rounds; ++i) {
        Basket goods{.currency = "CNY", .freight = {800}};
        for (int k = 0; k < 30; ++k) {
            auto name = std::to_string(k);
            goods.lines.push_back({{"v" + name},
                                   {"v" + name, "p" + name, "c" + std::to_string(k % 4)},
                                   name,
                                   1 + every_plan::below(dice, 2),
                                   {100 + every_plan::below(dice, 20'000)}});
        }
        std::vector<Promotion> promotions;
        for (std::size_t k = 0; k < 40; ++k)
            promotions.push_back(every_plan::random_promotion(dice, k, 30));
        times.push_back(milliseconds_of(goods, promotions, proven));
    }
    std::ranges::sort(times);
    say("best_plan_p50", times[times.size() / 2], "ms", 20);
    say("best_plan_p99", times[times.size() * 99 / 100], "ms", 20);
    say("best_plan_proven", 100.0 * proven / rounds, "%", 0);
}

int main(int count, char** arguments) {
    bool quick = std::any_of(arguments, arguments + count,
                             [](std::string_view one) { return one == "--quick"; });
    int differences = compare(quick ? 2'000 : 40'000);
    time_large(quick ? 100 : 1'000);
    return differences > 0 ? 1 : 0;
}
