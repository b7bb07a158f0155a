#include "kit/http/dispatch.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <thread>

#include "kit/crypto/crypto.hpp"
#include "kit/text/utf8.hpp"

namespace kit {

using namespace std::chrono_literals;

struct KeptAnswer {
    static constexpr auto table = "kept_answers";
    Id<KeptAnswer> id;
    std::string fingerprint;
    int status = 0;
    std::string body;
    Time kept_at;
};
BOOST_DESCRIBE_STRUCT(KeptAnswer, (), (id, fingerprint, status, body, kept_at))

struct ErrorBody {
    std::string code, reason, field, message, request_id;
    Json detail;
};
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (code, reason, field, message, request_id, detail))

constexpr std::size_t slow_threads = 3;
constexpr std::size_t slow_waiting_max = 200;

struct Dispatch::Asked {
    Request request;
    Credentials credentials;
    const Route* route = nullptr;
    Inputs inputs;
    bool from_socket = false;
    std::function<void(Response, CallEffects)> reply;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();

    // What the run left behind; a re-run overwrites it.
    Result<Answered> answer = Answered{};
    Result<Response> page = Response{};
    std::vector<std::pair<std::string, std::string>> headers;
    CallEffects effects;
};

struct Dispatch::Inside {
    Options options;
    Router& router;
    Store& store;
    Authenticate authenticate;
    Limits limits;

    std::mutex guard;
    std::condition_variable changed;
    std::deque<std::shared_ptr<Asked>> slow;
    bool stopping = false;
    std::vector<std::jthread> threads;
};

Dispatch::Dispatch(Options options, Router& router, Store& store, Authenticate authenticate)
    : inside_(new Inside{.options = std::move(options),
                         .router = router,
                         .store = store,
                         .authenticate = std::move(authenticate),
                         .limits = {},
                         .guard = {},
                         .changed = {},
                         .slow = {},
                         .threads = {}}) {
    for (std::size_t i = 0; i < slow_threads; ++i)
        inside_->threads.emplace_back([this] {
            for (;;) {
                std::shared_ptr<Asked> asked;
                {
                    std::unique_lock lock(inside_->guard);
                    inside_->changed.wait(
                        lock, [&] { return !inside_->slow.empty() || inside_->stopping; });
                    if (inside_->slow.empty()) return;
                    asked = std::move(inside_->slow.front());
                    inside_->slow.pop_front();
                }
                run_slow(asked);
            }
        });
}

Dispatch::~Dispatch() { stop(); }

void Dispatch::stop() {
    {
        std::lock_guard lock(inside_->guard);
        inside_->stopping = true;
        inside_->changed.notify_all();
    }
    inside_->threads.clear();
}

Credentials credentials_of(const Request& request) {
    Credentials out;
    out.unsafe = request.method != "GET" && request.method != "HEAD";
    if (auto csrf = request.header("x-csrf")) out.csrf = *csrf;
    if (auto value = request.header("authorization")) {
        auto space = value->find(' ');
        auto scheme = value->substr(0, space);
        out.secret = space == value->npos ? "" : value->substr(space + 1);
        out.kind = scheme == "Bearer"    ? Credentials::Kind::bearer
                   : scheme == "Visitor" ? Credentials::Kind::visitor
                                         : Credentials::Kind::nothing;
        return out;
    }
    if (auto cookies = request.header("cookie")) {
        std::string_view rest = *cookies;
        while (!rest.empty()) {
            auto end = rest.find(';');
            auto pair = rest.substr(0, end);
            rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
            while (pair.starts_with(' ')) pair.remove_prefix(1);
            if (pair.starts_with("sid=")) out.secret = pair.substr(4);
            else if (pair.starts_with("__Host-sid=")) out.secret = pair.substr(11);
            else continue;
            out.kind = Credentials::Kind::cookie;
        }
    }
    return out;
}

