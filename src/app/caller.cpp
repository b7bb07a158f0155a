#include "app/caller.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <random>
#include <utility>

namespace app::crowd {
namespace {

constexpr std::string_view api = "/api/v1";
constexpr int page_limit = 100;

std::uint64_t next_random(std::uint64_t& state) {
    // Source: SplitMix64 (Steele, Lea, Flood 2014); repeatable from a seed, good enough for tests.
    state += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state;
    z = (z ^ (z >> 30u)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27u)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31u);
}

std::string json_text(std::string_view text) { return json::serialize(json::string{text}); }

std::string_view text_at(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

std::int64_t number_at(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (!value) return 0;
    if (value->is_int64()) return value->get_int64();
    if (value->is_uint64()) return static_cast<std::int64_t>(value->get_uint64());
    return 0;
}

json::value parsed(std::string_view text) {
    boost::system::error_code error;
    json::value value = json::parse(text, error);
    return error ? json::value{} : value;
}

// What stands for "try the same again later": the server was not able to say yes or no.
bool is_passing(int status) { return status == 0 || status == 429 || status >= 500; }

}  // namespace

std::string made_key(std::uint64_t& seed) {
    const std::uint64_t high = next_random(seed), low = next_random(seed);
    std::array<char, 37> text;
    std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-%04x-%012llx",
                  static_cast<unsigned>(high >> 32u),
                  static_cast<unsigned>((high >> 16u) & 0xffffu),
                  static_cast<unsigned>(high & 0xfffu),
                  static_cast<unsigned>(0x8000u | ((low >> 48u) & 0x3fffu)),
                  static_cast<unsigned long long>(low & 0xffffffffffffu));
    return text.data();
}

std::string own_address(std::size_t index) {
    return "127." + std::to_string(1 + index / 62500) + "." + std::to_string(index / 250 % 250) +
           "." + std::to_string(1 + index % 250);
}

Caller::Caller(Loop& loop, Address address, Role role)
    : loop_{loop}, address_{std::move(address)}, role_{role} {
    static std::uint64_t seeds = std::random_device{}();
    seed_ = next_random(seeds);
}

Caller::~Caller() {
    *alive_ = false;
    Line::drop(line_);
    Line::drop(side_);
}

std::vector<std::pair<std::string, std::string>> Caller::credentials() const {
    if (!secret_.empty()) return {{"Authorization", "Visitor " + secret_}};
    if (!bearer_.empty()) return {{"Authorization", "Bearer " + bearer_}};
    if (!cookie_.empty()) return {{"Cookie", cookie_}, {"X-CSRF", csrf_}};
    return {};
}

void Caller::ask(std::string_view method, std::string_view path, std::string body,
                 std::string_view content_type, std::function<void(Answer)> then) {
    // Files stand outside the API, so that a picture's address is short.
    const bool is_whole = path.starts_with(api) || path.starts_with("/files/");
    if (side_ && !side_->is_open()) Line::drop(side_);
    if (!side_) side_ = Line::open(loop_, address_);
    Ask request{std::string{method}, (is_whole ? "" : std::string{api}) + std::string{path},
                std::move(body), credentials()};
    if (!content_type.empty()) request.headers.emplace_back("Content-Type", content_type);
    side_->ask(std::move(request), std::move(then));
}

void Caller::visit(std::string_view shop_key, std::function<void(int)> then) {
    const std::string page = "http://" + address_.host + ":" + std::to_string(address_.port) + "/";
    ask("POST", "/visits",
        "{\"key\":" + json_text(shop_key) + ",\"page\":{\"url\":" + json_text(page) +
            ",\"title\":\"\"}}",
        "application/json", [this, then = std::move(then)](const Answer& answer) {
            const json::value body = parsed(answer.body);
            if (answer.status == 201 && body.is_object()) {
                const json::object& visit = body.get_object();
                if (const auto secret = text_at(visit, "visitor"); !secret.empty())
                    secret_ = secret;
                if (const json::value* talk = visit.if_contains("conversation");
                    talk && talk->is_object()) {
                    conversation_ = text_at(talk->get_object(), "id");
                    tracks_.try_emplace(conversation_);
                }
            }
            Line::drop(side_);
            then(answer.status);
        });
}

