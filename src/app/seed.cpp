#include "app/seed.hpp"

#include <sstream>

#include "app/replay.hpp"
#include "catalogue/catalogue.hpp"
#include "conversations/conversations.hpp"
#include "kit/crypto/crypto.hpp"
#include "shop/shop.hpp"
#include "team/team.hpp"

namespace app {

using namespace kit;

struct Hand {
    const char *name, *email, *signature;
    team::Role role;
};

static constexpr Hand hands[] = {
    {"苏禾", "suhe@demo.shop", "售后专员 · 破损当天补发", team::Role::agent},
    {"陆遥", "luyao@demo.shop", "导购 · 帮您挑到合用的器物", team::Role::agent},
    {"程野", "chengye@demo.shop", "客服主管", team::Role::lead},
    {"顾言", "guyan@demo.shop", "店铺管理员", team::Role::admin},
};

struct Line {
    const char *code, *title, *folder, *body;
};

static constexpr Line script_lines[] = {
    {"问候", "开场问候", "接待",
     "{{time.greeting}}，{{contact.name}}，我是{{shop.name}}的{{agent.name}}，很高兴为您服务。请问想了解哪一件器物呢？"},
    {"稍候", "查询中", "接待", "收到，我现在就为您查询，2 分钟内给您答复，请您稍候。"},
    {"发货", "发货时间", "售前",
     "现货订单 16:00 前付款当天发出，之后的订单次日发出；手工定制款需要 7 天，发货后会第一时间把单号发给您。"},
    {"破损", "破损补发", "售后",
     "非常抱歉让您收到破损的器物，给您添麻烦了。麻烦您拍一下破损处和外包装，我核对后今天为您安排补发，无需寄回。"},
    {"退换", "七天无理由", "售后",
     "签收后 7 天内，器物完好、包装齐全都可以退换。您告诉我订单号，我这就为您登记。"},
    {"发票", "开具发票", "售后",
     "可以的。请您告诉我抬头、税号和接收邮箱，电子发票会在 24 小时内发到您的邮箱。"},
    {"釉料", "釉料安全", "售前",
     "我们的釉料不含铅镉，每一窑都有食品接触材料的检测报告，盛放热饮和食物都可以放心。"},
    {"库存", "有没有货", "售前",
     "您看的{{product.title}}现在还有 {{stock.available}} 件，在售规格：{{stock.options}}，价格 {{product.price}}。"},
    {"优惠", "现在的优惠", "售前",
     "{{product.title}}现在可以享受：{{promotion.names}}。您打算带几件？我为您算一个最划算的买法。"},
    {"感谢", "结束致谢", "接待", "感谢您的信任，祝您购物愉快！后续有任何问题，随时找我。"},
};

std::vector<DemoAccount> seed_demo(House& house) {
    if (!house.is_empty()) throw Breakage("this data folder has a shop already");
    std::vector<DemoAccount> accounts;
    std::vector<std::string> hashes;
    for (auto& hand : hands) {
        auto password = crypto::readable_password();
        auto hash = crypto::password_hash(password);
        ENSURE(hash, "a made password can be hashed");
        hashes.push_back(*hash);
        accounts.push_back({hand.email, password, std::string(name_of(hand.role)), hand.name});
    }
    house.store().write_now([&](Work& work) {
        auto opened = shop::open_shop(
            work, {"拾光器物",
                   "手作陶瓷 · 日用之美",
                   "zh-CN",
                   "您好，欢迎来到拾光器物。看中的器物今天 16:00 前下单，当天发出。",
                   {"什么时候发货", "可以退换吗", "开发票"},
                   "demo"});
        ENSURE(opened, "the demo shop can be opened");
        work.who.shop = opened->id.text;
        std::vector<Id<team::Person>> people;
        for (std::size_t i = 0; i < std::size(hands); ++i) {
            auto& hand = hands[i];
            auto hired = team::hire(work, opened->id.text,
                                    {hand.name, hand.email, hand.role, hashes[i], hand.signature});
            ENSURE(hired, "the demo people can be hired");
            if (hand.role != team::Role::admin) people.push_back(hired->id);
        }
        open_demo_floor(work, opened->id.text, people);
        for (auto& line : script_lines)
            if (auto added = conversations::add_script(
                    work, opened->id.text, {line.code, line.title, line.folder, line.body});
                !added)
                throw Bug("a demo script was refused: " + added.error().reason);
        catalogue::open_demo_catalogue(work, opened->id.text);
        team::audit(work, "house_opened", opened->id.text, "demo");
    });
    return accounts;
}

// Clang knows #embed from C23; the pragma says that we know that it is not C++ yet.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc23-extensions"
static constexpr char demo_dialogues[] = {
#embed "demo_dialogues.tsv"
};
#pragma clang diagnostic pop

int play_demo(const House& house, const std::vector<DemoAccount>& accounts) {
    std::istringstream lines(std::string(demo_dialogues, sizeof demo_dialogues));
    ReplayPlan plan;
    plan.base = "http://127.0.0.1:" + std::to_string(house.port());
    for (auto& account : accounts)
        if (account.role == "agent") plan.agents.push_back(account.email + ":" + account.password);
    plan.at_once =
        1;  // one after another, so that each demo gives the same chats to the same people
    return static_cast<int>(replayed(plan, dialogues_of(lines)).delivered);
}

Furnished furnish_demo(House& house, const std::vector<DemoAccount>& accounts) {
    Furnished out;
    out.messages = play_demo(house, accounts);
    seed_shifts(house);
    out.orders = seed_orders(house);
    out.cases = seed_cases(house);
    out.promises = seed_promises(house);
    out.tracings = seed_tracings(house);
    return out;
}

}  // namespace app
