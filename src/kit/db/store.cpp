#include "kit/db/store.hpp"

#include <spdlog/spdlog.h>

#include <atomic>

#include "kit/db/bell.hpp"

namespace kit {

struct Store::Inside {
    Options options;
    std::function<void(std::vector<Published>, std::vector<std::string>, bool)> committed;

    std::mutex writes_guard;
    std::condition_variable writes_changed;
    std::deque<StoreJob> writes;

    std::mutex reads_guard;
    std::condition_variable reads_changed;
    std::deque<StoreJob> reads;

    std::set<std::string, std::less<>> announced;

    bool stopping = false;  // under both guards
    std::atomic<std::uint64_t> write_count{0}, batch_count{0}, read_count{0}, broken_count{0};
    Dialect dialect = Dialect::sqlite;
    std::unique_ptr<Bell>
        bell;  // PostgreSQL: events go by the database to the sockets of every node
    std::vector<std::jthread> threads;
};

Store::Store(Options options, const Clock& clock)
    : inside_(std::make_unique<Inside>()), clock_(clock) {
    inside_->options = std::move(options);
    // Opened here once, so that a database that cannot be had is an error of the start.
    inside_->dialect = connect({inside_->options.url, false})->dialect();
    inside_->threads.emplace_back([this] { run_writer(); });
    for (int i = 0; i < inside_->options.readers; ++i)
        inside_->threads.emplace_back([this] { run_reader(); });
}

Store::~Store() { stop(); }

void Store::on_commit(
    std::function<void(std::vector<Published>, std::vector<std::string>, bool)> committed) {
    inside_->committed = std::move(committed);
    if (inside_->dialect == Dialect::postgres)
        inside_->bell =
            std::make_unique<Bell>(inside_->options.url, [inside = inside_.get()](Mail mail) {
                inside->committed(std::move(mail.published), std::move(mail.cuts), false);
            });
}

void Store::announced(std::set<std::string, std::less<>> names) {
    inside_->announced = std::move(names);
}

void Store::write(StoreJob job) {
    std::lock_guard lock(inside_->writes_guard);
    inside_->writes.push_back(std::move(job));
    if (inside_->writes.size() == 1) inside_->writes_changed.notify_one();
}

void Store::read(StoreJob job) {
    std::lock_guard lock(inside_->reads_guard);
    inside_->reads.push_back(std::move(job));
    inside_->reads_changed.notify_one();
}

StoreCounts Store::counts() const {
    StoreCounts out;
    out.writes = inside_->write_count;
    out.batches = inside_->batch_count;
    out.reads = inside_->read_count;
    out.broken = inside_->broken_count;
    std::lock_guard lock(inside_->writes_guard);
    out.queued = inside_->writes.size();
    return out;
}

const Settings& Store::settings() const { return inside_->options.settings; }

Dialect Store::dialect() const { return inside_->dialect; }

bool Store::overloaded() const {
    std::lock_guard lock(inside_->writes_guard);
    return inside_->writes.size() > inside_->options.queue_max;
}

void Store::stop() {
    {
        std::scoped_lock lock(inside_->writes_guard, inside_->reads_guard);
        inside_->stopping = true;
    }
    inside_->writes_changed.notify_all();
    inside_->reads_changed.notify_all();
    inside_->threads.clear();
    inside_->bell.reset();
}

namespace {

struct Outcome {
    std::vector<Published> published;
    std::vector<std::string> cuts;
    bool scheduled = false;
};

using Names = std::set<std::string, std::less<>>;

void run_one(Connection& connection, StoreJob& job, Time now, const Names& announced,
             const Settings& settings, Outcome& outcome) {
    auto before = connection.changes();
    Work work(connection, now);
    work.announced = &announced;
    work.settings = &settings;
    if (!job.run(work) && !work.note_left) {
        ENSURE(connection.changes() == before, "a verb that refuses has written nothing");
        return;
    }
    std::ranges::move(work.published, std::back_inserter(outcome.published));
    std::ranges::move(work.cuts, std::back_inserter(outcome.cuts));
    outcome.scheduled = outcome.scheduled || work.scheduled;
}

// A connection that came back after the database was away.
void reconnect(std::unique_ptr<Connection>& connection, const DatabaseOptions& options) {
    connection.reset();
    connection = connect(options);
}

}  // namespace

// Runs jobs [from, to) in one transaction. False: nothing was committed, `broken` says why.
bool Store::attempt(Connection& connection, std::vector<StoreJob>& jobs, std::size_t from,
                    std::size_t to, std::exception_ptr& broken) {
    Outcome outcome;
    try {
        connection.begin(true);
        for (auto i = from; i < to; ++i)
            run_one(connection, jobs[i], clock_.now(), inside_->announced,
                    inside_->options.settings, outcome);
        bool tells = !outcome.published.empty() || !outcome.cuts.empty();
        if (inside_->bell && tells)
            ring(connection, {std::exchange(outcome.published, {}), outcome.cuts});
        if (connection.changes() == 0 && !tells) connection.roll_back();
        else connection.commit();
    } catch (...) {
        connection.roll_back();
        broken = std::current_exception();
        return false;
    }
    inside_->batch_count += 1;
    inside_->write_count += to - from;
    if (inside_->committed &&
        (outcome.scheduled || !outcome.published.empty() || !outcome.cuts.empty()))
        inside_->committed(std::move(outcome.published), std::move(outcome.cuts),
                           outcome.scheduled);
    for (auto i = from; i < to; ++i) jobs[i].done(nullptr);
    return true;
}

void Store::run_writer() {
    DatabaseOptions options{inside_->options.url, false};
    std::unique_ptr<Connection> connection = connect(options);
    std::vector<StoreJob> batch;
    for (;;) {
        batch.clear();
        {
            std::unique_lock lock(inside_->writes_guard);
            inside_->writes_changed.wait(
                lock, [&] { return !inside_->writes.empty() || inside_->stopping; });
            if (inside_->writes.empty()) return;
            auto count = std::min(inside_->writes.size(), inside_->options.batch_max);
            for (std::size_t i = 0; i < count; ++i) {
                batch.push_back(std::move(inside_->writes.front()));
                inside_->writes.pop_front();
            }
        }
        std::exception_ptr broken;
        if (attempt(*connection, batch, 0, batch.size(), broken)) continue;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            bool fine = false;
            for (int tries = 0; !fine && tries < 3; ++tries) {
                fine = attempt(*connection, batch, i, i + 1, broken);
                if (fine) break;
                bool again = false;
                try {
                    std::rethrow_exception(broken);
                } catch (const Broken& why) {
                    again =
                        why.kind == Broken::Kind::serialization || why.kind == Broken::Kind::gone;
                    // Only what surely did not commit may run again. A connection lost while COMMIT
                    // was on its way leaves the outcome unknown; verbs carry client keys for that.
                    if (why.kind == Broken::Kind::gone) {
                        try {
                            reconnect(connection, options);
                        } catch (const Broken&) {
                            again = false;
                        }
                    }
                } catch (...) {
                    again = false;
                }
                if (!again) break;
            }
            if (fine) continue;
            inside_->broken_count += 1;
            batch[i].done(broken);
            while (!connection) {
                try {
                    reconnect(connection, options);
                } catch (const Broken& why) {
                    spdlog::error("database: {}", why.what());
                    for (auto j = i + 1; j < batch.size(); ++j)
                        batch[j].done(std::current_exception());
                    i = batch.size();
                    std::this_thread::sleep_for(std::chrono::milliseconds(200));
                }
            }
        }
    }
}

