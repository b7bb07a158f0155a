// A courier went away without the parcel: the buyer hears of it in their chat, and may choose
// again.
#include "aftersales/pickups.hpp"
#include "conversations/conversations.hpp"
#include "kit/jobs/jobs.hpp"
#include "notices/notices.hpp"

namespace aftersales {

constexpr auto timer = "aftersales.pickup_news";

struct PickupNews {
    std::string shop;
    Id<Pickup> id;
};
BOOST_DESCRIBE_STRUCT(PickupNews, (), (shop, id))

static Time out_of_quiet(Work& work, std::string_view shop) {
    return notices::out_of_quiet(work.now, notices::rules_of(work, shop));
}

void tell_of_failed_pickup(Work& work, const PickupRow& row) {
    later(work, timer, PickupNews{row.shop, row.id}, out_of_quiet(work, row.shop), row.id.text);
}

// Nothing when the buyer has chosen again or sent it since, or is nobody whom the house can write
// to.
static void tell(Work& work, const PickupNews& due) {
    auto row = work.db.find<PickupRow>({due.id.text}, due.shop);
    if (!row) return;
    auto of = case_row(work, due.shop, {row->case_id.text});
    if (!of || of->contact.empty() || of->state != CaseState::wait_buyer_return) return;
    if (pickup_rows(work, *of).front().id.text != row->id.text) return;
    // Quiet hours may have been set since.
    auto at = out_of_quiet(work, due.shop);
    if (at > work.now) return later(work, timer, due, at, due.id.text);
    auto to = customers::contact(work, due.shop, {of->contact});
    if (!to) return;
    auto text = failed_news(of->deadline_at, to->locale.starts_with("en"));
    auto said = conversations::tell_buyer(
        work, due.shop, {of->contact}, {.key = "pickup." + row->id.text, .text = text, .card = {}});
    remember(
        work, *of, {CaseActor::clock, "", ""},
        {said ? "buyer_told" : "buyer_not_told", "", "", said ? text : said.error().reason, {}});
    save(work, *of, of->state);
}

void pickup_news_reactions(Jobs& jobs) { jobs.on<PickupNews>(timer, tell); }

}  // namespace aftersales