void Caller::sign_in(std::string_view email, std::string_view password,
                     std::function<void(int)> then) {
    ask("POST", "/session",
        "{\"email\":" + json_text(email) + ",\"password\":" + json_text(password) + "}",
        "application/json", [this, then = std::move(then)](const Answer& answer) {
            if (answer.status == 201) {
                session = parsed(answer.body);
                if (session.is_object()) {
                    csrf_ = text_at(session.get_object(), "csrf");
                    if (const auto* who = session.get_object().if_contains("person");
                        who && who->is_object())
                        person = text_at(who->get_object(), "id");
                }
                if (const auto at = answer.headers.find("set-cookie"); at != answer.headers.end())
                    cookie_ = at->second.substr(0, at->second.find(';'));
            }
            Line::drop(side_);
            then(answer.status);
        });
}

void Caller::be_same_as(const Caller& other) {
    secret_ = other.secret_;
    bearer_ = other.bearer_;
    cookie_ = other.cookie_;
    csrf_ = other.csrf_;
    person = other.person;
    conversation_ = other.conversation_;
}

void Caller::open() {
    if (stage_ == Stage::closed) connect();
}

void Caller::close() {
    stage_ = Stage::closed;
    ++generation_;
    Line::drop(line_);
    Line::drop(side_);
}

void Caller::cut() {
    if (stage_ == Stage::closed || stage_ == Stage::waiting) return;
    ++tally.cuts;
    lost(0);
}

void Caller::fall_asleep() {
    if (line_ && line_->is_open()) line_->sleep();
}

void Caller::connect() {
    stage_ = Stage::ticket;
    const std::uint64_t generation = ++generation_;
    Line::drop(line_);
    line_ = Line::open(loop_, address_);
    line_->on_closed = [this](int code) { lost(code); };
    line_->on_text = [this](std::string_view text) { take(text); };
    loop_.after(patience, [this, generation, alive = alive_] {
        if (*alive && generation == generation_ && stage_ != Stage::live &&
            stage_ != Stage::closed && stage_ != Stage::waiting) {
            ++tally.timed_out;
            lost(0);
        }
    });
    Ask ticket{"POST", std::string{api} + "/live_tickets", "{}", credentials()};
    ticket.headers.emplace_back("Content-Type", "application/json");
    line_->ask(std::move(ticket), [this, generation](const Answer& answer) {
        if (generation != generation_) return;
        if (answer.status == 0) return;  // on_closed follows
        const json::value body = parsed(answer.body);
        if (answer.status == 429) ++tally.limited;
        if (answer.status == 503) ++tally.unavailable;
        if (answer.status == 401 || answer.status == 403) {
            ++tally.signed_out;
            close();
            return;
        }
        if (answer.status != 201 || !body.is_object()) return lost(0);
        stage_ = Stage::socket;
        line_->upgrade(
            std::string{api} + "/live?ticket=" + std::string{text_at(body.get_object(), "ticket")},
            [this, generation](int status) {
                if (generation != generation_ || status == 0) return;
                if (status == 503) ++tally.unavailable;
                if (status == 429) ++tally.limited;
                if (status != 101) return lost(0);
                greet();
            });
    });
}

void Caller::greet() {
    stage_ = Stage::hello;
    std::string cursors;
    for (auto& [conversation, track] : tracks_) {
        track.hello_cursor = track.cursor;
        track.connection_high = 0;
        track.fetching = false;
        if (!cursors.empty()) cursors += ',';
        cursors += json_text(conversation) + ":" + std::to_string(track.cursor);
    }
    line_->say("{\"hello\":{\"cursors\":{" + cursors + "}}}");
}

