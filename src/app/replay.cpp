#include "app/replay.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <list>
#include <stdexcept>

#include "app/caller.hpp"
#include "customers/customers.hpp"

namespace app {
namespace {

// What a buyer tells of themselves is masked before it is written.
std::string as_kept(const Spoken& line) {
    return line.by_agent ? line.text : customers::masked_text(line.text);
}

using namespace std::chrono_literals;
using namespace crowd;

constexpr std::chrono::milliseconds claim_patience{
    300};                               // of one who claims by hand, before another tries
constexpr int misreads_max = 100;       // of one dialogue, 0.3 s apart
constexpr auto queue_patience = 20min;  // agents are at capacity; their dialogues end one by one
constexpr std::string_view override_reason = "回放真实对话，逐字还原";

std::string_view text_of(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

double ms_between(Moment from, Moment to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

// The value that `share` of them do not exceed.
double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    const auto index = std::min(
        values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())));
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(index));
    return values[index];
}

class Stage;

// One dialogue being played.
struct Play {
    explicit Play(const Dialogue& played) : dialogue{played}, keys(played.lines.size()) {}

    const Dialogue& dialogue;
    std::unique_ptr<Caller> buyer;
    Caller* agent = nullptr;
    std::size_t next = 0;           // the line that is being said
    std::size_t round = 0;          // a timer of an earlier line does nothing
    std::vector<std::string> keys;  // client_key of each line; empty: not said, or stopped
    bool on_buyer_screen = false, on_agent_screen = false, is_settled = false;
    std::int64_t last_buyer = -1, last_agent = -1;  // the last line each screen showed
    Moment opened, said;
    int misreads = 0;
    bool is_seeking = false, is_over = false;
};

class Stage {
public:
    Stage(const ReplayPlan& plan, const std::vector<Dialogue>& dialogues)
        : plan_{plan}, dialogues_{dialogues} {}

    ReplayCounts play();

private:
    void seat_agents();
    void wire_agent(Caller&);
    void start_next();
    void enter(Play&);
    void say_next(Play&);
    void say(Play&);
    void shown(const Seen&, Caller& screen);
    void settled(const Sent&);
    void advance(Play&);
    void watch(Play&);
    void find_agent(Play&);
    void assign(const std::string& conversation, std::string_view person);
    void close_up(Play&);
    void compare(Play&, Caller& reader, const std::string& path, std::vector<std::string> keys,
                 std::int64_t after, std::function<void()> then);
    void over(Play&, bool finished);

    struct Placed {
        Play* play;
        std::size_t line;
    };

    const ReplayPlan& plan_;
    const std::vector<Dialogue>& dialogues_;
    Loop loop_;
    std::vector<std::unique_ptr<Caller>> agents_;
    std::list<Play> plays_;
    std::unordered_map<std::string, Placed> by_key_;
    std::unordered_map<std::string, Play*> by_conversation_;
    std::unordered_map<std::string, std::string> assignees_;  // heard before the play knew
    std::size_t next_dialogue_ = 0, running_ = 0, turn_ = 0;
    ReplayCounts counts_;
    std::vector<double> to_agent_ms_, in_queue_ms_;
};

void Stage::wire_agent(Caller& agent) {
    agent.on_live = [&agent] {
        agent.call("PUT", "/me/status", R"({"status":"online"})", [](int, const json::value&) {});
    };
    agent.on_seen = [this, &agent](const Seen& seen) { shown(seen, agent); };
    agent.on_settled = [this](const Sent& sent) { settled(sent); };
    agent.on_event = [this](std::string_view event, const json::object& data) {
        if (event == "conversation_changed")
            assign(std::string{text_of(data, "id")}, text_of(data, "assignee"));
    };
}

