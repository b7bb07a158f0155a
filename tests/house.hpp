// The real server on a free port, with a temporary data folder and a clock that tests set.
//
// A test that uses `House` runs twice: on SQLite, and on PostgreSQL when XIAOER_TEST_POSTGRES names
// one (else it is shown as skipped). The cast is in cast.hpp.
//
//     TEST_P(House, a_buyer_is_answered) {
//         auto ann = visitor();
//         auto said = ann.post("/visit/messages", {{"client_key", "k1"}, {"text", "在吗"}});
//         ASSERT_EQ(said.status, 201) << said.body;
//     }
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/house.hpp"
#include "kit/base/values.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/wire.hpp"
#include "team/team.hpp"

namespace json = boost::json;
using namespace std::chrono_literals;

struct Answer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;

    std::string header(std::string_view name) const;
    json::value parsed() const;
    // A member by path: "person.name", "items.0.id".
    json::value at(std::string_view path) const;
    std::string text(std::string_view path) const;
    std::int64_t number(std::string_view path) const;
    std::string reason() const { return text("reason"); }
};

// Somebody who asks: a person, a visitor, a token, or nobody.
struct Caller {
    std::uint16_t port = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string id;      // person or contact
    std::string secret;  // of a visitor

    Answer ask(std::string_view method, std::string_view path, std::string_view body = {},
               std::vector<std::pair<std::string, std::string>> more = {}) const;
    Answer get(std::string_view path) const { return ask("GET", path); }
    Answer post(std::string_view path, const json::value& body = json::object()) const;
    Answer put(std::string_view path, const json::value& body = json::object()) const;
    Answer patch(std::string_view path, const json::value& body) const;
    Answer remove(std::string_view path) const { return ask("DELETE", path); }
    Answer upload(std::string_view path, std::string_view bytes) const;
};

// A live socket of a caller, after hello.
class LiveSocket {
public:
    LiveSocket(const Caller&, const json::object& cursors = {});
    // The next event with this name, or nothing in time. Others are kept in `seen`.
    std::optional<json::value> event(std::string_view name,
                                     std::chrono::milliseconds within = 3000ms);
    bool hears_nothing_of(std::string_view name, std::chrono::milliseconds within = 300ms);
    json::value call(std::string_view method, std::string_view path,
                     const json::value& body = json::object());
    std::vector<json::value> seen;
    WebSocketClient wire;

private:
    std::optional<json::value> next(std::chrono::milliseconds within);
    std::vector<json::value> pending_, replayed_;
    std::int64_t calls_ = 0;
};

// One shop with a person of every role. Passwords are all `cast_password`.
struct Cast {
    std::string shop, key, identity_key;
    std::string ben, beth, cleo, quinn, wade, mia,
        dora;  // ids: agents, lead, quality, warehouse, manager, admin
};
inline constexpr auto cast_password = "correct horse battery 7";

class House : public testing::TestWithParam<std::string> {
protected:
    House();
    ~House() override;
    void SetUp() override;
    void TearDown() override;

    // Stops and starts the server on the same data.
    void restart();

    Caller nobody() const;
    // By name of the cast: "ben", "dora", …; "rival.dora" is of the other shop. Their session
    // begins without a sign-in, which takes a tenth of a second and has tests of its own.
    Caller as(const std::string& name);
    // A new buyer of acme (or of rival).
    Caller visitor(const std::string& shop = "acme");
    // A conversation that ann began by saying `text`; returns its id.
    std::string conversation_of(const Caller& ann, const std::string& text = "在吗",
                                const std::string& key = "k1");

    kit::Store& store() { return house_->store(); }
    std::uint16_t port() const { return house_->port(); }
    // Reactions and timers that are due have run.
    void settle() { house_->jobs().run_due(); }

    kit::Clock clock;
    Cast acme, rival;
    app::HouseOptions options;
    std::unique_ptr<app::House> house_;

private:
    Cast cast(const std::string& name);
    std::string folder_, database_;
    std::map<std::string, Caller> signed_in_;
};

#define IN_BOTH_ENGINES(fixture)                                                      \
    INSTANTIATE_TEST_SUITE_P(Engines, fixture, testing::Values("sqlite", "postgres"), \
                             [](const auto& info) { return info.param; })
