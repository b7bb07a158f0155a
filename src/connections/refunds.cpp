// Money that a shop is asked to pay back. Shops do not know our keys: a refund carries our mark in
// its reason and is looked for before it is asked for.
#include "connections/rows.hpp"
#include "kit/base/foreign.hpp"
#include "kit/jobs/jobs.hpp"

namespace connections {

using namespace std::chrono_literals;

namespace {

constexpr auto refund_kind = "connections.refund";
// After an ask whose answer did not come, the shop may still be at it: nobody looks before that is
// over.
constexpr Span unsure_pause = 30s;

struct Errand {
    Id<RefundRequest> request;
};
BOOST_DESCRIBE_STRUCT(Errand, (), (request))

std::optional<ConnectionRow> shop_of(Work& work, const orders::Order& order,
                                     std::string_view shop) {
    auto row = work.db.first<ConnectionRow>("where shop = ? and source = ?", shop, order.source);
    return row && refund_speaker_of(row->kind) ? row : std::nullopt;
}

void end(Work& work, RefundRequest request, RefundState state, const std::string& refund,
         const std::string& error) {
    request.state = state, request.refund = refund, request.error = error,
    request.ended_at = work.now;
    work.db.update(request);
    work.announce(RefundEnded{request});
}

struct Asking {
    Store& store;
    const Outbound& outbound;
    RefundRequest request;
    ConnectionRow row;
    Keys keys;
    std::string session;
};

// What keeps us from asking is no answer of the shop: keys and addresses can be mended, so it is
// for later.
Result<OutboundAnswer> sent(const Asking& asking, const OutboundAsk& ask) {
    auto answer = asking.outbound.send(ask);
    if (!answer) return refused(Code::unavailable, answer.error().reason);
    return answer;
}

Result<std::string> session_for(const Asking& asking) {
    auto& speaker = *speaker_of(asking.row.kind);
    if (!speaker.sign_in) return std::string();
    TRY(auto answer, sent(asking, speaker.sign_in(asking.row, asking.keys)));
    auto session = speaker.session_of(answer);
    if (!session) return refused(Code::unavailable, session.error().reason);
    return session;
}

// The refund's number over there. Errors: invalid (the shop refuses for good), others: later.
Result<std::string> paid_back(Asking& asking, bool& asked) {
    TRY(auto session, session_for(asking));
    auto& speaker = *refund_speaker_of(asking.row.kind);
    TRY(auto looked, sent(asking, speaker.look(asking.row, asking.keys, session, asking.request)));
    std::string payment;
    TRY(auto known, speaker.found(looked, asking.request, payment));
    if (known) return *known;
    asked = true;
    TRY(auto answer,
        sent(asking, speaker.ask(asking.row, asking.keys, session, asking.request, payment)));
    auto done = speaker.done(answer);
    // It answered, so it is not at it any more.
    if (done || done.error().code == Code::invalid) asked = false;
    return done;
}

void note(Work& work, const Asking& asking, const Result<std::string>& done, bool unsure) {
    if (done) {
        end(work, asking.request, RefundState::done, *done, "");
        return ring(work, asking.row);
    }
    if (done.error().code == Code::invalid)
        return end(work, asking.request, RefundState::refused, "", done.error().reason);
    work.db.execute("update refund_requests set error = ? where shop = ? and id = ?",
                    done.error().reason, asking.request.shop, asking.request.id);
    later(work, refund_kind, Errand{asking.request.id},
          work.now + (unsure ? unsure_pause : Span{5s}), asking.request.id.text);
}

std::optional<std::string> run(Store& store, const Outbound& outbound, const Job& job) {
    auto errand = foreign::from_text<Errand>(job.payload.text);
    ENSURE(errand, "an errand has its shape");
    std::optional<ConnectionRow> row;
    auto request = store.read_now([&](Work& work) {
        auto found = work.db.first<RefundRequest>(
            "where id = ? /* shop: any; our own errand names it */", errand->request);
        if (found)
            row = work.db.first<ConnectionRow>("where shop = ? and id = ?", found->shop,
                                               found->connection);
        return found;
    });
    if (!request || !row || request->state != RefundState::waiting) return std::nullopt;
    Asking asking{store, outbound, *request, *row, keys_of(store.settings(), *row), ""};
    // The lease ends before somebody else may begin: an ask that a kill cut off is over by then.
    bool unsure = false;
    auto done = paid_back(asking, unsure);
    store.write_now([&](Work& work) { note(work, asking, done, unsure); });
    return std::nullopt;
}

}  // namespace

std::string refund_mark(const RefundRequest& of) { return "[xiaoer " + of.id.text + "]"; }

const RefundSpeaker* refund_speaker_of(ShopKind kind) {
    return kind == ShopKind::vendure       ? &vendure_refunds
           : kind == ShopKind::woocommerce ? &woocommerce_refunds
                                           : nullptr;
}

bool pays_back(Work& work, std::string_view shop, const orders::Order& order) {
    return shop_of(work, order, shop).has_value();
}

Result<RefundRequest> request_refund(Work& work, std::string_view shop, const orders::Order& order,
                                     const RefundAsk& ask) {
    if (auto before = work.db.first<RefundRequest>("where shop = ? and key = ?", shop, ask.key)) {
        if (before->amount != ask.amount || before->order_id != order.id)
            return invalid("key_reused", "key");
        return *before;
    }
    if (ask.amount.units <= 0) return invalid("negative_amount", "amount");
    auto row = shop_of(work, order, shop);
    if (!row) return invalid("not_paid_back_here", "order");
    if (ask.amount.units > order.payable.units - order.refunded.units)
        return conflict("above_paid");
    TRY(auto reason, team::decent(ask.reason, "reason", 200));
    RefundRequest made{.id = work.new_id<RefundRequest>(),
                       .shop = std::string(shop),
                       .connection = row->id,
                       .order_id = order.id,
                       .external_id = order.external_id,
                       .key = ask.key,
                       .amount = ask.amount,
                       .currency = order.currency,
                       .reason = reason,
                       .refund = "",
                       .error = "",
                       .made_at = work.now,
                       .ended_at = std::nullopt};
    work.db.insert(made);
    later(work, refund_kind, Errand{made.id}, work.now, made.id.text);
    return made;
}

std::optional<RefundRequest> refund_request(Work& work, std::string_view shop,
                                            std::string_view key) {
    return work.db.first<RefundRequest>("where shop = ? and key = ?", shop, key);
}

void refund_jobs(Jobs& jobs, const Outbound& outbound) {
    jobs.outside(refund_kind,
                 [&outbound](Store& store, const Job& job) { return run(store, outbound, job); });
}

}  // namespace connections
