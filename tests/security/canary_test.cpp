// T-CANARY: a text that nobody else could make stands in every field of everything. Whoever
// receives it must be somebody who may: over every GET route, live, in replays, in refusals, in the
// log and on the disk.
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "harness.hpp"
#include "kit/crypto/crypto.hpp"

static std::string from_base32(std::string_view text) {
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (char letter : text) {
        bits =
            (bits << 5 | static_cast<unsigned>(letter >= 'A' ? letter - 'A' : letter - '2' + 26)) &
            0xffff;
        if ((count += 5) >= 8) out += static_cast<char>(bits >> (count -= 8));
    }
    return out;
}

class Canary : public Security {
protected:
    void SetUp() override {
        before_ = spdlog::default_logger();
        auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(log_, true);
        auto logger = std::make_shared<spdlog::logger>("canary", sink);
        logger->set_pattern("%v");
        logger->set_level(spdlog::level::trace);
        spdlog::set_default_logger(logger);
        Security::SetUp();
    }
    void TearDown() override {
        Security::TearDown();
        spdlog::set_default_logger(before_);
    }

    struct Planted {
        std::string what, text;
        Words seers;
        bool only_hashed = false;  // must not stand on the disk as it is
        bool grows = true;         // at least one seer must receive it, else it was planted nowhere
    };
    std::string plant(const std::string& what, const Words& seers) {
        // Never so many digits in a row that they could be somebody's number: those are masked on
        // their way.
        auto text = "cny" + kit::crypto::hex(kit::crypto::random_bytes(8));
        for (std::size_t at = 6; at < text.size(); at += 4) text[at] = 'k';
        planted_.push_back({what, text, seers});
        return text;
    }
    void secret(const std::string& what, const std::string& text, const Words& seers = {},
                bool only_hashed = true) {
        ASSERT_GE(text.size(), 6u) << what;
        planted_.push_back({what, text, seers, only_hashed, !seers.empty()});
    }

    void receive(const std::string& who, const Answer& answer) {
        received_[who] += answer.body;
        for (auto& [name, value] : answer.headers) received_[who] += '\n' + name + ": " + value;
    }
    void receive(const std::string& who, const LiveSocket& socket) {
        for (auto& frame : socket.seen) received_[who] += json::serialize(frame) + '\n';
    }

    void everybody() {
        auto person = [&](const char* name, const std::string& id) {
            people_.emplace_back(name, session_of(acme, id));
        };
        people_.emplace_back("nobody", nobody());
        people_.emplace_back("ann", here.buyer);
        people_.emplace_back("bob", visitor());
        people_.emplace_back("ben", as("ben"));
        person("beth", acme.beth);
        person("cleo", acme.cleo);
        person("quinn", acme.quinn);
        person("wade", acme.wade);
        person("mia", acme.mia);
        person("dora", acme.dora);
        people_.emplace_back("token", token_of(acme, acme.dora, R"(["read_audit"])"));
        people_.emplace_back("rival", session_of(rival, rival.dora));
        people_.emplace_back("rival's buyer", there.buyer);
    }
    const Caller& who(const std::string& name) const {
        return std::ranges::find(people_, name, &std::pair<std::string, Caller>::first)->second;
    }

    void plant_in_everything();
    void plant_secrets();
    void plant_personal();
    void plant_in_orders();
    void plant_in_an_import();
    void personal(const Answer& answer, const std::string& what, const std::string& text) {
        EXPECT_LT(answer.status, 300) << answer.body;
        secret("personal: " + what, text);
    }
    std::string digits(std::size_t count) {
        std::string out;
        for (char byte : kit::crypto::random_bytes(count))
            out += static_cast<char>('0' + static_cast<unsigned char>(byte) % 10);
        return out;
    }
    void read_everything(const std::string& name, const Caller&);
    void check(const std::string& name, const std::string& text) {
        for (auto& one : planted_)
            if (text.contains(one.text)) {
                grown_.insert(one.text);
                EXPECT_TRUE(one.seers.contains(name)) << name << " saw " << one.what;
            }
    }

