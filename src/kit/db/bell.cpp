#include "kit/db/bell.hpp"

#include <libpq-fe.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <thread>

#include "kit/base/json.hpp"
#include "kit/db/db.hpp"

namespace kit {

BOOST_DESCRIBE_STRUCT(Published, (), (to, text, subject, number))
BOOST_DESCRIBE_STRUCT(Mail, (), (published, cuts))

// How late an event is at worst when its notification was lost.
constexpr int poll_ms = 1000;
constexpr int pause_ms = 200;  // between tries to reach a database that is away
// Older mail is of no use: a socket that was away so long has resumed from the database.
constexpr auto forget =
    "delete from live_mail where at < clock_timestamp() - interval '60 seconds'";

struct Bell::Inside {
    std::string url;
    std::function<void(Mail)> deliver;
    int stopping = ::eventfd(0, EFD_CLOEXEC);
    std::atomic<bool> stop{false};
    std::jthread thread;

    PGconn* listener = nullptr;
    std::unique_ptr<Connection> reader;
    std::int64_t cursor = 0;

    ~Inside() {
        hang_up();
        ::close(stopping);
    }
    void hang_up() {
        if (listener) PQfinish(listener);
        listener = nullptr;
        reader.reset();
    }

    std::int64_t newest() {
        return Db(*reader)
            .value<std::int64_t>("select coalesce(max(seq), 0) from live_mail")
            .value_or(0);
    }
    void call_up() {
        hang_up();
        listener = PQconnectdb(url.c_str());
        if (PQstatus(listener) != CONNECTION_OK)
            throw Broken(Broken::Kind::gone, PQerrorMessage(listener));
        PQsetNoticeProcessor(listener, [](void*, const char*) {}, nullptr);
        PQclear(PQexec(listener, "listen xiaoer_bell"));
        reader = connect({url, false});
    }
    // Until somebody rings, the poll is due, or the end.
    void wait() {
        pollfd either[] = {{PQsocket(listener), POLLIN, 0}, {stopping, POLLIN, 0}};
        ::poll(either, 2, poll_ms);
        if (!PQconsumeInput(listener)) throw Broken(Broken::Kind::gone, PQerrorMessage(listener));
        while (auto note = PQnotifies(listener)) PQfreemem(note);
    }
    void take() {
        // A crash of the database empties the table and starts its numbers again.
        if (newest() < cursor) cursor = 0;
        std::array<Bound, 1> after{cursor};
        reader->run("select seq, mail from live_mail where seq > ? order by seq", after,
                    [&](const Row& row) {
                        cursor = row.number(0);
                        auto mail = json::from_text<Mail>(row.text(1));
                        ENSURE(mail, "mail between nodes has its shape");
                        deliver(*std::move(mail));
                        return true;
                    });
    }
    void run() {
        for (int turns = 0; !stop; ++turns) {
            try {
                if (!reader) call_up();
                take();
                if (turns % 30 == 0) reader->script(forget);
                wait();
            } catch (const Breakage& why) {
                spdlog::error("bell: {}", why.what());
                hang_up();
                std::this_thread::sleep_for(std::chrono::milliseconds(pause_ms));
            }
        }
    }
};

Bell::Bell(std::string url, std::function<void(Mail)> deliver)
    : inside_(std::make_unique<Inside>()) {
    inside_->url = std::move(url);
    inside_->deliver = std::move(deliver);
    inside_->call_up();
    inside_->cursor = inside_->newest();
    inside_->thread = std::jthread([inside = inside_.get()] { inside->run(); });
}

Bell::~Bell() {
    inside_->stop = true;
    std::uint64_t one = 1;
    [[maybe_unused]] auto written = ::write(inside_->stopping, &one, sizeof one);
    inside_->thread.join();
}

void ring(Connection& connection, const Mail& mail) {
    auto text = json::text_of(mail);
    std::array<Bound, 1> values{std::string_view(text)};
    connection.run(
        "with posted as (insert into live_mail (mail) values (?) returning seq) "
        "select pg_notify('xiaoer_bell', '') from posted",
        values, [](const Row&) { return true; });
}

}  // namespace kit
