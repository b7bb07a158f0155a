// The buyer's side: their own orders, to point at one in the chat.
#include "kit/http/router.hpp"
#include "orders/rows.hpp"

namespace orders {

struct OrderCardList {
    std::vector<OrderCard> items;
};
BOOST_DESCRIBE_STRUCT(OrderCardList, (), (items))

constexpr int window_max = 10;

// Only what a signed identity proves, or the desk has linked; a stranger has none.
static Result<OrderCardList> my_orders(Work& work) {
    TRY(auto me, customers::contact(work, work.who.shop, {work.who.id}));
    OrderCardList out;
    for (auto& row : rows_of_contact(work, work.who.shop, me, window_max))
        if (auto shown = card(work, work.who.shop, row.id)) out.items.push_back(*shown);
    return out;
}

void buyer_routes(Router& router) {
    router.get("/visit/orders", my_orders, may::visit).for_any_site();
}

}  // namespace orders
