// Who is there when the house has more than one node.
#include "house.hpp"

namespace {

std::string status_of(const Caller& who, const std::string& id) {
    auto answer = who.get("/people");
    for (auto& item : answer.at("items").as_array())
        if (item.at("id").as_string() == id) return std::string(item.at("status").as_string());
    return "";
}

class Presence : public House {
protected:
    void on_other_node(std::function<void(kit::Work&)> verb) { store().write_now(std::move(verb)); }
    void open_desk_elsewhere(const std::string& person) {
        on_other_node([&](kit::Work& work) {
            team::beat(work, "elsewhere", {});
            team::set_sockets(work, "elsewhere", {acme.shop, {person}, 1});
        });
    }
    std::int64_t sockets_of(const std::string& person) {
        return store().read_now([&](kit::Work& work) {
            return work.db
                .value<std::int64_t>("select sockets from people where shop = ? and id = ?",
                                     acme.shop, person)
                .value_or(-1);
        });
    }
};

}  // namespace

TEST_P(Presence, a_desk_open_at_another_node_counts_as_being_there) {
    auto id = conversation_of(visitor());
    open_desk_elsewhere(acme.ben);
    as("ben").put("/me/status", {{"status", "online"}});
    settle();
    EXPECT_EQ(as("cleo").get("/conversations/" + id).text("assignee_name"), "ben");
    LiveSocket here(as("ben"));
    on_other_node(
        [&](kit::Work& work) { team::set_sockets(work, "elsewhere", {acme.shop, {acme.ben}, 0}); });
    EXPECT_EQ(sockets_of(acme.ben), 1);
}

TEST_P(Presence, a_node_that_is_silent_for_three_beats_takes_its_sockets_with_it) {
    open_desk_elsewhere(acme.ben);
    as("ben").put("/me/status", {{"status", "online"}});
    EXPECT_EQ(sockets_of(acme.ben), 1);
    clock.advance(20s);
    settle();
    EXPECT_EQ(sockets_of(acme.ben), 1);
    clock.advance(11s);
    settle();
    EXPECT_EQ(sockets_of(acme.ben), 0);
    // Gone 90 s after the node was last seen, not 90 s after it was missed.
    EXPECT_EQ(status_of(as("cleo"), acme.ben), "online");
    clock.advance(60s);
    settle();
    EXPECT_EQ(status_of(as("cleo"), acme.ben), "offline");
}

TEST_P(Presence, a_node_that_stood_still_and_comes_back_tells_its_desks_again) {
    open_desk_elsewhere(acme.ben);
    as("ben").put("/me/status", {{"status", "online"}});
    clock.advance(40s);
    settle();
    EXPECT_EQ(sockets_of(acme.ben), 0);
    on_other_node([&](kit::Work& work) {
        // Counted while it was dead: kept for its next beat.
        team::set_sockets(work, "elsewhere", {acme.shop, {acme.beth}, 1});
        team::beat(work, "elsewhere", {{acme.shop, {acme.ben}, 1}, {acme.shop, {acme.beth}, 1}});
    });
    EXPECT_EQ(sockets_of(acme.ben), 1);
    EXPECT_EQ(sockets_of(acme.beth), 1);
    clock.advance(60s);
    on_other_node([&](kit::Work& work) { team::beat(work, "elsewhere", {}); });
    settle();
    EXPECT_EQ(status_of(as("cleo"), acme.ben), "online");
}

TEST_P(Presence, colleagues_hear_all_changes_of_a_second_in_one_piece) {
    clock.advance(2s);  // the cast was hired just now
    settle();
    LiveSocket wade(as("wade"));
    as("ben").put("/me/status", {{"status", "online"}});
    as("beth").put("/me/status", {{"status", "busy"}});
    clock.advance(2s);
    settle();
    auto heard = wade.event("people_changed");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->at("items").as_array().size(), 2u);
    EXPECT_TRUE(wade.hears_nothing_of("person_changed"));
}

IN_BOTH_ENGINES(Presence);
