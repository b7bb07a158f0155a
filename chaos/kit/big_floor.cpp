#include "chaos/kit/big_floor.hpp"

#include <libpq-fe.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "../../tests/kit/wire.hpp"
#include "app/house.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/jobs/jobs.hpp"
#include "reception/reception.hpp"
#include "shop/shop.hpp"

namespace floor_bench {

using namespace std::chrono_literals;
using kit::Time;

namespace {

std::string folder_made() {
    auto path = (std::filesystem::temp_directory_path() / "xiaoer-floor-XXXXXX").string();
    if (!::mkdtemp(path.data())) throw std::runtime_error("no temporary folder");
    return path;
}

std::string token_of(int agent) { return "xoer_bench" + std::to_string(agent); }

// A shop with agents who are let in by tokens.
struct Crew {
    std::string shop, key;
    std::vector<std::string> people;
};
Crew hired(kit::Work& work, const std::vector<rush::AgentPlan>& agents) {
    Crew out;
    auto made = shop::open_shop(work, {"bench", "", "zh-CN", "", {}, "bench"});
    out.shop = made->id.text;
    out.key = "bench";
    for (std::size_t i = 0; i < agents.size(); ++i) {
        auto name = agents[i].name;
        auto person =
            team::hire(work, out.shop, {name, name + "@bench.test", team::Role::agent, "none", ""});
        out.people.push_back(person->id.text);
        work.db.execute("update people set capacity = ? where shop = ? and id = ?",
                        agents[i].capacity, out.shop, person->id);
        work.db.execute(
            "insert into tokens (id, shop, person, name, secret_hash, scopes, created_at, expires_at) "
            "values (?, ?, ?, 'bench', ?, ?, ?, ?)",
            kit::new_uuid(work.now), out.shop, person->id,
            kit::crypto::sha256_hex(token_of(static_cast<int>(i))),
            R"(["be_here","listen","converse"])", work.now, work.now + std::chrono::days{30});
        if (!agents[i].skills.empty())
            reception::set_skills(work, out.shop, person->id, agents[i].skills);
    }
    return out;
}

void add_groups(kit::Work& work, const Crew& crew, const rush::Plan& plan) {
    std::vector<std::string> ids;
    for (std::size_t g = 0; g < plan.groups.size(); ++g) {
        reception::Group group{.id = {},
                               .shop = "",
                               .name = "g" + std::to_string(g),
                               .takes = {"word:g" + std::to_string(g)},
                               .members = {},
                               .overflow_to = "",
                               .overflow_after_s = plan.groups[g].overflow_after,
                               .place = static_cast<int>(g)};
        if (plan.groups[g].overflow_to >= 0)
            group.overflow_to = ids[static_cast<std::size_t>(plan.groups[g].overflow_to)];
        for (std::size_t i = 0; i < plan.agents.size(); ++i)
            if (std::ranges::find(plan.agents[i].groups, static_cast<int>(g)) !=
                plan.agents[i].groups.end())
                group.members.push_back({crew.people[i]});
        ids.push_back(reception::add_group(work, crew.shop, group)->id.text);
    }
}

// --- a node, told what to do by lines
// ---------------------------------------------------------------------

class Node {
public:
    Node(const std::string& data, const std::string& database) {
        int down[2], up[2];
        if (::pipe(down) != 0 || ::pipe(up) != 0) throw std::runtime_error("no pipe");
        child_ = ::fork();
        if (child_ == 0) {
            ::close(down[1]);
            ::close(up[0]);
            serve(data, database, ::fdopen(down[0], "r"), ::fdopen(up[1], "w"));
            ::_exit(0);
        }
        ::close(down[0]);
        ::close(up[1]);
        to_ = ::fdopen(down[1], "w");
        from_ = ::fdopen(up[0], "r");
        port = static_cast<std::uint16_t>(std::stoi(heard()));
    }
    Node(const Node&) = delete;
    ~Node() {
        told("quit");
        ::fclose(to_);
        ::fclose(from_);
        ::waitpid(child_, nullptr, 0);
    }
    void told(const std::string& line) {
        std::fprintf(to_, "%s\n", line.c_str());
        std::fflush(to_);
    }
    std::string heard() {
        std::string out;
        for (int c = std::fgetc(from_); c != EOF && c != '\n'; c = std::fgetc(from_))
            out += static_cast<char>(c);
        return out;
    }
    double cpu_us() const {
        std::ifstream stat("/proc/" + std::to_string(child_) + "/stat");
        std::string word;
        for (int i = 0; i < 13; ++i) stat >> word;
        double user = 0, system = 0;
        stat >> user >> system;
        return (user + system) * 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK));
    }
    std::uint16_t port = 0;

private:
    static std::string holders(app::House& house) {
        return house.store().read_now([](kit::Work& work) {
            struct Row {
                std::string id, state, assignee;
            };
            std::string out;
            work.db.connection().run(
                "select id, state, coalesce(assignee, '') from conversations /* of every shop */",
                {}, [&](const kit::Row& row) {
                    out += std::string(row.text(0)) + ' ' + std::string(row.text(1)) + ' ' +
                           std::string(row.text(2)) + ';';
                    return true;
                });
            return out;
        });
    }
    static void serve(const std::string& data, const std::string& database, std::FILE* in,
                      std::FILE* out) {
        kit::Clock clock;
        app::HouseOptions options;
        options.data = data;
        options.database = database;
        options.listen = "127.0.0.1:0";
        options.unlimited = true;
        app::House house(options, clock);
        house.start();
        auto say = [&](const std::string& line) {
            std::fprintf(out, "%s\n", line.c_str());
            std::fflush(out);
        };
        say(std::to_string(house.port()));
        char line[256];
        while (std::fgets(line, sizeof line, in)) {
            std::istringstream words(line);
            std::string act;
            words >> act;
            if (act == "quit") break;
            if (act == "time") {
                Time wanted;
                words >> wanted.us;
                if (clock.now() < wanted) clock.set(wanted);
            }
            if (act == "settle") {
                house.jobs().run_due();
                say("settled");
            }
            if (act == "holders") say(holders(house));
        }
        house.stop();
    }