void Caller::lost(int code) {
    if (stage_ == Stage::closed) return;
    const bool was_live = stage_ == Stage::live;
    Line::drop(line_);
    ++generation_;
    auto pending = std::exchange(pending_, {});
    stage_ = Stage::waiting;
    for (auto& [number, waiting] : pending) waiting.then(0, json::value{});
    if (was_live) ++tally.reconnects;
    if (was_live && on_cut) on_cut();
    if (code == 4401) {
        ++tally.signed_out;
        close();
        return;
    }
    retry();
}

void Caller::retry() {
    wait_ = std::clamp(wait_ * 2, first_wait, longest_wait);
    const auto jittered = std::chrono::microseconds{static_cast<std::int64_t>(
        next_random(seed_) % static_cast<std::uint64_t>(wait_.count() * 1000 + 1))};
    loop_.after(std::exchange(told_to_wait_, {}) + jittered,
                [this, alive = alive_, generation = generation_] {
                    if (*alive && generation == generation_ && stage_ == Stage::waiting) connect();
                });
}

void Caller::take(std::string_view text) {
    static thread_local std::array<unsigned char, 256 * 1024> buffer;
    json::monotonic_resource memory{buffer.data(), buffer.size()};
    boost::system::error_code error;
    const json::value frame = json::parse(text, error, &memory);
    const std::uint64_t generation = generation_;
    if (frame.is_object()) {
        take_one(frame.get_object());
    } else if (frame.is_array()) {
        for (const json::value& one : frame.get_array()) {
            if (generation != generation_) return;  // cut by what one of them led to
            if (one.is_object()) take_one(one.get_object());
        }
    } else {
        ++tally.bad_frames;
    }
}

void Caller::take_one(const json::object& frame) {
    if (const json::value* event = frame.if_contains("event")) {
        const json::value* data = frame.if_contains("data");
        if (!event->is_string() || !data || !data->is_object()) {
            ++tally.bad_frames;
            return;
        }
        if (event->get_string() == "message_sent") return take_message(*data, false);
        const json::object& fields = data->get_object();
        if (event->get_string() == "conversation_changed") {
            const std::string id{text_at(fields, "id")};
            if (role_ == Role::agent && text_at(fields, "assignee") == person &&
                number_at(fields, "last_seq") > 0 && !tracks_.contains(id)) {
                tracks_[id];
                fetch(id);
            }
        }
        if (on_event) on_event(event->get_string(), fields);
        return;
    }
    if (frame.contains("reply")) {
        const auto at = pending_.find(number_at(frame, "reply"));
        if (at == pending_.end()) {
            ++tally.bad_frames;
            return;
        }
        auto then = std::move(at->second.then);
        pending_.erase(at);
        const json::value* body = frame.if_contains("body");
        then(static_cast<int>(number_at(frame, "status")), body ? *body : json::value{});
        return;
    }
    if (frame.contains("resumed")) {
        stage_ = Stage::live;
        ++tally.opened;
        wait_ = {};
        if (role_ == Role::agent) find_mine("");
        // A list of keys, because an answer may remove one while we go.
        const std::vector<std::string> again = order_;
        for (const std::string& key : again) transmit(key);
        if (on_live) on_live();
        return;
    }
    if (frame.contains("catch_up")) {
        ++tally.catch_ups;
        greet();
        return;
    }
    if (const json::value* reconnect = frame.if_contains("reconnect")) {
        ++tally.told_to_reconnect;
        if (reconnect->is_object())
            told_to_wait_ =
                std::chrono::milliseconds{number_at(reconnect->get_object(), "after_ms")};
        return;
    }
    ++tally.bad_frames;
}

void Caller::find_mine(const std::string& after) {
    std::string path = "/conversations?view=mine&limit=" + std::to_string(page_limit);
    if (!after.empty()) path += "&after=" + after;
    call("GET", path, "", [this](int status, const json::value& body) {
        if (status != 200 || !body.is_object()) return;
        const json::value* items = body.get_object().if_contains("items");
        if (!items || !items->is_array()) return;
        for (const json::value& item : items->get_array()) {
            if (!item.is_object()) continue;
            const std::string id{text_at(item.get_object(), "id")};
            if (number_at(item.get_object(), "last_seq") > tracks_[id].cursor) fetch(id);
        }
        if (const auto next = text_at(body.get_object(), "next"); !next.empty())
            find_mine(std::string{next});
    });
}

