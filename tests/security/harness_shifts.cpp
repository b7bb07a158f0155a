// A leave and a swap for the security tests: the asker's own, so that they may take it back.
#include "harness.hpp"

std::string Security::object_of_shifts(const std::string& kind, const Cast& cast, const Caller& owner) {
    auto number = ++count_;
    bool works_here = !owner.headers.empty() && owner.headers.front().first == "Cookie";
    auto person = works_here ? owner.id : cast.beth;
    auto id = store().write_now([](kit::Work& work) { return work.new_id<Cast>().text; });
    auto day = "2030-01-" + std::string(number % 28 < 9 ? "0" : "") + std::to_string(number % 28 + 1);
    if (kind == "leave")
        execute("insert into leaves (id, shop, person, from_day, to_day, reason, state, asked_at, decided_by, note) values ('" +
                id + "', '" + cast.shop + "', '" + person + "', '" + day + "', '" + day + "', '看病', 'asked', 1, '', '')");
    else
        execute("insert into shift_swaps (id, shop, asker, asker_day, colleague, colleague_day, state, asked_at, decided_by, "
                "version) values ('" +
                id + "', '" + cast.shop + "', '" + cast.beth + "', '" + day + "', '" + person + "', '" + day +
                "', 'asked', 1, '', 1)");
    return id;
}