void Stage::seat_agents() {
    const Address address = address_of(plan_.base);
    std::vector<std::pair<Caller*, int>> signed_in;
    for (const std::string& account : plan_.agents) {
        Caller& agent =
            *agents_.emplace_back(std::make_unique<Caller>(loop_, address, Caller::Role::agent));
        wire_agent(agent);
        const std::size_t colon = account.find(':');
        agent.name = account.substr(0, colon);
        int heard = -1;
        agent.sign_in(agent.name, colon == std::string::npos ? "" : account.substr(colon + 1),
                      [&heard](int status) { heard = status; });
        loop_.until([&heard] { return heard >= 0; }, 20s);
        if (heard != 201)
            throw std::runtime_error(agent.name + " could not sign in (" + std::to_string(heard) +
                                     ")");
    }
    for (const std::string& token : plan_.tokens) {
        Caller& agent =
            *agents_.emplace_back(std::make_unique<Caller>(loop_, address, Caller::Role::agent));
        wire_agent(agent);
        agent.name = "token";
        agent.be_bearer(token);
        bool heard = false;
        agent.ask("GET", "/session", "", "", [&agent, &heard](const Answer& answer) {
            heard = true;
            boost::system::error_code error;
            agent.session = json::parse(answer.body, error);
            if (error || !agent.session.is_object()) return;
            if (const auto* who = agent.session.get_object().if_contains("person");
                who && who->is_object())
                agent.person = text_of(who->get_object(), "id");
        });
        loop_.until([&heard] { return heard; }, 20s);
    }
    if (agents_.empty()) throw std::runtime_error("name at least one --agent email:password");
    for (const auto& agent : agents_) agent->open();
    const bool all_live = loop_.until(
        [this] { return std::ranges::all_of(agents_, [](auto& one) { return one->is_live(); }); },
        20s);
    if (!all_live) throw std::runtime_error("an agent's socket did not open");
}

void Stage::start_next() {
    while (running_ < static_cast<std::size_t>(plan_.at_once) &&
           next_dialogue_ < dialogues_.size()) {
        const Dialogue& dialogue = dialogues_[next_dialogue_++];
        ++counts_.dialogues;
        if (dialogue.lines.empty() || dialogue.lines.front().by_agent) {
            counts_.skipped += dialogue.lines.size();  // only a buyer can open a conversation
            continue;
        }
        ++running_;
        counts_.messages += dialogue.lines.size();
        Play& play = plays_.emplace_back(dialogue);
        play.buyer = std::make_unique<Caller>(loop_, address_of(plan_.base), Caller::Role::buyer);
        enter(play);
    }
}

void Stage::enter(Play& play) {
    Caller& buyer = *play.buyer;
    buyer.name = "buyer of " + play.dialogue.name;
    buyer.on_seen = [this, &buyer](const Seen& seen) { shown(seen, buyer); };
    buyer.on_settled = [this](const Sent& sent) { settled(sent); };
    buyer.on_live = [this, &play] {
        if (play.round == 0) say_next(play);
    };
    buyer.visit(plan_.shop_key, [this, &play](int status) {
        if (status == 201) play.buyer->open();
        else if (status == 0 || status == 429 || status >= 500)
            loop_.after(500ms, [this, &play] { enter(play); });
        else over(play, false);
    });
}

void Stage::say_next(Play& play) {
    ++play.round;
    if (play.next == play.dialogue.lines.size()) return close_up(play);
    const Spoken& line = play.dialogue.lines[play.next];
    if (line.by_agent && !play.agent) {
        // The message can stand on an agent's screen a moment before we hear whose it is.
        if (!play.is_seeking) return over(play, false);  // the buyer was refused
        --play.round;
        loop_.after(20ms, [this, &play] {
            if (!play.is_over) say_next(play);
        });
        return;
    }
    if (plan_.speed <= 0) return say(play);
    // A second to read and think, and some 12 characters (36 bytes) a second to type.
    const double seconds = (1.0 + static_cast<double>(line.text.size()) / 36.0) / plan_.speed;
    loop_.after(std::chrono::microseconds{static_cast<std::int64_t>(seconds * 1e6)},
                [this, &play] { say(play); });
}

void Stage::say(Play& play) {
    const Spoken& line = play.dialogue.lines[play.next];
    play.on_buyer_screen = play.on_agent_screen = play.is_settled = false;
    Caller& speaker = line.by_agent ? *play.agent : *play.buyer;
    speaker.on_invoked = [this, &play](const Sent& sent) {
        play.keys[play.next] = sent.client_key;
        by_key_[sent.client_key] = {&play, play.next};
        play.said = sent.invoked;
        if (play.next == 0) play.opened = sent.invoked;
    };
    Sent& sent = speaker.send(line.by_agent ? play.buyer->conversation() : "", line.text);
    if (line.by_agent && speaker.session.is_object()) {
        const json::value* rights = speaker.session.get_object().if_contains("rights");
        if (rights && rights->is_array() &&
            std::ranges::find(rights->get_array(), json::value("override_gate")) !=
                rights->get_array().end())
            sent.override_reason = override_reason;
    }
    watch(play);
}

