// Buyers and agents who talk while something breaks around them, and the checker at the end.
//
//     chaos_load --base URL --shop KEY --reader EMAIL:PASSWORD [--agent EMAIL:PASSWORD …]
//                [--buyers 50] [--pace 40] [--sends 0.6 --reads 0.2 --uploads 0.1 --cuts 0.1]
//                [--direct URL] [--sleepers 0] [--seconds 0] [--messages 0]
//                [--seed 1]
//
// Each buyer has a conversation. About every `pace` milliseconds it does one thing: sends, reads
// its history again, sends a file, or drops its connection. Agents answer some of what they see.
// Everything keeps trying, whatever happens to the server. With --seconds 0 it runs until a line
// "stop" is read; with --messages it ends when so many are acknowledged; a line "status" is
// answered with one JSON object, and "sleep" opens the sleepers. Then: nothing new is sent,
// everything is answered, every screen catches up, the reader (who may watch all conversations)
// reads everything at --direct, every file is fetched and compared. Exit code 0: every promise
// kept. 1: something is broken. 2: the run itself did not come off.
#include <poll.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <random>

#include "app/caller.hpp"
#include "chaos/kit/figures.hpp"
#include "chaos/kit/history.hpp"

namespace {

using namespace app::crowd;
using namespace std::chrono_literals;

constexpr std::size_t unanswered_max = 6;

struct Plan {
    std::string base = "http://127.0.0.1:8080", direct, shop = "demo", reader;
    std::vector<std::string> agents;
    int buyers = 50, pace_ms = 40, seconds = 0, sleepers = 0, messages = 0;
    std::uint64_t seed = 1;
    double sends = 0.6, reads = 0.2, uploads = 0.1, cuts = 0.1, replies = 0.3;
};

std::pair<std::string, std::string> split(const std::string& account) {
    const std::size_t colon = account.find(':');
    return {account.substr(0, colon), account.substr(colon + 1)};
}

// What upload number `number` holds: text that anybody can make again.
std::string file_bytes(std::uint64_t number) {
    std::string bytes = "file " + std::to_string(number) + "\n";
    std::uint64_t state = number;
    for (std::uint64_t lines = number % 40; lines > 0; --lines) bytes += made_key(state) + "\n";
    return bytes;
}

struct Uploaded {
    std::uint64_t number;
    std::string client_key;
};

class Run {
public:
    explicit Run(Plan plan) : plan_{std::move(plan)}, random_{plan_.seed} {}

    int go();

private:
    struct Person {
        std::unique_ptr<Caller> caller;
        bool is_buyer = true;
        bool has_visited = false;
    };

    void enter();
    void wire(Person&);
    void visit(Person&);
    void sign_in(Person&, const std::string& account);
    void step(Person&);
    void upload_and_send(Person&);
    void read_again(Person&);
    void put_sleepers_to_bed();
    bool converse();
    bool settle_down();
    bool read_everything();
    bool read_files();
    void status(bool is_final);
    bool chance(double share) { return std::uniform_real_distribution{0.0, 1.0}(random_) < share; }
    static chaos::Tick tick() { return Monotonic::now().time_since_epoch().count(); }

