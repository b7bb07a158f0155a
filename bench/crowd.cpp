// The clients of the benches: one thread, up to 10,000 sockets. The scripts beside it start the
// server, name the people and measure; this program talks.
//
//     bench_crowd chat --base URL --agent EMAIL:PASSWORD … [--buyers 200] [--window 4]
//                      [--rate 0] [--seconds 5] [--replies 0.25]
//     bench_crowd idle --base URL --visitors FILE --buyers 10000
//     bench_crowd storm --base URL --buyers 10000 [--rate 200]
//
// chat   with --rate 0 every buyer keeps `window` messages unanswered (closed loop: how much goes
//        through); with --rate R messages leave on a fixed schedule, R a second in all, and latency
//        counts from the scheduled moment (open loop: how long it takes). Agents answer a share of
//        what reaches their screens. "begin" and "end" lines bracket the measured time.
// idle   opens a socket a visitor, makes one call on each, says "ready", holds them until stdin
// ends. storm  opens all sockets, says "ready", sends `rate` messages a second; after a line
// "storm" it
//        waits until everybody was cut and is back, then reads every conversation again.
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <unordered_set>

#include "app/caller.hpp"
#include "chaos/kit/figures.hpp"

namespace {

using namespace app::crowd;
using namespace std::chrono_literals;

struct Plan {
    std::string mode, base = "http://127.0.0.1:8080", shop = "demo", visitors;
    std::vector<std::string> agents;
    int buyers = 200, window = 4, seconds = 5;
    double rate = 0, replies = 0.25;
};

constexpr int entering_max = 256;  // visits and handshakes under way at once

class Crowd {
public:
    explicit Crowd(Plan plan) : plan_{std::move(plan)} {}
    int go();

private:
    int chat();
    int idle();
    int storm();
    void enter_all(bool by_kept_secret);
    void enter(std::size_t index);
    bool seat_agents();
    bool everybody_has_an_agent();
    void send(std::size_t index, Moment scheduled);
    void begin_talking();
    void keep_rate();
    std::size_t live() const;
    static void say(const json::object& told) { std::cout << json::serialize(told) << std::endl; }
    static bool line_came(std::string& line);

    Plan plan_;
    Loop loop_;
    std::mt19937_64 random_{1};
    std::vector<std::unique_ptr<Caller>> buyers_, agents_;
    std::vector<std::string> secrets_;
    std::size_t entering_next_ = 0, entered_ = 0;
    int entering_ = 0;

    std::unordered_map<std::string, Moment> under_way_;  // client_key → scheduled
    std::unordered_set<std::string> served_;             // conversations an agent has seen
    std::unordered_map<std::string, std::vector<std::string>> acked_by_buyer_;
    Moment rate_begin_;
    std::uint64_t scheduled_ = 0;
    std::uint64_t acked_ = 0, refused_ = 0, said_ = 0;
    bool measuring_ = false, talking_ = false, keeps_keys_ = false;
    chaos::Latencies ack_ms_, screen_ms_;
};

double ms_since(Moment then) {
    return std::chrono::duration<double, std::milli>(Monotonic::now() - then).count();
}

double own_cpu_s() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// True when the script sent a line, or has ended ("").
bool Crowd::line_came(std::string& line) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (poll(&input, 1, 0) <= 0) return false;
    if (!std::getline(std::cin, line)) line.clear();
    return true;
}

std::size_t Crowd::live() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(buyers_, [](const auto& buyer) { return buyer->is_live(); }));
}

void Crowd::enter(std::size_t index) {
    Caller& buyer = *buyers_[index];
    buyer.on_live = [this, &buyer] {
        buyer.on_live = nullptr;
        --entering_;
        ++entered_;
    };
    if (!secrets_.empty()) {
        buyer.be_visitor(secrets_[index]);
        buyer.open();
        return;
    }
    buyer.visit(plan_.shop, [this, index](int status) {
        if (status == 201) buyers_[index]->open();
        else loop_.after(500ms, [this, index] { enter(index); });
    });
}

