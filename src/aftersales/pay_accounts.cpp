// Accounts with payment providers, and the providers themselves as the way out of money sees them.
#include "aftersales/pay_accounts.hpp"

#include "aftersales/providers.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/rsa.hpp"
#include "kit/crypto/seal.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/jobs/keys.hpp"

namespace aftersales {

static crypto::KeyRing ring_of(const Settings& settings) {
    return {settings.master_key, "payments"};
}
static std::string about(const PayAccountRow& row) {
    return "payment:" + row.shop + ":" + row.id.text;
}

static PayAccount opened(const Settings& settings, const PayAccountRow& row) {
    return {row.adapter,
            row.merchant,
            row.serial,
            row.url,
            ring_of(settings).open(row.sealed, about(row)).value_or(""),
            row.their_key};
}

// A shop has at most two of them: one round is enough.
static void reseal(Work& work, const KeysChanged&) {
    auto ring = ring_of(*work.settings);
    for (auto row :
         work.db.all<PayAccountRow>("where sealed <> '' /* shop: every one of the house */")) {
        if (crypto::sealed_by(row.sealed) == ring.newest()) continue;
        row.sealed = ring.seal(ring.open(row.sealed, about(row)).value_or(""), about(row));
        work.db.update(row);
    }
}

// --- people set them up
// ------------------------------------------------------------------------------------

struct ShownPayAccount {
    Adapter adapter = Adapter::weixin;
    std::string merchant, serial, url;
    std::string made_by_name;
    Time made_at;
    std::int64_t version = 1;
    PayTrial trial = PayTrial::untried;
    std::string trial_error;  // a word of ours or the provider's code
    std::optional<Time> tried_at;
};
BOOST_DESCRIBE_STRUCT(ShownPayAccount, (),
                      (adapter, merchant, serial, url, made_by_name, made_at, version, trial,
                       trial_error, tried_at))
struct PayAccounts {
    std::vector<ShownPayAccount> items;
};
BOOST_DESCRIBE_STRUCT(PayAccounts, (), (items))

// Keys go in and never come out.
static ShownPayAccount shown_account(Work& work, const PayAccountRow& row) {
    auto person = team::person(work, row.shop, {row.made_by});
    return {row.adapter, row.merchant, row.serial, row.url,         person ? person->name : "",
            row.made_at, row.version,  row.trial,  row.trial_error, row.tried_at};
}

static Result<PayAccounts> list(Work& work) {
    PayAccounts out;
    for (auto& row : work.db.all<PayAccountRow>("where shop = ? order by adapter", work.who.shop))
        out.items.push_back(shown_account(work, row));
    return out;
}

struct NewPayAccount {
    std::string merchant, private_key, their_key;
    std::optional<std::string> serial;
    std::optional<std::string> url;  // none: the provider's own
};
BOOST_DESCRIBE_STRUCT(NewPayAccount, (), (merchant, private_key, their_key, serial, url))

static std::string usual_url(Adapter adapter) {
    return adapter == Adapter::weixin ? "https://api.mch.weixin.qq.com"
                                      : "https://openapi.alipay.com/gateway.do";
}

static bool is_plain(std::string_view text, std::size_t most) {
    return !text.empty() && text.size() <= most &&
           text.find_first_not_of(
               "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-") == text.npos;
}

static Result<void> sound(const NewPayAccount& ask, Adapter adapter) {
    if (!is_plain(ask.merchant, 64)) return invalid("bad_characters", "merchant");
    if (adapter == Adapter::weixin && !is_plain(ask.serial.value_or(""), 64))
        return invalid("bad_characters", "serial");
    if (!crypto::is_rsa_private(ask.private_key)) return invalid("bad_key", "private_key");
    if (!crypto::is_rsa_public(ask.their_key)) return invalid("bad_key", "their_key");
    // Whether it may be called is decided at the call, by the one way out.
    auto url = ask.url.value_or(usual_url(adapter));
    bool web = url.starts_with("https://") || url.starts_with("http://");
    if (!web || url.size() > 300 || url.find_first_of(" \t\r\n?#@\\\"") != url.npos)
        return invalid("bad_url", "url");
    return {};
}

static Result<ShownPayAccount> put(Work& work, Adapter adapter, const NewPayAccount& ask) {
    TRY(sound(ask, adapter));
    auto& shop = work.who.shop;
    auto before = work.db.first<PayAccountRow>("where shop = ? and adapter = ?", shop, adapter);
    auto row = before.value_or(PayAccountRow{.id = work.new_id<PayAccountRow>(),
                                             .shop = shop,
                                             .adapter = adapter,
                                             .merchant = "",
                                             .serial = "",
                                             .url = "",
                                             .sealed = "",
                                             .their_key = "",
                                             .made_by = "",
                                             .made_at = {},
                                             .version = 0,
                                             .trial = PayTrial::untried,
                                             .trial_error = "",
                                             .tried_at = {}});
    row.merchant = ask.merchant;
    row.serial = ask.serial.value_or("");
    row.url = ask.url.value_or(usual_url(adapter));
    row.sealed = ring_of(*work.settings).seal(ask.private_key, about(row));
    row.their_key = ask.their_key;
    row.made_by = work.who.id;
    row.made_at = work.now;
    row.version += 1;
    row.trial = PayTrial::untried;  // what worked was another one
    row.trial_error.clear();
    row.tried_at.reset();
    if (before) work.db.update(row);
    else work.db.insert(row);
    team::audit(work, "payments.account_set", std::string(kit::name_of(adapter)), row.merchant);
    return shown_account(work, row);
}

static bool is_paid_by(const Policy& policy, Adapter adapter) {
    return std::ranges::any_of(policy.pay_by,
                               [&](auto& route) { return route.adapter == adapter; });
}

// An account that refunds still need is not taken away under them.
static Result<void> forget(Work& work, Adapter adapter) {
    auto& shop = work.who.shop;
    if (is_paid_by(policy_of(work, shop, policy_now(work, shop)), adapter))
        return conflict("account_in_use");
    auto gone = work.db.execute("delete from after_pay_accounts where shop = ? and adapter = ?",
                                work.who.shop, adapter);
    if (gone == 0) return not_found();
    team::audit(work, "payments.account_removed", std::string(kit::name_of(adapter)));
    return {};
}

static Result<ShownPayAccount> try_out(Work& work, Adapter adapter) {
    auto row =
        work.db.first<PayAccountRow>("where shop = ? and adapter = ?", work.who.shop, adapter);
    if (!row) return not_found();
    if (row->trial == PayTrial::running) return shown_account(work, *row);
    begin_trial(work, *row);
    work.db.update(*row);
    team::audit(work, "payments.account_tried", std::string(kit::name_of(adapter)), row->merchant);
    return shown_account(work, *row);
}

static Result<ShownPayAccount> put_weixin(Work& work, const NewPayAccount& ask) {
    return put(work, Adapter::weixin, ask);
}
static Result<ShownPayAccount> put_alipay(Work& work, const NewPayAccount& ask) {
    return put(work, Adapter::alipay, ask);
}
static Result<ShownPayAccount> try_weixin(Work& work) { return try_out(work, Adapter::weixin); }
static Result<ShownPayAccount> try_alipay(Work& work) { return try_out(work, Adapter::alipay); }
static Result<void> forget_weixin(Work& work) { return forget(work, Adapter::weixin); }
static Result<void> forget_alipay(Work& work) { return forget(work, Adapter::alipay); }

void pay_account_routes(Router& router) {
    router.get("/payment-accounts", list, may::manage_connections);
    router.put("/payment-accounts/weixin", put_weixin, may::manage_connections);
    router.put("/payment-accounts/alipay", put_alipay, may::manage_connections);
    router.post("/payment-accounts/weixin/trial", try_weixin, may::manage_connections)
        .limited({"pay_trial", 20, 60});
    router.post("/payment-accounts/alipay/trial", try_alipay, may::manage_connections)
        .limited({"pay_trial", 20, 60});
    router.remove("/payment-accounts/weixin", forget_weixin, may::manage_connections);
    router.remove("/payment-accounts/alipay", forget_alipay, may::manage_connections);
}

void pay_account_reactions(Jobs& jobs) { jobs.react<KeysChanged>(reseal); }

// --- the way out
// ---------------------------------------------------------------------------------------------

static PayAnswer doubt(const PayAsk& ask, std::string error) {
    return {PayOutcome::unknown, ask.key, "", std::move(error), ask.amount};
}

static std::optional<PayAccount> account_for(Store& store, const PayAsk& ask, Adapter adapter) {
    return store.read_now([&](Work& work) -> std::optional<PayAccount> {
        auto row =
            work.db.first<PayAccountRow>("where shop = ? and adapter = ?", ask.shop, adapter);
        if (!row) return {};
        return opened(*work.settings, *row);
    });
}

static Result<OutboundAnswer> sent(const Outbound& outbound,
                                   const std::optional<OutboundAsk>& ask) {
    if (!ask) return refused(Code::unavailable, "bad_key");
    return outbound.send(*ask);
}

static PayAnswer at_weixin(Store& store, const Outbound& outbound, const PayAsk& ask, Asked asked) {
    auto account = account_for(store, ask, Adapter::weixin);
    if (!account) return doubt(ask, "no_account");
    auto now = store.clock().now();
    auto nonce = crypto::hex(crypto::random_bytes(16));
    auto answer =
        sent(outbound, asked == Asked::submission ? weixin_submit(*account, ask, now, nonce)
                                                  : weixin_question(*account, ask, now, nonce));
    return answer ? weixin_proved(*account, ask, asked, *answer, store.clock().now())
                  : doubt(ask, answer.error().reason);
}

static PayAnswer at_alipay(Store& store, const Outbound& outbound, const PayAsk& ask, Asked asked) {
    auto account = account_for(store, ask, Adapter::alipay);
    if (!account) return doubt(ask, "no_account");
    auto now = store.clock().now();
    auto answer = sent(outbound, asked == Asked::submission ? alipay_submit(*account, ask, now)
                                                            : alipay_question(*account, ask, now));
    return answer ? alipay_proved(*account, ask, asked, *answer)
                  : doubt(ask, answer.error().reason);
}

std::vector<Provider> online_providers(Store& store, const Outbound& outbound) {
    return {{Adapter::weixin,
             [&](const PayAsk& ask) { return at_weixin(store, outbound, ask, Asked::submission); },
             [&](const PayAsk& ask) { return at_weixin(store, outbound, ask, Asked::question); }},
            {Adapter::alipay,
             [&](const PayAsk& ask) { return at_alipay(store, outbound, ask, Asked::submission); },
             [&](const PayAsk& ask) { return at_alipay(store, outbound, ask, Asked::question); }}};
}

}  // namespace aftersales
