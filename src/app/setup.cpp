#include "app/setup.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "shop/shop.hpp"
#include "team/team.hpp"

namespace app {

using namespace kit;

constexpr auto token_lasts = std::chrono::minutes{30};

bool nobody_works_here(Work& work) {
    return !work.db.value<std::string>("select id from people limit 1");
}

static std::string token_file(const std::string& data) { return data + "/setup_token"; }

// The token file holds the token's hash and its end, so that reading the folder gives no entry.
std::string new_setup_token(const std::string& data, Time now) {
    auto token = crypto::new_secret();
    auto path = token_file(data);
    std::ofstream out(path, std::ios::trunc);
    ::chmod(path.c_str(), 0600);
    out << crypto::sha256_hex(token) << ' ' << (now + token_lasts).us << '\n';
    return token;
}

static bool token_fits(const std::string& data, const std::string& token, Time now) {
    std::ifstream in(token_file(data));
    std::string hash;
    std::int64_t until = 0;
    if (token.size() < 40 || !(in >> hash >> until)) return false;
    return crypto::same(hash, crypto::sha256_hex(token)) && now.us < until;
}

struct SetUp {
    std::string token, shop_name, name, email, password;
};
BOOST_DESCRIBE_STRUCT(SetUp, (), (token, shop_name, name, email, password))

// The first administrator of an empty house; gone once somebody works here.
static Result<team::Person> set_up(Slow& slow, const SetUp& ask) {
    auto data = slow.settings().data_folder;
    TRY(slow.read([&](Work& work) -> Result<void> {
        if (!nobody_works_here(work)) return not_found();
        if (!token_fits(data, ask.token, work.now)) return unauthenticated("bad_token");
        return {};
    }));
    TRY(crypto::password_allowed(
        ask.password, {ask.name, ask.shop_name, ask.email.substr(0, ask.email.find('@'))}));
    TRY(auto hash, crypto::password_hash(ask.password));
    auto made = slow.write([&](Work& work) -> Result<team::Person> {
        if (!nobody_works_here(work)) return not_found();
        TRY(team::decent(ask.name, "name"));
        TRY(auto of, shop::open_shop(work, {ask.shop_name,
                                            "",
                                            "zh-CN",
                                            "您好，欢迎光临，请问有什么可以帮您？",
                                            {"什么时候发货", "可以退换吗", "开发票"},
                                            ""}));
        TRY(auto person,
            team::hire(work, of.id.text, {ask.name, ask.email, team::Role::admin, hash, ""}));
        work.who.shop = of.id.text;
        work.who.id = person.id.text;
        work.who.name = person.name;
        team::audit(work, "house_opened", of.id.text);
        return person;
    });
    if (made) std::filesystem::remove(token_file(data));
    return made;
}

void setup_routes(Router& router) {
    router.slow("POST", "/setup", set_up, may::look)
        .limited({"setup", 10, 600, Limit::By::address});
}

}  // namespace app