void Crowd::enter_all(bool by_kept_secret) {
    if (by_kept_secret) {
        std::ifstream file{plan_.visitors};
        for (std::string secret; std::getline(file, secret);) secrets_.push_back(secret);
        if (secrets_.size() < static_cast<std::size_t>(plan_.buyers)) secrets_.clear();
    }
    for (int i = 0; i < plan_.buyers; ++i) {
        auto& buyer = *buyers_.emplace_back(
            std::make_unique<Caller>(loop_, address_of(plan_.base), Caller::Role::buyer));
        buyer.name = std::to_string(i);
        buyer.on_settled = [this, i](const Sent& sent) {
            if (sent.status / 100 != 2) {
                ++refused_;
                return;
            }
            ++acked_;
            if (measuring_) ack_ms_.add(ms_since(sent.scheduled));
            if (keeps_keys_) acked_by_buyer_[sent.conversation].push_back(sent.client_key);
            if (talking_ && plan_.rate <= 0) send(static_cast<std::size_t>(i), Monotonic::now());
        };
    }
    loop_.until(
        [this] {
            while (entering_ < entering_max && entering_next_ < buyers_.size()) {
                ++entering_;
                enter(entering_next_++);
            }
            return entered_ == buyers_.size();
        },
        120s);
    if (entered_ != buyers_.size()) throw std::runtime_error("not everybody could enter");
}

void Crowd::send(std::size_t index, Moment scheduled) {
    // About 90 bytes, as people write.
    Sent& sent = buyers_[index]->send("", "请问这只杯子今天下单，什么时候可以发货到杭州呢？第" +
                                              std::to_string(++said_) + "次问");
    sent.scheduled = scheduled;
    under_way_[sent.client_key] = scheduled;
}

bool Crowd::seat_agents() {
    std::size_t in = 0, failed = 0;
    for (const std::string& account : plan_.agents) {
        auto& agent = *agents_.emplace_back(
            std::make_unique<Caller>(loop_, address_of(plan_.base), Caller::Role::agent));
        const std::size_t colon = account.find(':');
        agent.on_live = [&agent, &in] {
            agent.call("PUT", "/me/status", R"({"status":"online"})",
                       [&in](int, const json::value&) { ++in; });
        };
        agent.on_seen = [this, &agent](const Seen& seen) {
            served_.emplace(seen.conversation);
            const auto at = under_way_.find(std::string{seen.client_key});
            if (at == under_way_.end()) return;
            if (measuring_) screen_ms_.add(ms_since(at->second));
            under_way_.erase(at);
            if (talking_ && std::uniform_real_distribution{0.0, 1.0}(random_) < plan_.replies)
                agent.send(std::string{seen.conversation},
                           "您好，今天下午四点前付款当天发出，到杭州一般是后天");
        };
        agent.on_settled = [this](const Sent& sent) {
            sent.status / 100 == 2 ? ++acked_ : ++refused_;
        };
        agent.sign_in(account.substr(0, colon), account.substr(colon + 1),
                      [&agent, &failed](int status) {
                          if (status == 201) agent.open();
                          else ++failed;
                      });
    }
    loop_.until([&] { return in + failed >= agents_.size(); }, 30s);
    return in >= agents_.size();
}

// Each buyer says one thing; the queue, or in the end a claim, gives every conversation an agent.
bool Crowd::everybody_has_an_agent() {
    for (std::size_t i = 0; i < buyers_.size(); ++i) send(i, Monotonic::now());
    loop_.until([this] { return served_.size() >= buyers_.size(); }, 3s);
    std::size_t next = 0;
    for (const auto& buyer : buyers_)
        if (!served_.contains(buyer->conversation())) {
            Caller& agent = *agents_[next++ % agents_.size()];
            agent.call("POST", "/conversations/" + buyer->conversation() + "/claim", "{}",
                       [&agent, talk = buyer->conversation()](int, const json::value&) {
                           agent.fetch(talk);
                       });
        }
    return loop_.until([this] { return served_.size() >= buyers_.size() && under_way_.empty(); },
                       10s);
}

