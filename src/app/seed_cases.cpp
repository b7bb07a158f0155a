// After-sales cases of the demo shop: some in every corner of the board, and a refund that waits
// for a second look.
#include <algorithm>
#include <map>

#include "aftersales/aftersales.hpp"
#include "app/seed.hpp"

namespace app {

using namespace kit;
using aftersales::CaseActor;
using aftersales::CaseEvent;
using aftersales::CaseKind;
using aftersales::Reason;
using orders::OrderState;

struct DemoCase {
    OrderState of;
    CaseKind kind;
    Reason reason;
    int minutes_ago;
    const char* words;
    std::vector<CaseEvent> steps;
    std::int64_t amount = 0;
};
static const DemoCase demo_cases[] = {
    {OrderState::delivered,
     CaseKind::return_refund,
     Reason::damaged,
     47 * 60 + 9,
     "罐口磕掉一块，外箱也是瘪的。",
     {}},
    {OrderState::done,
     CaseKind::exchange,
     Reason::wrong_item,
     26 * 60,
     "拍的是天青色，收到的是月白。",
     {CaseEvent::agree}},
    {OrderState::paid,
     CaseKind::refund_unshipped,
     Reason::changed_mind,
     90,
     "地址写错了，想重新拍。",
     {CaseEvent::agree}},
    {OrderState::part_shipped,
     CaseKind::resend,
     Reason::missing_item,
     300,
     "少了一只小勺。",
     {CaseEvent::agree}},
    {OrderState::delivered,
     CaseKind::partial_refund,
     Reason::quality,
     55,
     "釉面有一个针眼，不想退货，能补偿一些吗？",
     {},
     2'000},
    {OrderState::done,
     CaseKind::return_refund,
     Reason::no_reason,
     70 * 60,
     "尺寸比想象的大，七天无理由退货。",
     {CaseEvent::agree, CaseEvent::shipped_back}},
    {OrderState::shipped,
     CaseKind::refund_unreceived,
     Reason::late,
     20,
     "等太久，不要了。",
     {CaseEvent::intercept}},
    {OrderState::delivered,
     CaseKind::repair,
     Reason::quality,
     31 * 60,
     "壶盖合不严，倒水会漏。",
     {}},
};

static aftersales::CaseStep step_of(CaseEvent event, const std::string& number) {
    aftersales::CaseStep out;
    out.event = event;
    if (event == CaseEvent::shipped_back)
        out.carrier = "shunfeng", out.waybill = "SF88" + number.substr(2);
    return out;
}

// Opened a while ago, by whoever is on duty; what the rules refuse there is left out.
static bool open_demo(Work& work, const std::string& shop, const DemoCase& of,
                      const orders::Order& order, const aftersales::Doer& doer) {
    aftersales::NewCase ask{
        "demo-" + order.id.text, order.id, of.kind, of.reason, {}, {}, of.words, {}};
    if (of.amount > 0) ask.amount = Minor{of.amount};
    auto opened = aftersales::open_case(work, shop, ask, doer);
    if (!opened) return false;
    for (auto event : of.steps) {
        auto moved =
            aftersales::step(work, shop, opened->id, step_of(event, opened->brief.number), doer);
        ENSURE(moved, "a demo case moves as the machine says");
    }
    return true;
}

static std::vector<orders::Order> orders_of(Work& work, const std::string& shop) {
    std::vector<orders::Order> out;
    for (auto& contact : customers::latest(work, shop, 8))
        for (auto& order : orders::of_contact(work, shop, contact.id, 10)) out.push_back(order);
    return out;
}

int seed_cases(House& house) {
    return house.store().write_now([](Work& work) {
        auto shop = work.db.value<std::string>("select shop from people limit 1").value_or("");
        auto people = team::colleagues(work, shop);
        std::erase_if(people, [](auto& one) {
            return one.role != team::Role::agent && one.role != team::Role::lead;
        });
        auto present = work.now;
        auto all = orders_of(work, shop);
        std::map<std::string, bool> taken;
        int made = 0;
        for (auto& of : demo_cases) {
            auto at = std::ranges::find_if(
                all, [&](auto& order) { return order.state == of.of && !taken[order.id.text]; });
            if (at == all.end() || people.empty()) continue;
            taken[at->id.text] = true;
            auto& person = people[static_cast<std::size_t>(made) % people.size()];
            work.now = present - std::chrono::minutes{of.minutes_ago};
            made += open_demo(work, shop, of, *at, {CaseActor::seller, person.id.text, person.name})
                        ? 1
                        : 0;
            work.now = present;
        }
        return made;
    });
}

}  // namespace app
