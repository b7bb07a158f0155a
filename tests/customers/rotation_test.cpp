// A new master key, offline and while the house lives, killed wherever it stands.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "customers/customers.hpp"
#include "house.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/seal.hpp"

namespace {

using namespace customers;

std::string key_file(const app::HouseOptions& options) { return options.data + "/master.key"; }

std::vector<Slip> put_many(kit::Store& store, const std::string& shop, int count) {
    return store.write_now([&](kit::Work& work) {
        std::vector<Plain> plains;
        for (int i = 0; i < count; ++i)
            plains.push_back({Personal::phone, std::to_string(13800000000 + i), "o"});
        return *put_away(work, shop, plains);
    });
}

void expect_all(kit::Store& store, const std::string& shop, const std::vector<Slip>& slips) {
    store.read_now([&](kit::Work& work) {
        auto values = opened(work, shop, slips);
        ASSERT_EQ(values.size(), slips.size());
        for (std::size_t i = 0; i < slips.size(); ++i)
            ASSERT_EQ(values.at(slips[i]),
                      std::to_string(13800000000 + static_cast<std::int64_t>(i)));
        for (auto i : {0u, 777u, 1999u})
            EXPECT_EQ(found(work, shop, Personal::phone, values.at(slips[i])),
                      std::vector{slips[i]});
    });
}

std::int64_t sealed_by_newest(kit::Store& store) {
    return store.read_now([](kit::Work& work) {
        kit::crypto::KeyRing ring(work.settings->master_key, "vault");
        return *work.db.value<std::int64_t>("select count(*) from vault where sealed_by = ?",
                                            ring.newest());
    });
}

pid_t rotating(const app::HouseOptions& options) {
    pid_t child = ::fork();
    if (child == 0) {
        std::vector<const char*> words = {
            xiaoer_program, "--log", "err", "vault", "rotate", "--data", options.data.c_str()};
        if (!options.database.empty())
            words.insert(words.end(), {"--database", options.database.c_str()});
        words.push_back(nullptr);
        ::execv(xiaoer_program, const_cast<char**>(words.data()));
        ::_exit(127);
    }
    return child;
}

int ended(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_P(House, a_change_of_keys_that_is_killed_again_and_again_loses_nothing_and_comes_to_its_end) {
    auto slips = put_many(store(), acme.shop, 2000);
    auto before = kit::crypto::master_keys(key_file(options));
    house_.reset();
    for (int pause_ms : {1, 20, 60, 120, 200}) {
        auto child = rotating(options);
        ::usleep(static_cast<useconds_t>(pause_ms) * 1000);
        ::kill(child, SIGKILL);
        ended(child);
        auto keys = kit::crypto::master_keys(key_file(options));
        app::House house(options, clock);
        expect_all(house.store(), acme.shop, slips);
    }
    EXPECT_EQ(ended(rotating(options)), 0);
    auto after = kit::crypto::master_keys(key_file(options));
    EXPECT_EQ(after.size(), 32u);
    EXPECT_NE(after, before);
    house_ = std::make_unique<app::House>(options, clock);
    house_->start();
    expect_all(store(), acme.shop, slips);
    EXPECT_EQ(sealed_by_newest(store()), 2000);
}

TEST_P(House, a_running_house_takes_the_new_key_at_its_next_start_and_seals_while_it_serves) {
    auto slips = put_many(store(), acme.shop, 2000);
    EXPECT_EQ(ended(rotating(options)), 0);
    EXPECT_EQ(kit::crypto::master_keys(key_file(options)).size(), 64u);
    expect_all(store(), acme.shop, slips);
    restart();
    auto ann = visitor();
    EXPECT_EQ(ann.post("/visit/messages", {{"client_key", "k"}, {"text", "打13900000000"}}).status,
              201);
    settle();
    expect_all(store(), acme.shop, slips);
    EXPECT_EQ(sealed_by_newest(store()), 2001);
    EXPECT_EQ(kit::crypto::master_keys(key_file(options)).size(), 32u);
}

TEST_P(House, second_factors_are_sealed_move_with_the_key_and_are_taken_over_from_before) {
    auto seed = kit::crypto::random_bytes(20);
    auto in_row = [&] {
        return store().read_now([&](kit::Work& work) {
            return *work.db.value<std::string>("select totp_secret from people where id = ?",
                                               acme.ben);
        });
    };
    store().write_now([&](kit::Work& work) {
        work.db.execute("update people set totp_secret = ?, totp_on = 1 where id = ?",
                        kit::crypto::hex(seed), acme.ben);
    });
    auto sign_in = [&] {
        clock.advance(31s);
        auto code = kit::crypto::totp_code(seed, clock.now().us / 30'000'000);
        return nobody()
            .post("/session",
                  {{"email", "ben@acme.test"}, {"password", cast_password}, {"code", code}})
            .status;
    };
    EXPECT_EQ(sign_in(), 201);
    restart();
    settle();
    auto sealed = in_row();
    EXPECT_FALSE(kit::crypto::sealed_by(sealed).empty()) << sealed;
    EXPECT_EQ(sign_in(), 201);
    kit::crypto::add_master_key(key_file(options));
    restart();
    settle();
    EXPECT_NE(kit::crypto::sealed_by(in_row()), kit::crypto::sealed_by(sealed));
    EXPECT_EQ(sign_in(), 201);
    restart();
    // A secret that does not open accepts nothing, least of all the codes of an empty one.
    store().write_now([&](kit::Work& work) {
        work.db.execute("update people set totp_secret = ? where id = ?", sealed, acme.ben);
    });
    EXPECT_EQ(sign_in(), 401);
    seed.clear();
    EXPECT_EQ(sign_in(), 401);
}
