// What came in, by half hour.
#include "shifts/arrivals.hpp"

namespace shifts {

struct ArrivalRow {
    static constexpr auto table = "arrivals";
    Id<ArrivalRow> id;
    std::string shop;
    Time begins_at;
};
BOOST_DESCRIBE_STRUCT(ArrivalRow, (), (id, shop, begins_at))

constexpr std::int64_t slot_us = std::int64_t{slot_minutes} * 60 * 1'000'000;
constexpr auto kept_for = std::chrono::days{60};

void count_arrival(Work& work, std::string_view shop, std::string_view key, Time at) {
    work.db.execute("delete from arrivals where shop = ? and begins_at < ?", shop,
                    work.now - kept_for);
    ArrivalRow row{{std::string(key) + ' ' + std::to_string(at.us)},
                   std::string(shop),
                   {at.us - at.us % slot_us}};
    if (!work.db.value<std::string>("select id from arrivals where shop = ? and id = ?", shop,
                                    row.id))
        work.db.insert(row);
}

void verify_arrivals(Db& db) { db.verify<ArrivalRow>(); }

}  // namespace shifts
