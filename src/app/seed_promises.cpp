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
    int said_minutes_ago;
    int due_in_minutes;   // from now; before now it is broken, unless it was kept
    std::optional<PromiseEnd> end;
    const char* note;
};
static const DemoPromise demo_promises[] = {
    {PromiseKind::reply, "半小时内给您回复核实结果", 12, 18, {}, ""},
    {PromiseKind::ship, "今天给您补发，今晚把单号发您", 95, 260, {}, ""},
    {PromiseKind::check, "两小时内帮您查清楚物流停在哪里", 110, 10, {}, ""},
    {PromiseKind::refund, "48小时内把差价退给您", 600, 2'280, {}, ""},
    {PromiseKind::other, "发票三个工作日内开好发您邮箱", 1'500, 2'900, {}, ""},
    {PromiseKind::call_back, "下午三点前给您回电", 300, -42, {}, ""},
    {PromiseKind::reply, "一小时内给您答复", 400, -340, PromiseEnd::kept, "已回复：可以加急，明早发出"},
    {PromiseKind::compensate, "今天给您补发 10 元红包", 900, -300, PromiseEnd::kept, "红包已发，顾客已领取"},
    {PromiseKind::replace, "明天给您换新的寄出", 1'800, -200, PromiseEnd::withdrawn, "顾客改为退款，已说明"},
};

static std::vector<conversations::ConversationRow> chats_of_agents(Work& work, const std::string& shop) {
    std::vector<conversations::ConversationRow> out;
    for (auto& person : team::colleagues(work, shop))
        for (auto& id : conversations::open_of(work, shop, person.id))
            if (auto found = conversations::find(work, shop, id)) out.push_back(*found);
    return out;
}

static void promise_demo(Work& work, const std::string& shop, const DemoPromise& of, const conversations::ConversationRow& chat, int number) {
    auto present = work.now;
    auto cause = "demo:" + std::to_string(number);
    work.now = present - std::chrono::minutes{of.said_minutes_ago};
    auto made = promises::make(work, shop, {.cause = cause, .kind = of.kind, .words = of.words, .due_at = present + std::chrono::minutes{of.due_in_minutes},
                                            .conversation = chat.id, .said_by = chat.assignee});
    ENSURE(made, "a demo promise falls due after it was made");
    if (of.end) {
        work.now = present + std::chrono::minutes{of.due_in_minutes - 20};
        promises::settle(work, shop, cause, *of.end, of.note);
    }
    work.now = present;
}

int seed_promises(House& house) {
    return house.store().write_now([](Work& work) {
        auto shop = work.db.value<std::string>("select shop from people limit 1").value_or("");
        auto chats = chats_of_agents(work, shop);
        int made = 0;
        for (auto& of : demo_promises) {
            if (chats.empty()) break;
            promise_demo(work, shop, of, chats[static_cast<std::size_t>(made) % chats.size()], made);
            ++made;
        }
        return made;
    });
}

}  // namespace app