void Caller::take_message(const json::value& whole, bool was_fetched) {
    const json::object& message = whole.get_object();
    Seen seen{text_at(message, "conversation"),
              number_at(message, "seq"),
              text_at(message, "id"),
              text_at(message, "client_key"),
              text_at(message, "sender"),
              text_at(message, "kind"),
              text_at(message, "text"),
              &whole,
              was_fetched};
    const std::string conversation{seen.conversation};
    if (role_ == Role::buyer && conversation_.empty()) conversation_ = conversation;
    const auto [at, is_new] = tracks_.try_emplace(conversation);
    Track& track = at->second;
    if (!was_fetched) {
        if (seen.seq <= track.hello_cursor) ++tally.backward;
        else if (seen.seq <= track.connection_high) ++tally.doubled;
        track.connection_high = std::max(track.connection_high, seen.seq);
    }
    if (seen.seq <= track.cursor) return;
    if (!was_fetched && seen.seq != track.cursor + 1) {
        if (!is_new && !track.fetching) ++tally.holes;
        fetch(conversation);
        return;
    }
    track.cursor = seen.seq;
    if (on_seen) on_seen(seen);
}

void Caller::fetch(const std::string& conversation) {
    Track& track = tracks_[conversation];
    if (track.fetching || stage_ != Stage::live) return;
    track.fetching = true;
    const std::int64_t before = track.cursor;
    const std::string query =
        "?after_seq=" + std::to_string(before) + "&limit=" + std::to_string(page_limit);
    const std::string path = role_ == Role::buyer
                                 ? "/visit/messages" + query
                                 : "/conversations/" + conversation + "/messages" + query;
    call("GET", path, "", [this, conversation, before](int status, const json::value& body) {
        Track& now = tracks_[conversation];
        now.fetching = false;
        if (status != 200 || !body.is_object()) return;
        const json::value* items = body.get_object().if_contains("items");
        if (!items || !items->is_array()) return;
        for (const json::value& item : items->get_array())
            if (item.is_object()) take_message(item, true);
        const bool is_full = items->get_array().size() >= page_limit;
        if (tracks_[conversation].cursor > before &&
            (is_full || tracks_[conversation].connection_high > tracks_[conversation].cursor))
            fetch(conversation);
    });
}

void Caller::follow(const std::string& conversation, std::int64_t seq) {
    Track& track = tracks_[conversation];
    track.cursor = std::max(track.cursor, seq);
}

std::int64_t Caller::cursor(const std::string& conversation) const {
    const auto at = tracks_.find(conversation);
    return at == tracks_.end() ? 0 : at->second.cursor;
}

void Caller::call(std::string_view method, std::string_view path, std::string_view body,
                  std::function<void(int, const json::value&)> then) {
    if (stage_ != Stage::live) {
        loop_.after({}, [then = std::move(then)] { then(0, json::value{}); });
        return;
    }
    const std::int64_t number = ++calls_;
    std::string text = "{\"call\":" + std::to_string(number) + ",\"method\":\"";
    text += method;
    text += "\",\"path\":";
    text += json_text(path);
    if (!body.empty()) {
        text += ",\"body\":";
        text += body;
    }
    text += '}';
    pending_.emplace(number, Waiting{std::move(then), Monotonic::now()});
    line_->say(text);
    if (!sweeping_) sweep();
}

// An answer that does not come is the only sign of a connection that died without a word.
void Caller::sweep() {
    sweeping_ = true;
    loop_.after(patience / 4, [this, alive = alive_] {
        if (!*alive) return;
        sweeping_ = false;
        if (pending_.empty() || stage_ != Stage::live) return;
        const Moment limit = Monotonic::now() - patience;
        for (const auto& [number, waiting] : pending_) {
            if (waiting.asked < limit) {
                ++tally.timed_out;
                return lost(0);
            }
        }
        sweep();
    });
}

