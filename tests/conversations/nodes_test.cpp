// Two nodes on one PostgreSQL, without sticky sessions: what one of them does is heard at the
// other.
#include <array>
#include <thread>

#include "house.hpp"

namespace {

class Nodes : public House {
protected:
    void SetUp() override {
        options.unlimited = true;
        House::SetUp();
        if (IsSkipped()) return;
        second_ = std::make_unique<app::House>(options, clock);
        second_->start();
    }
    void TearDown() override {
        second_.reset();
        House::TearDown();
    }
    Caller at_second(Caller who) const {
        who.port = second_->port();
        return who;
    }
    // What was said before the socket opened may still be on its way to it.
    static bool hears(LiveSocket& socket, std::string_view text) {
        while (auto said = socket.event("message_sent"))
            if (said->at("text").as_string() == text) return true;
        return false;
    }
    std::unique_ptr<app::House> second_;
};

TEST_P(Nodes, what_is_said_at_one_is_heard_at_the_other) {
    auto ann = visitor();
    auto conversation = conversation_of(ann);
    ASSERT_EQ(as("ben").post("/conversations/" + conversation + "/claim").status, 201);
    LiveSocket desk(at_second(as("ben")));
    ASSERT_EQ(
        ann.post("/visit/messages", {{"client_key", "k2"}, {"text", "在第二台能看到吗"}}).status,
        201);
    EXPECT_TRUE(hears(desk, "在第二台能看到吗"));

    LiveSocket window(ann);
    auto answer = at_second(as("ben")).post(
        "/conversations/" + conversation + "/messages",
        {{"client_key", "a1"}, {"kind", "reply"}, {"text", "您好，看到了"}});
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_TRUE(hears(window, "您好，看到了"));
}

TEST_P(Nodes, what_is_typed_at_one_is_seen_at_the_other) {
    auto ann = visitor();
    auto conversation = conversation_of(ann);
    ASSERT_EQ(as("ben").post("/conversations/" + conversation + "/claim").status, 201);
    LiveSocket desk(at_second(as("ben")));
    ASSERT_LT(ann.put("/visit/typing", {{"text", "我想问"}}).status, 300);
    EXPECT_TRUE(desk.event("typing"));
}

TEST_P(Nodes, hear_of_mail_whose_bell_was_lost) {
    LiveSocket desk(at_second(as("ben")));
    store().write_now([&](kit::Work& work) {
        json::object event{{"to", json::array{"person:" + acme.ben}},
                           {"text", R"({"event":"lost_bell","data":{}})"},
                           {"subject", ""},
                           {"number", 0}};
        auto text = json::serialize(
            json::object{{"published", json::array{event}}, {"cuts", json::array()}});
        std::array<kit::Bound, 1> values{std::string_view(text)};
        work.db.connection().run("insert into live_mail (mail) values (?)", values, nullptr);
    });
    EXPECT_TRUE(desk.event("lost_bell"));
}

TEST_P(Nodes, take_each_others_tickets_once) {
    auto ticket = as("ben").post("/live_tickets").text("ticket");
    auto opened = [&](std::uint16_t port) {
        WebSocketClient wire;
        return wire.connect(port, "/api/v1/live?ticket=" + ticket);
    };
    EXPECT_TRUE(opened(second_->port()));
    EXPECT_FALSE(opened(port()));
    EXPECT_FALSE(opened(second_->port()));
}

// Each node reads the last number and writes the next one: only their turns keep these apart.
TEST_P(Nodes, that_write_into_one_conversation_at_once_leave_no_gap_and_no_double) {
    constexpr int each = 40;
    auto ann = visitor();
    auto conversation = conversation_of(ann);
    auto say = [&](const Caller& who, std::string prefix) {
        for (int i = 0; i < each; ++i) {
            auto said = who.post("/visit/messages",
                                 {{"client_key", prefix + std::to_string(i)}, {"text", "第几条"}});
            EXPECT_EQ(said.status, 201) << said.body;
        }
    };
    std::thread first(say, ann, "x"), second(say, at_second(ann), "y");
    first.join();
    second.join();
    auto items = ann.get("/visit/messages?limit=100").at("items").as_array();
    std::int64_t seq = 0;
    for (auto& item : items) EXPECT_EQ(item.at("seq").as_int64(), ++seq);
    EXPECT_EQ(seq, as("cleo").get("/conversations/" + conversation).number("last_seq"));
    EXPECT_GE(seq, 2 * each + 1);
}

TEST_P(Nodes, tell_who_won_when_two_people_claim_at_once) {
    for (int round = 0; round < 10; ++round) {
        auto ann = visitor();
        auto conversation = conversation_of(ann);
        int statuses[2] = {};
        auto claim = [&](const Caller& who, int& status) {
            status = who.post("/conversations/" + conversation + "/claim").status;
        };
        auto ben = as("ben"), beth = at_second(as("beth"));
        std::thread first(claim, ben, std::ref(statuses[0])),
            second(claim, beth, std::ref(statuses[1]));
        first.join();
        second.join();
        EXPECT_EQ(std::min(statuses[0], statuses[1]), 201);
        EXPECT_EQ(std::max(statuses[0], statuses[1]), 409);
    }
}

TEST_P(Nodes, end_the_sockets_of_a_session_that_was_ended_at_the_other) {
    auto ben = as("ben");
    LiveSocket desk(at_second(ben));
    ASSERT_LT(ben.remove("/session").status, 300);
    while (desk.wire.receive(3s)) {
    }
    EXPECT_EQ(desk.wire.close_code, 4401);
}

INSTANTIATE_TEST_SUITE_P(Postgres, Nodes, testing::Values("postgres"),
                         [](auto& one) { return one.param; });

}  // namespace
