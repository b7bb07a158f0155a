// Reading a shop to its end: pages of what changed, from mark to mark, and what is not there any
// more.
#include "connections/reading.hpp"

namespace connections {

using namespace std::chrono_literals;

namespace {

constexpr Span products_pause = 30s, contacts_pause = 30s;
// A shop that called may have sold something.
constexpr Span rung_pause = 5s;
// A shop's clock is read when a change begins and the change is seen when it ends; SQLite's ticks
// by the second.
constexpr Span overlap = 5s;
// What a product's stock does, its date of change does not tell; nor does a list tell what is gone.
constexpr Span whole_pause = std::chrono::minutes{10};
constexpr int missing_max = 20;  // asked for one by one in a turn

Result<OutboundAnswer> sent(Run& run, const OutboundAsk& ask) {
    if (run.store.clock().now() > run.until) return refused(Code::unavailable, "took_too_long");
    return run.outbound.send(ask);
}

Result<void> sign_in_again(Run& run) {
    auto& speaker = *speaker_of(run.row.kind);
    if (!speaker.sign_in) return unauthenticated("wrong_keys");
    TRY(auto answer, sent(run, speaker.sign_in(run.row, run.keys)));
    auto session = speaker.session_of(answer);
    if (!session)
        return unauthenticated(session.error().reason == "shop_refuses" ? "wrong_keys"
                                                                        : session.error().reason);
    run.session = *session;
    auto box = sealed_text(run.store.settings(), run.row, run.session);
    run.store.write_now([&](Work& work) {
        work.db.execute("update connections set session = ? where shop = ? and id = ?", box,
                        run.row.shop, run.row.id);
    });
    return {};
}

// Asks, and once more after signing in when the session ended.
Result<Page> listed(Run& run, const Wanted& wanted) {
    auto& speaker = *speaker_of(run.row.kind);
    if (speaker.sign_in && run.session.empty()) {
        TRY(sign_in_again(run));
    }
    TRY(auto answer, sent(run, speaker.list(run.row, run.keys, run.session, wanted)));
    auto page = speaker.page(run.row, wanted.kind, answer);
    if (page || page.error().code != Code::unauthenticated) return page;
    TRY(sign_in_again(run));
    TRY(auto again, sent(run, speaker.list(run.row, run.keys, run.session, wanted)));
    return speaker.page(run.row, wanted.kind, again);
}

// Asks for what the list left out. When the turn ends on the way, the page ends there, and the next
// turn goes on.
Result<void> complete(Run& run, Page& page) {
    auto& speaker = *speaker_of(run.row.kind);
    for (std::size_t i = 0; i < page.things.size(); ++i) {
        if (!page.things[i].partial) continue;
        auto answer = sent(run, speaker.rest(run.row, run.keys, page.things[i]));
        if (!answer && i > 0 && answer.error().reason == "took_too_long") {
            page.things.resize(i), page.rows = i, page.next.clear(), page.cut = true;
            return {};
        }
        if (!answer) return std::unexpected(answer.error());
        // Deleted between the two questions.
        if (answer->status == 404)
            page.things.erase(page.things.begin() + static_cast<std::ptrdiff_t>(i--));
        else {
            TRY(speaker.add_rest(run.row, page.things[i], *answer));
        }
    }
    return {};
}

Result<Page> page_of(Run& run, const Wanted& wanted) {
    TRY(auto page, listed(run, wanted));
    TRY(complete(run, page));
    return page;
}

// From where the next page is asked for: on from the last thing told, or past those of one instant
// in which more changed than a page holds.
Mark passed(Mark mark, Time after, const Page& page) {
    auto next = page.things.empty() ? after : page.things.back().changed_at - Span{1000};
    if (next > after) mark.at = next, mark.skip = 0;
    else mark.at = after, mark.skip += static_cast<std::int64_t>(page.rows);
    return mark;
}

// The same for a list in no order, walked by its own page numbers: what is newest counts when the
// walk ends.
Mark walked_on(Mark mark, Time after, const Page& page, Time now) {
    for (auto& thing : page.things)
        mark.newest = std::max(mark.newest.value_or(Time{}), thing.changed_at);
    if (!page.next.empty()) {
        mark.cursor = page.next;
        return mark;
    }
    mark.at = std::max(after, mark.newest.value_or(Time{})), mark.skip = 0, mark.read_at = now;
    mark.cursor.reset(), mark.newest.reset();
    return mark;
}

Mark& mark_of(Marks& marks, Thing kind, bool sweep) {
    if (sweep) return *marks.sweep;
    return kind == Thing::order     ? marks.orders
           : kind == Thing::product ? marks.products
                                    : marks.contacts;
}

void note_seen(Work& work, const ConnectionRow& row, const Brought& thing) {
    work.db.execute(
        "update connection_items set seen_at = ? where shop = ? and connection = ? and kind = ? and external_id = ?",
        work.now, row.shop, row.id, thing.kind, thing.external_id);
}

// Only the marks of this run's own reading: the desk and calls write other columns meanwhile.
void note_page(Run& run, const Page& page) {
    run.store.write_now([&](Work& work) {
        Span lag{run.row.lag_us};
        for (auto& thing : page.things) {
            auto outcome = take(work, run.row, thing, Trust::newest).outcome;
            bool news = outcome == orders::Outcome::added || outcome == orders::Outcome::changed;
            if (news && thing.kind == Thing::order && run.row.synced_at)
                lag = work.now - thing.changed_at;
            if (thing.kind == Thing::product && run.row.marks.products.began_at)
                note_seen(work, run.row, thing);
        }
        run.row.lag_us = lag.count();
        work.db.execute("update connections set marks = ?, lag_us = ? where shop = ? and id = ?",
                        run.row.marks, run.row.lag_us, run.row.shop, run.row.id);
    });
}

// Reads one kind to its end, at most `pages_max` pages. True when the end was reached.
Result<bool> read_all(Run& run, Thing kind, bool sweep, int pages_max) {
    auto& speaker = *speaker_of(run.row.kind);
    auto& mark = mark_of(run.row.marks, kind, sweep);
    bool walks = speaker.walked && speaker.walked(kind);
    // The first page begins a little before the mark; the next ones go on from what the page before
    // told.
    Time after = mark.skip > 0 ? mark.at : std::max(Time{0}, mark.at - overlap);
    for (int pages = 0; pages < pages_max; ++pages) {
        TRY(auto page, page_of(run, {kind, after, mark.skip, mark.cursor.value_or(""), ""}));
        bool more = walks ? !page.next.empty() : page.cut || page.rows >= page_size;
        auto now = run.store.clock().now();
        if (walks) mark = walked_on(mark, after, page, now);
        else if (more) mark = passed(mark, after, page), after = mark.at;
        else {
            mark.at =
                page.things.empty() ? std::max(mark.at, after) : page.things.back().changed_at;
            mark.skip = 0, mark.read_at = now;
        }
        note_page(run, page);
        if (!more) return true;
    }
    return false;
}

bool is_due(const Mark& mark, Span pause, Time now) { return now - mark.read_at >= pause; }

// The currency of the shop's prices; kept, and asked for again with every whole reading.
Result<void> learn_currency(Run& run) {
    auto& speaker = *speaker_of(run.row.kind);
    if (!speaker.currency) return {};
    TRY(auto answer, sent(run, speaker.currency(run.row, run.keys)));
    TRY(run.row.currency, speaker.currency_in(answer));
    run.store.write_now([&](Work& work) {
        work.db.execute("update connections set currency = ? where shop = ? and id = ?",
                        run.row.currency, run.row.shop, run.row.id);
    });
    return {};
}

// Known products that the reading from the beginning did not meet: asked for by number, then gone.
// Over there a page may have moved under the reading, so that alone says nothing.
Result<bool> settle_missing(Run& run) {
    auto& row = run.row;
    auto missing = run.store.read_now([&](Work& work) {
        return work.db.all<ItemRow>(
            "where shop = ? and connection = ? and kind = ? and seen_at < ? and gone = 0 limit ?",
            row.shop, row.id, Thing::product, *row.marks.products.began_at, missing_max);
    });
    for (auto& item : missing) {
        TRY(auto page, page_of(run, {.kind = Thing::product, .external_id = item.external_id}));
        if (page.things.empty())
            page.things.push_back({.kind = Thing::product,
                                   .external_id = item.external_id,
                                   .changed_at = run.store.clock().now(),
                                   .gone = true});
        note_page(run, page);
    }
    return static_cast<int>(missing.size()) < missing_max;
}

Result<void> read_products(Run& run) {
    auto now = run.store.clock().now();
    auto& mark = run.row.marks.products;
    if (!mark.began_at && (!mark.whole_at || now - *mark.whole_at >= whole_pause)) {
        TRY(learn_currency(run));
        mark = {.at = {}, .skip = 0, .read_at = mark.read_at, .began_at = now};
    }
    TRY(auto read, read_all(run, Thing::product, false, 20));
    if (!read || !mark.began_at) return {};
    TRY(auto settled, settle_missing(run));
    if (settled) mark.began_at.reset(), mark.whole_at = run.store.clock().now();
    return {};
}

}  // namespace

Result<void> read_shop(Run& run) {
    auto now = run.store.clock().now();
    auto& marks = run.row.marks;
    if (is_due(marks.products, run.rung ? rung_pause : products_pause, now)) {
        TRY(read_products(run));
    }
    if (is_due(marks.contacts,
               speaker_of(run.row.kind)->dates_contacts ? contacts_pause : whole_pause, now)) {
        TRY(auto whole, read_all(run, Thing::contact, false, 20));
        (void)whole;
    }
    TRY(auto whole, read_all(run, Thing::order, false, 40));
    (void)whole;
    if (!marks.sweep) return {};
    TRY(auto swept, read_all(run, Thing::order, true, 10));
    if (swept) marks.sweep.reset();
    return {};
}

}  // namespace connections
