// What the security tests ask of the shift plan. A leave and a swap are the asker's own, so that
// they may take them back.
#include "harness.hpp"

namespace json = boost::json;

std::string Security::object_of_shifts(const std::string& kind, const Cast& cast,
                                       const Caller& owner) {
    auto number = ++count_;
    bool works_here = !owner.headers.empty() && owner.headers.front().first == "Cookie";
    auto person = works_here ? owner.id : cast.beth;
    auto id = store().write_now([](kit::Work& work) { return work.new_id<Cast>().text; });
    auto day =
        "2030-01-" + std::string(number % 28 < 9 ? "0" : "") + std::to_string(number % 28 + 1);
    if (kind == "leave")
        execute(
            "insert into leaves (id, shop, person, from_day, to_day, reason, state, asked_at, decided_by, note) values ('" +
            id + "', '" + cast.shop + "', '" + person + "', '" + day + "', '" + day +
            "', '看病', 'asked', 1, '', '')");
    else
        execute(
            "insert into shift_swaps (id, shop, asker, asker_day, colleague, colleague_day, state, asked_at, decided_by, "
            "version) values ('" +
            id + "', '" + cast.shop + "', '" + cast.beth + "', '" + day + "', '" + person + "', '" +
            day + "', 'asked', 1, '', 1)");
    return id;
}

json::value Security::question_of_shifts(const std::string& route, const Ground& ground) {
    json::array periods{{{"from", 540}, {"to", 1080}}};
    json::array week(7, json::value(periods));
    std::map<std::string, json::value> known{
        {"PUT /hours", {{"offset_minutes", 480}, {"week", week}, {"days", json::object()}}},
        {"PUT /shift_kinds",
         {{"items", {{{"code", "early"}, {"name", "早班"}, {"hue", 1}, {"periods", periods}}}}}},
        {"PUT /shifts",
         {{"person", ground.colleague}, {"day", "2030-03-04"}, {"kinds", {"early"}}}},
        {"POST /shift_publications", {{"from", "2030-03-04"}, {"to", "2030-03-10"}}},
        {"GET /shifts", {{"from", "2030-03-04"}, {"days", 7}}},
        {"POST /leaves",
         {{"from_day", "2030-03-04"}, {"to_day", "2030-03-05"}, {"reason", "看病"}}},
        {"POST /swaps",
         {{"day", "2030-03-04"}, {"colleague", ground.colleague}, {"colleague_day", "2030-03-05"}}},
        {"PUT /demand",
         {{"handling_s", 300},
          {"at_once", 3},
          {"limit_s", 30},
          {"share_percent", 80},
          {"shrinkage_percent", 15}}},
        {"GET /staffing", {{"from", "2030-03-04"}, {"days", 7}}},
        {"GET /status_times", {{"day", "2030-03-04"}}}};
    auto found = known.find(route);
    return found == known.end() ? json::value() : found->second;
}
