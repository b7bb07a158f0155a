#include "kit/live/live.hpp"

#include <spdlog/spdlog.h>

#include "kit/crypto/crypto.hpp"
#include "kit/crypto/seal.hpp"

namespace kit {

BOOST_DESCRIBE_ENUM(Credentials::Kind, nothing, cookie, bearer, visitor)

constexpr Span ticket_lasts = std::chrono::seconds{30};

struct Call {
    std::int64_t call = 0;
    std::string method;
    std::string path;
    std::optional<Json> body;
    std::optional<std::string> key;  // Idempotency-Key
};
BOOST_DESCRIBE_STRUCT(Call, (), (call, method, path, body, key))

struct FromClient {
    std::optional<Hello> hello;
};
BOOST_DESCRIBE_STRUCT(FromClient, (), (hello))

// What a ticket says, sealed: who asked, and until when it is good. The node that made it keeps
// nothing, so any node can take it, after a restart too.
struct Claim {
    Credentials::Kind kind = Credentials::Kind::nothing;
    std::string secret, csrf;
    Time until;
    std::string nonce;  // two tickets of one moment are two
};
BOOST_DESCRIBE_STRUCT(Claim, (), (kind, secret, csrf, until, nonce))

struct SpentTicket {
    static constexpr auto table = "spent_tickets";
    Id<SpentTicket> id;
    Time until;
};
BOOST_DESCRIBE_STRUCT(SpentTicket, (), (id, until))

static crypto::KeyRing ticket_ring(const Settings& settings) {
    return {settings.master_key, "live ticket"};
}

static std::string ticket_of(const Work& work) {
    Claim claim{work.credentials.kind, work.credentials.secret, work.credentials.csrf,
                work.now + ticket_lasts, crypto::new_secret()};
    return ticket_ring(*work.settings).seal(json::text_of(claim), "");
}

static std::optional<Claim> claim_in(const Settings& settings, const std::string& ticket) {
    auto opened = ticket_ring(settings).open(ticket, "");
    if (!opened) return std::nullopt;
    auto claim = json::from_text<Claim>(*opened);
    if (!claim) return std::nullopt;
    return *std::move(claim);
}

// Once: the second time finds the row.
static bool spent(Work& work, const std::string& ticket, Time until) {
    Id<SpentTicket> id{crypto::sha256_hex(ticket)};
    if (until < work.now || work.db.find(id)) return false;
    work.db.execute("delete from spent_tickets where until < ?", work.now);
    work.db.insert(SpentTicket{id, until});
    return true;
}

struct Live::Inside {
    Dispatch& dispatch;
    Store& store;
    Hub& hub;
    Hooks hooks;
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
            [self = shared_from_this(), id = call.call](Response response,
                                                        Dispatch::CallEffects effects) {
                auto& hub = self->inside.hub;
                for (auto& key : effects.listens) hub.listen(self->number, key);
                for (auto& key : effects.unlistens) hub.unlisten(self->number, key);
                std::string answer = "{\"reply\":" + std::to_string(id) +
                                     ",\"status\":" + std::to_string(response.status);
                if (response.status == 401) answer += ",\"ended\":true";
                answer += ",\"body\":" + (response.body.empty() ? "null" : response.body) + "}";
                hub.tell(self->number, std::move(answer));
            });
    }

    void replay(Hello hello) {
        inside.hub.hold(number);
        auto frames = std::make_shared<std::vector<Frame>>();
        auto known = std::make_shared<bool>(true);
        auto self = shared_from_this();
        inside.store.read({[self, frames, known, hello = std::move(hello)](Work& work) {
                               Request none;
                               auto principal = self->inside.dispatch.authenticate(
                                   work, self->credentials, none);
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
                               if (broken)
                                   frames->assign(1, Frame{{}, R"({"catch_up":{}})", "", 0});
                               else frames->push_back(Frame{{}, R"({"resumed":{}})", "", 0});
                               hub.release(self->number, std::move(*frames));
                           }});
    }
};

Live::Live(Dispatch& dispatch, Store& store, Hub& hub, Hooks hooks)
    : inside_(new Inside{dispatch, store, hub, std::move(hooks)}) {}
Live::~Live() = default;

std::size_t Live::members() const { return inside_->hub.members(); }

void Live::routes(Router& router, Right listen) {
    std::function<Result<Ticket>(Work&)> open = [](Work& work) -> Result<Ticket> {
        return Ticket{ticket_of(work)};
    };
    // Nothing is written: a read.
    router.ask("POST", "/live_tickets", std::move(open), listen).for_any_site();
}

// A handshake on its way: from the ticket to the socket.
struct Live::Opening {
    Inside& inside;
    Request request;
    UpgradeReply reply;
    std::string ticket;
    Credentials credentials;
    Time until;
    Result<Principal> who = Principal{};

    bool let_in(Work& work) {
        who = Principal{};
        if (!spent(work, ticket, until)) return false;
        work.leaves_note();  // spent, whoever it turns out to be
        who = inside.dispatch.authenticate(work, credentials, request);
        return who.has_value();
    }
    void refuse(const Error& error) {
        Upgrade out;
        out.refusal = error_response(error, request.request_id);
        reply(std::move(out));
    }
    void answer(std::exception_ptr broken) {
        if (broken) return refuse(Error{Code::unavailable, "database_away", "", "", "", 2});
        if (!who || who->kind == Principal::Kind::nobody)
            return refuse(unauthenticated("bad_ticket").error());
        auto member = std::make_shared<Member>(inside, std::move(credentials), *std::move(who));
        Upgrade out;
        out.accepted = true;
        out.events.opened = [member](std::shared_ptr<Socket> s) { member->opened(std::move(s)); };
        out.events.text = [member](std::string frame) { member->text(frame); };
        out.events.closed = [member] { member->closed(); };
        reply(std::move(out));
    }
};

void Live::upgrade(Request request, UpgradeReply reply) {
    auto opening = std::make_shared<Opening>(
        Opening{*inside_, std::move(request), std::move(reply), {}, {}, {}});
    if (opening->request.path != "/api/v1/live") return opening->refuse(not_found().error());
    std::optional<std::string> ticket;
    if (auto fine = query_value(opening->request.query, "ticket", ticket); !fine || !ticket)
        return opening->refuse(unauthenticated("bad_ticket").error());
    auto claim = claim_in(inside_->store.settings(), *ticket);
    if (!claim) return opening->refuse(unauthenticated("bad_ticket").error());
    // A cookie travels by itself, so a stranger's page could open a socket with it; a visitor's
    // secret does not. Source: CVE-2023-3581 (cross-site WebSocket hijacking).
    if (claim->kind == Credentials::Kind::cookie && !inside_->dispatch.same_site(opening->request))
        return opening->refuse(forbidden("cross_site").error());
    opening->ticket = *ticket;
    // The ticket proves that the page itself asked, so nothing unsafe is left to prove.
    opening->credentials = {claim->kind, claim->secret, claim->csrf, false};
    opening->until = claim->until;
    inside_->store.write({[opening](Work& work) { return opening->let_in(work); },
                          [opening](std::exception_ptr broken) { opening->answer(broken); }});
}

}  // namespace kit