    Plan plan_;
    std::mt19937_64 random_;
    Loop loop_;
    chaos::History history_;
    std::vector<std::unique_ptr<Person>> people_;
    std::vector<std::unique_ptr<Caller>> sleepers_;
    std::unique_ptr<Caller> reader_;
    std::map<std::string, Uploaded> files_;              // by file id, once its message is stored
    std::map<std::string, std::string> file_urls_;       // as the final reading shows them
    std::map<std::string, std::uint64_t> unsent_files_;  // by file id: its number
    chaos::Latencies send_ms_;
    std::uint64_t lines_ = 0, uploads_ = 0, history_reads_ = 0, files_wrong_ = 0, reads_broken_ = 0;
    bool talking_ = true;
};

void Run::wire(Person& person) {
    Caller& caller = *person.caller;
    caller.patience = 8s;
    // Impatient on purpose: who comes back late meets few faults.
    caller.longest_wait = 250ms;
    caller.on_invoked = [this](const Sent& sent) {
        history_.invoked(sent.client_key, sent.text, sent.invoked.time_since_epoch().count());
    };
    caller.on_settled = [this](const Sent& sent) {
        const chaos::Tick answered = sent.answered.time_since_epoch().count();
        if (sent.status / 100 == 2) {
            history_.ok(sent.client_key, answered, sent.conversation, sent.id, sent.seq);
            send_ms_.add(
                std::chrono::duration<double, std::milli>(sent.answered - sent.scheduled).count());
            for (const std::string& file : sent.files)
                files_[file] = {unsent_files_[file], sent.client_key};
        } else {
            history_.fail(sent.client_key, answered);
            std::fprintf(stderr, "refused %d %s\n", sent.status, sent.reason.c_str());
        }
    };
    caller.on_seen = [this, &caller, &person](const Seen& seen) {
        history_.shown(caller.name, std::string{seen.conversation},
                       {seen.seq, std::string{seen.id}, chaos::hash_of(seen.text)});
        if (!person.is_buyer && talking_ && seen.sender == "buyer" && chance(plan_.replies) &&
            caller.unanswered() < 4 * unanswered_max)
            caller.send(std::string{seen.conversation},
                        "您好，这边马上帮您看一下，第" + std::to_string(++lines_) + "条");
    };
}

void Run::visit(Person& person) {
    person.caller->visit(plan_.shop, [this, &person](int status) {
        if (status == 201) {
            person.has_visited = true;
            person.caller->open();
        } else {
            loop_.after(300ms, [this, &person] { visit(person); });
        }
    });
}

void Run::sign_in(Person& person, const std::string& account) {
    const auto [email, password] = split(account);
    person.caller->sign_in(email, password, [this, &person, account](int status) {
        if (status == 201) {
            person.caller->open();
        } else if (status == 401 || status == 403) {
            std::fprintf(stderr, "%s may not sign in\n", person.caller->name.c_str());
        } else {
            loop_.after(500ms, [this, &person, account] { sign_in(person, account); });
        }
    });
}

void Run::enter() {
    for (int i = 0; i < plan_.buyers; ++i) {
        Person& person = *people_.emplace_back(std::make_unique<Person>());
        person.caller =
            std::make_unique<Caller>(loop_, address_of(plan_.base), Caller::Role::buyer);
        person.caller->name = "buyer " + std::to_string(i + 1);
        wire(person);
        visit(person);
        step(person);
    }
    for (const std::string& account : plan_.agents) {
        Person& person = *people_.emplace_back(std::make_unique<Person>());
        person.is_buyer = false;
        person.caller =
            std::make_unique<Caller>(loop_, address_of(plan_.base), Caller::Role::agent);
        person.caller->name = "agent " + account.substr(0, account.find(':'));
        wire(person);
        person.caller->on_live = [&person] {
            person.caller->call("PUT", "/me/status", R"({"status":"online"})",
                                [](int, const json::value&) {});
        };
        sign_in(person, account);
        if (plan_.cuts > 0) step(person);
    }
}

void Run::step(Person& person) {
    const auto wait = std::chrono::microseconds{static_cast<std::int64_t>(
        std::uniform_real_distribution{0.0, 2000.0}(random_)*plan_.pace_ms)};
    loop_.after(person.is_buyer ? wait : wait * 20, [this, &person] {
        if (!talking_) return;
        step(person);
        // People do not write on and on while nothing arrives; a client that resends all of that
        // after each cut would only measure itself.
        if (!person.caller->is_live() || person.caller->unanswered() >= unanswered_max) return;
        if (!person.is_buyer) {
            if (chance(plan_.cuts)) person.caller->cut();
            return;
        }
        double what = std::uniform_real_distribution{0.0, 1.0}(random_);
        if ((what -= plan_.sends) < 0)
            person.caller->send("",
                                "请问这件什么时候能发货呢，第" + std::to_string(++lines_) + "问");
        else if ((what -= plan_.reads) < 0) read_again(person);
        else if ((what -= plan_.uploads) < 0) upload_and_send(person);
        else if ((what -= plan_.cuts) < 0) person.caller->cut();
    });
}

void Run::upload_and_send(Person& person) {
    const std::uint64_t number = ++uploads_;
    person.caller->ask("POST", "/visit/files?name=note-" + std::to_string(number) + ".txt",
                       file_bytes(number), "text/plain", [this, &person, number](const Answer& a) {
                           if (a.status != 201 || !talking_) return;
                           boost::system::error_code error;
                           const json::value body = json::parse(a.body, error);
                           if (error || !body.is_object()) return;
                           const std::string id{body.as_object().at("id").as_string()};
                           unsent_files_[id] = number;
                           person.caller->send("", "图片发您了 " + std::to_string(number), {id});
                       });
}

// A page in the middle of it all must be in order, and what was there before must still be there.
void Run::read_again(Person& person) {
    Caller& caller = *person.caller;
    const std::int64_t known = caller.cursor(caller.conversation());
    caller.call("GET", "/visit/messages?after_seq=0&limit=100", "",
                [this, known](int status, const json::value& body) {
                    if (status != 200 || !body.is_object()) return;
                    ++history_reads_;
                    std::int64_t last = 0;
                    for (const json::value& item : body.as_object().at("items").as_array()) {
                        const std::int64_t seq =
                            item.as_object().at("seq").to_number<std::int64_t>();
                        if (seq <= last) ++reads_broken_;
                        last = seq;
                    }
                    if (last < std::min<std::int64_t>(known, 100)) ++reads_broken_;
                });
}

void Run::status(bool is_final) {
    Tally sum;
    std::size_t live = 0, visited = 0;
    for (const auto& person : people_) {
        const Tally& one = person->caller->tally;
        sum.opened += one.opened;
        sum.reconnects += one.reconnects;
        sum.cuts += one.cuts;
        sum.catch_ups += one.catch_ups;
        sum.told_to_reconnect += one.told_to_reconnect;
        sum.holes += one.holes;
        sum.doubled += one.doubled;
        sum.backward += one.backward;
        sum.limited += one.limited;
        sum.unavailable += one.unavailable;
        sum.timed_out += one.timed_out;
        sum.bad_frames += one.bad_frames;
        sum.signed_out += one.signed_out;
        live += person->caller->is_live();
        visited += person->has_visited;
    }
    json::object out{{"acked", history_.acked()},
                     {"live", live},
                     {"people", people_.size()},
                     {"visited", visited},
                     {"reconnects", sum.reconnects},
                     {"cuts", sum.cuts},
                     {"catch_ups", sum.catch_ups},
                     {"told_to_reconnect", sum.told_to_reconnect},
                     {"holes", sum.holes},
                     {"events_doubled", sum.doubled},
                     {"events_backward", sum.backward},
                     {"limited", sum.limited},
                     {"unavailable", sum.unavailable},
                     {"timed_out", sum.timed_out},
                     {"bad_frames", sum.bad_frames},
                     {"signed_out", sum.signed_out},
                     {"uploads", uploads_},
                     {"history_reads", history_reads_},
                     {"send_p50_ms", send_ms_.at(0.5)},
                     {"send_p99_ms", send_ms_.at(0.99)}};
    if (is_final) {
        const chaos::Verdict verdict = history_.check();
        out["sent"] = verdict.sent;
        out["refused"] = verdict.refused;
        out["unknown"] = verdict.unknown;
        out["unknown_stored"] = verdict.unknown_stored;
        out["stored"] = verdict.stored;
        out["conversations"] = verdict.conversations;
        out["views"] = verdict.views;
        out["shown"] = verdict.shown;
        out["files"] = files_.size();
        out["files_wrong"] = files_wrong_;
        out["reads_broken"] = reads_broken_;
        json::object broken;
        for (const auto& [promise, count] : verdict.broken) broken[promise] = count;
        out["broken"] = broken;
        std::fputs(chaos::told(verdict).c_str(), stderr);
    }
    std::cout << json::serialize(out) << std::endl;
}

// Second sockets of buyers and agents in turn, with a tiny receive buffer, that never read.
void Run::put_sleepers_to_bed() {
    for (int i = 0; i < plan_.sleepers; ++i) {
        const bool as_agent = i % 2 == 1 && !plan_.agents.empty();
        const std::size_t pool =
            as_agent ? plan_.agents.size() : people_.size() - plan_.agents.size();
        const std::size_t index =
            static_cast<std::size_t>(i / 2) % pool + (as_agent ? people_.size() - pool : 0);
        Address address = address_of(plan_.base);
        address.receive_bytes = 4096;
        auto& sleeper = *sleepers_.emplace_back(std::make_unique<Caller>(
            loop_, address, as_agent ? Caller::Role::agent : Caller::Role::buyer));
        sleeper.be_same_as(*people_[index]->caller);
        sleeper.on_live = [&sleeper] { sleeper.fall_asleep(); };
        sleeper.open();
    }
}

bool Run::converse() {
    const Moment end = Monotonic::now() + std::chrono::seconds{plan_.seconds};
    std::string line;
    bool stopped = false;
    while (!stopped && (plan_.seconds == 0 || Monotonic::now() < end)) {
        loop_.turn(20ms);
        if (plan_.messages > 0 && history_.acked() >= static_cast<std::uint64_t>(plan_.messages))
            return true;
        pollfd input{STDIN_FILENO, POLLIN, 0};
        while (plan_.seconds == 0 && !stopped && poll(&input, 1, 0) > 0) {
            char c = 0;
            if (read(STDIN_FILENO, &c, 1) <= 0) return false;  // the driver is gone
            if (c != '\n') {
                line += c;
                continue;
            }
            if (line == "status") status(false);
            if (line == "sleep") put_sleepers_to_bed();
            stopped = line == "stop";
            line.clear();
        }
    }
    return true;
}

// Everything is answered and every screen has caught up, proved by one more call on each socket.
bool Run::settle_down() {
    talking_ = false;
    const auto all_idle = [this] {
        return std::ranges::all_of(people_, [](const auto& person) {
            return person->caller->is_live() && person->caller->is_idle();
        });
    };
    if (!loop_.until(all_idle, 60s)) return false;
    // Agents hear of the last messages by event; give those a moment to leave.
    loop_.until([] { return false; }, 500ms);
    std::size_t probed = 0;
    for (const auto& person : people_) {
        Caller& caller = *person->caller;
        const auto probe = [this, &caller, &probed](const auto& self, int tries) -> void {
            caller.call("GET", caller.person.empty() ? "/visit" : "/session", "",
                        [&, self, tries](int status, const json::value&) {
                            if (status == 200) ++probed;
                            else if (tries > 0)
                                loop_.after(500ms, [&, self, tries] { self(self, tries - 1); });
                        });
        };
        probe(probe, 60);
    }
    if (!loop_.until([&] { return probed == people_.size(); }, 60s)) return false;
    loop_.until([] { return false; }, 500ms);
    return loop_.until(all_idle, 20s);
}

bool Run::read_everything() {
    reader_ = std::make_unique<Caller>(
        loop_, address_of(plan_.direct.empty() ? plan_.base : plan_.direct), Caller::Role::agent);
    const auto [email, password] = split(plan_.reader);
    int signed_in = 0;
    reader_->sign_in(email, password, [&](int status) { signed_in = status; });
    loop_.until([&] { return signed_in != 0; }, 20s);
    if (signed_in != 201) {
        std::fprintf(stderr, "the reader could not sign in: %d\n", signed_in);
        return false;
    }
    bool done = false;
    const auto get = [&](const std::string& path) -> json::value {
        json::value body;
        for (int tries = 0, status = 0; tries < 5 && status != 200 && status != 404; ++tries) {
            done = false;
            reader_->ask("GET", path, "", "", [&](const Answer& answer) {
                boost::system::error_code error;
                status = answer.status;
                if (status == 200) body = json::parse(answer.body, error);
                done = true;
            });
            loop_.until([&] { return done; }, 20s);
        }
        return body;
    };
    std::map<std::string, std::string> owners;  // conversation → the buyer whose it is
    for (const auto& person : people_)
        if (person->is_buyer && !person->caller->conversation().empty())
            owners[person->caller->conversation()] = person->caller->name;
    for (const auto& [conversation, owner] : owners) {
        std::int64_t after = 0;
        for (;;) {
            const json::value page = get("/conversations/" + conversation + "/messages?after_seq=" +
                                         std::to_string(after) + "&limit=100");
            if (!page.is_object()) {
                // Whatever was acknowledged in it counts as lost.
                std::fprintf(stderr, "conversation %s cannot be read\n", conversation.c_str());
                break;
            }
            const json::array& items = page.as_object().at("items").as_array();
            for (const json::value& item : items) {
                const json::object& message = item.as_object();
                const std::string sender{message.at("sender").as_string()};
                const auto* key = message.if_contains("client_key");
                after = message.at("seq").to_number<std::int64_t>();
                history_.stored(
                    conversation,
                    {after, std::string{message.at("id").as_string()},
                     key && key->is_string() ? std::string{key->as_string()} : "",
                     chaos::hash_of(message.at("text").as_string()), sender == "system"});
                for (const json::value& file : message.at("files").as_array())
                    file_urls_[std::string{file.as_object().at("id").as_string()}] =
                        std::string{file.as_object().at("url").as_string()};
            }
            if (items.size() < 100) break;
        }
        history_.stayed(owner, conversation);
        const json::value about = get("/conversations/" + conversation);
        const json::value* assignee =
            about.is_object() ? about.as_object().if_contains("assignee") : nullptr;
        for (const auto& person : people_)
            if (assignee && assignee->is_string() && !person->is_buyer &&
                assignee->as_string() == person->caller->person)
                history_.stayed(person->caller->name, conversation);
    }
    return true;
}

bool Run::read_files() {
    for (const auto& [id, uploaded] : files_) {
        bool done = false, right = false;
        std::string url = file_urls_.contains(id) ? file_urls_[id] : "/missing";
        if (url.starts_with("http")) url = url.substr(url.find('/', 8));
        reader_->ask("GET", url, "", "", [&](const Answer& answer) {
            right = answer.status == 200 && answer.body == file_bytes(uploaded.number);
            if (!right && files_wrong_ < 5)
                std::fprintf(stderr, "file %s (%llu) at %s: %d, %zu bytes\n", id.c_str(),
                             static_cast<unsigned long long>(uploaded.number), url.c_str(),
                             answer.status, answer.body.size());
            done = true;
        });
        loop_.until([&] { return done; }, 20s);
        files_wrong_ += !right;
    }
    return files_wrong_ == 0;
}

int Run::go() {
    enter();
    if (!converse()) return 2;
    if (!settle_down()) {
        std::fputs("not everything was answered in time\n", stderr);
        for (const auto& person : people_)
            if (!person->caller->is_live() || !person->caller->is_idle())
                std::fprintf(stderr, "  %s is %s\n", person->caller->name.c_str(),
                             person->caller->is_live() ? "waiting for an answer" : "not connected");
        status(false);
        return 2;
    }
    if (!read_everything()) return 2;
    const bool files_right = read_files();
    status(true);
    std::uint64_t wrong = reads_broken_;
    for (const auto& person : people_) {
        const Tally& tally = person->caller->tally;
        wrong += tally.doubled + tally.backward + tally.holes + tally.bad_frames;
    }
    return history_.check().is_clean() && files_right && wrong == 0 ? 0 : 1;
}

Plan plan_of(int count, char** words) {
    Plan plan;
    const std::map<std::string, std::string*> texts{{"--base", &plan.base},
                                                    {"--direct", &plan.direct},
                                                    {"--shop", &plan.shop},
                                                    {"--reader", &plan.reader}};
    const std::map<std::string, int*> numbers{{"--buyers", &plan.buyers},
                                              {"--pace", &plan.pace_ms},
                                              {"--seconds", &plan.seconds},
                                              {"--sleepers", &plan.sleepers},
                                              {"--messages", &plan.messages}};
    const std::map<std::string, double*> shares{{"--sends", &plan.sends},
                                                {"--reads", &plan.reads},
                                                {"--uploads", &plan.uploads},
                                                {"--cuts", &plan.cuts},
                                                {"--replies", &plan.replies}};
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string name = words[i], value = words[i + 1];
        if (texts.contains(name)) *texts.at(name) = value;
        else if (numbers.contains(name)) *numbers.at(name) = std::atoi(value.c_str());
        else if (shares.contains(name)) *shares.at(name) = std::atof(value.c_str());
        else if (name == "--agent") plan.agents.push_back(value);
        else if (name == "--seed") plan.seed = std::strtoull(value.c_str(), nullptr, 10);
        else throw std::invalid_argument("unknown option " + name);
    }
    return plan;
}

}  // namespace

int main(int count, char** words) {
    try {
        return Run{plan_of(count, words)}.go();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "chaos_load: %s\n", error.what());
        return 2;
    }
}