// Messages leave when they are due, however late the last answers are.
void Crowd::keep_rate() {
    if (!talking_) return;
    const double passed = std::chrono::duration<double>(Monotonic::now() - rate_begin_).count();
    for (const auto due = static_cast<std::uint64_t>(passed * plan_.rate); scheduled_ < due;
         ++scheduled_)
        send(random_() % buyers_.size(),
             rate_begin_ + std::chrono::nanoseconds{static_cast<std::int64_t>(
                               static_cast<double>(scheduled_) / plan_.rate * 1e9)});
    loop_.after(1ms, [this] { keep_rate(); });
}

void Crowd::begin_talking() {
    talking_ = true;
    rate_begin_ = Monotonic::now();
    if (plan_.rate > 0) keep_rate();
}

int Crowd::chat() {
    if (!seat_agents()) throw std::runtime_error("not every agent could sign in");
    enter_all(false);
    if (!everybody_has_an_agent()) throw std::runtime_error("not every buyer got an agent");
    begin_talking();
    if (plan_.rate <= 0)
        for (std::size_t i = 0; i < buyers_.size(); ++i)
            for (int window = 0; window < plan_.window; ++window) send(i, Monotonic::now());
    loop_.until([] { return false; }, 1500ms);  // warm-up
    std::cout << "begin" << std::endl;
    measuring_ = true;
    const std::uint64_t acked_before = acked_;
    const double cpu_before = own_cpu_s();
    const Moment begin = Monotonic::now();
    loop_.until([] { return false; }, std::chrono::seconds{plan_.seconds});
    const double seconds = ms_since(begin) / 1000;
    const std::uint64_t acked = acked_ - acked_before;
    measuring_ = false;
    std::cout << "end" << std::endl;
    talking_ = false;
    const bool drained = loop_.until([this] { return under_way_.empty(); }, 15s);
    Tally sum;
    for (const auto* side : {&buyers_, &agents_})
        for (const auto& caller : *side) {
            sum.holes += caller->tally.holes;
            sum.doubled += caller->tally.doubled;
            sum.bad_frames += caller->tally.bad_frames;
            sum.catch_ups += caller->tally.catch_ups;
            sum.reconnects += caller->tally.reconnects;
        }
    say({{"acked", acked},
         {"seconds", seconds},
         {"refused", refused_},
         {"drained", drained},
         {"holes", sum.holes},
         {"doubled", sum.doubled},
         {"bad_frames", sum.bad_frames},
         {"catch_ups", sum.catch_ups},
         {"reconnects", sum.reconnects},
         {"client_cpu_s", own_cpu_s() - cpu_before},
         {"ack_p50_ms", ack_ms_.at(0.5)},
         {"ack_p99_ms", ack_ms_.at(0.99)},
         {"screen_p50_ms", screen_ms_.at(0.5)},
         {"screen_p99_ms", screen_ms_.at(0.99)},
         {"screens", screen_ms_.count()}});
    return drained && sum.holes + sum.doubled + sum.bad_frames + sum.reconnects == 0 ? 0 : 1;
}

int Crowd::idle() {
    enter_all(true);
    if (secrets_.empty()) {
        std::ofstream file{plan_.visitors};
        for (const auto& buyer : buyers_) file << buyer->visitor() << "\n";
    }
    std::size_t answered = 0, asked = 0;
    loop_.until(
        [&] {
            for (; asked < buyers_.size() && asked - answered < 200; ++asked)
                buyers_[asked]->call("GET", "/visit", "",
                                     [&](int, const json::value&) { ++answered; });
            return answered == buyers_.size();
        },
        60s);
    say({{"live", live()}, {"answered", answered}});
    std::string line;
    while (!line_came(line)) loop_.turn(50ms);
    return answered == buyers_.size() ? 0 : 1;
}

