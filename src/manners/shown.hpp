// Text as the screen shows it, where a right-to-left override turns it round: what is stored as
// RLO 信微加 PDF is read 加微信.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace manners {

struct Shown {
    std::string text;
    std::vector<std::int64_t> origin;  // by code point of `text`: its place in the original
};

// Nothing when no override is inside, which is nearly always.
std::optional<Shown> shown(std::string_view text);

}  // namespace manners
