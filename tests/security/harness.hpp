// What the security harnesses share: bodies made from the shapes of the route table, callers of
// every kind, real objects in two shops, the reviewed policy, and the whole database as text.
//
// Nothing here names a single route: a route that is added tomorrow is knocked at tomorrow.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "house.hpp"
#include "kit/http/router.hpp"

using Words = std::set<std::string>;

// One row of policy.txt: who passes the door of a route, and what its braces and id fields name.
struct PolicyRow {
    std::string right;
    Words who;
    std::string object;  // kind of the path's object, or empty
    bool blind = false;  // says nothing about the object, also not whether it is there
    std::map<std::string, std::string> references;         // field → kind
    std::vector<std::pair<Words, std::set<int>>> instead;  // what these get in place of the usual
};
// By "METHOD /path". The file's first lines name sets of words.
const std::map<std::string, PolicyRow>& policy();

// Real objects of one shop.
struct Ground {
    std::string shop, key, conversation, contact, file, colleague, category, variant, order, parcel;
    Caller buyer;           // whose conversation it is
    std::string slip = {};  // of a phone in the vault
    std::string case_id = {};
};

// Somebody who knocks.
struct Knocker {
    std::string word;               // as the policy calls them
    std::function<Caller()> fresh;  // with a session that no earlier call ended
    bool of_rival = false;
    Caller lasting = {};  // for what ends no session

    Caller at(const kit::Route& route) const { return route.method == "GET" ? lasting : fresh(); }
};

class Security : public House {
protected:
    void SetUp() override;

    // "POST /visits", as the policy writes it.
    static std::string name_of(const kit::Route& route) {
        bool api = route.path.starts_with("/api/v1/");
        return route.method + ' ' + (api ? route.path.substr(7) : route.path);
    }
    // A route without a row may nobody; authorization_test names it.
    static const PolicyRow& row_of(const kit::Route& route) {
        static const PolicyRow none;
        auto row = policy().find(name_of(route));
        return row == policy().end() ? none : row->second;
    }
    // The address of a route with `id` in its braces, as Caller::ask takes it.
    static std::string address(const kit::Route&, const std::string& id);
    const std::vector<std::unique_ptr<kit::Route>>& routes() const {
        return house_->router().routes();
    }
    // A whole, valid question of this shape: every field but those that are a second way in.
    json::value question(const kit::Route&, const Ground&);
    const json::object& shape(const std::string& name) const;
    // The struct behind a schema; null when it is no struct.
    const json::object* fields_of(const std::string& schema) const;

    Answer knock(const Caller&, const kit::Route&, const std::string& id,
                 const json::value& question,
                 std::vector<std::pair<std::string, std::string>> more = {}) const;

    // Sessions and tokens by their rows, without the cost of a password.
    Caller session_of(const Cast&, const std::string& person, kit::Span age = {},
                      kit::Span lasts = std::chrono::days{7});
    Caller token_of(const Cast&, const std::string& person, const std::string& scopes,
                    kit::Span lasts = std::chrono::days{7}, std::string* id = nullptr);
    Caller identified(const Cast&, const std::string& number, const std::string& name = "Ida");
    // Somebody new who works there.
    std::string hired(const Cast&, const std::string& role = "agent");
    std::string script_in(const Cast&);
    // product, variant, category, warehouse, promotion; empty for other kinds.
    std::string object_of_catalogue(const std::string& kind, const Cast& cast);
    // connection, quarantined, import; empty for other kinds.
    std::string object_of_connections(const std::string& kind, const Cast& cast);
    // case, refund, return, evidence; empty for other kinds.
    std::string object_of_aftersales(const std::string& kind, const Cast& cast);
    std::string object_of_tracing(const std::string& kind, const Cast& cast);
    std::string object_of_disputes(const std::string& kind, const Cast& cast);
    // "leave" or "swap", of the caller.
    std::string object_of_shifts(const std::string& kind, const Cast& cast, const Caller& owner);
    // Dates and periods that make sense; null for other routes.
    static boost::json::value question_of_shifts(const std::string& route, const Ground&);
    static boost::json::value question_of_reception(const std::string& route, const Ground&);
    // edition, trial; empty for other kinds.
    std::string object_of_manners(const std::string& kind, const Cast& cast);
    // "order" or the one "parcel" of one.
    std::string order_in(const Cast&, const std::string& kind);
    std::string reception_object(const std::string& kind, const Cast&, const Ground&,
                                 const Caller& owner);
    std::string promise_of(const Cast&, const Ground&, const Caller& owner);
    // A fresh object of that kind; sessions are the caller's own.
    std::string object_of(const std::string& kind, const Cast&, const Ground&, const Caller& owner);

    std::vector<Knocker> knockers();

    std::map<std::string, std::vector<std::string>> columns();  // by table
    std::map<std::string, std::string> everything();            // rows by table
    void execute(const std::string& sql);

    Ground here, there;

private:
    Ground ground(const Cast&, const std::string& name);
    json::value made(const json::value& schema, const std::string& field, const Ground&);
    std::string word_for(const std::string& field, const Ground&);

    json::value api_;
    int count_ = 0;
};

// Only on the file engine: what is proved is above the database.
#define ON_SQLITE(fixture)                                                \
    INSTANTIATE_TEST_SUITE_P(Engines, fixture, testing::Values("sqlite"), \
                             [](const auto& info) { return info.param; })

// The body without what differs from one request to the next.
std::string same_part(const Answer&);
std::string percent(std::string_view text);