    pid_t child_ = 0;
    std::FILE *to_ = nullptr, *from_ = nullptr;
};

void run_sql(const std::string& url, const std::string& sql) {
    auto db = PQconnectdb(url.c_str());
    PQclear(PQexec(db, sql.c_str()));
    PQfinish(db);
}

std::string text_of(const std::string& body, const std::string& field) {
    auto at = body.find("\"" + field + "\":\"");
    if (at == body.npos) return "";
    at += field.size() + 4;
    return body.substr(at, body.find('"', at) - at);
}

std::string asked(std::uint16_t port, const std::string& method, const std::string& path,
                  const std::string& who, const std::string& body = "{}") {
    auto request =
        method + " /api/v1" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + who +
        "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\nConnection: close\r\n\r\n" + body;
    auto raw = Wire::http(port, request, 30s);
    auto head = raw.find("\r\n\r\n");
    if (raw.size() < 12 || raw[9] != '2')
        std::fprintf(stderr, "%s %s: %s\n", method.c_str(), path.c_str(),
                     raw.substr(0, 12).c_str());
    return head == raw.npos ? "" : raw.substr(head + 4);
}

std::unique_ptr<WebSocketClient> desk_of(std::uint16_t port, const std::string& who) {
    auto out = std::make_unique<WebSocketClient>();
    auto ticket = text_of(asked(port, "POST", "/live_tickets", who), "ticket");
    if (out->connect(port, "/api/v1/live?ticket=" + ticket))
        out->send_text(R"({"hello":{"cursors":{}}})");
    return out;
}

// --- the hours against real houses
// ------------------------------------------------------------------------