    const Words desk = {"ben", "beth", "cleo", "quinn", "mia", "dora"};
    Words with(const Words& some, const Words& more) const {
        auto out = some;
        out.insert(more.begin(), more.end());
        return out;
    }
    Words staff() const { return with(desk, {"wade"}); }
    Words all() const {
        return with(staff(), {"nobody", "ann", "bob", "token", "rival", "rival's buyer"});
    }

    std::vector<std::pair<std::string, Caller>> people_;
    std::vector<Planted> planted_;
    std::map<std::string, std::string> received_;
    Words grown_;
    std::ostringstream log_;
    std::shared_ptr<spdlog::logger> before_;
};

void Canary::plant_in_everything() {
    auto path = "/conversations/" + here.conversation;
    auto& ann = who("ann");
    auto& ben = who("ben");
    auto fine = [](const Answer& answer) { EXPECT_LT(answer.status, 300) << answer.body; };
    auto refused = [](const Answer& answer, const char* reason) {
        EXPECT_EQ(answer.reason(), reason) << answer.body;
    };

    fine(who("dora").patch("/shop", {{"name", plant("the shop's name", all())},
                                     {"slogan", plant("its slogan", all())},
                                     {"greeting", plant("its greeting", all())},
                                     {"quick_replies", {plant("a quick reply", all())}}}));
    fine(who("beth").patch("/me", {{"name", plant("an agent's name", all())},
                                   {"signature", plant("an agent's signature", all())}}));
    fine(who("mia").patch("/me", {{"name", plant("a manager's name", staff())},
                                  {"signature", plant("a manager's signature", staff())}}));
    fine(ann.post("/visits",
                  {{"key", acme.key},
                   {"page",
                    {{"url", "https://shop.example/" + plant("the page", with(desk, {"ann"}))},
                     {"title", plant("its title", with(desk, {"ann"}))}}}}));
    auto file = ann.upload("/visit/files?name=" + plant("a file's name", with(desk, {"ann"})),
                           plant("a file's bytes", with(desk, {"ann"})));
    auto card = [&](const char* field) {
        return plant(std::string("a card's ") + field, with(desk, {"ann"}));
    };
    fine(ann.post("/visit/messages", {{"client_key", "p1"},
                                      {"text", plant("a buyer's words", with(desk, {"ann"}))},
                                      {"files", {file.text("id")}},
                                      {"card",
                                       {{"kind", "product"},
                                        {"title", card("title")},
                                        {"price", card("price")},
                                        {"url", "https://shop.example/" + card("address")},
                                        {"picture", "https://shop.example/" + card("picture")}}}}));
    fine(ann.put("/visit/typing", {{"text", plant("what a buyer types", desk)}}));
    fine(
        ben.post(path + "/messages", {{"client_key", "p2"},
                                      {"kind", "reply"},
                                      {"text", "您好，" + plant("a reply", with(desk, {"ann"}))}}));
    fine(ben.post(path + "/messages",
                  {{"client_key", "p3"}, {"kind", "note"}, {"text", plant("a note", desk)}}));
    auto unsent = ben.upload("/files?name=" + plant("an unsent file's name", {}),
                             plant("an unsent file's bytes", {}));
    fine(unsent);
    refused(ben.post(path + "/messages", {{"client_key", "p4"},
                                          {"kind", "reply"},
                                          {"text", "过几天给您发，" + plant("a held reply", {})}}),
            "hold");
    refused(ben.post(path + "/messages",
                     {{"client_key", "p5"},
                      {"kind", "reply"},
                      {"text", "不行，这个不算售后" + plant("a stopped reply", {})}}),
            "stopped");
    fine(who("cleo").post(
        path + "/messages",
        {{"client_key", "p6"},
         {"kind", "reply"},
         {"text", "不行，这个不算售后"},
         {"override_reason", plant("why the gate was overridden", {"mia", "dora", "token"})}}));
    fine(ben.put(path + "/tags", {{"tags", {plant("a conversation's tag", desk)}}}));
    fine(ben.patch("/contacts/" + here.contact,
                   {{"name", plant("a buyer's name", with(desk, {"ann"}))},
                    {"note", plant("a note on a buyer", desk)},
                    {"tags", {plant("a buyer's tag", desk)}}}));
    auto script = [&](const char* field, const Words& seers) {
        return plant(std::string("a script's ") + field, seers).substr(0, 19);
    };
    fine(who("cleo").post("/scripts", {{"code", script("code", desk)},
                                       {"title", script("title", desk)},
                                       {"folder", script("folder", desk)},
                                       {"text", plant("a script's text", desk)}}));
    fine(ben.post("/scripts", {{"code", script("own code", {"ben"})},
                               {"title", script("own title", {"ben"})},
                               {"own", true},
                               {"text", plant("an own script's text", {"ben"})}}));
    fine(ben.post(path + "/transfer",
                  {{"to", acme.beth}, {"reason", plant("why it was handed over", desk)}}));
    fine(who("dora").ask(
        "PUT", "/me/push",
        json::serialize(json::object{
            {"endpoint", "https://push.example/" + plant("where a browser is told", {})},
            {"p256dh", kit::crypto::base64url(std::string(65, '\4'))},
            {"auth", kit::crypto::base64url(std::string(16, '\4'))}}),
        {{"Content-Type", "application/json"},
         {"Idempotency-Key", plant("an idempotency key", {})}}));
    auto theirs = there.buyer.post(
        "/visit/messages", {{"client_key", "p7"},
                            {"text", plant("words in another shop", {"rival", "rival's buyer"})}});
    fine(theirs);
    auto agent = nobody().ask(
        "POST", "/session",
        json::serialize(json::object{{"email", "ben@acme.test"}, {"password", cast_password}}),
        {{"Content-Type", "application/json"}, {"User-Agent", plant("a browser's name", {"ben"})}});
    fine(agent);
    secret("the csrf of a session", agent.text("csrf"), {}, false);
    planted_.back().grows = false;
}

