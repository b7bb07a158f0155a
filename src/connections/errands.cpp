// What the desk asks of a connected shop: its order is looked at before each step, so that what was
// done is seen and nothing is done twice, and once more after the last, so that "done" is what the
// shop says.
#include <algorithm>

#include "connections/rows.hpp"
#include "kit/base/foreign.hpp"
#include "kit/jobs/jobs.hpp"

namespace connections {

using namespace std::chrono_literals;

namespace {

constexpr auto errand_kind = "connections.errand";
// After an ask whose answer did not come, the shop may still be at it: nobody looks before that is
// over.
constexpr Span unsure_pause = 30s;
// Asked often at first and less and less, since a shop that was away for an hour is not back within
// seconds. After a day a person looks over there: what was asked may have been done without a word.
constexpr Span retry_least = 5s, retry_most = 10min, given_up = 24h;
constexpr int retry_share = 8;  // of the time it has waited already
constexpr int steps_max = 4;

struct Walk {
    std::string shop;
    Id<orders::OrderErrand> errand;
};
BOOST_DESCRIBE_STRUCT(Walk, (), (shop, errand))

struct Going {
    const Outbound& outbound;
    orders::OrderErrand errand;
    std::string external_id;
    ConnectionRow row;
    Keys keys;
    std::string session;
    bool unsure = false;  // asked, and not answered
    Page now = {};        // the order as it stands over there when all is done
};

// What keeps us from asking is no answer of the shop: it is for later.
Result<OutboundAnswer> sent(const Going& going, const OutboundAsk& ask) {
    auto answer = going.outbound.send(ask);
    if (!answer) return refused(Code::unavailable, answer.error().reason);
    return answer;
}

Result<void> sign_in(Going& going) {
    auto& speaker = *speaker_of(going.row.kind);
    if (!speaker.sign_in) return {};
    TRY(auto answer, sent(going, speaker.sign_in(going.row, going.keys)));
    auto session = speaker.session_of(answer);
    if (!session) return refused(Code::unavailable, session.error().reason);
    going.session = *session;
    return {};
}

// How it stands is taken at once: shops do not date every change, so that the reading by date may
// miss this one.
Result<void> read_order(Going& going) {
    auto& speaker = *speaker_of(going.row.kind);
    Wanted wanted{.kind = Thing::order, .external_id = going.external_id};
    TRY(auto answer, sent(going, speaker.list(going.row, going.keys, going.session, wanted)));
    auto page = speaker.page(going.row, Thing::order, answer);
    if (!page) return refused(Code::unavailable, page.error().reason);
    going.now = *std::move(page);
    return {};
}

// Errors: invalid (the shop refuses for good, with its word), others: later.
Result<void> done_over_there(Going& going) {
    auto& speaker = *errand_speaker_of(going.row.kind);
    TRY(sign_in(going));
    for (int step = 0; step < steps_max; ++step) {
        TRY(auto looked, sent(going, speaker.look(going.row, going.session, going.external_id)));
        TRY(auto next,
            speaker.next(going.row, going.session, going.external_id, going.errand, looked));
        if (!next) return read_order(going);
        going.unsure = true;
        TRY(auto answer, sent(going, *next));
        going.unsure = false;
        TRY(speaker.taken(answer));
    }
    return refused(Code::unavailable, "shop_refuses");
}

void note(Work& work, const Going& going, const Result<void>& done) {
    auto& of = going.errand;
    if (done) {
        for (auto& thing : going.now.things) take(work, going.row, thing, Trust::newest);
        orders::end_errand(work, of.shop, of.id, orders::ErrandState::done, "");
        return ring(work, going.row);
    }
    if (done.error().code == Code::invalid)
        return orders::end_errand(work, of.shop, of.id, orders::ErrandState::refused,
                                  done.error().reason);
    auto waited = work.now - of.made_at;
    if (waited >= given_up)
        return orders::end_errand(work, of.shop, of.id, orders::ErrandState::refused,
                                  "shop_is_silent");
    orders::delay_errand(work, of.shop, of.id, done.error().reason);
    later(work, errand_kind, Walk{of.shop, of.id}, work.now + errand_pause(waited, going.unsure),
          of.id.text);
}

std::optional<ConnectionRow> shop_asked(Work& work, const orders::Order& order,
                                        std::string_view shop) {
    auto row = work.db.first<ConnectionRow>("where shop = ? and source = ?", shop, order.source);
    return row && errand_speaker_of(row->kind) ? row : std::nullopt;
}

std::optional<std::string> run(Store& store, const Outbound& outbound, const Job& job) {
    auto walk = foreign::from_text<Walk>(job.payload.text);
    ENSURE(walk, "a walk has its shape");
    std::optional<orders::OrderErrand> errand;
    std::optional<ConnectionRow> row;
    std::string external_id;
    store.read_now([&](Work& work) {
        errand = orders::errand(work, walk->shop, walk->errand);
        if (!errand || errand->state != orders::ErrandState::waiting) return;
        auto order = orders::find(work, walk->shop, errand->order_id);
        if (order) row = shop_asked(work, *order, walk->shop), external_id = order->external_id;
    });
    if (!errand || errand->state != orders::ErrandState::waiting) return std::nullopt;
    if (!row) {
        store.write_now([&](Work& work) {
            orders::end_errand(work, walk->shop, walk->errand, orders::ErrandState::refused,
                               "connection_is_gone");
        });
        return std::nullopt;
    }
    Going going{outbound, *errand, external_id, *row, keys_of(store.settings(), *row), ""};
    auto done = done_over_there(going);
    store.write_now([&](Work& work) { note(work, going, done); });
    return std::nullopt;
}

void asked(Work& work, const orders::ErrandAsked& event) {
    later(work, errand_kind, Walk{event.shop, event.errand}, work.now, event.errand.text);
}

}  // namespace

Span errand_pause(Span waited, bool unsure) {
    return std::clamp<Span>(waited / retry_share, unsure ? unsure_pause : retry_least, retry_most);
}

const ErrandSpeaker* errand_speaker_of(ShopKind kind) {
    return kind == ShopKind::vendure ? &vendure_errands : nullptr;
}

void tell_source(Work& work, const ConnectionRow& row) {
    bool carries = errand_speaker_of(row.kind) != nullptr;
    orders::connect_source(work, row.shop, row.source, {.cancels = carries, .dispatches = carries});
}

void errand_jobs(Jobs& jobs, const Outbound& outbound) {
    jobs.react<orders::ErrandAsked>(asked);
    jobs.outside(errand_kind,
                 [&outbound](Store& store, const Job& job) { return run(store, outbound, job); });
}

}  // namespace connections
