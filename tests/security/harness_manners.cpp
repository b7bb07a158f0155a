// Objects of the manners room for the security tests.
#include "harness.hpp"

std::string Security::object_of_manners(const std::string& kind, const Cast& cast) {
    if (kind != "edition" && kind != "trial") return {};
    constexpr auto changes = R"({"off":[],"exceptions":[],"own":[]})";
    return store().write_now([&](kit::Work& work) {
        auto id = kit::new_uuid(work.now);
        if (kind == "edition")
            work.db.execute(
                "insert into pack_editions (id, shop, number, state, changes, note, author, author_name, house, "
                "made_at, published_at, starts_at) values (?, ?, ?, 'published', ?, 'x', '', '', '', 0, 0, 0)",
                id, cast.shop, 1000 + ++count_, changes);
        else
            work.db.execute(
                "insert into pack_trials (id, shop, author, state, changes, number, since, place, judged, total, "
                "findings, made_at) values (?, ?, '', 'done', ?, 0, 0, '', 0, 0, ?, 0)",
                id, cast.shop, changes,
                R"({"red_before":0,"red_after":0,"yellow_before":0,"yellow_after":0,"rules":[],"samples":[]})");
        return id;
    });
}
