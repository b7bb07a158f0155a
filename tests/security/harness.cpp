#include "harness.hpp"

#include "aftersales/provider_keys.hpp"
#include "customers/customers.hpp"
#include "orders/sample.hpp"

#include <fstream>
#include <sstream>

#include "kit/crypto/crypto.hpp"

namespace {

std::string trimmed(std::string text) {
    auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

std::vector<std::string> parts(const std::string& text, char mark) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, mark);)
        if (auto word = trimmed(part); !word.empty() || mark != ' ') out.push_back(word);
    return out;
}

struct Reader {
    std::map<std::string, Words> sets;
    std::map<std::string, PolicyRow> rows;

    Words words(const std::string& text) const {
        Words out;
        for (auto& word : parts(text, ' '))
            if (auto set = sets.find(word); set != sets.end())
                out.insert(set->second.begin(), set->second.end());
            else out.insert(word);
        return out;
    }
    void instead(const std::string& text, PolicyRow& row) const {
        for (auto& clause : parts(text, ',')) {
            auto space = clause.rfind(' ');
            std::set<int> codes;
            for (auto& code : parts(clause.substr(space + 1), '/')) codes.insert(std::stoi(code));
            row.instead.emplace_back(words(clause.substr(0, space)), codes);
        }
    }
    void take(const std::string& line) {
        if (line.starts_with("set ")) {
            auto equals = line.find('=');
            sets[trimmed(line.substr(4, equals - 4))] = words(line.substr(equals + 1));
            return;
        }
        auto cells = parts(line, '|');
        cells.resize(5);
        PolicyRow row{.right = cells[1],
                      .who = words(cells[2]),
                      .object = "",
                      .references = {},
                      .instead = {}};
        for (auto& word : parts(cells[3], ' '))
            if (auto colon = word.find(':'); colon != word.npos)
                row.references[word.substr(0, colon)] = word.substr(colon + 1);
            else if (word == "blind") row.blind = true;
            else if (word != "-") row.object = word;
        if (!cells[4].empty()) instead(cells[4], row);
        if (!rows.emplace(cells[0], row).second)
            ADD_FAILURE() << "policy.txt names " << cells[0] << " twice";
    }
};

}  // namespace

const std::map<std::string, PolicyRow>& policy() {
    static const auto rows = [] {
        Reader reader;
        std::ifstream in(XIAOER_SOURCE "/tests/security/policy.txt");
        for (std::string line; std::getline(in, line);)
            if (!trimmed(line).empty() && !line.starts_with('#')) reader.take(line);
        return reader.rows;
    }();
    return rows;
}

std::string same_part(const Answer& answer) {
    auto body = answer.parsed();
    if (auto object = body.if_object()) object->erase("request_id");
    return std::to_string(answer.status) + ' ' + json::serialize(body);
}

std::string percent(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (char c : text) out += {'%', digits[static_cast<unsigned char>(c) >> 4], digits[c & 15]};
    return out;
}

void Security::SetUp() {
    options.unlimited = true;
    House::SetUp();
    if (IsSkipped()) return;
    api_ = json::parse(house_->router().openapi());
    here = ground(acme, "acme");
    there = ground(rival, "rival");
}

Ground Security::ground(const Cast& cast, const std::string& name) {
    Ground out{.shop = cast.shop,
               .key = cast.key,
               .conversation = "",
               .contact = "",
               .file = "",
               .colleague = cast.beth,
               .category = object_of_catalogue("category", cast),
               .variant = object_of_catalogue("variant", cast),
               .order = order_in(cast, "order"),
               .parcel = order_in(cast, "parcel"),
               .buyer = visitor(name)};
    out.contact = out.buyer.id;
    // Busy, not offline: what somebody holds who has gone home goes back to the queue while a test
    // looks elsewhere.
    execute("update people set status = 'busy' where id = '" + cast.ben + "'");
    auto file = out.buyer.upload("/visit/files?name=list.txt", "a list");
    out.file = file.text("id");
    auto said = out.buyer.post("/visit/messages",
                               {{"client_key", "g1"}, {"text", "在吗"}, {"files", {out.file}}});
    EXPECT_EQ(said.status, 201) << said.body;
    out.conversation = said.text("conversation");
    EXPECT_EQ(
        session_of(cast, cast.ben).post("/conversations/" + out.conversation + "/claim").status,
        201);
    out.slip = store().write_now([&](kit::Work& work) {
        return customers::put_away(work, cast.shop, {customers::Personal::phone, "13700000000", ""})
            ->text;
    });
    out.case_id = object_of_aftersales("case", cast);
    return out;
}