// A line that does not reach both screens ends its dialogue. The first one stands on no agent's
// screen until somebody has the conversation, however long the queue is.
void Stage::watch(Play& play) {
    loop_.after(std::chrono::milliseconds{plan_.line_patience_ms},
                [this, &play, round = play.round] {
                    if (round == play.round && !play.is_over && play.agent) over(play, false);
                });
}

void Stage::shown(const Seen& seen, Caller& screen) {
    const auto at = by_key_.find(std::string{seen.client_key});
    if (at == by_key_.end()) return;  // the server's own lines, or another run's
    auto [play, line] = at->second;
    const bool at_buyer = &screen == play->buyer.get();
    std::int64_t& last = at_buyer ? play->last_buyer : play->last_agent;
    const auto index = static_cast<std::int64_t>(line);
    if (index <= last) ++counts_.out_of_order;
    last = std::max(last, index);
    if (line != play->next) return;
    // The first message waits for an agent; that time is the queue's.
    if (!at_buyer && seen.sender == "buyer" && line > 0)
        to_agent_ms_.push_back(ms_between(play->said, Monotonic::now()));
    (at_buyer ? play->on_buyer_screen : play->on_agent_screen) = true;
    advance(*play);
}

void Stage::settled(const Sent& sent) {
    const auto at = by_key_.find(sent.client_key);
    if (at == by_key_.end()) return;
    auto [play, line] = at->second;
    counts_.held += sent.held;
    if (sent.status / 100 != 2) {
        play->keys[line].clear();
        if (sent.was_stopped) {
            ++counts_.stopped;
        } else {
            ++counts_.lost;
            std::fprintf(stderr, "%s line %zu: refused with %d %s\n", play->dialogue.name.c_str(),
                         line + 1, sent.status, sent.reason.c_str());
        }
        ++play->next;
        return say_next(*play);
    }
    play->is_settled = true;
    if (!play->agent && !play->is_seeking) {
        play->is_seeking = true;
        by_conversation_[sent.conversation] = play;
        if (const auto known = assignees_.find(sent.conversation); known != assignees_.end())
            assign(sent.conversation, std::string{known->second});
        if (!play->agent) find_agent(*play);
    }
    advance(*play);
}

void Stage::advance(Play& play) {
    if (!play.is_settled || !play.on_buyer_screen || !play.on_agent_screen) return;
    ++counts_.delivered;
    ++play.next;
    play.is_settled = false;
    // Not from within the event, so that a long dialogue does not nest as deep as it is long.
    loop_.after(0us, [this, &play] { say_next(play); });
}

void Stage::assign(const std::string& conversation, std::string_view person) {
    if (person.empty()) return;
    const auto at = by_conversation_.find(conversation);
    if (at == by_conversation_.end()) {
        assignees_[conversation] = person;
        return;
    }
    Play& play = *at->second;
    if (play.agent) return;
    for (const auto& agent : agents_)
        if (agent->person == person) play.agent = agent.get();
    if (!play.agent) return;
    in_queue_ms_.push_back(ms_between(play.opened, Monotonic::now()));
    watch(play);
    // The desk opens the conversation and sees what was said before.
    play.agent->fetch(conversation);
    if (play.is_settled) advance(play);
}

// The queue gives a conversation to a present agent by itself; when it does not, one claims it.
void Stage::find_agent(Play& play) {
    loop_.after(
        std::min(claim_patience, std::chrono::milliseconds{plan_.claim_after_ms}), [this, &play] {
            if (play.agent || play.is_over) return;
            auto waited = Monotonic::now() - play.opened;
            if (waited > queue_patience) return over(play, false);
            if (waited < std::chrono::milliseconds{plan_.claim_after_ms}) return find_agent(play);
            Caller& agent = *agents_[turn_++ % agents_.size()];
            const std::string conversation = play.buyer->conversation();
            agent.call("POST", "/conversations/" + conversation + "/claim", "{}",
                       [this, &play, &agent, conversation](int status, const json::value& body) {
                           if (play.agent || play.is_over) return;
                           if (status == 200 || status == 201)
                               return assign(conversation, agent.person);
                           if (status == 409 && body.is_object()) {
                               const auto* detail = body.get_object().if_contains("detail");
                               if (detail && detail->is_object())
                                   assign(conversation, text_of(detail->get_object(), "assignee"));
                           }
                           if (!play.agent) find_agent(play);
                       });
        });
}