class HouseQueue : public rush::Queue {
public:
    explicit HouseQueue(HouseSpec spec) : spec_(std::move(spec)), folder_(folder_made()) {}
    ~HouseQueue() override {
        desks_.clear();
        nodes_.clear();
        std::filesystem::remove_all(folder_);
        if (!database_.empty()) run_sql(spec_.database, "drop database " + name_ + " with (force)");
    }
    void begin(const rush::Plan& plan) override {
        plan_ = plan;
        if (!spec_.database.empty()) {
            static int number = 0;
            name_ = "floor_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
            run_sql(spec_.database, "create database " + name_);
            database_ = spec_.database;
            database_.replace(database_.find("///postgres") + 3, 8, name_);
        }
        // In a process of its own too: this one must not have threads when it splits again.
        auto child = ::fork();
        if (child == 0) {
            prepare();
            ::_exit(0);
        }
        ::waitpid(child, nullptr, 0);
        std::ifstream crew(folder_ + "/crew");
        for (std::string id; std::getline(crew, id);) people_.push_back(id);
        for (int i = 0; i < spec_.nodes; ++i)
            nodes_.push_back(std::make_unique<Node>(folder_, database_));
        begin_ = kit::Clock().now();
        desks_.resize(plan.agents.size());
        for (std::size_t i = 0; i < plan.agents.size(); ++i) here(static_cast<int>(i));
        settle();
    }
    void time_is(rush::Seconds now) override {
        for (auto& node : nodes_)
            node->told("time " + std::to_string((begin_ + std::chrono::seconds{now}).us));
    }
    void looks() override { settle(); }
    void comes(int buyer) override {
        auto& plan = plan_.buyers[static_cast<std::size_t>(buyer)];
        auto port = node_of(buyer).port;
        auto arrived = asked(port, "POST", "/visits", "none", R"({"key":"bench"})");
        secrets_.push_back("Visitor " + text_of(arrived, "visitor"));
        if (plan.vip_tier > 0)
            asked(port, "PATCH", "/contacts/" + text_of(arrived, "id"), "Bearer " + token_of(0),
                  "{\"tags\":[\"VIP" + std::to_string(plan.vip_tier) + "\"]}");
        auto group = plan.group < 0 ? "" : " g" + std::to_string(plan.group);
        auto said = say(buyer, (plan.need.empty() ? "你好" : "Hello") + group);
        ids_.push_back(text_of(said, "conversation"));
        by_id_[ids_.back()] = buyer;
        settle();
    }
    void asks(int buyer) override {
        say(buyer, "还有一个问题");
        settle();
    }
    void answers(int agent, int buyer) override {
        asked(node_of(agent).port, "POST",
              "/conversations/" + ids_[static_cast<std::size_t>(buyer)] + "/messages",
              bearer(agent),
              "{\"client_key\":\"" + key() + "\",\"kind\":\"reply\",\"text\":\"您好，在的。\"}");
    }
    void ends(int agent, int buyer) override {
        asked(node_of(agent).port, "POST",
              "/conversations/" + ids_[static_cast<std::size_t>(buyer)] + "/closure",
              bearer(agent));
        settle();
    }
    void turns(int agent, rush::Presence presence) override {
        auto& desk = desks_[static_cast<std::size_t>(agent)];
        if (presence == rush::Presence::here) here(agent);
        else if (presence == rush::Presence::busy) status(agent, "busy");
        else desk.reset();
        // A closed socket is noticed when the server reads it.
        if (!desk) std::this_thread::sleep_for(30ms);
        settle();
    }
    std::vector<int> holders() override {
        std::vector<int> out(ids_.size(), rush::is_over);
        nodes_.front()->told("holders");
        std::istringstream rows(nodes_.front()->heard());
        for (std::string row; std::getline(rows, row, ';');) {
            std::istringstream words(row);
            std::string id, state, assignee;
            words >> id >> state >> assignee;
            auto buyer = by_id_.find(id);
            if (buyer == by_id_.end() || state == "closed") continue;
            auto person = std::ranges::find(people_, assignee);
            out[static_cast<std::size_t>(buyer->second)] =
                state == "waiting" ? rush::waits : static_cast<int>(person - people_.begin());
        }
        return out;
    }
    std::optional<double> told_wait(int) override { return std::nullopt; }

private:
    void prepare() {
        kit::Clock clock;
        app::HouseOptions options;
        options.data = folder_;
        options.database = database_;
        options.listen = "127.0.0.1:0";
        app::House house(options, clock);
        auto crew = house.store().write_now([&](kit::Work& work) {
            auto made = hired(work, plan_.agents);
            add_groups(work, made, plan_);
            return made;
        });
        std::ofstream out(folder_ + "/crew");
        for (auto& id : crew.people) out << id << '\n';
    }
    Node& node_of(int who) { return *nodes_[static_cast<std::size_t>(who) % nodes_.size()]; }
    static std::string bearer(int agent) { return "Bearer " + token_of(agent); }
    std::string key() { return "k" + std::to_string(++keys_); }
    std::string say(int buyer, const std::string& text) {
        return asked(node_of(buyer).port, "POST", "/visit/messages",
                     secrets_[static_cast<std::size_t>(buyer)],
                     "{\"client_key\":\"" + key() + "\",\"text\":\"" + text + "\"}");
    }
    void status(int agent, const std::string& word) {
        asked(node_of(agent).port, "PUT", "/me/status", bearer(agent),
              "{\"status\":\"" + word + "\"}");
    }
    void here(int agent) {
        auto& desk = desks_[static_cast<std::size_t>(agent)];
        if (!desk) desk = desk_of(node_of(agent).port, bearer(agent));
        status(agent, "online");
        settle();
    }
    // All nodes at once: they run into each other as they would.
    void settle() {
        for (int i = 0; i < 2; ++i) {
            for (auto& node : nodes_) node->told("settle");
            for (auto& node : nodes_) node->heard();
        }
    }

