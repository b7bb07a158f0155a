#include "kit/live/live.hpp"

#include <spdlog/spdlog.h>

#include <deque>
#include <mutex>
#include <unordered_map>

#include "kit/crypto/crypto.hpp"

namespace kit {

constexpr Span ticket_lasts = std::chrono::seconds{30};
constexpr std::size_t tickets_max = 50'000;

struct Call {
    std::int64_t call = 0;
    std::string method;
    std::string path;
    std::optional<Json> body;
    std::optional<std::string> key;   // Idempotency-Key
};
BOOST_DESCRIBE_STRUCT(Call, (), (call, method, path, body, key))

struct FromClient {
    std::optional<Hello> hello;
};
BOOST_DESCRIBE_STRUCT(FromClient, (), (hello))

struct HeldTicket {
    Credentials credentials;
    Time until;
};

struct Live::Inside {
    Dispatch& dispatch;
    Store& store;
    Hub& hub;
    const Clock& clock;
    Hooks hooks;

    std::mutex guard;
    std::unordered_map<std::string, HeldTicket> tickets;
    std::deque<std::pair<Time, std::string>> by_age;

    std::optional<Credentials> spend(const std::string& ticket) {
        std::lock_guard lock(guard);
        forget_old();
        auto found = tickets.extract(ticket);
        if (found.empty()) return std::nullopt;
        return std::move(found.mapped().credentials);
    }
    void forget_old() {
        auto now = clock.now();
        while (!by_age.empty() && (by_age.front().first < now || by_age.size() > tickets_max)) {
            tickets.erase(by_age.front().second);
            by_age.pop_front();
        }
    }
};

// One socket. Kept alive by the callbacks of its socket.
struct Live::Member : std::enable_shared_from_this<Member> {
    Inside& inside;
    Credentials credentials;
    Principal who;
    Hub::Member number = 0;

    Member(Inside& inside, Credentials credentials, Principal who)
        : inside(inside), credentials(std::move(credentials)), who(std::move(who)) {}

    void opened(std::shared_ptr<Socket> socket) {
        number = inside.hub.join(std::move(socket), inside.hooks.keys(who), who.session);
        inside.hooks.presence(who, true);
    }
    void closed() {
        inside.hub.leave(number);
        inside.hooks.presence(who, false);
    }
    void text(const std::string& frame) {
        auto parsed = json::parsed(frame);
        auto object = parsed ? parsed->if_object() : nullptr;
        if (object && object->contains("call")) {
            if (auto call = json::shaped<Call>(*parsed)) return make(*std::move(call));
        } else if (object && object->contains("hello")) {
            if (auto from = json::shaped<FromClient>(*parsed)) return replay(*from->hello);
        }
        inside.hub.tell(number, R"({"refused":{"reason":"not_understood"}})");
    }

    void make(Call call) {
        Request request;
        request.method = call.method;
        auto question = call.path.find('?');
        request.path = "/api/v1" + call.path.substr(0, question);
        if (question != std::string::npos) request.query = call.path.substr(question + 1);
        if (call.body) request.body = call.body->text;
        if (call.key) request.headers.emplace_back("idempotency-key", *call.key);
        request.ip = who.ip;
        request.request_id = who.request_id + '-' + std::to_string(call.call);
        inside.dispatch.call(
            std::move(request), credentials,
            [self = shared_from_this(), id = call.call](Response response, Dispatch::CallEffects effects) {
                auto& hub = self->inside.hub;
                for (auto& key : effects.listens) hub.listen(self->number, key);
                for (auto& key : effects.unlistens) hub.unlisten(self->number, key);
                std::string answer = "{\"reply\":" + std::to_string(id) +
                                     ",\"status\":" + std::to_string(response.status);
                if (response.status == 401)
                    answer += ",\"ended\":true";
                answer += ",\"body\":" + (response.body.empty() ? "null" : response.body) + "}";
                hub.tell(self->number, std::move(answer));
            });
    }