// Reads the conversation again, page by page, and crosses off what is expected.
void Stage::compare(Play& play, Caller& reader, const std::string& path,
                    std::vector<std::string> keys, std::int64_t after, std::function<void()> then) {
    reader.call("GET", path + "?after_seq=" + std::to_string(after) + "&limit=100", "",
                [this, &play, &reader, path, keys = std::move(keys), after, then = std::move(then)](
                    int status, const json::value& body) mutable {
                    if (play.is_over) return;
                    if (status != 200 || !body.is_object()) {
                        if (++play.misreads > misreads_max) return over(play, false);
                        loop_.after(300ms, [this, &play, &reader, path, keys = std::move(keys),
                                            after, then = std::move(then)]() mutable {
                            compare(play, reader, path, std::move(keys), after, std::move(then));
                        });
                        return;
                    }
                    const json::array& items = body.get_object().at("items").as_array();
                    for (const json::value& item : items) {
                        const json::object& message = item.as_object();
                        after = message.at("seq").to_number<std::int64_t>();
                        const std::string key{text_of(message, "client_key")};
                        const auto known = by_key_.find(key);
                        if (known == by_key_.end() || known->second.play != &play) continue;
                        const auto place = std::ranges::find(keys, key);
                        if (place == keys.end()) {
                            ++counts_.doubled;
                            continue;
                        }
                        if (place != keys.begin()) ++counts_.out_of_order;
                        keys.erase(place);
                        const Spoken& line = play.dialogue.lines[known->second.line];
                        if (text_of(message, "text") != as_kept(line)) {
                            ++counts_.lost;
                            std::fprintf(stderr, "%s line %zu came out as another text\n",
                                         play.dialogue.name.c_str(), known->second.line + 1);
                        }
                    }
                    if (items.size() >= 100)
                        return compare(play, reader, path, std::move(keys), after, std::move(then));
                    counts_.lost += keys.size();
                    then();
                });
}

void Stage::close_up(Play& play) {
    std::vector<std::string> keys;
    std::ranges::copy_if(play.keys, std::back_inserter(keys),
                         [](const std::string& key) { return !key.empty(); });
    const std::string path = "/conversations/" + play.buyer->conversation();
    if (!play.agent) return over(play, true);  // nobody had to answer, nobody looked
    compare(play, *play.buyer, "/visit/messages", keys, 0, [this, &play, keys, path] {
        compare(play, *play.agent, path + "/messages", keys, 0, [this, &play, path] {
            play.agent->call("POST", path + "/closure", "{}",
                             [this, &play](int, const json::value&) { over(play, true); });
        });
    });
}

void Stage::over(Play& play, bool finished) {
    if (play.is_over) return;
    play.is_over = true;
    ++play.round;
    if (!finished) {
        ++counts_.unfinished;
        counts_.lost += play.dialogue.lines.size() - play.next;
        std::fprintf(stderr,
                     "%s stopped at line %zu (settled %d, on the buyer's screen %d, on the "
                     "agent's %d)\n",
                     play.dialogue.name.c_str(), play.next + 1, play.is_settled,
                     play.on_buyer_screen, play.on_agent_screen);
    }
    counts_.doubled += play.buyer->tally.doubled + play.buyer->tally.backward;
    play.buyer->close();
    --running_;
    loop_.after(0us, [this] { start_next(); });
}

ReplayCounts Stage::play() {
    const Moment begin = Monotonic::now();
    seat_agents();
    start_next();
    Moment told = begin;
    while (running_ > 0 || next_dialogue_ < dialogues_.size()) {
        loop_.turn(50ms);
        if (!plan_.json && Monotonic::now() - told > 10s) {
            told = Monotonic::now();
            std::fprintf(stderr, "%zu of %zu dialogues begun, %llu messages delivered\n",
                         next_dialogue_, dialogues_.size(),
                         static_cast<unsigned long long>(counts_.delivered));
        }
    }
    for (const auto& agent : agents_) {
        counts_.doubled += agent->tally.doubled + agent->tally.backward;
        agent->close();
    }
    counts_.p50_ms = percentile(to_agent_ms_, 0.50);
    counts_.p99_ms = percentile(to_agent_ms_, 0.99);
    counts_.queue_p50_ms = percentile(in_queue_ms_, 0.50);
    counts_.queue_p99_ms = percentile(in_queue_ms_, 0.99);
    counts_.seconds = ms_between(begin, Monotonic::now()) / 1000;
    return counts_;
}

