#include "connections/vendure.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "kit/wire.hpp"

namespace json = boost::json;
using namespace std::chrono_literals;
extern char** environ;

namespace {

const std::string home = std::string(XIAOER_SOURCE) + "/tests/connections/vendure";

pid_t run(const std::vector<std::string>& words, int input, int output) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, 0);
    posix_spawn_file_actions_adddup2(&files, output, 1);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t child = -1;
    if (::posix_spawnp(&child, "node", &files, nullptr, arguments.data(), environ) != 0) child = -1;
    posix_spawn_file_actions_destroy(&files);
    return child;
}

// Made by the shop as it is written now.
bool is_fresh(const std::string& done) {
    std::error_code none;
    auto made = std::filesystem::last_write_time(done, none);
    return !none && made >= std::filesystem::last_write_time(home + "/shop.cjs");
}

// Made once on this machine; several test programs may ask at the same time.
std::string seeded() {
    auto folder = std::string(XIAOER_SOURCE) + "/.cache/vendure-seed";
    std::filesystem::create_directories(folder);
    int lock = ::open((folder + "/lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    ::flock(lock, LOCK_EX);
    if (!is_fresh(folder + "/done")) {
        int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        std::filesystem::remove(folder + "/shop.sqlite");
        auto child = run({"node", home + "/shop.cjs", "seed", folder}, null, 2);
        int status = 1;
        ::waitpid(child, &status, 0);
        ::close(null);
        if (status != 0) throw std::runtime_error("the Vendure shop cannot be seeded");
        std::filesystem::remove(folder + "/done");
        ::close(::open((folder + "/done").c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    }
    ::close(lock);
    return folder + "/shop.sqlite";
}

}  // namespace

VendureShop::VendureShop() {
    static std::atomic<int> number{0};
    folder_ = std::filesystem::temp_directory_path() /
              ("xiaoer_shop_" + std::to_string(::getpid()) + "_" + std::to_string(++number));
    std::filesystem::create_directories(folder_);
    std::filesystem::copy_file(seeded(), folder_ + "/shop.sqlite");
}

VendureShop::~VendureShop() {
    kill();
    std::filesystem::remove_all(folder_);
}

bool VendureShop::installed() { return std::filesystem::exists(home + "/node_modules/.installed"); }

void VendureShop::start(const std::string& hook, const std::string& secret) {
    int leash[2], words[2];
    if (::pipe2(leash, O_CLOEXEC) != 0 || ::pipe2(words, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    std::vector<std::string> command{"node", home + "/shop.cjs", "serve", folder_,
                                     std::to_string(port_)};
    if (!hook.empty()) command.insert(command.end(), {hook, secret});
    child_ = run(command, leash[0], words[1]);
    ::close(leash[0]), ::close(words[1]);
    leash_ = leash[1];
    std::string said;
    char piece[256];
    for (ssize_t got;
         said.find('\n') == said.npos && (got = ::read(words[0], piece, sizeof piece)) > 0;)
        said.append(piece, static_cast<std::size_t>(got));
    ::close(words[0]);
    if (!said.starts_with("listening "))
        throw std::runtime_error("the Vendure shop does not start: " + said);
    port_ = static_cast<std::uint16_t>(std::stoi(said.substr(10)));
}

void VendureShop::kill() {
    if (child_ > 0) {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    child_ = -1;
    if (leash_ >= 0) ::close(leash_);
    leash_ = -1;
}

json::value VendureShop::ask(const std::string& api, std::string& token, const std::string& query,
                             const json::object& variables) {
    auto body = json::serialize(json::object{{"query", query}, {"variables", variables}});
    std::string request =
        "POST /" + api +
        " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n";
    if (!token.empty()) request += "Authorization: Bearer " + token + "\r\n";
    request += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    auto answer = Wire::http(port_, request, 60s);
    auto head_end = answer.find("\r\n\r\n");
    if (head_end == answer.npos) return nullptr;
    auto head = answer.substr(0, head_end);
    if (auto at = head.find("vendure-auth-token: "); at != head.npos)
        token = head.substr(at + 20, head.find("\r\n", at) - at - 20);
    boost::system::error_code error;
    auto value = json::parse(answer.substr(head_end + 4), error);
    if (error || !value.is_object() || !value.as_object().contains("data") ||
        !value.as_object()["data"].is_object())
        return nullptr;
    return value.as_object()["data"];
}

json::value VendureShop::admin(const std::string& query, const json::object& variables) {
    if (admin_token_.empty())
        ask("admin-api", admin_token_,
            "mutation{login(username:\"superadmin\",password:\"superadmin\"){__typename}}", {});
    return ask("admin-api", admin_token_, query, variables);
}

std::string VendureShop::order(int variant, int quantity, const std::string& mail) {
    std::string token;
    auto buy = [&](const std::string& query, const json::object& variables = {}) {
        return ask("shop-api", token, query, variables);
    };
    buy("mutation($v:ID!,$q:Int!){addItemToOrder(productVariantId:$v,quantity:$q){__typename}}",
        {{"v", std::to_string(variant)}, {"q", quantity}});
    buy("mutation($m:String!){setCustomerForOrder(input:{firstName:\"安\",lastName:\"林\",emailAddress:$m,phoneNumber:\"13800138000\"}){__typename}}",
        {{"m", mail}});
    buy("mutation{setOrderShippingAddress(input:{fullName:\"林安\",streetLine1:\"文三路 1 号\",city:\"杭州市\",province:\"浙江省\","
        "countryCode:\"CN\",phoneNumber:\"13800138000\"}){__typename}}");
    buy("mutation{setOrderShippingMethod(shippingMethodId:[\"1\"]){__typename}}");
    buy("mutation{transitionOrderToState(state:\"ArrangingPayment\"){__typename}}");
    auto paid = buy(
        "mutation{addPaymentToOrder(input:{method:\"test\",metadata:{}}){__typename ... on Order{id state}}}");
    if (!paid.is_object()) return {};
    auto& order = paid.as_object()["addPaymentToOrder"].as_object();
    return order.contains("id") ? std::string(order["id"].as_string()) : "";
}

bool VendureShop::cancel(const std::string& order) {
    auto done = admin(
        "mutation($i:CancelOrderInput!){cancelOrder(input:$i){__typename ... on Order{state}}}",
        {{"i", json::object{{"orderId", order}, {"reason", "buyer"}, {"cancelShipping", true}}}});
    return done.is_object() && json::serialize(done).find("\"Cancelled\"") != std::string::npos;
}

bool VendureShop::ship(const std::string& order, const std::string& carrier,
                       const std::string& number) {
    auto found = admin("query($id:ID!){order(id:$id){lines{id quantity}}}", {{"id", order}});
    if (!found.is_object()) return false;
    json::array lines;
    for (auto& line : found.at("order").at("lines").as_array())
        lines.push_back(
            json::object{{"orderLineId", line.at("id")}, {"quantity", line.at("quantity")}});
    auto made = admin(
        "mutation($i:FulfillOrderInput!){addFulfillmentToOrder(input:$i){__typename ... on Fulfillment{id}}}",
        {{"i", json::object{
                   {"lines", lines},
                   {"handler",
                    json::object{{"code", "manual-fulfillment"},
                                 {"arguments",
                                  json::array{json::object{{"name", "method"}, {"value", carrier}},
                                              json::object{{"name", "trackingCode"},
                                                           {"value", number}}}}}}}}});
    if (!made.is_object() || !made.at("addFulfillmentToOrder").as_object().contains("id"))
        return false;
    auto done = admin(
        "mutation($id:ID!){transitionFulfillmentToState(id:$id,state:\"Shipped\"){__typename ... on Fulfillment{state}}}",
        {{"id", made.at("addFulfillmentToOrder").at("id")}});
    return done.is_object() && json::serialize(done).find("\"Shipped\"") != std::string::npos;
}
