// Ways in: password and one-time code, tokens, the first-run token. Every way in is in this file.
#include <algorithm>

#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"
#include "team/sign_in.hpp"

namespace team {

constexpr auto session_lasts = std::chrono::days{7};
constexpr auto idle_for = std::chrono::hours{12};
constexpr auto token_prefix = "xoer_";

// After five failures 1 s, 2 s, 4 s … up to 15 min; never a lock that a stranger can hold shut.
// Source: docs/decisions on sign-in; OWASP ASVS 6.1.1.
static Span pause_after(int failures) {
    if (failures < 5) return Span{0};
    return std::min<Span>(std::chrono::seconds{1ll << std::min(failures - 5, 10)},
                          std::chrono::minutes{15});
}

static std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return text;
}

static Id<SignInFailures> failures_of(const std::string& email) {
    return {crypto::sha256_hex("sign in " + lower(email))};
}

static void audit_failure(Work& work, const std::string& email, const std::string& ip) {
    if (auto person = work.db.first<PersonRow>("where email = ?", lower(email))) {
        work.who.shop = person->shop;
        audit(work, "sign_in_failed", person->id.text, ip);
    }
}

// Counted as a failure before the password is looked at, and forgotten when it was right: tries
// that come at the same moment don't slip past the pause.
static Result<void> begin_try(Work& work, const std::string& email) {
    auto found = work.db.find(failures_of(email));
    if (found && found->open_at > work.now) {
        auto wait =
            std::chrono::duration_cast<std::chrono::seconds>(found->open_at - work.now).count();
        return limited("too_many_attempts", static_cast<int>(wait) + 1);
    }
    auto row = found ? *found : SignInFailures{failures_of(email), 0, {}};
    row.count += 1;
    row.open_at = work.now + pause_after(row.count);
    if (found) work.db.update(row);
    else work.db.insert(row);
    return {};
}

static std::string cookie(const Settings& settings, const std::string& secret, Span age) {
    bool secure = settings.public_url.starts_with("https://");
    auto seconds = std::chrono::duration_cast<std::chrono::seconds>(age).count();
    return (secure ? "__Host-sid=" : "sid=") + secret +
           "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds) +
           (secure ? "; Secure" : "");
}

Result<Session> session_of(Work& work, const PersonRow& row, const std::string& csrf,
                           std::uint64_t rights) {
    TRY(auto of, shop(work, row.shop));
    return Session{shown(row), csrf, names_of_rights(rights), of,
                   work.settings ? work.settings->push_key : std::string()};
}

Result<Session> begin_session(Work& work, const PersonRow& row, const std::string& secret,
                              const std::string& ip) {
    SessionRow session{{crypto::sha256_hex(secret)}, row.shop, row.id,
                       crypto::new_secret(),         work.now, work.now,
                       work.now + session_lasts,     ip,       text::clipped(work.user_agent, 200)};
    TRY(auto out, session_of(work, row, session.csrf, rights_of(row.role)));
    work.db.insert(session);
    work.db.execute("delete from sessions where expires_at < ?", work.now);
    work.who.id = row.id.text;
    work.who.name = row.name;
    work.who.shop = row.shop;
    audit(work, "signed_in", row.id.text, ip);
    return out;
}

static Result<Session> sign_in(Slow& slow, const SignIn& ask) {
    // Measured before hashing: a password of megabytes costs nothing. Source: CVE-2023-30082.
    if (ask.password.size() > 512 || ask.email.size() > 200)
        return unauthenticated("wrong_credentials");
    std::optional<PersonRow> found;
    TRY(slow.write([&](Work& work) -> Result<void> {
        TRY(begin_try(work, ask.email));
        found = work.db.first<PersonRow>("where email = ? and active = 1", lower(ask.email));
        return {};
    }));
    auto failed = [&](const char* reason) -> Result<Session> {
        TRY(slow.write([&](Work& work) -> Result<void> {
            return audit_failure(work, ask.email, slow.request.ip), Result<void>{};
        }));
        return unauthenticated(reason);
    };
    if (!found) {
        TRY(auto pretended, crypto::password_pretend(ask.password));
        (void)pretended;
        return failed("wrong_credentials");
    }
    TRY(auto matches, crypto::password_matches(found->password_hash, ask.password));
    if (!matches) return failed("wrong_credentials");
    if (found->totp_on && !ask.code) return unauthenticated("code_required");

    auto secret = crypto::new_secret();
    std::string fresh_hash;
    if (crypto::password_wants_rehash(found->password_hash)) {
        TRY(fresh_hash, crypto::password_hash(ask.password));
    }
    bool wrong_code = false;
    auto session = slow.write([&](Work& work) -> Result<Session> {
        TRY(auto row, person_row(work, found->shop, found->id));
        if (!row.active || row.password_hash != found->password_hash)
            return unauthenticated("wrong_credentials");
        if (row.totp_on && !code_accepted(work, row, ask.code.value_or(""))) {
            wrong_code = true;
            return unauthenticated("wrong_code");
        }
        if (!fresh_hash.empty()) row.password_hash = fresh_hash;
        work.db.update(row);
        work.db.execute("delete from sign_in_failures where id = ?", failures_of(ask.email));
        return begin_session(work, row, secret, slow.request.ip);
    });
    if (wrong_code) return failed("wrong_code");
    if (session)
        slow.headers.emplace_back("Set-Cookie", cookie(slow.settings(), secret, session_lasts));
    return session;
}