int Crowd::storm() {
    enter_all(false);
    keeps_keys_ = true;
    say({{"live", live()}});
    begin_talking();
    std::string line;
    while (!line_came(line)) loop_.turn(10ms);
    // "storm": the server has just been killed and started again.
    const Moment begin = Monotonic::now();
    std::size_t back = 0;
    double most_s = 0;
    const std::size_t most = buyers_.size() * 99 / 100;
    const auto counted = [&] {
        back = static_cast<std::size_t>(std::ranges::count_if(
            buyers_, [](const auto& b) { return b->is_live() && b->tally.reconnects > 0; }));
        if (most_s == 0 && back >= most) most_s = ms_since(begin) / 1000;
        return back == buyers_.size();
    };
    // Silence is noticed as well: whoever was not told of the end is cut here.
    loop_.until(counted, 120s);
    const double all_s = ms_since(begin) / 1000;
    talking_ = false;
    const bool settled = loop_.until(
        [this] { return std::ranges::all_of(buyers_, [](auto& b) { return b->is_idle(); }); }, 60s);
    std::uint64_t lost = 0, handled = 0, waiting = 0, unavailable = 0, timed_out = 0;
    for (const auto& buyer : buyers_) {
        unavailable += buyer->tally.unavailable;
        timed_out += buyer->tally.timed_out;
        const auto at = acked_by_buyer_.find(buyer->conversation());
        if (at == acked_by_buyer_.end()) continue;
        ++waiting;
        buyer->call("GET", "/visit/messages?after_seq=0&limit=100", "",
                    [&, keys = at->second](int status, const json::value& body) {
                        --waiting;
                        std::unordered_set<std::string> stored;
                        if (status == 200)
                            for (const json::value& item : body.as_object().at("items").as_array())
                                if (const auto* key = item.as_object().if_contains("client_key");
                                    key && key->is_string())
                                    stored.emplace(key->as_string());
                        for (const std::string& key : keys) lost += !stored.contains(key);
                        handled += keys.size();
                    });
        if (waiting > 500) loop_.until([&] { return waiting < 100; }, 20s);
    }
    loop_.until([&] { return waiting == 0; }, 30s);
    say({{"back", back},
         {"all_s", all_s},
         {"most_s", most_s},
         {"acked", acked_},
         {"checked", handled},
         {"lost", lost},
         {"settled", settled},
         {"unavailable", unavailable},
         {"timed_out", timed_out}});
    return back == buyers_.size() && lost == 0 && settled ? 0 : 1;
}

int Crowd::go() {
    if (plan_.mode == "chat") return chat();
    if (plan_.mode == "idle") return idle();
    if (plan_.mode == "storm") return storm();
    throw std::invalid_argument("chat, idle or storm?");
}

Plan plan_of(int count, char** words) {
    Plan plan;
    if (count > 1) plan.mode = words[1];
    const std::map<std::string, std::string*> texts{
        {"--base", &plan.base}, {"--shop", &plan.shop}, {"--visitors", &plan.visitors}};
    const std::map<std::string, int*> numbers{
        {"--buyers", &plan.buyers}, {"--window", &plan.window}, {"--seconds", &plan.seconds}};
    const std::map<std::string, double*> shares{{"--rate", &plan.rate},
                                                {"--replies", &plan.replies}};
    for (int i = 2; i + 1 < count; i += 2) {
        const std::string name = words[i], value = words[i + 1];
        if (texts.contains(name)) *texts.at(name) = value;
        else if (numbers.contains(name)) *numbers.at(name) = std::atoi(value.c_str());
        else if (shares.contains(name)) *shares.at(name) = std::atof(value.c_str());
        else if (name == "--agent") plan.agents.push_back(value);
        else throw std::invalid_argument("unknown option " + name);
    }
    return plan;
}

}  // namespace

int main(int count, char** words) {
    try {
        rlimit files{};
        getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
        return Crowd{plan_of(count, words)}.go();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_crowd: %s\n", error.what());
        return 2;
    }
}