// What a reader tells (somebody is typing) has no commit of its own.
void Store::pass_on(std::vector<Published> published) {
    if (!inside_->bell) {
        if (inside_->committed) inside_->committed(std::move(published), {}, false);
        return;
    }
    auto carried = std::make_shared<std::vector<Published>>(std::move(published));
    write({[carried](Work& work) {
               work.published = *carried;
               return true;
           },
           [](std::exception_ptr) {}});
}

void Store::run_reader() {
    DatabaseOptions options{inside_->options.url, true};
    std::unique_ptr<Connection> connection;
    for (;;) {
        StoreJob job;
        {
            std::unique_lock lock(inside_->reads_guard);
            inside_->reads_changed.wait(
                lock, [&] { return !inside_->reads.empty() || inside_->stopping; });
            if (inside_->reads.empty()) return;
            job = std::move(inside_->reads.front());
            inside_->reads.pop_front();
        }
        std::exception_ptr broken;
        Outcome outcome;
        try {
            if (!connection) connection = connect(options);
            connection->begin(false);
            run_one(*connection, job, clock_.now(), inside_->announced, inside_->options.settings,
                    outcome);
            connection->roll_back();
        } catch (const Broken& why) {
            broken = std::current_exception();
            connection->roll_back();
            if (why.kind == Broken::Kind::gone) connection.reset();
        } catch (...) {
            broken = std::current_exception();
            if (connection) connection->roll_back();
        }
        inside_->read_count += 1;
        if (!broken && !outcome.published.empty()) pass_on(std::move(outcome.published));
        job.done(broken);
    }
}

}  // namespace kit