// A code of the authenticator, each step once, or a recovery code, once. Changes `row`, which the
// caller saves.
bool code_accepted(Work& work, PersonRow& row, const std::string& code) {
    if (code.size() > 64) return false;
    if (auto step = totp_step(work, row, code)) {
        row.totp_last_step = *step;
        return true;
    }
    return work.db.execute("delete from recovery_codes where id = ? and person = ?",
                           crypto::sha256_hex("recovery " + code), row.id) == 1;
}

Result<Principal> recognised(Work& work, const Credentials& shown) {
    Principal nobody;
    nobody.rights = rights_of_nobody();
    std::optional<PersonRow> row;
    std::uint64_t rights = 0;
    std::string session;
    if (shown.kind == Credentials::Kind::cookie) {
        auto found = work.db.first<SessionRow>("where id = ?", crypto::sha256_hex(shown.secret));
        // A cookie that means nothing any more is nobody, so that signing in again works.
        if (!found || found->expires_at < work.now || found->seen_at + idle_for < work.now)
            return nobody;
        if (shown.unsafe && !crypto::same(shown.csrf, found->csrf)) return forbidden("bad_csrf");
        row = work.db.first<PersonRow>("where id = ? and shop = ? and active = 1", found->person,
                                       found->shop);
        session = found->id.text;
    } else if (shown.kind == Credentials::Kind::bearer) {
        if (!shown.secret.starts_with(token_prefix)) return unauthenticated("bad_token");
        auto found =
            work.db.first<TokenRow>("where secret_hash = ?", crypto::sha256_hex(shown.secret));
        if (!found || found->expires_at < work.now) return unauthenticated("bad_token");
        row = work.db.first<PersonRow>("where id = ? and shop = ? and active = 1", found->person,
                                       found->shop);
        rights = rights_named(found->scopes) | may::look.bit | may::listen.bit;
        session = found->id.text;
    } else {
        return nobody;
    }
    if (!row) return unauthenticated("session_ended");
    Principal out;
    out.kind = Principal::Kind::person;
    out.id = row->id.text;
    out.name = row->name;
    out.shop = row->shop;
    out.session = session;
    out.rights = rights_of(row->role);
    if (rights) out.rights &= rights;
    return out;
}

void end_sessions(Work& work, const Id<Person>& id, std::string_view keep) {
    for (auto& session : work.db.all<SessionRow>("where person = ?", id)) {
        if (session.id.text == keep) continue;
        work.db.remove(session.id);
        work.cut(session.id.text);
    }
    for (auto& token : work.db.all<TokenRow>("where person = ?", id)) {
        work.db.remove(token.id);
        work.cut(token.id.text);
    }
}

static Result<Session> show_session(Work& work) {
    TRY(auto row, asker(work));
    auto session = work.db.first<SessionRow>("where id = ?", work.who.session);
    return session_of(work, row, session ? session->csrf : "", work.who.rights);
}

static Result<void> sign_out(Work& work) {
    if (work.credentials.kind != Credentials::Kind::cookie) return conflict("not_a_session");
    work.db.execute("delete from sessions where id = ?", work.who.session);
    work.cut(work.who.session);
    audit(work, "signed_out", work.who.id);
    work.headers.emplace_back("Set-Cookie", cookie(*work.settings, "", Span{0}));
    return {};
}

static Result<SessionList> sessions(Work& work) {
    SessionList out;
    for (auto& row :
         work.db.all<SessionRow>("where person = ? order by created_at desc", work.who.id))
        out.items.push_back({row.id.text.substr(0, 16), row.id.text == work.who.session,
                             row.created_at, row.seen_at, row.ip, row.agent});
    return out;
}

static Result<void> end_session(Work& work, const std::string& id) {
    for (auto& row : work.db.all<SessionRow>("where person = ?", work.who.id)) {
        if (row.id.text.substr(0, 16) != id) continue;
        work.db.remove(row.id);
        work.cut(row.id.text);
        audit(work, "session_ended", id);
        return {};
    }
    return not_found();
}

void sign_in_routes(Router& router) {
    router.slow("POST", "/session", sign_in, may::look)
        .limited({"sign_in", 50, 600, Limit::By::address})
        .body_up_to(4096);
    router.get("/session", show_session, may::be_here);
    router.remove("/session", sign_out, may::be_here);
    router.get("/sessions", sessions, may::be_here);
    router.remove("/sessions/{id}", end_session, may::be_here);
}

}  // namespace team
