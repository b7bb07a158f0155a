// The hub with sockets that only remember: who hears what, in which order, and a simulation in
// which clients lose connections and queues all the time and must still end up with everything.
#include "kit/live/hub.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <random>
#include <thread>

namespace {

constexpr auto catch_up = R"({"catch_up":{}})";

struct Ear : kit::Socket {
    std::vector<std::string> heard;
    std::uint16_t closed_with = 0;
    std::uint64_t drops = 0;

    void send(std::shared_ptr<const std::string> frame) override {
        // An array is what the frames in it are.
        std::string_view rest = *frame;
        if (!rest.starts_with('[')) return heard.emplace_back(rest), void();
        rest = rest.substr(1, rest.size() - 2);
        while (!rest.empty()) {
            auto comma = rest.find(',');
            heard.emplace_back(rest.substr(0, comma));
            rest.remove_prefix(comma == rest.npos ? rest.size() : comma + 1);
        }
    }
    void close(std::uint16_t code, std::string) override { closed_with = code; }
    std::uint64_t catch_ups() const override { return drops; }
    std::vector<std::string> take() { return std::exchange(heard, {}); }
};
using Texts = std::vector<std::string>;

kit::Frame plain(std::vector<std::string> to, std::string text) {
    return {std::move(to), text, "", 0};
}
kit::Frame numbered(std::string to, std::int64_t number, std::string subject = "talk") {
    return {{std::move(to)}, subject + std::to_string(number), subject, number};
}

class HubTest : public testing::Test {
protected:
    std::shared_ptr<Ear> ear(std::vector<std::string> keys, std::string session = "s") {
        auto one = std::make_shared<Ear>();
        last = hub.join(one, std::move(keys), std::move(session));
        hub.release(last, {});
        return one;
    }
    kit::Hub hub;
    kit::Hub::Member last = 0;
};

TEST_F(HubTest, reaches_those_who_listen_and_each_of_them_once) {
    auto ann = ear({"contact:ann"});
    auto ben = ear({"person:ben", "desk", "conversation:1"});
    hub.publish(plain({"desk", "conversation:1", "person:ben", "nobody"}, "a"));
    hub.publish(plain({"contact:ann", "contact:rival"}, "b"));
    EXPECT_EQ(ann->take(), Texts{"b"});
    EXPECT_EQ(ben->take(), Texts{"a"});
    EXPECT_TRUE(hub.hears("desk"));
    EXPECT_FALSE(hub.hears("nobody"));
}

TEST_F(HubTest, follows_listen_unlisten_and_leave) {
    auto ben = ear({"person:ben"});
    hub.listen(last, "conversation:1");
    hub.listen(last, "conversation:1");
    hub.publish(plain({"conversation:1"}, "a"));
    hub.unlisten(last, "conversation:1");
    hub.unlisten(last, "conversation:2");
    EXPECT_FALSE(hub.hears("conversation:1"));
    hub.publish(plain({"conversation:1"}, "b"));
    hub.publish(plain({"person:ben"}, "c"));
    EXPECT_EQ(hub.members(), 1u);
    hub.leave(last);
    hub.leave(last);
    hub.publish(plain({"person:ben"}, "d"));
    EXPECT_EQ(ben->take(), (Texts{"a", "c"}));
    EXPECT_EQ(hub.members(), 0u);
    EXPECT_FALSE(hub.hears("person:ben"));
    EXPECT_EQ(ben.use_count(), 1);
    hub.listen(last, "ghost");
    hub.hold(last);
    hub.release(last, {});
    hub.tell(last, "ghost");
    EXPECT_FALSE(hub.hears("ghost"));
}

TEST_F(HubTest, sends_only_rising_numbers_of_a_subject) {
    auto ann = ear({"a", "b"});
    hub.publish({numbered("a", 1), numbered("b", 1), numbered("a", 3), numbered("b", 2),
                 numbered("a", 1, "other"), plain({"a"}, "x"), plain({"a"}, "x"),
                 numbered("a", 4)});
    EXPECT_EQ(ann->take(), (Texts{"talk1", "talk3", "other1", "x", "x", "talk4"}));
}

TEST_F(HubTest, holds_live_frames_behind_the_replay) {
    auto ann = std::make_shared<Ear>();
    auto member = hub.join(ann, {"a"}, "s");
    hub.publish({numbered("a", 4), plain({"a"}, "typing"), numbered("a", 5)});
    hub.tell(member, "answer");
    EXPECT_EQ(ann->take(), Texts{"answer"});
    hub.release(member, {numbered("", 3), numbered("", 4), plain({}, "resumed")});
    EXPECT_EQ(ann->take(), (Texts{"talk3", "talk4", "resumed", "typing", "talk5"}));
    hub.release(member, {numbered("", 9)});  // not held: nothing to release
    hub.publish(numbered("a", 6));
    EXPECT_EQ(ann->take(), Texts{"talk6"});
}

TEST_F(HubTest, replays_from_the_start_after_another_hold) {
    auto ann = ear({"a"});
    hub.publish({numbered("a", 1), numbered("a", 2), numbered("a", 3)});
    ann->take();
    hub.hold(last);
    hub.publish(numbered("a", 4));
    hub.release(last, {numbered("", 2), numbered("", 3)});
    EXPECT_EQ(ann->take(), (Texts{"talk2", "talk3", "talk4"}));
}

TEST_F(HubTest, asks_to_catch_up_when_too_much_was_held) {
    for (auto& [count, size] : {std::pair{300, 10}, std::pair{20, 100'000}}) {
        auto ann = std::make_shared<Ear>();
        auto member = hub.join(ann, {"a"}, "s");
        for (int i = 0; i < count; ++i)
            hub.publish(plain({"a"}, std::string(static_cast<std::size_t>(size), 'x')));
        hub.release(member, {numbered("", 1), numbered("", 2)});
        EXPECT_EQ(ann->take(), (Texts{"talk1", "talk2", catch_up}));
        hub.publish(numbered("a", 3));
        EXPECT_EQ(ann->take(), Texts{}) << "nothing may follow a gap";
        hub.hold(member);
        hub.publish(numbered("a", 4));
        hub.release(member, {numbered("", 3)});
        EXPECT_EQ(ann->take(), (Texts{"talk3", "talk4"}));
        hub.leave(member);
    }
}

TEST_F(HubTest, says_nothing_after_a_gap_until_the_client_said_what_it_has) {
    auto ann = ear({"a"});
    hub.publish(numbered("a", 1));
    ann->drops = 1;  // the next send finds the queue dropped
    hub.publish(numbered("a", 2));
    ann->take();
    hub.publish({numbered("a", 3), plain({"a"}, "x")});
    hub.tell(last, "answer");
    EXPECT_EQ(ann->take(), Texts{"answer"});
    hub.release(last, {});  // without hold: still not whole
    hub.publish(numbered("a", 4));
    EXPECT_EQ(ann->take(), Texts{});
    hub.hold(last);
    hub.release(last, {numbered("", 2), numbered("", 3), numbered("", 4)});
    hub.publish(numbered("a", 5));
    EXPECT_EQ(ann->take(), (Texts{"talk2", "talk3", "talk4", "talk5"}));
}

TEST_F(HubTest, cuts_every_socket_of_one_session) {
    auto one = ear({"a"}, "ben"), two = ear({"a"}, "ben"), other = ear({"a"}, "cleo");
    EXPECT_EQ(hub.cut("ben"), 2u);
    EXPECT_EQ(hub.cut("nobody"), 0u);
    EXPECT_EQ(one->closed_with, 4401);
    EXPECT_EQ(two->closed_with, 4401);
    EXPECT_EQ(other->closed_with, 0);
}

// A client loses frames in every way a network knows and comes back with its cursor each time.
// Promise: what it hears of a conversation rises without gaps, and at the end it has everything.
struct Simulation {
    // A socket with a short queue: what waits is lost when it is full, and catch_up follows.
    struct Flaky : kit::Socket {
        std::vector<std::string> queue;
        std::uint64_t drops = 0;
        bool behind = false, alive = true;
        void send(std::shared_ptr<const std::string> frame) override {
            if (!alive || behind) return;
            if (queue.size() >= 8) {
                queue.clear();
                behind = true;
                ++drops;
                return;
            }
            queue.push_back(*frame);
        }
        void close(std::uint16_t, std::string) override { alive = false; }
        std::uint64_t catch_ups() const override { return drops; }
    };
    struct Client {
        std::shared_ptr<Flaky> socket;
        kit::Hub::Member member = 0;
        std::map<std::string, std::int64_t> cursor;
        bool loading = false;  // said hello; the house reads its messages
        std::map<std::string, std::int64_t> asked;
    };

    std::mt19937 random;
    kit::Hub hub;
    std::map<std::string, std::int64_t> log;  // conversation → last number
    std::vector<Client> clients{4};
    std::uint64_t gaps = 0, catch_ups = 0, heard = 0;

    explicit Simulation(unsigned seed) : random(seed) {}
    unsigned any(unsigned below) { return random() % below; }

    void publish() {
        auto subject = "c" + std::to_string(any(3));
        hub.publish(numbered("k" + std::to_string(any(2)), ++log[subject], subject));
        hub.publish(numbered("k0", log[subject], subject));
        hub.publish(numbered("k1", log[subject], subject));
    }
    void connect(Client& client) {
        if (client.socket) hub.leave(client.member);
        client.socket = std::make_shared<Flaky>();
        client.member = hub.join(client.socket, {"k0", "k1"}, "s");
        client.asked = client.cursor;
        client.loading = true;
    }
    void load(Client& client) {
        std::vector<kit::Frame> replay;
        for (auto& [subject, last] : log)
            for (auto n = client.asked[subject] + 1; n <= last && replay.size() < 500; ++n)
                replay.push_back(numbered("", n, subject));
        hub.release(client.member, std::move(replay));
        client.loading = false;
    }
    void hear(Client& client, std::string_view frame) {
        if (frame == catch_up) {
            ++catch_ups;
            hub.hold(client.member);
            client.asked = client.cursor;
            client.loading = true;
            return;
        }
        auto subject = std::string(frame.substr(0, 2));
        auto number = std::stoll(std::string(frame.substr(2)));
        auto& cursor = client.cursor[subject];
        ++heard;
        if (number > cursor + 1) ++gaps;
        if (number == cursor + 1) cursor = number;
    }
    void read(Client& client) {
        auto& socket = *client.socket;
        for (auto& frame : std::exchange(socket.queue, {})) {
            Ear splitter;
            splitter.send(std::make_shared<const std::string>(frame));
            for (auto& text : splitter.heard) hear(client, text);
        }
        if (std::exchange(socket.behind, false)) hear(client, catch_up);
    }
    void step() {
        auto& client = clients[any(4)];
        auto what = any(100);
        if (what < 50) return publish();
        if (!client.socket || what < 53) return connect(client);
        if (what < 70 && client.loading) return load(client);
        if (what < 95) read(client);
    }
    void settle() {
        for (auto& client : clients) {
            if (!client.socket) connect(client);
            for (int i = 0; i < 100; ++i) {
                if (client.loading) load(client);
                read(client);
            }
        }
    }
};

TEST(HubSimulation, loses_nothing_and_never_skips_whatever_the_network_does) {
    std::uint64_t catch_ups = 0, heard = 0;
    for (unsigned seed = 1; seed <= 300; ++seed) {
        SCOPED_TRACE(seed);
        Simulation world(seed);
        for (int i = 0; i < 2000; ++i) world.step();
        world.settle();
        EXPECT_EQ(world.gaps, 0u);
        for (auto& client : world.clients)
            for (auto& [subject, last] : world.log) ASSERT_EQ(client.cursor[subject], last);
        catch_ups += world.catch_ups;
        heard += world.heard;
    }
    // The simulation must have met what it is about.
    EXPECT_GT(catch_ups, 300u);
    EXPECT_GT(heard, 100'000u);
}

TEST(HubThreads, stays_whole_when_all_its_doors_are_used_at_once) {
    struct Deaf : kit::Socket {
        std::atomic<std::uint64_t> frames{0};
        void send(std::shared_ptr<const std::string>) override { ++frames; }
        void close(std::uint16_t, std::string) override {}
    };
    kit::Hub hub;
    auto steady = std::make_shared<Deaf>();
    hub.release(hub.join(steady, {"k"}, "steady"), {});
    std::uint64_t published = 0;
    std::atomic<int> busy{3};
    {
        std::jthread publishing([&] {
            while (busy > 0) hub.publish(numbered("k", static_cast<std::int64_t>(++published)));
        });
        std::vector<std::jthread> members;
        for (int t = 0; t < 3; ++t)
            members.emplace_back([&, t] {
                for (int i = 0; i < 2000; ++i) {
                    auto member =
                        hub.join(std::make_shared<Deaf>(), {"k"}, "s" + std::to_string(t));
                    hub.release(member, {numbered("", 1)});
                    hub.listen(member, "other");
                    hub.tell(member, "x");
                    hub.hold(member);
                    hub.unlisten(member, "k");
                    hub.cut("s" + std::to_string((t + 1) % 3));
                    hub.leave(member);
                }
                --busy;
            });
    }
    EXPECT_EQ(steady->frames, published);
    EXPECT_EQ(hub.members(), 1u);
}

}  // namespace
