// One's own account: status, name, password, second factor, push.
#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "team/sign_in.hpp"

namespace team {

struct SetStatus {
    Status status = Status::offline;
};
BOOST_DESCRIBE_STRUCT(SetStatus, (), (status))

Result<Person> put_status(Work& work, std::string_view shop, const Id<Person>& id, Status status) {
    TRY(auto row, person_row(work, shop, id));
    if (row.status != status) {
        row.status = status;
        row.status_since = work.now;
        save_person(work, row);
        work.announce(StatusChanged{row.shop, row.id, status == Status::offline});
    }
    return shown(row);
}

static Result<Person> set_status(Work& work, const SetStatus& ask) {
    return put_status(work, work.who.shop, {work.who.id}, ask.status);
}

struct PatchMe {
    std::optional<std::string> name, signature;
};
BOOST_DESCRIBE_STRUCT(PatchMe, (), (name, signature))

static Result<Person> patch_me(Work& work, const PatchMe& ask) {
    TRY(auto row, asker(work));
    if (ask.name) {
        TRY(row.name, decent(*ask.name, "name"));
    }
    if (ask.signature) {
        TRY(row.signature, ask.signature->empty() ? Result<std::string>("")
                                                  : decent(*ask.signature, "signature", 60));
    }
    save_person(work, row);
    return shown(row);
}

struct ChangePassword {
    std::string old;
    std::string fresh;
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (old, fresh))

// The password that was shown is the right one. Errors: invalid (`wrong_password`), limited.
static Result<PersonRow> proved(Slow& slow, const std::string& password) {
    if (password.size() > 512) return invalid("wrong_password");
    auto row = slow.read([](Work& work) { return asker(work); });
    if (!row) return row;
    TRY(auto matches, crypto::password_matches(row->password_hash, password));
    if (!matches) return invalid("wrong_password");
    return row;
}

static Result<void> change_password(Slow& slow, const ChangePassword& ask) {
    TRY(auto row, proved(slow, ask.old));
    TRY(crypto::password_allowed(ask.fresh, {row.name, row.email.substr(0, row.email.find('@'))}));
    TRY(auto hash, crypto::password_hash(ask.fresh));
    return slow.write([&](Work& work) -> Result<void> {
        TRY(auto now, asker(work));
        now.password_hash = hash;
        save_person(work, now);
        end_sessions(work, now.id, work.who.session);
        audit(work, "password_changed", now.id.text);
        return {};
    });
}

struct TotpOffer {
    std::string secret;
    std::string otpauth_url;
};
BOOST_DESCRIBE_STRUCT(TotpOffer, (), (secret, otpauth_url))
struct TotpCode {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(TotpCode, (), (code))
struct RecoveryCodes {
    std::vector<std::string> recovery_codes;
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes))
struct Proof {
    std::string password;
};
BOOST_DESCRIBE_STRUCT(Proof, (), (password))

static Result<TotpOffer> offer_totp(Work& work) {
    TRY(auto row, asker(work));
    if (row.totp_on) return conflict("already_on");
    auto secret = crypto::random_bytes(20);
    keep_totp(work, row, secret);
    row.totp_last_step = 0;
    work.db.update(row);
    auto text = crypto::base32(secret);
    return TotpOffer{text,
                     "otpauth://totp/Xiaoer:" + row.email + "?secret=" + text + "&issuer=Xiaoer"};
}

static Result<RecoveryCodes> confirm_totp(Work& work, const TotpCode& ask) {
    TRY(auto row, asker(work));
    if (row.totp_on || row.totp_secret.empty()) return conflict("nothing_to_confirm");
    auto step = totp_step(work, row, ask.code);
    if (!step) return invalid("wrong_code", "code");
    row.totp_on = true;
    row.totp_last_step = *step;
    save_person(work, row);
    work.db.execute("delete from recovery_codes where person = ?", row.id);
    RecoveryCodes out;
    for (int i = 0; i < 10; ++i) {
        auto& code = out.recovery_codes.emplace_back(crypto::hex(crypto::random_bytes(16)));
        work.db.insert(RecoveryCode{{crypto::sha256_hex("recovery " + code)}, row.id});
    }
    end_sessions(work, row.id, work.who.session);
    audit(work, "totp_on", row.id.text);
    return out;
}

static Result<void> drop_totp(Slow& slow, const Proof& ask) {
    TRY(auto row, proved(slow, ask.password));
    return slow.write([&](Work& work) -> Result<void> {
        TRY(auto now, asker(work));
        now.totp_on = false;
        now.totp_secret.clear();
        save_person(work, now);
        work.db.execute("delete from recovery_codes where person = ?", now.id);
        end_sessions(work, now.id, work.who.session);
        audit(work, "totp_off", now.id.text);
        return {};
    });
}

struct Subscribe {
    std::string endpoint, p256dh, auth;
};
BOOST_DESCRIBE_STRUCT(Subscribe, (), (endpoint, p256dh, auth))
struct Unsubscribe {
    std::string endpoint;
};
BOOST_DESCRIBE_STRUCT(Unsubscribe, (), (endpoint))

static Result<void> subscribe(Work& work, const Subscribe& ask) {
    if (!ask.endpoint.starts_with("https://") || ask.endpoint.size() > 1000)
        return invalid("bad_endpoint", "endpoint");
    auto key = crypto::from_base64url(ask.p256dh), auth = crypto::from_base64url(ask.auth);
    if (!key || key->size() != 65 || !auth || auth->size() != 16)
        return invalid("bad_key", "p256dh");
    work.db.execute("delete from push_subscriptions where endpoint = ?", ask.endpoint);
    work.db.insert(PushSubscription{work.new_id<PushSubscription>(),
                                    work.who.shop,
                                    {work.who.id},
                                    ask.endpoint,
                                    ask.p256dh,
                                    ask.auth,
                                    work.now});
    return {};
}

static Result<void> unsubscribe(Work& work, const Unsubscribe& ask) {
    work.db.execute("delete from push_subscriptions where endpoint = ? and person = ?",
                    ask.endpoint, work.who.id);
    return {};
}

void account_routes(Router& router) {
    router.put("/me/status", set_status, may::be_here);
    router.patch("/me", patch_me, may::be_here);
    router.slow("PUT", "/me/password", change_password, may::be_here)
        .limited({"password", 10, 600});
    router.post("/me/totp", offer_totp, may::be_here).showing_a_secret();
    router.post("/me/totp/confirmation", confirm_totp, may::be_here)
        .limited({"totp", 10, 600})
        .showing_a_secret();
    router.slow("DELETE", "/me/totp", drop_totp, may::be_here).limited({"password", 10, 600});
    router.put("/me/push", subscribe, may::be_here);
    router.remove("/me/push", unsubscribe, may::be_here);
}

}  // namespace team