std::string Security::address(const kit::Route& route, const std::string& id) {
    auto path = route.path;
    // The first is the thing that is knocked at; what else the path names is of nobody.
    auto next = id;
    for (auto open = path.find('{'); open != path.npos; open = path.find('{', open)) {
        path.replace(open, path.find('}', open) - open + 1, next);
        open += next.size();
        next = "018f0000-0000-7000-8000-000000000000";
    }
    return path.starts_with("/api/v1/") ? path : '/' + path;
}

const json::object& Security::shape(const std::string& name) const {
    return api_.at("components").at("schemas").at(name).as_object();
}

const json::object* Security::fields_of(const std::string& schema) const {
    if (schema.empty()) return nullptr;
    auto parsed = json::parse(schema);
    auto reference = parsed.as_object().if_contains("$ref");
    if (!reference) return nullptr;
    auto& found = shape(std::string(reference->as_string()).substr(21));
    auto properties = found.if_contains("properties");
    return properties ? &properties->as_object() : nullptr;
}

std::string Security::word_for(const std::string& field, const Ground& ground) {
    auto number = std::to_string(++count_);
    if (field == "email") return "x" + number + "@x.test";
    if (field == "key") return ground.key;
    if (field == "client_key") return "c" + number;
    if (field == "code") return "hi" + number;
    if (field == "brand_colour") return "#112233";
    if (field == "url" || field == "picture" || field == "endpoint")
        return "https://shop.example/" + number;
    if (field == "private_key") return provider_keys().ours;
    if (field == "their_key") return provider_keys().their_public;
    if (field == "p256dh") return kit::crypto::base64url(std::string(65, '\4'));
    if (field == "auth") return kit::crypto::base64url(std::string(16, '\4'));
    if (field == "password" || field == "fresh") return "correct horse battery " + number;
    if (field == "text") return "您好，在的。";
    if (field == "order") return ground.order;
    if (field == "parcel") return ground.parcel;
    if (field == "case_id") return ground.case_id;
    if (field == "contact") return ground.contact;
    if (field == "secret") return "sesame" + number;
    if (field == "scopes") return "converse";
    if (field == "conversation" || field == "conversations") return ground.conversation;
    if (field == "category") return ground.category;
    if (field == "variant") return ground.variant;
    if (field == "currency") return "CNY";
    if (field == "seven_day") return "applies";
    if (field == "sku" || field == "name") return field + number;
    if (field == "to" || field == "to_whom" || field == "owner" || field == "members" ||
        field == "person")
        return ground.colleague;
    if (field == "slip") return ground.slip;
    if (field == "overflow_to" || field == "assign_to") return "";
    if (field == "reason") return "because";
    return "x";
}