    void replay(Hello hello) {
        inside.hub.hold(number);
        auto frames = std::make_shared<std::vector<Frame>>();
        auto known = std::make_shared<bool>(true);
        auto self = shared_from_this();
        inside.store.read(
            {[self, frames, known, hello = std::move(hello)](Work& work) {
                 Request none;
                 auto principal = self->inside.dispatch.authenticate(work, self->credentials, none);
                 *known = principal.has_value() && principal->id == self->who.id;
                 if (!*known) return false;
                 work.who = *principal;
                 *frames = self->inside.hooks.replay(work, hello);
                 return true;
             },
             [self, frames, known](std::exception_ptr broken) {
                 auto& hub = self->inside.hub;
                 if (!*known) {
                     hub.cut(self->who.session);
                     return;
                 }
                 if (broken) frames->assign(1, Frame{{}, R"({"catch_up":{}})", "", 0});
                 else frames->push_back(Frame{{}, R"({"resumed":{}})", "", 0});
                 hub.release(self->number, std::move(*frames));
             }});
    }
};

Live::Live(Dispatch& dispatch, Store& store, Hub& hub, const Clock& clock, Hooks hooks)
    : inside_(new Inside{dispatch, store, hub, clock, std::move(hooks), {}, {}, {}}) {}
Live::~Live() = default;

std::size_t Live::members() const { return inside_->hub.members(); }

void Live::routes(Router& router, Right listen) {
    std::function<Result<Ticket>(Work&)> open = [inside = inside_.get()](Work& work) -> Result<Ticket> {
        Ticket ticket{crypto::new_secret()};
        auto credentials = work.credentials;
        credentials.unsafe = false;   // the ticket proves that the page itself asked
        std::lock_guard lock(inside->guard);
        inside->forget_old();
        auto until = work.now + ticket_lasts;
        inside->tickets[ticket.ticket] = {std::move(credentials), until};
        inside->by_age.emplace_back(until, ticket.ticket);
        return ticket;
    };
    // A ticket is kept in memory, nothing is written: a read.
    router.ask("POST", "/live_tickets", std::move(open), listen).for_any_site();
}

void Live::upgrade(Request request, UpgradeReply reply) {
    auto refuse = [&](Refusal refusal) {
        Upgrade out;
        out.refusal = error_response(refusal.error(), request.request_id);
        reply(std::move(out));
    };
    if (request.path != "/api/v1/live") return refuse(not_found());
    std::optional<std::string> ticket;
    if (auto fine = query_value(request.query, "ticket", ticket); !fine || !ticket)
        return refuse(unauthenticated("bad_ticket"));
    auto credentials = inside_->spend(*ticket);
    if (!credentials) return refuse(unauthenticated("bad_ticket"));
    // A cookie travels by itself, so a stranger's page could open a socket with it; a visitor's secret
    // does not. Source: CVE-2023-3581 (cross-site WebSocket hijacking).
    if (credentials->kind == Credentials::Kind::cookie && !inside_->dispatch.same_site(request))
        return refuse(forbidden("cross_site"));

    struct Opening {
        Request request;
        UpgradeReply reply;
        Credentials credentials;
        Result<Principal> who = Principal{};
    };
    auto opening = std::make_shared<Opening>(
        Opening{std::move(request), std::move(reply), *std::move(credentials)});
    inside_->store.read(
        {[this, opening](Work& work) {
             opening->who = inside_->dispatch.authenticate(work, opening->credentials, opening->request);
             return opening->who.has_value();
         },
         [this, opening](std::exception_ptr broken) {
             Upgrade out;
             if (broken) {
                 out.refusal = error_response(Error{Code::unavailable, "database_away", "", "", "", 2},
                                              opening->request.request_id);
             } else if (!opening->who || opening->who->kind == Principal::Kind::nobody) {
                 out.refusal = error_response(unauthenticated("bad_ticket").error(),
                                              opening->request.request_id);
             } else {
                 auto member = std::make_shared<Member>(*inside_, std::move(opening->credentials),
                                                        *std::move(opening->who));
                 out.accepted = true;
                 out.events.opened = [member](std::shared_ptr<Socket> s) { member->opened(std::move(s)); };
                 out.events.text = [member](std::string frame) { member->text(frame); };
                 out.events.closed = [member] { member->closed(); };
             }
             opening->reply(std::move(out));
         }});
}

}  // namespace kit