    HouseSpec spec_;
    std::string folder_, database_, name_;
    rush::Plan plan_;
    Time begin_;
    std::vector<std::unique_ptr<Node>> nodes_;
    std::vector<std::unique_ptr<WebSocketClient>> desks_;
    std::vector<std::string> people_, secrets_, ids_;
    std::map<std::string, int> by_id_;
    int keys_ = 0;
};

}  // namespace

std::map<std::string, HouseSpec> houses() {
    std::map<std::string, HouseSpec> out{{"house_sqlite", {"", 1}}};
    if (auto server = std::getenv("XIAOER_TEST_POSTGRES")) out["house_postgres"] = {server, 2};
    return out;
}

std::unique_ptr<rush::Queue> house_queue(const HouseSpec& spec) {
    return std::make_unique<HouseQueue>(spec);
}

// --- a big floor
// --------------------------------------------------------------------------------------------

static std::vector<rush::AgentPlan> many_agents(int count, int capacity) {
    std::vector<rush::AgentPlan> out;
    for (int i = 0; i < count; ++i) out.push_back({"agent" + std::to_string(i), capacity, {}, {}});
    return out;
}

static void open_conversation(kit::Work& work, const std::string& shop, const std::string& person,
                              Time at) {
    auto contact = kit::new_uuid(at), id = kit::new_uuid(at);
    work.db.execute(
        "insert into contacts (id, shop, name, verified, note, tags, locale, first_seen_at, last_seen_at, version) "
        "values (?, ?, 'buyer', 0, '', '[]', 'zh-CN', ?, ?, 1)",
        contact, shop, at, at);
    conversations::ConversationRow row{.id = {id},
                                       .shop = shop,
                                       .contact = {contact},
                                       .assignee = {},
                                       .last_text = "在吗",
                                       .last_at = at,
                                       .waiting_since = {},
                                       .queued_at = at,
                                       .opened_at = at,
                                       .first_answered_at = {},
                                       .closed_at = {},
                                       .tags = {},
                                       .page = {},
                                       .queue_from = at,
                                       .queue_group = "",
                                       .queue_needs = {},
                                       .passed = {},
                                       .last_person = {},
                                       .assigned_at = {}};
    if (!person.empty()) {
        row.state = conversations::State::assigned;
        row.assignee = row.last_person = kit::Id<team::Person>{person};
        row.assigned_at = at;
    } else {
        row.waiting_since = at;
    }
    work.db.insert(row);
}