json::value Security::made(const json::value& schema, const std::string& field,
                           const Ground& ground) {
    static const std::map<std::string, std::int64_t> numbers = {{"expires_in_days", 30},
                                                                {"capacity", 3},
                                                                {"greet_after_s", 20},
                                                                {"limit", 10},
                                                                {"after", 9'000'000'000'000'000},
                                                                {"after_seq", 0},
                                                                {"ends_at", 9'000'000'000'000'000},
                                                                {"before_seq", 100},
                                                                {"price", 500},
                                                                {"remind_minutes", 30},
                                                                {"silence_s", 180},
                                                                {"seconds", 60},
                                                                {"alert_wait_s", 120},
                                                                {"leave_after_s", 900},
                                                                {"offer_s", 60},
                                                                {"web_weight", 100},
                                                                {"window_days", 7},
                                                                {"link_hours", 24},
                                                                {"based_on", 0}};
    // A second way in (a proof, a reason) is tried by tests of its own.
    static const Words left_out = {"identity", "override_reason", "gift",   "price",
                                   "rate",     "restored_from",   "tracing"};
    auto& object = schema.as_object();
    if (auto either = object.if_contains("anyOf"))
        return left_out.contains(field) ? json::value()
                                        : made(either->as_array().front(), field, ground);
    if (auto reference = object.if_contains("$ref")) {
        auto& of = shape(std::string(reference->as_string()).substr(21));
        if (auto words = of.if_contains("enum")) return words->as_array().front();
        json::object out;
        for (auto& [name, inner] : of.at("properties").as_object()) {
            auto value = made(inner, std::string(name), ground);
            if (!value.is_null()) out[name] = value;
        }
        return out;
    }
    auto type = object.if_contains("type");
    if (!type) return json::object();
    auto& kind = type->as_string();
    if (kind == "boolean") return field == "own";
    if (kind == "array") {
        static const Words empty = {"files",      "sites", "packs", "covers",
                                    "leaves_out", "takes", "skills"};
        if (empty.contains(field)) return json::array();
        if (field == "silent_hours") return json::array{24, 24, 48, 72, 72};  // one a route class
        return json::array{made(object.at("items"), field, ground)};
    }
    if (kind == "integer" || kind == "number") {
        auto found = numbers.find(field);
        return found == numbers.end() ? 1 : found->second;
    }
    if (kind == "object") return json::object();
    return json::string(word_for(field, ground));
}

json::value Security::question(const kit::Route& route, const Ground& ground) {
    if (route.ask.schema.empty() || route.raw_body) return nullptr;
    if (auto ready = question_of_shifts(name_of(route), ground); !ready.is_null()) return ready;
    if (auto ready = question_of_reception(name_of(route), ground); !ready.is_null()) return ready;
    if (name_of(route) == "PUT /pickup-rules")
        return {{"is_offered", true},
                {"days_ahead", 5},
                {"cut_off_hours", 2},
                {"hours",
                 {json::object{{"from", 9}, {"to", 11}}, json::object{{"from", 13}, {"to", 15}}}}};
    if (name_of(route) == "PUT /order_clocks")  // a warning comes before what it warns of
        return {{"dispatch_hours", 48},
                {"warn_hours", 4},
                {"ship_from", "浙江省杭州市"},
                {"silent_hours", {24, 24, 48, 72, 72}}};
    return made(json::parse(route.ask.schema), "", ground);
}

static std::string as_query(const json::value& question) {
    std::string out;
    for (auto& [name, value] : question.as_object()) {
        auto text = value.is_string() ? std::string(value.as_string()) : json::serialize(value);
        out += (out.empty() ? "?" : "&") + std::string(name) + '=' + percent(text);
    }
    return out;
}

Answer Security::knock(const Caller& caller, const kit::Route& route, const std::string& id,
                       const json::value& question,
                       std::vector<std::pair<std::string, std::string>> more) const {
    auto path = address(route, id);
    if (route.raw_body)
        return more.insert(more.begin(), {"Content-Type", "text/plain"}),
               caller.ask(route.method, path + "?name=x.txt", "some bytes", more);
    if (question.is_null()) return caller.ask(route.method, path, {}, more);
    if (route.asks_by_query) return caller.ask(route.method, path + as_query(question), {}, more);
    more.insert(more.begin(), {"Content-Type", "application/json"});
    return caller.ask(route.method, path, json::serialize(question), more);
}

Caller Security::session_of(const Cast& cast, const std::string& person, kit::Span age,
                            kit::Span lasts) {
    auto secret = kit::crypto::new_secret(), csrf = kit::crypto::new_secret();
    store().write_now([&](kit::Work& work) {
        work.db.execute(
            "insert into sessions (id, shop, person, csrf, created_at, seen_at, expires_at, ip, "
            "agent) "
            "values (?, ?, ?, ?, ?, ?, ?, '127.0.0.1', 'test')",
            kit::crypto::sha256_hex(secret), cast.shop, person, csrf, work.now - age,
            work.now - age, work.now + lasts);
    });
    return {port(), {{"Cookie", "sid=" + secret}, {"X-CSRF", csrf}}, person, secret};
}

Caller Security::token_of(const Cast& cast, const std::string& person, const std::string& scopes,
                          kit::Span lasts, std::string* id) {
    auto secret = kit::crypto::new_secret("xoer_");
    store().write_now([&](kit::Work& work) {
        auto name = kit::new_uuid(work.now);
        if (id) *id = name;
        work.db.execute(
            "insert into tokens (id, shop, person, name, secret_hash, scopes, created_at, "
            "expires_at) "
            "values (?, ?, ?, 'test', ?, ?, ?, ?)",
            name, cast.shop, person, kit::crypto::sha256_hex(secret), scopes, work.now,
            work.now + lasts);
    });
    return {port(), {{"Authorization", "Bearer " + secret}}, person, secret};
}

Caller Security::identified(const Cast& cast, const std::string& number, const std::string& name) {
    auto now = clock.now();
    auto proof = kit::crypto::sign_identity({number, name, "", now + 5min}, cast.identity_key,
                                            cast.key, now);
    auto answer = nobody().post("/visits", {{"key", cast.key}, {"identity", proof}});
    EXPECT_EQ(answer.status, 201) << answer.body;
    auto secret = answer.text("visitor");
    return {port(), {{"Authorization", "Visitor " + secret}}, answer.text("contact.id"), secret};
}

std::string Security::hired(const Cast& cast, const std::string& role) {
    return store().write_now([&](kit::Work& work) {
        auto email = "spare" + std::to_string(++count_) + "@x.test";
        auto made = team::hire(work, cast.shop,
                               {"spare", email, *kit::enum_named<team::Role>(role), "no hash", ""});
        return made->id.text;
    });
}

std::string Security::script_in(const Cast& cast) {
    return store().write_now([&](kit::Work& work) {
        auto id = kit::new_uuid(work.now);
        work.db.execute(
            "insert into scripts (id, shop, code, title, folder, body, owner, version) "
            "values (?, ?, ?, 'x', '', 'x', '', 1)",
            id, cast.shop, "s" + std::to_string(++count_));
        return id;
    });
}

std::string Security::order_in(const Cast& cast, const std::string& kind) {
    auto ask = sample("S" + std::to_string(++count_));
    if (kind == "parcel") ask.parcels = {{"shunfeng", ask.number, {}, {}}};
    if (kind == "parcel") ask.state = orders::OrderState::shipped;
    auto id = put(store(), cast.shop, ask).id;
    if (kind == "order") return id.text;
    return store().read_now([&](kit::Work& work) {
        return orders::find(work, cast.shop, id)->parcels.front().id.text;
    });
}

std::string Security::object_of(const std::string& kind, const Cast& cast, const Ground& ground,
                                const Caller& owner) {
    if (kind == "conversation") {  // in the hands of the agent who knocks
        execute("update conversations set state = 'assigned', closed_at = null, assignee = '" +
                cast.ben + "' where id = '" + ground.conversation + "'");
        return ground.conversation;
    }
    if (kind == "contact") return ground.contact;
    if (kind == "file") return ground.file;
    if (kind == "slip") return ground.slip;
    if (kind == "person") return hired(cast);
    if (kind == "script") return script_in(cast);
    if (kind == "page") return "index.html";
    if (auto made = object_of_catalogue(kind, cast); !made.empty()) return made;
    if (auto made = object_of_connections(kind, cast); !made.empty()) return made;
    if (auto made = object_of_aftersales(kind, cast); !made.empty()) return made;
    if (auto made = object_of_tracing(kind, cast); !made.empty()) return made;
    if (auto made = object_of_disputes(kind, cast); !made.empty()) return made;
    if (kind == "leave" || kind == "swap") return object_of_shifts(kind, cast, owner);
    if (auto made = object_of_manners(kind, cast); !made.empty()) return made;
    if (kind == "order" || kind == "parcel") return order_in(cast, kind);
    if (kind == "feed")
        return session_of(cast, cast.dora)
            .put("/carrier_feeds", {{"kind", "aftership"}, {"secret", "sesame"}})
            .text("id");
    if (kind == "group" || kind == "hand_over" || kind == "follow_up" || kind == "alert")
        return reception_object(kind, cast, ground, owner);
    if (kind == "promise") return promise_of(cast, ground, owner);
    if (kind == "token") {
        std::string id;
        token_of(cast, cast.dora, R"(["converse"])", std::chrono::days{1}, &id);
        return id;
    }
    if (kind == "session") {
        bool person = !owner.headers.empty() && owner.headers.front().first == "Cookie";
        return kit::crypto::sha256_hex(session_of(cast, person ? owner.id : cast.dora).secret)
            .substr(0, 16);
    }
    if (kind == "nothing") return "018f0000-0000-7000-8000-000000000000";
    ADD_FAILURE() << "policy.txt speaks of an unknown kind: " << kind;
    return {};
}

std::vector<Knocker> Security::knockers() {
    std::vector<Knocker> out;
    auto person = [&](const char* word, const std::string& id) {
        out.push_back({word, [this, id] { return session_of(acme, id); }});
    };
    out.push_back({"nobody", [this] { return nobody(); }});
    out.push_back({"visitor", [this] { return here.buyer; }});
    out.push_back({"identified", [ida = identified(acme, "42")] { return ida; }});
    person("agent", acme.ben);
    person("lead", acme.cleo);
    person("quality", acme.quinn);
    person("warehouse", acme.wade);
    person("manager", acme.mia);
    person("admin", acme.dora);
    out.push_back({"token", [this] { return token_of(acme, acme.dora, R"(["read_audit"])"); }});
    out.push_back({"admin", [this] { return session_of(rival, rival.dora); }, true});
    out.push_back({"visitor", [this] { return there.buyer; }, true});
    for (auto& who : out) who.lasting = who.fresh();
    return out;
}

std::map<std::string, std::vector<std::string>> Security::columns() {
    return store().read_now([](kit::Work& work) {
        std::map<std::string, std::vector<std::string>> out;
        work.db.connection().run(
            "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where "
            "m.type = 'table' "
            "and m.name not like 'sqlite_%' and m.name not like '%_terms%' order by m.name, "
            "c.cid",
            {}, [&](const kit::Row& row) {
                out[std::string(row.text(0))].emplace_back(row.text(1));
                return true;
            });
        return out;
    });
}

std::map<std::string, std::string> Security::everything() {
    settle();  // reactions that are on their way are not what is being looked at
    auto tables = columns();
    return store().read_now([&](kit::Work& work) {
        std::map<std::string, std::string> out;
        for (auto& [table, names] : tables) {
            if (table == "nodes") continue;  // a node says by itself that it lives
            std::string sql = "select ''";
            for (auto& name : names)
                // Sockets come and go by themselves.
                if (name != "sockets") sql += " || quote(" + name + ") || '|'";
            // What is told of colleagues is gathered for a second, and the floor is looked at every
            // few: by timers that come and go.
            auto these =
                table == "jobs"
                    ? " where kind not in ('team.digest', 'reception.look', 'clocks.count_days')"
                    : "";
            work.db.connection().run(sql + " from " + table + these + " order by 1", {},
                                     [&](const kit::Row& row) {
                                         (out[table] += row.text(0)) += '\n';
                                         return true;
                                     });
        }
        return out;
    });
}

void Security::execute(const std::string& sql) {
    store().write_now([&](kit::Work& work) { work.db.connection().run(sql, {}, nullptr); });
}