void Canary::plant_secrets() {
    for (auto& [name, caller] : people_)
        if (!caller.secret.empty()) secret("the secret of " + name, caller.secret);
    secret("the cookie of ben", as("ben").headers[0].second.substr(4));
    secret("the password of all", cast_password);
    secret("the key that proves buyers", acme.identity_key, {"mia", "dora"}, false);
    secret("the rival's key that proves buyers", rival.identity_key, {"rival"}, false);
    secret("a hash of a password", store().read_now([](kit::Work& work) {
        return *work.db.value<std::string>(
            "select password_hash from people where email = 'ben@acme.test'");
    }),
           {}, false);
    secret("the name of a session's row", kit::crypto::sha256_hex(who("dora").secret), {}, false);
    secret("a ticket", who("dora").post("/live_tickets").text("ticket"));
    secret("a file pass", here.buyer.get("/visit").text("file_pass"), {"ann"});
    planted_.back().grows = false;  // each look makes a new one

    auto keyed = [&](const Caller& caller, const std::string& path, const json::value& ask) {
        return caller.ask(
            "POST", path, json::serialize(ask),
            {{"Content-Type", "application/json"}, {"Idempotency-Key", "the same for all"}});
    };
    auto made = keyed(who("dora"), "/tokens",
                      {{"name", plant("a token's name", {"dora", "mia", "token"})},
                       {"scopes", {"converse"}},
                       {"expires_in_days", 1}});
    EXPECT_EQ(made.status, 201) << made.body;
    secret("a token", made.text("token"));
    auto again = keyed(who("dora"), "/tokens",
                       {{"name", "x"}, {"scopes", {"converse"}}, {"expires_in_days", 1}});
    EXPECT_EQ(again.reason(), "key_reused") << again.body;
    auto one = keyed(nobody(), "/visits", {{"key", acme.key}}),
         two = keyed(nobody(), "/visits", {{"key", acme.key}});
    secret("a visitor's secret", one.text("visitor"));
    EXPECT_NE(one.text("visitor"), two.text("visitor")) << "a stranger got the secret of another";
    auto offer =
        who("quinn").ask("POST", "/me/totp", {}, {{"Idempotency-Key", "the same for all"}});
    ASSERT_EQ(offer.status, 201) << offer.body;
    secret("a second factor", offer.text("secret"));
    auto bytes = from_base32(offer.text("secret"));
    secret("a second factor's bytes", bytes);
    secret("a second factor's bytes in digits", kit::crypto::hex(bytes));
    auto code = kit::crypto::totp_code(bytes, clock.now().us / 30'000'000);
    auto on = who("quinn").ask(
        "POST", "/me/totp/confirmation", json::serialize(json::object{{"code", code}}),
        {{"Content-Type", "application/json"}, {"Idempotency-Key", "the same for all"}});
    ASSERT_EQ(on.status, 201) << on.body;
    secret("a recovery code", on.text("recovery_codes.3"));
}

