// What a message may carry besides words: a product or an order. Part of the front door
// conversations.hpp.
#pragma once

#include <optional>
#include <string>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "orders/orders.hpp"

namespace conversations {

using namespace kit;

enum class CardKind { product, order };
BOOST_DESCRIBE_ENUM(CardKind, product, order)
// Of an order only `order` is asked for; what is shown of it we look up ourselves.
struct Card {
    CardKind kind = CardKind::product;
    std::string title, price, url, picture;
    std::optional<Id<orders::Order>> order;
    std::optional<std::string> number, state;
};
BOOST_DESCRIBE_STRUCT(Card, (), (kind, title, price, url, picture, order, number, state))

}  // namespace conversations
