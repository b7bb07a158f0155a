// Reading what changed over there: every three seconds, at once when the shop calls, from a week
// before after a failure or a start.
#include "connections/reading.hpp"
#include "kit/jobs/jobs.hpp"

namespace connections {

using namespace std::chrono_literals;

namespace {

constexpr auto sync_kind = "connections.sync";
constexpr Span look_pause = 500ms;  // whether the shop called
constexpr Span poll_pause = 3s;     // a change is seen within five seconds also when no call came
constexpr Span run_max = 20s;       // of the lease of a minute
constexpr Span sweep_span = std::chrono::days{7};

struct Round {
    Id<Connection> connection;
};
BOOST_DESCRIBE_STRUCT(Round, (), (connection))

void look_later(Work& work, const Id<Connection>& id, Time due) {
    later(work, sync_kind, Round{id}, due, id.text);
}

// Page numbers of another house do not last; a walk that was cut off begins again.
void begin_walks_again(Marks& marks) {
    for (auto mark : {&marks.orders, &marks.contacts, &marks.products})
        mark->cursor.reset(), mark->newest.reset();
    if (marks.sweep) marks.sweep->cursor.reset(), marks.sweep->newest.reset();
}

void sweep_again(ConnectionRow& row) {
    row.marks.sweep = Mark{std::max(Time{0}, row.marks.orders.at - sweep_span), 0, {}};
    begin_walks_again(row.marks);
    row.marks.products = {};  // as a whole, with what is gone
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
        begin_walks_again(row->marks);
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
        return work.db.first<ConnectionRow>(
            "where id = ? /* shop: any; a timer of ours names it */", asked->connection);
    });
    if (!row || row->state != ConnectionState::active || !speaker_of(row->kind))
        return std::nullopt;
    auto now = store.clock().now();
    if (!wants_look(*row, now)) {
        store.write_now([&](Work& work) { look_later(work, row->id, work.now + look_pause); });
        return std::nullopt;
    }
    Run run{store,
            outbound,
            *row,
            keys_of(store.settings(), *row),
            opened_text(store.settings(), *row, row->session),
            now + run_max,
            row->rung_at > row->polled_at};
    // Calls that come while we read are later than this.
    run.row.polled_at = now;
    auto read = read_shop(run);
    store.write_now([&](Work& work) { note_end(work, run, read); });
    return std::nullopt;
}

}  // namespace

void start_looking(Work& work, const ConnectionRow& row) { look_later(work, row.id, work.now); }
void stop_looking(Work& work, const ConnectionRow& row) {
    unschedule(work, sync_kind, row.id.text);
}

void resume(Work& work) {
    resume_imports(work);
    for (auto& row :
         work.db.all<ConnectionRow>("where id <> '' /* shop: every one of the house */"))
        tell_source(work, row);
    for (auto& found :
         work.db.all<ConnectionRow>("where state = 'active' /* shop: every one of the house */")) {
        auto row = found;
        if (!speaker_of(row.kind)) continue;
        sweep_again(row);
        work.db.update(row);
        start_looking(work, row);
    }
}

void sync_jobs(Jobs& jobs, const Outbound& outbound) {
    jobs.outside(sync_kind,
                 [&outbound](Store& store, const Job& job) { return look(store, outbound, job); });
}

}  // namespace connections
