// Reading what changed over there: every three seconds, at once when the shop calls, from a week before after a
// failure or a start.
#include "connections/rows.hpp"
#include "kit/jobs/jobs.hpp"

namespace connections {

using namespace std::chrono_literals;

namespace {

constexpr auto sync_kind = "connections.sync";
constexpr Span look_pause = 500ms;           // whether the shop called
constexpr Span poll_pause = 3s;              // a change is seen within five seconds also when no call came
constexpr Span products_pause = 30s, contacts_pause = 30s;
// A shop's clock is read when a change begins and the change is seen when it ends; SQLite's ticks by the second.
constexpr Span overlap = 5s;
constexpr Span sweep_span = std::chrono::days{7};
// What a product's stock does, its date of change does not tell.
constexpr Span products_anew = std::chrono::minutes{10};
constexpr Span run_max = 20s;                // of the lease of a minute

struct Round {
    Id<Connection> connection;
};
BOOST_DESCRIBE_STRUCT(Round, (), (connection))

void look_later(Work& work, const Id<Connection>& id, Time due) { later(work, sync_kind, Round{id}, due, id.text); }

// One run over a shop: what it knows, what it may still ask for.
struct Run {
    Store& store;
    const Outbound& outbound;
    ConnectionRow row;
    Keys keys;
    std::string session;
    Time until;
};

Result<OutboundAnswer> sent(Run& run, const OutboundAsk& ask) {
    if (run.store.clock().now() > run.until) return refused(Code::unavailable, "took_too_long");
    return run.outbound.send(ask);
}

Result<void> sign_in_again(Run& run) {
    auto& speaker = *speaker_of(run.row.kind);
    if (!speaker.sign_in) return unauthenticated("wrong_keys");
    TRY(auto answer, sent(run, speaker.sign_in(run.row, run.keys)));
    auto session = speaker.session_of(answer);
    if (!session) return unauthenticated(session.error().reason == "shop_refuses" ? "wrong_keys" : session.error().reason);
    run.session = *session;
    auto box = sealed_text(run.store.settings(), run.row, run.session);
    run.store.write_now([&](Work& work) {
        work.db.execute("update connections set session = ? where shop = ? and id = ?", box, run.row.shop, run.row.id);
    });
    return {};
}

// Asks, and once more after signing in when the session ended.
Result<Page> page_of(Run& run, const Wanted& wanted) {
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

// From where the next page is asked for: on from the last thing told, or past those of one instant in which more
// changed than a page holds.
Mark passed(Mark mark, Time after, const Page& page) {
    auto next = page.things.empty() ? after : page.things.back().changed_at - Span{1000};
    if (next > after) return {next, 0, mark.read_at};
    return {after, mark.skip + static_cast<std::int64_t>(page.rows), mark.read_at};
}

Mark& mark_of(Marks& marks, Thing kind, bool sweep) {
    if (sweep) return *marks.sweep;
    return kind == Thing::order ? marks.orders : kind == Thing::product ? marks.products : marks.contacts;
}

// Only the marks of this run's own reading: the desk and calls write other columns meanwhile.
void note_page(Run& run, const Page& page, Trust trust) {
    run.store.write_now([&](Work& work) {
        Span lag{run.row.lag_us};
        for (auto& thing : page.things) {
            auto outcome = take(work, run.row, thing, trust).outcome;
            bool news = outcome == orders::Outcome::added || outcome == orders::Outcome::changed;
            if (news && thing.kind == Thing::order && run.row.synced_at) lag = work.now - thing.changed_at;
        }
        run.row.lag_us = lag.count();
        work.db.execute("update connections set marks = ?, lag_us = ? where shop = ? and id = ?", run.row.marks,
                        run.row.lag_us, run.row.shop, run.row.id);
    });
}

// Reads one kind to its end, at most `pages_max` pages. True when the end was reached.
Result<bool> read_all(Run& run, Thing kind, bool sweep, int pages_max) {
    auto& mark = mark_of(run.row.marks, kind, sweep);
    // The first page begins a little before the mark; the next ones go on from what the page before told.
    Time after = mark.skip > 0 ? mark.at : std::max(Time{0}, mark.at - overlap);
    for (int pages = 0; pages < pages_max; ++pages) {
        TRY(auto page, page_of(run, {kind, after, mark.skip, ""}));
        bool whole = page.rows >= page_size;
        if (whole) mark = passed(mark, after, page);
        else mark = {page.things.empty() ? std::max(mark.at, after) : page.things.back().changed_at, 0, run.store.clock().now()};
        after = mark.at;
        note_page(run, page, Trust::newest);
        if (!whole) return true;
    }
    return false;
}

bool is_due(const Mark& mark, Span pause, Time now) { return now - mark.read_at >= pause; }

Result<void> read_shop(Run& run) {
    auto now = run.store.clock().now();
    auto& marks = run.row.marks;
    if (is_due(marks.products, products_pause, now)) {
        TRY(auto whole, read_all(run, Thing::product, false, 20));
        (void)whole;
    }
    if (is_due(marks.contacts, contacts_pause, now)) {
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

void sweep_again(ConnectionRow& row) {
    row.marks.sweep = Mark{std::max(Time{0}, row.marks.orders.at - sweep_span), 0, {}};
    row.marks.products.at = {}, row.marks.products.read_at = {};
}

// Errors of one minute are weather; from then on they are news for the desk.
void note_end(Work& work, Run& run, const Result<void>& read) {
    auto row = connection_row(work, run.row.shop, run.row.id);
    if (!row) return;
    auto was = row->error;
    row->marks = run.row.marks;
    row->polled_at = run.row.polled_at;
    if (read) {
        if (row->failures > 0) sweep_again(*row);
        row->synced_at = work.now, row->failures = 0, row->error.clear();
    } else {
        row->failures += 1, row->error = read.error().reason, row->failed_at = work.now;
    }
    row->version += row->error != was;
    work.db.update(*row);
    if (row->error != was) tell_changed(work, *row);
    auto pause = std::min<Span>(look_pause * (1 << std::min<std::int64_t>(row->failures, 6)), 30s);
    if (row->state == ConnectionState::active) look_later(work, row->id, work.now + pause);
}

bool wants_look(const ConnectionRow& row, Time now) {
    return row.rung_at > row.polled_at || now - row.polled_at >= poll_pause;
}

std::optional<std::string> look(Store& store, const Outbound& outbound, const Job& job) {
    auto asked = foreign::from_text<Round>(job.payload.text);
    ENSURE(asked, "a round has its shape");
    auto row = store.read_now([&](Work& work) {
        return work.db.first<ConnectionRow>("where id = ? /* shop: any; a timer of ours names it */", asked->connection);
    });
    if (!row || row->state != ConnectionState::active || !speaker_of(row->kind)) return std::nullopt;
    auto now = store.clock().now();
    if (!wants_look(*row, now)) {
        store.write_now([&](Work& work) { look_later(work, row->id, work.now + look_pause); });
        return std::nullopt;
    }
    if (now - row->marks.products.read_at >= products_anew) row->marks.products.at = {};
    Run run{store, outbound, *row, keys_of(store.settings(), *row), opened_text(store.settings(), *row, row->session),
            now + run_max};
    // Calls that come while we read are later than this.
    run.row.polled_at = now;
    auto read = read_shop(run);
    store.write_now([&](Work& work) { note_end(work, run, read); });
    return std::nullopt;
}

}  // namespace

void start_looking(Work& work, const ConnectionRow& row) { look_later(work, row.id, work.now); }
void stop_looking(Work& work, const ConnectionRow& row) { unschedule(work, sync_kind, row.id.text); }

void resume(Work& work) {
    resume_imports(work);
    for (auto& found : work.db.all<ConnectionRow>("where state = 'active' /* shop: every one of the house */")) {
        auto row = found;
        if (!speaker_of(row.kind)) continue;
        sweep_again(row);
        work.db.update(row);
        start_looking(work, row);
    }
}

void sync_jobs(Jobs& jobs, const Outbound& outbound) {
    jobs.outside(sync_kind, [&outbound](Store& store, const Job& job) { return look(store, outbound, job); });
}

}  // namespace connections
