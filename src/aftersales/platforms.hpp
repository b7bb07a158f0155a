// What other shops call the states of a case: data, read both ways.
//
// A platform's word may mean several of ours (京东 21 is review), and one of ours may have several
// words there; the first row of a pair is the one that is said, every row is understood. Where a
// platform has no word for a state, there is no row, and nothing is said.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "aftersales/machine.hpp"

namespace aftersales {

enum class Platform { taobao, jd, pinduoduo, douyin, weixin, shopify, medusa, vendure };
BOOST_DESCRIBE_ENUM(Platform, taobao, jd, pinduoduo, douyin, weixin, shopify, medusa, vendure)

struct PlatformRow {
    Platform platform;
    std::string_view word;  // as the platform's interface gives it
    CaseState state;
    Kinds kinds;  // for which of our kinds it stands
};
std::span<const PlatformRow> platform_rows();

// What a platform's word means for a case of that kind; nothing for a word that is not known: a
// case is never moved by a guess.
std::optional<CaseState> understood(Platform, std::string_view word, CaseKind);
// The platform's word for a state; nothing when it has none.
std::optional<std::string_view> said(Platform, CaseState, CaseKind);

}  // namespace aftersales
