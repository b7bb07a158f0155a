// The house beside fakes of WooCommerce, Shopify and Medusa (fake_shops.py).
#pragma once

#include <fstream>
#include <sstream>
#include <thread>

#include "connections/connections.hpp"
#include "fake_process.hpp"
#include "house.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/foreign.hpp"

namespace crypto = kit::crypto;

inline std::string recorded(const std::string& name) {
    std::ifstream file(std::string(XIAOER_SOURCE) + "/tests/connections/recorded/" + name +
                       ".json");
    std::stringstream out;
    out << file.rdbuf();
    auto text = out.str();
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

class Calls : public House {
protected:
    FakeProcess fake_{"connections/fake_shops.py"};

    Calls() { options.allow_private = {fake_.address()}; }

    json::value connect(const std::string& kind, const std::string& user,
                        const std::string& password, const std::string& signing) {
        auto made = as("dora").post("/connections", {{"kind", kind},
                                                     {"name", kind},
                                                     {"user", user},
                                                     {"password", password},
                                                     {"signing", signing},
                                                     {"url", "http://" + fake_.address()}});
        EXPECT_EQ(made.status, 201) << made.body;
        return made.at("connection");
    }
    // What the fake tells from now on, under a name of its own.
    void over_there(const std::string& name, const json::value& value) {
        EXPECT_EQ(
            (Caller{fake_.port, {}, "", ""}).ask("PUT", "//" + name, json::serialize(value)).status,
            200);
    }
    Answer call(const std::string& id, const std::string& body,
                std::vector<std::pair<std::string, std::string>> headers) {
        headers.emplace_back("Content-Type", "application/json");
        return nobody().ask("POST", "//hooks/shops/" + id, body, headers);
    }
    kit::Result<orders::Order> at_desk(const std::string& source, const std::string& order) {
        return store().read_now(
            [&](kit::Work& work) { return orders::find_external(work, acme.shop, source, order); });
    }
    // The house's clock goes faster than ours meanwhile: pauses between two asks are its own.
    template <class Holds>
    testing::AssertionResult comes_true(Holds holds) {
        for (auto until = std::chrono::steady_clock::now() + 60s;
             std::chrono::steady_clock::now() < until;) {
            if (holds()) return testing::AssertionSuccess();
            clock.advance(2s);
            std::this_thread::sleep_for(50ms);
        }
        return testing::AssertionFailure()
               << as("dora").get("/connections").body << as("dora").get("/quarantine").body;
    }
    std::string signature(const std::string& secret, const std::string& body) {
        return crypto::base64(crypto::hmac_sha256(secret, body));
    }
    std::string stamped(const std::string& secret, const std::string& body, std::int64_t seconds) {
        auto t = std::to_string(seconds);
        return "t=" + t + ",v1=" + crypto::hex(crypto::hmac_sha256(secret, t + "." + body));
    }
    std::int64_t now_seconds() { return clock.now().us / 1'000'000; }
};