// What a buyer types of themselves, what a colleague notes of them, and what is still being typed:
// nobody receives it, and no file but the vault's sealed boxes has it.
void Canary::plant_personal() {
    auto& ann = who("ann");
    auto says = [&](const std::string& key, const std::string& text) {
        return ann.ask("POST", "/visit/messages",
                       json::serialize(json::object{{"client_key", key}, {"text", text}}),
                       {{"Content-Type", "application/json"}, {"Idempotency-Key", "kept " + key}});
    };
    auto phone = "139" + digits(8), noted = "137" + digits(8), drafted = "136" + digits(8);
    personal(says("pd1", "我电话" + phone + "，打这个"), "a phone", phone);
    personal(says("pd2", "身份证11010519491231002X"), "an identity number", "11010519491231002X");
    personal(says("pd3", "卡号4111 1111 1111 1111"), "a card", "4111 1111 1111 1111");
    personal(says("pd4", "发ann." + phone + "@example.com"), "a mail address", "ann." + phone);
    auto street = "金丝雀路" + digits(5) + "号";
    personal(says("pd5", "寄到浙江省杭州市西湖区" + street), "an address", street);
    personal(says("pd6", "收货人：金丝雀儿"), "a name", "金丝雀儿");
    personal(who("ben").post("/conversations/" + here.conversation + "/messages",
                             {{"client_key", "pd7"}, {"kind", "note"}, {"text", "回电" + noted}}),
             "a phone in a note", noted);
    personal(ann.put("/visit/typing", {{"text", "我电话" + drafted}}), "a phone being typed",
             drafted);
    plant_in_orders();
    auto found = who("ben").get("/search?q=" + phone);
    EXPECT_TRUE(found.body.contains("139****" + phone.substr(7))) << found.body;
    receive("ben", found);
}

