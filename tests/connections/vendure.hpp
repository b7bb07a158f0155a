// A real Vendure shop for a test: started from a seeded folder, killed, started again on its own
// data.
#pragma once

#include <sys/types.h>

#include <boost/json.hpp>
#include <cstdint>
#include <string>

class VendureShop {
public:
    VendureShop();  // a copy of the seeded shop, not started
    ~VendureShop();

    // Whether Vendure is installed here (bin/setup test). Tests that need it fail without it.
    static bool installed();

    // Serves on `port` (0: any free one, which is kept from then on) and calls `hook` about
    // changes.
    void start(const std::string& hook = "", const std::string& secret = "");
    void kill();  // SIGKILL
    std::uint16_t port() const { return port_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

    // Asks as the shop's administrator. Null when it does not answer.
    boost::json::value admin(const std::string& query, const boost::json::object& variables = {});
    // A buyer orders `quantity` of a variant and pays. The order's number over there (its id);
    // empty: it failed.
    std::string order(int variant, int quantity, const std::string& mail = "lin@example.com");
    bool cancel(const std::string& order);
    bool ship(const std::string& order, const std::string& carrier, const std::string& number);

private:
    boost::json::value ask(const std::string& api, std::string& token, const std::string& query,
                           const boost::json::object& variables);
    std::string folder_, admin_token_;
    std::uint16_t port_ = 0;
    pid_t child_ = -1;
    int leash_ = -1;  // the shop ends when this closes
};