double assignment_p99_ms(int agents, int waiting) {
    constexpr int capacity = 8, samples = 300;
    auto folder = folder_made();
    kit::Clock clock;
    app::HouseOptions options;
    options.data = folder;
    options.listen = "127.0.0.1:0";
    std::vector<double> took;
    {
        app::House house(options, clock);
        house.start();
        auto crew = house.store().write_now([&](kit::Work& work) {
            auto made = hired(work, many_agents(agents, capacity));
            work.db.execute(
                "update people set status = 'online', sockets = 1, load = ? where shop = ?",
                capacity, made.shop);
            for (auto& person : made.people)
                for (int i = 0; i < capacity; ++i)
                    open_conversation(work, made.shop, person, work.now);
            for (int i = 0; i < waiting; ++i) open_conversation(work, made.shop, "", work.now);
            return made;
        });
        for (int i = 0; i < samples; ++i) {
            kit::Id<team::Person> person{crew.people[static_cast<std::size_t>(i % agents)]};
            auto ended = house.store().write_now([&](kit::Work& work) {
                auto open = conversations::open_of(work, crew.shop, person);
                return conversations::end(work, crew.shop, open.front(), "closed|bench");
            });
            if (!ended) throw std::runtime_error("a conversation could not be ended");
            auto freed = std::chrono::steady_clock::now();
            auto load = [&] {
                return house.store().read_now(
                    [&](kit::Work& work) { return team::person(work, crew.shop, person)->load; });
            };
            while (load() < capacity && std::chrono::steady_clock::now() - freed < 5s)
                std::this_thread::sleep_for(200us);
            took.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - freed)
                    .count());
        }
        house.stop();
    }
    std::filesystem::remove_all(folder);
    std::ranges::sort(took);
    return took[took.size() * 99 / 100];
}

double presence_cpu_per_agent_us(int agents) {
    constexpr int seconds = 20, every = 10;
    auto folder = folder_made();
    auto preparing = ::fork();
    if (preparing == 0) {
        kit::Clock clock;
        app::HouseOptions options;
        options.data = folder;
        options.listen = "127.0.0.1:0";
        app::House house(options, clock);
        house.store().write_now(
            [&](kit::Work& work) { return hired(work, many_agents(agents, 8)).shop; });
        ::_exit(0);
    }
    ::waitpid(preparing, nullptr, 0);
    double cpu = 0;
    {
        Node node(folder, "");
        std::vector<std::unique_ptr<WebSocketClient>> desks;
        for (int i = 0; i < agents; ++i)
            desks.push_back(desk_of(node.port, "Bearer " + token_of(i)));
        std::this_thread::sleep_for(2s);
        auto before = node.cpu_us();
        auto begin = std::chrono::steady_clock::now();
        for (int turn = 0; turn < seconds / every * agents; ++turn) {
            std::this_thread::sleep_until(
                begin + turn * std::chrono::microseconds{every * 1'000'000 / agents});
            asked(node.port, "PUT", "/me/status", "Bearer " + token_of(turn % agents),
                  turn / agents % 2 == 0 ? R"({"status":"busy"})" : R"({"status":"rest"})");
        }
        std::this_thread::sleep_until(begin + std::chrono::seconds{seconds});
        auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        cpu = (node.cpu_us() - before) / took / agents;
    }
    std::filesystem::remove_all(folder);
    return cpu;
}

}  // namespace floor_bench
