// Promises of the demo shop: some of every kind, so that the page shows what it is for.
#include "app/seed.hpp"
#include "promises/promises.hpp"

namespace app {

using namespace kit;
using promises::PromiseEnd;
using promises::PromiseKind;

struct DemoPromise {
    PromiseKind kind;
    const char* words;
    const char* chat;  // what was said last in the chat where it belongs; empty: any
    int said_minutes_ago;
    int due_in_minutes;  // from now; before now it is broken, unless it was kept
    std::optional<PromiseEnd> end;
    const char* note;
};
static const DemoPromise demo_promises[] = {
    {PromiseKind::reply, "半小时内给您回复核实结果", "", 12, 18, {}, ""},
    {PromiseKind::ship, "今天给您补发，今晚把单号发您", "单号一出来我就发给您", 95, 260, {}, ""},
    {PromiseKind::check, "两小时内帮您查清楚物流停在哪里", "派送当天我再看一次", 110, 10, {}, ""},
    {PromiseKind::refund, "48小时内把差价退给您", "", 600, 2'280, {}, ""},
    {PromiseKind::other, "发票三个工作日内开好发您邮箱", "祝年会顺利", 1'500, 2'900, {}, ""},
    {PromiseKind::call_back, "下午三点前给您回电", "", 300, -42, {}, ""},
    {PromiseKind::reply, "一小时内给您答复", "今天四点前发出", 400, -340, PromiseEnd::kept,
     "已回复：可以加急，明早发出"},
    {PromiseKind::compensate, "今天给您补发 10 元红包", "", 900, -300, PromiseEnd::kept,
     "红包已发，顾客已领取"},
    {PromiseKind::replace, "明天给您换新的寄出", "", 1'800, -200, PromiseEnd::withdrawn,
     "顾客改为退款，已说明"},
};

static bool ends_with_words(Work& work, const std::string& shop, const customers::Contact& buyer,
                            std::string_view words) {
    auto chat = conversations::current(work, shop, buyer.id.text);
    return chat && chat->last_text.contains(words);
}

// Whose chat is about it; else the next in turn.
static const customers::Contact& buyer_for(Work& work, const std::string& shop,
                                           const DemoPromise& of,
                                           const std::vector<customers::Contact>& buyers,
                                           std::size_t turn) {
    std::string_view words = of.chat;
    if (!words.empty())
        for (auto& buyer : buyers)
            if (ends_with_words(work, shop, buyer, words)) return buyer;
    return buyers[turn % buyers.size()];
}

// Of the buyers who were here last, each kept by one of the team in turn.
static void promise_demo(Work& work, const std::string& shop, const DemoPromise& of,
                         const customers::Contact& buyer, const Id<team::Person>& owner,
                         int number) {
    auto present = work.now;
    auto cause = "demo:" + std::to_string(number);
    auto due = present + std::chrono::minutes{of.due_in_minutes};
    work.now = present - std::chrono::minutes{of.said_minutes_ago};
    promises::OwnWord word{.cause = cause,
                           .kind = of.kind,
                           .words = of.words,
                           .due_at = due,
                           .owner = owner,
                           .contact = buyer.id,
                           .said_by = owner};
    if (auto chat = conversations::current(work, shop, buyer.id.text)) word.conversation = chat->id;
    ENSURE(promises::make(work, shop, word), "a demo promise falls due after it was made");
    if (of.end) {
        work.now = due - std::chrono::minutes{20};
        promises::settle(work, shop, cause, *of.end, of.note);
    }
    work.now = present;
}

int seed_promises(House& house) {
    return house.store().write_now([](Work& work) {
        auto shop = work.db.value<std::string>("select shop from people limit 1").value_or("");
        auto buyers = customers::latest(work, shop, 40);
        auto people = team::colleagues(work, shop);
        std::erase_if(people, [](auto& one) {
            return one.role != team::Role::agent && one.role != team::Role::lead;
        });
        int made = 0;
        for (auto& of : demo_promises) {
            if (buyers.empty() || people.empty()) break;
            auto turn = static_cast<std::size_t>(made);
            promise_demo(work, shop, of, buyer_for(work, shop, of, buyers, turn),
                         people[turn % people.size()].id, made);
            ++made;
        }
        return made;
    });
}

}  // namespace app
