#include "house.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "kit/crypto/crypto.hpp"
#include "kit/db/migrate.hpp"
#include "shop/shop.hpp"
#include "team/sign_in.hpp"

namespace {

std::string request(std::string_view method, std::string_view path, std::string_view body,
                    const std::vector<std::pair<std::string, std::string>>& headers) {
    std::string out =
        std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (auto& [name, value] : headers) out += name + ": " + value + "\r\n";
    if (!body.empty() || method != "GET")
        out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return out + "Connection: close\r\n\r\n" + std::string(body);
}

Answer answer_of(const std::string& raw) {
    Answer out;
    auto head_end = raw.find("\r\n\r\n");
    if (raw.size() < 12 || head_end == std::string::npos) return out;
    out.status = std::stoi(raw.substr(9, 3));
    std::size_t at = raw.find("\r\n") + 2;
    while (at < head_end) {
        auto end = raw.find("\r\n", at);
        auto line = raw.substr(at, end - at);
        auto colon = line.find(": ");
        auto name = line.substr(0, colon);
        for (auto& c : name) c = static_cast<char>(std::tolower(c));
        out.headers.emplace_back(name, line.substr(colon + 2));
        at = end + 2;
    }
    out.body = raw.substr(head_end + 4);
    return out;
}

// Of `cast_password`, as `kit::crypto::password_hash` made it once: a tenth of a second for each
// test otherwise.
constexpr auto cast_hash =
    "$argon2id$v=19$m=47104,t=1,p=1$04hlZA7gORTE3RpD5MKQeg$xFA4Vybx7Zfh9aqskQFwtIaWF/UTokCtUhKF/X3+XPY";

void run_sql(const std::string& url, const std::string& sql) {
    auto db = PQconnectdb(url.c_str());
    PQsetNoticeProcessor(db, [](void*, const char*) {}, nullptr);
    auto result = PQexec(db, sql.c_str());
    auto fine = PQresultStatus(result) == PGRES_COMMAND_OK;
    std::string error = PQerrorMessage(db);
    PQclear(result);
    PQfinish(db);
    if (!fine) throw std::runtime_error(sql + ": " + error);
}

// The address of another database of the same server.
std::string with_database(std::string url, const std::string& database) {
    auto end = std::min(url.find('?'), url.size());
    auto begin = url.rfind('/', end) + 1;
    return url.replace(begin, end - begin, database);
}

// The database in which all migrations have run. The first test that asks makes it, the others copy
// it, which is a fifth of the work. Its name holds what ran, so other migrations make another one.
std::string migrated(const std::string& server) {
    std::string all;
    for (auto& migration : kit::all_migrations()) all += migration.sql;
    auto name = "xiaoer_migrated_" + std::to_string(std::hash<std::string>{}(all));
    auto connection = kit::connect({server});
    bool is_there = false;
    connection->run("select pg_advisory_lock(1)", {},
                    [](auto&) { return true; });  // until the connection ends
    connection->run("select 1 from pg_database where datname = '" + name + "'", {},
                    [&](auto&) { return is_there = true; });
    if (is_there) return name;
    auto draft = name + "_draft";
    connection->script("drop database if exists " + draft);
    connection->script("create database " + draft);
    kit::migrate(*kit::connect({with_database(server, draft)}), kit::all_migrations());
    connection->script("alter database " + draft + " rename to " + name);
    return name;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
    for (auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

json::value Answer::parsed() const {
    boost::system::error_code error;
    auto value = json::parse(body, error);
    return error ? json::value() : value;
}

json::value Answer::at(std::string_view path) const {
    auto value = parsed();
    while (!path.empty()) {
        auto dot = path.find('.');
        auto key = path.substr(0, dot);
        path = dot == path.npos ? std::string_view() : path.substr(dot + 1);
        if (auto list = value.if_array()) {
            auto index = std::stoul(std::string(key));
            if (index >= list->size()) return {};
            value = json::value((*list)[index]);
        } else if (auto object = value.if_object()) {
            auto member = object->if_contains(key);
            if (!member) return {};
            value = json::value(*member);
        } else {
            return {};
        }
    }
    return value;
}

std::string Answer::text(std::string_view path) const {
    auto value = at(path);
    return value.is_string() ? std::string(value.as_string()) : std::string();
}

std::int64_t Answer::number(std::string_view path) const {
    auto value = at(path);
    return value.is_int64() ? value.as_int64() : -1;
}

Answer Caller::ask(std::string_view method, std::string_view path, std::string_view body,
                   std::vector<std::pair<std::string, std::string>> more) const {
    auto all = headers;
    for (auto& header : more) {
        std::erase_if(all, [&](auto& old) { return old.first == header.first; });
        all.push_back(header);
    }
    auto whole = path.starts_with("/api/") || path.starts_with("//")
                     ? std::string(path)
                     : "/api/v1" + std::string(path);
    if (path.starts_with("//")) whole = whole.substr(1);
    // Longer than a password takes on a machine that does other things too.
    return answer_of(Wire::http(port, request(method, whole, body, all), 30s));
}

static const std::vector<std::pair<std::string, std::string>> json_type = {
    {"Content-Type", "application/json"}};

Answer Caller::post(std::string_view path, const json::value& body) const {
    return ask("POST", path, json::serialize(body), json_type);
}
Answer Caller::put(std::string_view path, const json::value& body) const {
    return ask("PUT", path, json::serialize(body), json_type);
}
Answer Caller::patch(std::string_view path, const json::value& body) const {
    return ask("PATCH", path, json::serialize(body), json_type);
}
Answer Caller::upload(std::string_view path, std::string_view bytes) const {
    return ask("POST", path, bytes, {{"Content-Type", "application/octet-stream"}});
}

LiveSocket::LiveSocket(const Caller& caller, const json::object& cursors) {
    auto ticket = caller.post("/live_tickets").text("ticket");
    if (!wire.connect(caller.port, "/api/v1/live?ticket=" + ticket)) return;
    wire.send_text(json::serialize(json::object{{"hello", json::object{{"cursors", cursors}}}}));
    for (auto until = std::chrono::steady_clock::now() + 3s;
         std::chrono::steady_clock::now() < until;) {
        auto frame = next(1000ms);
        if (!frame) continue;
        if (frame->as_object().contains("resumed")) return;
        seen.push_back(*frame);
        replayed_.push_back(*frame);
    }
}

std::optional<json::value> LiveSocket::next(std::chrono::milliseconds within) {
    if (pending_.empty()) {
        auto text = wire.receive(within);
        if (!text) return std::nullopt;
        auto value = json::parse(*text);
        if (auto list = value.if_array()) pending_.assign(list->begin(), list->end());
        else pending_.push_back(value);
    }
    auto first = pending_.front();
    pending_.erase(pending_.begin());
    return first;
}

std::optional<json::value> LiveSocket::event(std::string_view name,
                                             std::chrono::milliseconds within) {
    for (std::size_t i = 0; i < replayed_.size(); ++i) {
        auto object = replayed_[i].if_object();
        if (!object || !object->contains("event") || object->at("event").as_string() != name)
            continue;
        auto data = object->at("data");
        replayed_.erase(replayed_.begin() + static_cast<std::ptrdiff_t>(i));
        return data;
    }
    for (auto until = std::chrono::steady_clock::now() + within;
         std::chrono::steady_clock::now() < until;) {
        auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        auto frame = next(left);
        if (!frame) break;
        seen.push_back(*frame);
        auto object = frame->if_object();
        if (object && object->contains("event") && object->at("event").as_string() == name)
            return object->at("data");
        if (object && object->contains("event")) replayed_.push_back(*frame);
    }
    return std::nullopt;
}

bool LiveSocket::hears_nothing_of(std::string_view name, std::chrono::milliseconds within) {
    return !event(name, within);
}

json::value LiveSocket::call(std::string_view method, std::string_view path,
                             const json::value& body) {
    auto id = ++calls_;
    wire.send_text(json::serialize(
        json::object{{"call", id}, {"method", method}, {"path", path}, {"body", body}}));
    for (auto until = std::chrono::steady_clock::now() + 5s;
         std::chrono::steady_clock::now() < until;) {
        auto frame = next(1000ms);
        if (!frame) continue;
        auto object = frame->if_object();
        if (object && object->contains("reply") && object->at("reply").as_int64() == id)
            return *frame;
        seen.push_back(*frame);
        replayed_.push_back(*frame);
    }
    return {};
}

House::House() {
    static std::atomic<int> number{0};
    auto name = "xiaoer_test_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
    folder_ = std::filesystem::temp_directory_path() / name;
    std::filesystem::remove_all(
        folder_);  // of a run that was killed, whose number came round again
    database_ = name;
}

House::~House() { std::filesystem::remove_all(folder_); }

void House::SetUp() {
    options.data = folder_;
    options.listen = "127.0.0.1:0";
    if (GetParam() == "postgres") {
        auto server = std::getenv("XIAOER_TEST_POSTGRES");
        if (!server) GTEST_SKIP() << "XIAOER_TEST_POSTGRES names no PostgreSQL";
        run_sql(server, "create database " + database_ + " template " + migrated(server) +
                            " strategy file_copy");
        options.database = with_database(server, database_);
    }
    house_ = std::make_unique<app::House>(options, clock);
    acme = cast("acme");
    rival = cast("rival");
    house_->start();
}

void House::TearDown() {
    house_.reset();
    if (!options.database.empty())
        run_sql(std::getenv("XIAOER_TEST_POSTGRES"),
                "drop database " + database_ + " with (force)");
}

void House::restart() {
    house_.reset();
    house_ = std::make_unique<app::House>(options, clock);
    house_->start();
    signed_in_.clear();
}

Cast House::cast(const std::string& name) {
    return store().write_now([&](kit::Work& work) {
        auto of = shop::open_shop(work, {name, "", "zh-CN", "您好", {}, name});
        Cast out{of->id.text, name, shop::storefront(work, of->id.text)->identity_key,
                 "",          "",   "",
                 "",          "",   "",
                 ""};
        auto hire = [&](const char* who, team::Role role) {
            return team::hire(work, of->id.text,
                              {who, std::string(who) + "@" + name + ".test", role, cast_hash, who})
                ->id.text;
        };
        out.ben = hire("ben", team::Role::agent);
        out.beth = hire("beth", team::Role::agent);
        out.cleo = hire("cleo", team::Role::lead);
        out.quinn = hire("quinn", team::Role::quality);
        out.wade = hire("wade", team::Role::warehouse);
        out.mia = hire("mia", team::Role::manager);
        out.dora = hire("dora", team::Role::admin);
        return out;
    });
}

Caller House::nobody() const { return Caller{house_->port(), {}, "", ""}; }

Caller House::as(const std::string& name) {
    if (auto known = signed_in_.find(name); known != signed_in_.end()) return known->second;
    bool of_rival = name.starts_with("rival.");
    auto email = of_rival ? name.substr(6) + "@rival.test" : name + "@acme.test";
    auto secret = kit::crypto::new_secret();
    auto session = store().write_now([&](kit::Work& work) -> kit::Result<team::Session> {
        auto row = work.db.first<team::PersonRow>("where email = ? and active = 1", email);
        if (!row) return kit::unauthenticated("wrong_credentials");
        return team::begin_session(work, *row, secret, "127.0.0.1");
    });
    EXPECT_TRUE(session) << email << ": " << session.error().reason;
    if (!session) return nobody();
    Caller out{house_->port(),
               {{"Cookie", "sid=" + secret}, {"X-CSRF", session->csrf}},
               session->person.id.text,
               ""};
    return signed_in_[name] = out;
}

Caller House::visitor(const std::string& shop) {
    auto answer = nobody().post("/visits", {{"key", shop}});
    EXPECT_EQ(answer.status, 201) << answer.body;
    auto secret = answer.text("visitor");
    return {house_->port(),
            {{"Authorization", "Visitor " + secret}},
            answer.text("contact.id"),
            secret};
}

std::string House::conversation_of(const Caller& ann, const std::string& text,
                                   const std::string& key) {
    auto said = ann.post("/visit/messages", {{"client_key", key}, {"text", text}});
    EXPECT_EQ(said.status, 201) << said.body;
    settle();
    return said.text("conversation");
}