Sent& Caller::send(std::string conversation, std::string text, std::vector<std::string> files) {
    auto sent = std::make_unique<Sent>();
    sent->client_key = made_key(seed_);
    sent->conversation = std::move(conversation);
    sent->text = std::move(text);
    sent->files = std::move(files);
    sent->scheduled = sent->invoked = Monotonic::now();
    Sent& kept = *sent;
    order_.push_back(kept.client_key);
    outbox_.emplace(kept.client_key, std::move(sent));
    if (on_invoked) on_invoked(kept);
    transmit(kept.client_key);
    return kept;
}

void Caller::transmit(const std::string& client_key) {
    const auto at = outbox_.find(client_key);
    if (at == outbox_.end() || stage_ != Stage::live) return;
    Sent& sent = *at->second;
    ++sent.tries;
    std::string body =
        "{\"client_key\":\"" + sent.client_key + "\",\"text\":" + json_text(sent.text);
    if (!sent.files.empty()) {
        body += ",\"files\":[";
        for (const std::string& file : sent.files)
            body += (&file == sent.files.data() ? "" : ",") + json_text(file);
        body += ']';
    }
    std::string path = "/visit/messages";
    if (role_ == Role::agent) {
        path = "/conversations/" + sent.conversation + "/messages";
        body += ",\"kind\":\"reply\"";
        if (sent.held) body += ",\"held\":true";
        if (sent.uses_override) body += ",\"override_reason\":" + json_text(sent.override_reason);
    }
    body += '}';
    call("POST", path, body, [this, key = client_key](int status, const json::value& answer) {
        settle(key, status, answer);
    });
}

void Caller::settle(const std::string& client_key, int status, const json::value& body) {
    const auto at = outbox_.find(client_key);
    if (at == outbox_.end()) return;
    Sent& sent = *at->second;
    const auto again = [&](std::chrono::milliseconds wait) {
        loop_.after(wait, [this, alive = alive_, client_key] {
            if (*alive) transmit(client_key);
        });
    };
    const std::string_view reason =
        body.is_object() ? text_at(body.get_object(), "reason") : std::string_view{};
    if (status == 429) ++tally.limited;
    if (status == 503) ++tally.unavailable;
    if (status >= 500) sent.met_trouble = true;
    if (status == 0) return;  // sent again once the connection lives
    if (is_passing(status)) return again(std::chrono::milliseconds{200});
    if (status == 409 && reason == "hold" && !sent.held) {
        sent.held = true;
        // The server wants three full seconds between the two tries.
        return again(std::chrono::milliseconds{3050});
    }
    if (status == 422 && reason == "stopped") {
        sent.was_stopped = true;
        if (!sent.override_reason.empty() && !sent.uses_override) {
            sent.uses_override = true;
            return again(std::chrono::milliseconds{0});
        }
    }
    sent.status = status;
    sent.reason = reason;
    sent.answered = Monotonic::now();
    if (body.is_object() && status / 100 == 2) {
        sent.seq = number_at(body.get_object(), "seq");
        sent.id = text_at(body.get_object(), "id");
        sent.conversation = text_at(body.get_object(), "conversation");
        if (role_ == Role::buyer && conversation_ != sent.conversation) {
            conversation_ = sent.conversation;
            tracks_.try_emplace(conversation_);
        }
    }
    const std::unique_ptr<Sent> done = std::move(at->second);
    outbox_.erase(at);
    std::erase(order_, client_key);
    // Its own event may have been lost with a connection that ended before we knew the
    // conversation, so that hello could not name it.
    if (status / 100 == 2 && done->tries > 1 && cursor(done->conversation) < done->seq)
        fetch(done->conversation);
    if (on_settled) on_settled(*done);
}

}  // namespace app::crowd
