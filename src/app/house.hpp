// The whole house, wired: database, rooms, routes, live sockets, jobs, the server. Only this folder
// knows every room.
//
//     open database --> schema files --> verify tables --> rooms' routes and reactions --> serve
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kit/base/values.hpp"
#include "kit/db/store.hpp"
#include "kit/http/server.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace app {

struct HouseOptions {
    std::string data = "data";  // folder of the database, the blobs and the keys
    std::string database;       // postgres://… instead of the file in `data`
    std::string listen = "127.0.0.1:8080";
    std::string public_url;  // "https://desk.example" behind a proxy
    std::vector<std::string> proxies;
    std::vector<std::string> allow_private;  // host:port that we may call although it is not public
    int threads = 1;
    int refund_doubt_s = 90;  // how long a provider that did not answer may still be paying
    bool unlimited = false;   // no rate limits; for load tests
};

class House {
public:
    // Opens the data folder and brings the schema up to date. Throws Breakage with what is wrong.
    explicit House(HouseOptions, kit::Clock&);
    ~House();

    // Serves from here on.
    void start();
    // SIGTERM: tells live sockets, finishes what is on its way, closes.
    void stop();

    std::uint16_t port() const;
    kit::Store& store();
    kit::Jobs& jobs();
    const kit::Router& router() const;
    // True when nobody works here yet.
    bool is_empty();
    // The token that the first administrator needs; made and kept in the data folder while empty.
    std::string setup_token();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// The routes alone, for the generated types and documents; no database is opened.
std::unique_ptr<kit::Router> all_routes();

}  // namespace app
