// Calls of connected shops. Each kind signs in its own way, over the raw body; what is not signed
// is not read.
#include "connections/rows.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/foreign.hpp"
#include "kit/http/router.hpp"

namespace connections {

static std::string header(const Request& request, std::string_view name) {
    auto value = request.header(name);
    return value ? *value : "";
}

// Source: Shopify and WooCommerce, base64(HMAC-SHA256(secret, raw body)).
static bool signed_by(std::string_view secret, std::string_view body, std::string_view given) {
    return !secret.empty() && !given.empty() &&
           crypto::same(crypto::base64(crypto::hmac_sha256(secret, body)), given);
}

// Shops that repeat a call until it is answered well get the same answer again, and nothing happens
// twice.
static Result<bool> admitted(Work& work, const ConnectionRow& row, const Request& request,
                             const std::string& secret) {
    if (row.kind == ShopKind::woocommerce || row.kind == ShopKind::shopify) {
        auto name =
            row.kind == ShopKind::shopify ? "x-shopify-hmac-sha256" : "x-wc-webhook-signature";
        auto given = header(request, name);
        if (!signed_by(secret, request.body, given)) return unauthenticated("bad_signature");
        auto delivery = header(
            request, row.kind == ShopKind::shopify ? "x-shopify-webhook-id" : "x-wc-webhook-topic");
        return first_time(work, row, delivery + given).has_value();
    }
    TRY(signed_now(work, row, header(request, "x-cs-signature"), request.body, secret));
    return true;
}

static Response empty(int status) {
    Response out;
    out.status = status;
    out.content_type = "text/plain; charset=utf-8";
    return out;
}

// WooCommerce tries a new address with a form and no signature; anything but 200 switches the
// address off.
static bool is_greeting(const ConnectionRow& row, const Request& request) {
    return row.kind == ShopKind::woocommerce && request.body.starts_with("webhook_id=") &&
           request.body.size() < 60;
}

static Result<Response> take_call(Work& work, const Inputs& in) {
    // What is not signed learns nothing, not even which addresses there are.
    auto row = work.db.first<ConnectionRow>("where id = ? /* shop: the signature proves it */",
                                            in.path.front());
    if (!row || !speaker_of(row->kind)) return unauthenticated("bad_signature");
    auto& request = *in.request;
    if (is_greeting(*row, request)) return empty(200);
    auto keys = keys_of(*work.settings, *row);
    TRY(auto fresh, admitted(work, *row, request, keys.signing));
    if (!fresh || row->state != ConnectionState::active) return empty(200);
    auto topic =
        header(request, row->kind == ShopKind::shopify ? "x-shopify-topic" : "x-wc-webhook-topic");
    // What we cannot read is looked at over there.
    if (auto told = speaker_of(row->kind)->told(*row, topic, request.body))
        for (auto& thing : told->things) {
            // A call about what is gone carries no date: it is of now.
            if (thing.gone) thing.changed_at = work.now;
            take(work, *row, thing, Trust::if_newer);
        }
    ring(work, *row);
    return empty(200);
}

void hook_routes(Router& router) {
    router.hook("/hooks/shops/{id}", take_call, may::look)
        .limited({"shop_call", 1200, 60, Limit::By::address});
}

}  // namespace connections
