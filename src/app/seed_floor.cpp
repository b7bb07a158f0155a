// The demo's floor: its groups, who works when, and what came in over the past weeks.
#include <algorithm>

#include "app/seed.hpp"
#include "reception/reception.hpp"
#include "shifts/shifts.hpp"

namespace app {

using namespace kit;

// What comes in an hour of a working day, from 10:00 on: a shop sells at noon and in the evening.
static constexpr int busy[] = {4, 4, 8, 4, 4, 4, 4, 4, 4, 4, 8, 8, 4};
static constexpr int first_hour = 10;
static constexpr int weeks = 4;

// Two weeks from this Monday: early and late turn about by the week, with two days of rest each.
static void plan_demo(Work& work, std::string_view shop, const std::vector<team::Person>& people,
                      std::int64_t today) {
    auto monday = today - shifts::weekday_of(today);
    for (int day = 0; day < 14; ++day)
        for (std::size_t i = 0; i < people.size(); ++i) {
            auto number = static_cast<int>(i);
            if ((day + 2 * number) % 7 < 2) continue;
            auto planned = shifts::put_published(work, shop, people[i].id, monday + day,
                                                 {(number + day / 7) % 2 == 0 ? "early" : "late"});
            ENSURE(planned, "the usual kinds are there");
        }
}

static void count_demo(Work& work, std::string_view shop, std::int64_t today, int offset_minutes) {
    for (auto day = today - 7 * weeks; day < today; ++day)
        for (int hour = 0; hour < static_cast<int>(std::size(busy)); ++hour) {
            // Saturday and Sunday bring a quarter more.
            auto count = busy[hour] * (shifts::weekday_of(day) >= 5 ? 5 : 4) / 4;
            auto begins = Time{} + std::chrono::days{day} + std::chrono::hours{first_hour + hour} -
                          std::chrono::minutes{offset_minutes};
            for (int i = 0; i < count; ++i) {
                auto key = "demo " + std::to_string(day) + ' ' + std::to_string(hour) + ' ' +
                           std::to_string(i);
                shifts::count_arrival(work, shop, key,
                                      begins + std::chrono::minutes{60 * i / count});
            }
        }
}

// Each has a specialist and the lead; after half a minute everybody helps.
static void group_demo(Work& work, std::string_view shop,
                       const std::vector<Id<team::Person>>& people) {
    struct Named {
        const char* name;
        std::vector<std::string> takes;
        std::size_t specialist;
    };
    const Named groups[] = {{"售后", {"word:退款", "word:退货", "word:破损", "word:少件"}, 0},
                            {"导购", {"word:推荐", "word:送礼", "word:优惠"}, 1}};
    int place = 0;
    for (auto& [name, takes, specialist] : groups) {
        auto made = reception::add_group(
            work, shop,
            {{}, "", name, takes, {people[specialist], people.back()}, "", 30, place++, 1});
        ENSURE(made, "a demo group is decent");
    }
}

void open_demo_floor(Work& work, std::string_view shop,
                     const std::vector<Id<team::Person>>& people) {
    auto offset = shifts::hours(work, shop).offset_minutes;
    auto today = shifts::local_minute(work.now, offset).day;
    group_demo(work, shop, people);
    count_demo(work, shop, today, offset);
}

void seed_shifts(House& house) {
    house.store().write_now([](Work& work) {
        auto shop = work.db.value<std::string>("select shop from people limit 1").value_or("");
        auto people = team::colleagues(work, shop);
        std::erase_if(people, [](auto& one) { return one.role == team::Role::admin; });
        std::ranges::sort(people, {},
                          [](auto& one) { return one.id.text; });  // in the order they were hired
        plan_demo(work, shop, people,
                  shifts::local_minute(work.now, shifts::hours(work, shop).offset_minutes).day);
    });
}

}  // namespace app
