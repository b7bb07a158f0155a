// From a request to its verb and back: who asks, may they, what did they send, what do they get.
//
//     request --> route --> site and content checks --> [ transaction: authenticate, right, limit,
//                                                         kept answer?, verb, keep answer ] -->
//                                                         reply
//
// Rights are looked up inside the verb's own transaction: a revocation that committed before is
// seen, one that commits later is later. Deny by default: a principal without the route's right
// gets 401 (nobody) or 403.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kit/db/store.hpp"
#include "kit/http/limits.hpp"
#include "kit/http/message.hpp"
#include "kit/http/router.hpp"

namespace kit {

class Dispatch {
public:
    struct Options {
        std::string public_url;  // "https://desk.example"; empty: whatever Host says
        bool unlimited = false;  // no rate limits; for load tests
    };
    using Authenticate = std::function<Result<Principal>(Work&, const Credentials&)>;

    Dispatch(Options, Router&, Store&, Authenticate);
    ~Dispatch();

    void handle(Request, Reply);
    std::size_t body_limit(const Request&) const;

    // A call over a live socket: credentials were shown when the socket opened.
    struct CallEffects {
        std::vector<std::string> listens, unlistens;
    };
    void call(Request, Credentials, std::function<void(Response, CallEffects)>);

    bool same_site(const Request&) const;
    Result<Principal> authenticate(Work&, const Credentials&, const Request&) const;
    void stop();

private:
    struct Asked;
    void start(std::shared_ptr<Asked>);
    void run_slow(std::shared_ptr<Asked>);
    Result<Answered> run(Work&, Asked&);
    Result<Answered> run_admitted(Work&, Asked&);
    Result<void> admitted(Work&, Asked&);
    static Result<void> well_formed(const Asked&);
    void finish(Asked&, const Result<Answered>&);
    void broke(Asked&, std::exception_ptr);

    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// Forgets kept answers after 48 hours. Source: reliability promise P4.
void forget_old_answers(Work&);

Response error_response(const Error&, const std::string& request_id);
Credentials credentials_of(const Request&);

}  // namespace kit