void print_counts(const ReplayCounts& counts, bool as_json) {
    if (as_json) {
        const auto figure = [](const char* name, double value, const char* unit,
                               const std::string& against = "") {
            std::printf(R"({"name":"%s","value":%.6g,"unit":"%s")", name, value, unit);
            if (!against.empty()) std::printf(R"(,"against":"%s")", against.c_str());
            std::puts("}");
        };
        figure("replay_messages", static_cast<double>(counts.messages), "messages",
               std::to_string(counts.dialogues) + " dialogues");
        figure("replay_delivered", static_cast<double>(counts.delivered), "messages",
               std::to_string(counts.stopped) + " stopped by the gate, " +
                   std::to_string(counts.held) + " held for three seconds");
        figure("replay_lost", static_cast<double>(counts.lost), "messages");
        figure("replay_doubled", static_cast<double>(counts.doubled), "messages");
        figure("replay_out_of_order", static_cast<double>(counts.out_of_order), "messages");
        figure("replay_p50_ms", counts.p50_ms, "ms", "buyer's send to agent's screen");
        figure("replay_p99_ms", counts.p99_ms, "ms", "buyer's send to agent's screen");
        figure("replay_queue_p99_ms", counts.queue_p99_ms, "ms", "first message to an agent");
        figure("replay_seconds", counts.seconds, "s");
        return;
    }
    std::cout << counts.dialogues << " dialogues, " << counts.messages << " messages in "
              << counts.seconds << " s: " << counts.delivered << " delivered, " << counts.lost
              << " lost, " << counts.doubled << " doubled, " << counts.out_of_order
              << " out of order.\n"
              << counts.stopped << " stopped by the gate, " << counts.held
              << " held for three seconds, " << counts.skipped << " skipped, " << counts.unfinished
              << " dialogues not finished.\n"
              << "From the buyer's send to the agent's screen: p50 " << counts.p50_ms << " ms, p99 "
              << counts.p99_ms << " ms. In the queue: p50 " << counts.queue_p50_ms << " ms, p99 "
              << counts.queue_p99_ms << " ms.\n";
}

}  // namespace

std::vector<Dialogue> dialogues_of(std::istream& in) {
    constexpr std::size_t columns = 7;
    std::vector<Dialogue> dialogues;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || line.front() == '#') continue;
        std::array<std::string_view, columns> fields;
        std::string_view rest = line;
        for (std::size_t i = 0; i + 1 < columns; ++i) {
            const std::size_t tab = rest.find('\t');
            if (tab == std::string_view::npos)
                throw std::invalid_argument("line " + std::to_string(number) +
                                            " has not seven columns");
            fields[i] = rest.substr(0, tab);
            rest.remove_prefix(tab + 1);
        }
        fields[columns - 1] = rest;
        if (fields[2] != "0" && fields[2] != "1")
            throw std::invalid_argument("line " + std::to_string(number) +
                                        ": the third column is neither 0 nor 1");
        if (dialogues.empty() || dialogues.back().name != fields[0])
            dialogues.push_back({std::string{fields[0]}, {}});
        dialogues.back().lines.push_back({fields[2] == "1", std::string{fields[6]}});
    }
    return dialogues;
}

ReplayCounts replayed(const ReplayPlan& plan, const std::vector<Dialogue>& dialogues) {
    return Stage{plan, dialogues}.play();
}

int replay(const ReplayPlan& plan) {
    if (plan.at_once < 1) throw std::invalid_argument("at least one dialogue at once");
    std::ifstream file{plan.file};
    if (!file) throw std::invalid_argument("cannot read " + plan.file);
    const ReplayCounts counts = replayed(plan, dialogues_of(file));
    print_counts(counts, plan.json);
    const bool is_whole = counts.lost + counts.doubled + counts.out_of_order == 0 &&
                          counts.unfinished + counts.skipped == 0;
    return is_whole ? 0 : 1;
}

}  // namespace app