// What orders bring of people: receivers, remarks, what is held back, files of marketplaces.
void Canary::plant_in_orders() {
    auto made = who("dora").post("/connections", {{"kind", "open_api"}, {"name", "ERP"}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto id = made.text("connection.id"), key = made.text("signing");
    auto receiver = "135" + digits(8), remark = "134" + digits(8), buyers = "133" + digits(8),
         held = "132" + digits(8), noted = "131" + digits(8),
         street = "金丝雀路" + digits(5) + "号", held_street = "金丝雀巷" + digits(5) + "号";
    auto order = [&](const std::string& number, std::int64_t price, const std::string& words) {
        return json::object{
            {"source", ""},
            {"external_id", number},
            {"version", 1},
            {"number", number},
            {"state", "paid"},
            {"currency", "CNY"},
            {"placed_at", 1'714'564'800'000'000},
            {"freight", 0},
            {"remark", "回电" + words},
            {"buyer_remark", "打" + buyers},
            {"receiver",
             {{"name", "金丝雀子"},
              {"phone", receiver},
              {"address", "浙江省杭州市西湖区" + street}}},
            {"lines",
             json::array{json::object{
                 {"external_id", "1"}, {"title", "杯"}, {"quantity", 1}, {"price", price}}}}};
    };
    auto wrong = order("cny-2", -5, held);
    wrong["receiver"] = json::object{
        {"name", "金丝雀丑"}, {"phone", held}, {"address", "浙江省杭州市西湖区" + held_street}};
    auto body =
        json::serialize(json::object{{"orders", json::array{order("cny-1", 900, remark), wrong}}});
    auto stamp = std::to_string(clock.now().us / 1'000'000);
    auto pushed = nobody().ask(
        "POST", "/connections/" + id + "/orders", body,
        {{"Content-Type", "application/json"},
         {"x-cs-signature",
          "t=" + stamp +
              ",v1=" + kit::crypto::hex(kit::crypto::hmac_sha256(key, stamp + "." + body))}});
    personal(pushed, "a receiver's phone", receiver);
    EXPECT_EQ(pushed.text("items.1.reason"), "negative_price") << pushed.body;
    secret("personal: a receiver's street", street);
    secret("personal: a receiver's name", "金丝雀子");
    secret("personal: a phone in a remark", remark);
    secret("personal: a phone in a buyer's remark", buyers);
    secret("personal: a phone of what is held back", held);
    secret("personal: a street of what is held back", held_street);
    auto listed = who("ben").get("/orders?q=cny-1");
    receive("ben", listed);
    auto at = "/orders/" + listed.text("items.0.id");
    personal(who("ben").put(at + "/remark",
                            {{"remark", "再打" + noted + "，" + listed.text("items.0.remark")}}),
             "a phone that the desk notes", noted);
    auto seen = who("ben").get(at);
    EXPECT_EQ(seen.at("remark_covered").as_array().size(), 2u)
        << "the mask that stood there keeps its value: " << seen.body;
    receive("ben", seen);
    receive("mia", who("mia").get("/quarantined_orders"));
    plant_in_an_import();
}

// Half of it is here and waits for the rest.
void Canary::plant_in_an_import() {
    auto phone = "130" + digits(8), street = "金丝雀弄" + digits(5) + "号";
    std::string file =
        "订单编号,买家会员名,总金额,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,宝贝标题,宝贝总数量\n"
        "2138001234567890123,tb_lin,138.00,买家已付款,金丝雀寅,浙江省杭州市西湖区" +
        street + "," + phone + ",2024-05-01 20:00:00,杯,2\n";
    auto made = who("dora").post("/imports", {{"name", "orders.csv"}, {"bytes", file.size()}});
    ASSERT_EQ(made.status, 201) << made.body;
    personal(who("dora").upload("/imports/" + made.text("id") + "/parts/0", file),
             "a phone in a file of orders", phone);
    secret("personal: a street in a file of orders", street);
    secret("personal: a name in a file of orders", "金丝雀寅");
    auto preview = who("dora").get("/imports/" + made.text("id") + "/preview");
    EXPECT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.at("rows").as_array().size(), 1u) << preview.body;
    receive("dora", preview);
}

void Canary::read_everything(const std::string& name, const Caller& caller) {
    const std::vector<std::pair<const Ground*, const Cast*>> grounds = {{&here, &acme},
                                                                        {&there, &rival}};
    for (auto& route : routes()) {
        if (route->method == "GET") {
            auto& kind = row_of(*route).object;
            for (auto& [ground, cast] : grounds) {
                bool named = !kind.empty() && kind != "page";
                receive(name,
                        knock(caller, *route, named ? object_of(kind, *cast, *ground, caller) : "x",
                              question(*route, *ground)));
                receive(name, caller.get(address(*route, "x") + "?k=" + cast->key));
            }
        } else if (!route->ask.schema.empty() && !route->raw_body) {
            // Refusals tell nothing either.
            receive(name, caller.ask(route->method, address(*route, here.conversation), "{\"x\":1}",
                                     {{"Content-Type", "application/json"}}));
        }
    }
    for (auto view : {"mine", "waiting", "all", "closed"})
        receive(name, caller.get(std::string("/conversations?view=") + view));
    receive(name,
            caller.get("/conversations/" + here.conversation + "/messages?after_seq=0&limit=200"));
    receive(name, caller.get("/visit/messages?after_seq=0&limit=200"));
    receive(name, caller.ask("GET", "//files/" + here.file));
    for (auto& one : planted_)
        if (one.text.starts_with("cny")) receive(name, caller.get("/search?q=" + one.text));
    auto files = store().read_now([](kit::Work& work) {
        std::vector<std::string> out;
        work.db.connection().run("select id from files order by id", {}, [&](const kit::Row& row) {
            return out.emplace_back(row.text(0)), true;
        });
        return out;
    });
    for (auto& file : files) receive(name, caller.ask("GET", "//files/" + file));
}

TEST_P(Canary, nothing_reaches_anybody_who_may_not_have_it) {
    everybody();
    std::map<std::string, std::unique_ptr<LiveSocket>> sockets;
    for (auto& [name, caller] : people_) {
        if (name == "nobody") continue;
        auto& socket = sockets[name] = std::make_unique<LiveSocket>(caller);
        socket->call("POST", "/conversations/" + here.conversation + "/watch");
        socket->call("POST", "/conversations/" + there.conversation + "/watch");
    }
    plant_in_everything();
    plant_secrets();
    plant_personal();
    settle();
    for (auto& [name, socket] : sockets) {
        while (socket->event("no such event", 500ms)) {
        }
        receive(name, *socket);
    }
    json::object cursors{{here.conversation, 0}, {there.conversation, 0}};
    for (auto& [name, caller] : people_) {
        if (name != "nobody") {
            LiveSocket again(caller, cursors);
            again.event("no such event", 50ms);
            receive(name, again);
        }
        read_everything(name, caller);
    }
    // The two who may see an unsent file are at the desk; the bytes of a file are read by id alone.
    for (auto& one : planted_)
        if (one.what.starts_with("an unsent")) one.seers = desk;
    for (auto& [name, text] : received_) check(name, text);
    for (auto& one : planted_)
        EXPECT_TRUE(!one.grows || one.seers.empty() || grown_.contains(one.text))
            << one.what << " was planted nowhere";

    house_->stop();
    auto log = log_.str();
    EXPECT_TRUE(log.contains("\"status\":201")) << "the log is not heard";
    for (auto& one : planted_) EXPECT_FALSE(log.contains(one.text)) << "the log tells " << one.what;
    std::string disk;
    for (auto& file : std::filesystem::recursive_directory_iterator(options.data)) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        disk.append(std::istreambuf_iterator<char>(in), {});
    }
    for (auto& one : planted_)
        if (one.only_hashed) EXPECT_FALSE(disk.contains(one.text)) << "the disk holds " << one.what;
    EXPECT_TRUE(disk.contains(kit::crypto::sha256_hex(who("dora").secret)));
}

TEST_P(Canary, every_line_of_the_log_is_json_whatever_was_asked) {
    auto odd = Caller{
        port(), {{"User-Agent", "\"},{\"x\":\"<b>"}, {"X-Request-Id", "\"forged\""}}, "", ""};
    odd.ask("GET", "/x\",\"forged\":\"y");
    odd.ask("GET", "//desk/%22%7D,%22forged%22:%22y");
    odd.ask("GET", "/conversations/%22%2C%22forged%22%3A1");
    house_->stop();
    std::istringstream lines(log_.str());
    int count = 0;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with('{')) continue;
        boost::system::error_code error;
        auto parsed = json::parse(line, error);
        ++count;
        ASSERT_FALSE(error) << line;
        EXPECT_FALSE(parsed.as_object().contains("forged")) << line;
    }
    EXPECT_GE(count, 3);
}

ON_SQLITE(Canary);
