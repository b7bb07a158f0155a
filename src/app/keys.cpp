#include "app/keys.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/house.hpp"
#include "kit/crypto/seal.hpp"
#include "kit/jobs/keys.hpp"

namespace app {

using namespace kit;

constexpr std::size_t one_key = 32;

struct KeysDone {
    bool done = true;
};
BOOST_DESCRIBE_STRUCT(KeysDone, (), (done))

static std::string key_file(const std::string& data) { return data + "/master.key"; }

// Runs behind the rooms' own reactions, in their transaction: what they scheduled is seen.
static void after_round(Work& work, const KeysChanged&) {
    bool is_changing = work.settings->master_key.size() > one_key;
    if (is_changing && !work.scheduled) later(work, "app.keys_done", KeysDone{}, work.now, "once");
}

bool keys_have_work(Work& work) {
    return work.settings->master_key.size() > one_key ||
           work.db
               .value<std::string>(
                   "select id from people where shop <> '' and totp_secret <> '' and "
                   "totp_secret not like '1.%' limit 1")
               .has_value();
}

void watch_keys(Jobs& jobs, const std::string& data) {
    jobs.react<KeysChanged>(after_round);
    jobs.outside("app.keys_done", [data](Store&, const Job&) -> std::optional<std::string> {
        crypto::drop_old_master_keys(key_file(data));
        spdlog::info("\"everything is sealed by the new master key; the old one is forgotten\"");
        return std::nullopt;
    });
}

static bool house_is_running(const std::string& data) {
    int file = ::open((data + "/lock").c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return false;
    bool is_free = ::flock(file, LOCK_EX | LOCK_NB) == 0;
    ::close(file);
    return !is_free;
}

int rotate_keys(const HouseOptions& options) {
    auto path = key_file(options.data);
    if (::access(path.c_str(), F_OK) != 0)
        throw Breakage("no house has lived in " + options.data + ": " + path + " is not there");
    bool goes_on = crypto::master_keys(path).size() > one_key;
    if (!goes_on) crypto::add_master_key(path);
    fmt::print("{}; back up {}\n",
               goes_on ? "the last change of keys goes on" : "a new master key stands in front",
               path);
    std::fflush(stdout);
    if (house_is_running(options.data)) {
        fmt::print(
            "the running house takes it at its next start and seals everything again while it serves\n");
        return 0;
    }
    Clock clock;
    House house(options, clock);
    house.store().write_now([](Work& work) { more_to_seal(work); });
    house.jobs().run_due();
    bool is_done = crypto::master_keys(path).size() == one_key;
    fmt::print("{}\n", is_done ? "everything is sealed by it; the old key is forgotten"
                               : "some work is left; the house does it at its next start");
    return is_done ? 0 : 1;
}

}  // namespace app