Response error_response(const Error& error, const std::string& request_id) {
    Response out;
    out.status = error.reason == "method_not_allowed" ? 405 : status_of(error.code);
    ErrorBody body{name_of(error.code), error.reason, error.field,
                   error.message,       request_id,   {error.detail}};
    out.body = json::text_of(body);
    if (error.retry_after_seconds > 0)
        out.headers.emplace_back("Retry-After", std::to_string(error.retry_after_seconds));
    return out;
}

std::size_t Dispatch::body_limit(const Request& request) const {
    if (request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS")
        return 0;
    auto found = inside_->router.find(request.method, request.path);
    return found.route ? found.route->body_max : 64 * 1024;
}

bool Dispatch::same_site(const Request& request) const {
    if (auto site = request.header("sec-fetch-site");
        site && *site != "same-origin" && *site != "none")
        return false;
    auto origin = request.header("origin");
    if (!origin) return true;
    if (!inside_->options.public_url.empty()) return *origin == inside_->options.public_url;
    auto host = request.header("host");
    return host && (*origin == "http://" + *host || *origin == "https://" + *host);
}

static void let_other_sites_read(const Request& request, Response& response) {
    auto origin = request.header("origin");
    if (!origin) return;
    response.headers.emplace_back("Access-Control-Allow-Origin", *origin);
    response.headers.emplace_back("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
    response.headers.emplace_back("Vary", "Origin");
}

void Dispatch::handle(Request request, Reply reply) {
    auto asked = std::make_shared<Asked>();
    asked->credentials = credentials_of(request);
    asked->request = std::move(request);
    auto shared = std::make_shared<Reply>(std::move(reply));
    asked->reply = [shared, raw = asked.get()](Response response, CallEffects) {
        auto& asking = raw->request;
        response.headers.emplace_back("X-Request-Id", asking.request_id);
        if (asking.path.starts_with("/api/")) {
            if (raw->route && raw->route->cross_origin) let_other_sites_read(asking, response);
            response.headers.emplace_back("Cache-Control", "no-store");
            response.headers.emplace_back("Content-Security-Policy",
                                          "default-src 'none'; frame-ancestors 'none'");
        }
        auto took = std::chrono::steady_clock::now() - raw->since;
        spdlog::log(response.status >= 500 ? spdlog::level::err : spdlog::level::debug,
                    R"({{"request":"{}","method":"{}","path":{},"status":{},"us":{}}})",
                    asking.request_id, asking.method, json::text_of(asking.path), response.status,
                    std::chrono::duration_cast<std::chrono::microseconds>(took).count());
        (*shared)(std::move(response));
    };
    start(std::move(asked));
}

void Dispatch::call(Request request, Credentials credentials,
                    std::function<void(Response, CallEffects)> reply) {
    auto asked = std::make_shared<Asked>();
    asked->request = std::move(request);
    asked->credentials = std::move(credentials);
    asked->credentials.unsafe = false;  // the socket itself proved its origin
    asked->from_socket = true;
    asked->reply = std::move(reply);
    start(std::move(asked));
}

// What can be judged without the database.
Result<void> Dispatch::well_formed(const Asked& asked) {
    auto& request = asked.request;
    auto& route = *asked.route;
    if (request.method == "GET" || request.method == "HEAD" || route.raw_body) return {};
    if (route.ask.typescript.empty()) {
        if (!request.body.empty() && request.body != "{}") return malformed("no_body_expected");
        return {};
    }
    auto type = request.header("content-type");
    if (!asked.from_socket && (!type || !type->starts_with("application/json")))
        return refused(Code::unsupported, "send_json");
    return {};
}

void Dispatch::start(std::shared_ptr<Asked> asked) {
    auto& request = asked->request;
    auto found = inside_->router.find(request.method, request.path);
    auto refuse = [&](Refusal refusal) {
        asked->reply(error_response(refusal.error(), request.request_id), {});
    };
    if (request.method == "OPTIONS" && found.path_known) {
        auto wanted = request.header("access-control-request-method");
        auto target = inside_->router.find(wanted ? *wanted : "GET", request.path);
        Response response;
        response.status = 204;
        if (target.route && target.route->cross_origin) {
            let_other_sites_read(request, response);
            response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
            response.headers.emplace_back("Access-Control-Allow-Headers",
                                          "Authorization, Content-Type, Idempotency-Key");
            response.headers.emplace_back("Access-Control-Max-Age", "600");
        }
        return asked->reply(std::move(response), {});
    }
    if (!found.route)
        return refuse(found.path_known ? refused(Code::malformed, "method_not_allowed")
                                       : not_found());
    asked->route = found.route;
    asked->inputs = {std::move(found.path), &request};
    bool unsafe = request.method != "GET" && request.method != "HEAD";
    if (unsafe && !asked->from_socket && !found.route->cross_origin && !same_site(request))
        return refuse(forbidden("cross_site"));
    if (auto fine = well_formed(*asked); !fine) return refuse(Refusal(fine.error()));
    if (unsafe && inside_->store.overloaded())
        return refuse(Refusal(Error{Code::unavailable, "busy", "", "", "", 2}));

    if (found.route->mode == Route::Mode::slow) {
        std::unique_lock lock(inside_->guard);
        if (inside_->slow.size() >= slow_waiting_max) {
            lock.unlock();
            return refuse(limited("busy", 2));
        }
        inside_->slow.push_back(std::move(asked));
        inside_->changed.notify_one();
        return;
    }
    StoreJob job{[this, asked](Work& work) {
                     asked->answer = run(work, *asked);
                     asked->headers = std::move(work.headers);
                     asked->effects = {std::move(work.listens), std::move(work.unlistens)};
                     return asked->answer.has_value();
                 },
                 [this, asked](std::exception_ptr broken) {
                     if (broken) broke(*asked, broken);
                     else finish(*asked, asked->answer);
                 }};
    auto mode = found.route->mode;
    if (mode == Route::Mode::write || mode == Route::Mode::hook)
        inside_->store.write(std::move(job));
    else inside_->store.read(std::move(job));
}

Result<Principal> Dispatch::authenticate(Work& work, const Credentials& credentials,
                                         const Request& request) const {
    work.credentials = credentials;
    if (auto origin = request.header("origin")) work.origin = *origin;
    // Header bytes are anything; what we may store is text.
    if (auto agent = request.header("user-agent"); agent && text::is_valid_utf8(*agent))
        work.user_agent = *agent;
    TRY(auto who, inside_->authenticate(work, credentials));
    who.ip = request.ip;
    who.request_id = request.request_id;
    return who;
}

Result<void> Dispatch::admitted(Work& work, Asked& asked) {
    TRY(work.who, authenticate(work, asked.credentials, asked.request));
    if (!work.who.may(asked.route->right)) {
        if (work.who.kind == Principal::Kind::nobody) return unauthenticated();
        return forbidden();
    }
    if (auto& limit = asked.route->limit; limit && !inside_->options.unlimited) {
        bool by_address = limit->by == Limit::By::address || work.who.id.empty();
        // Behind an unnamed proxy everybody comes from this machine; they are told apart by
        // nothing, so they are not limited by address.
        bool local = asked.request.ip == "127.0.0.1" || asked.request.ip == "::1";
        if (!(by_address && local)) {
            auto wait =
                inside_->limits.take(*limit, by_address ? asked.request.ip : work.who.id, work.now);
            if (wait > 0) return limited("too_many", wait);
        }
    }
    return {};
}

Result<Answered> Dispatch::run(Work& work, Asked& asked) {
    TRY(admitted(work, asked));
    return run_admitted(work, asked);
}

Result<Answered> Dispatch::run_admitted(Work& work, Asked& asked) {
    if (asked.route->page || asked.route->hook) {
        asked.page = asked.route->page ? asked.route->page(work, asked.request)
                                       : asked.route->hook(work, asked.inputs);
        if (!asked.page) return std::unexpected(asked.page.error());
        return Answered{};
    }
    auto key = asked.request.header("idempotency-key");
    if (!key || asked.route->mode != Route::Mode::write)
        return asked.route->run(work, asked.inputs);
    // Strangers cannot be told apart: what one of them was answered, another must not hear.
    if (work.who.kind == Principal::Kind::nobody) return asked.route->run(work, asked.inputs);
    if (key->empty() || key->size() > 200) return malformed("bad_idempotency_key");

    // The key belongs to the principal: another one's answer is never shown (a cache of answers is
    // a way around the rights). Source: CVE-2025-6226.
    auto owner = std::to_string(static_cast<int>(work.who.kind)) + work.who.id + work.who.shop;
    Id<KeptAnswer> id{crypto::sha256_hex(owner + '\n' + asked.request.method + ' ' +
                                         asked.request.path + '\n' + *key)};
    // By a key: the hash of a body that holds a phone number would be as good as the number.
    auto fingerprint = crypto::hex(crypto::hmac_sha256(
        crypto::derived_key(work.settings ? work.settings->master_key : "", "kept answers"),
        asked.request.body));
    if (auto kept = work.db.first<KeptAnswer>("where id = ?", id)) {
        if (kept->fingerprint != fingerprint) return invalid("key_reused");
        if (asked.route->shows_secret) return conflict("already_answered");
        return Answered{kept->status, kept->body};
    }
    TRY(auto answer, asked.route->run(work, asked.inputs));
    auto kept_body = asked.route->shows_secret ? std::string() : answer.body;
    work.db.insert(KeptAnswer{id, fingerprint, answer.status, kept_body, work.now});
    return answer;
}

void forget_old_answers(Work& work) {
    work.db.execute("delete from kept_answers where kept_at < ?",
                    work.now - std::chrono::hours{48});
}

void Dispatch::run_slow(std::shared_ptr<Asked> asked) {
    try {
        auto principal = std::make_shared<Principal>();
        auto first = inside_->store.read_now([&](Work& work) -> Result<void> {
            TRY(admitted(work, *asked));
            *principal = work.who;
            return {};
        });
        if (!first) return finish(*asked, std::unexpected(first.error()));
        Slow slow(asked->request, inside_->store, [this, asked](Work& work) -> Result<Principal> {
            TRY(auto who, authenticate(work, asked->credentials, asked->request));
            if (!who.may(asked->route->right)) return forbidden();
            return who;
        });
        slow.who = *principal;
        auto answer = asked->route->run_slow(slow, asked->inputs);
        asked->headers = std::move(slow.headers);
        finish(*asked, answer);
    } catch (...) {
        broke(*asked, std::current_exception());
    }
}

void Dispatch::finish(Asked& asked, const Result<Answered>& answer) {
    if (!answer) return asked.reply(error_response(answer.error(), asked.request.request_id), {});
    Response response;
    if (asked.route->page || asked.route->hook) {
        response = std::move(*asked.page);
    } else {
        response.status = answer->status;
        response.body = answer->body;
    }
    for (auto& header : asked.headers) response.headers.push_back(std::move(header));
    asked.reply(std::move(response), std::move(asked.effects));
}

void Dispatch::broke(Asked& asked, std::exception_ptr broken) {
    Error error{Code::unavailable, "incident", "", "", "", 0};
    int status = 500;
    std::string why = "unknown";
    try {
        std::rethrow_exception(broken);
    } catch (const Broken& what) {
        why = what.what();
        using enum Broken::Kind;
        if (what.kind == full) status = 507, error.reason = "storage_full";
        else if (what.kind == gone || what.kind == busy || what.kind == serialization)
            status = 503, error.reason = "database_away", error.retry_after_seconds = 2;
    } catch (const std::exception& what) {
        why = what.what();
        if (why == "storage_full") status = 507, error.reason = "storage_full";
    }
    spdlog::error(R"({{"request":"{}","path":{},"broken":{}}})", asked.request.request_id,
                  json::text_of(asked.request.path), json::text_of(why));
    auto response = error_response(error, asked.request.request_id);
    response.status = status;
    asked.reply(std::move(response), {});
}

}  // namespace kit
