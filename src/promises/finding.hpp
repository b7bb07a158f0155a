// What is promised in words of the shop, and by when. Pure rules.
//
//     亲亲，今天18:00前回复您哈  --reading-->  signs  --times-->  due  --finding-->  reply, 18:00
//     today
//
// A promise names something that we do for the buyer (an act) and when: by a time, or vaguely
// (尽快), and then it has none. What is denied, asked, quoted, depends on something, is past, is a
// rule of the shop for everybody, an estimate or an advertisement is no promise. 马上 and 稍等
// promise an answer within this very chat, which the clocks of rounds watch already; they count
// only for what takes longer than a chat (goods, money).
//
// By when, where the words leave it open: a day ends at 24:00, 上午 at 12:00, 中午 at 14:00, 下午
// at 18:00, 晚上 at 24:00; 下班 is when the shop closes that day; N 个工作日 end with the Nth
// working day after today; of a range the later end counts. In whose zone: the shop's
// (shifts::Hours).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "shifts/shifts.hpp"

namespace promises {

using namespace kit;

enum class PromiseKind { reply, ship, refund, replace, compensate, call_back, check, other };
BOOST_DESCRIBE_ENUM(PromiseKind, reply, ship, refund, replace, compensate, call_back, check, other)

constexpr std::size_t found_max =
    5;  // in one text; who promises more than that in a line promises nothing

struct Found {
    PromiseKind kind = PromiseKind::other;
    std::optional<Time> due;         // nothing: no time was said
    std::uint32_t from = 0, to = 0;  // the words, in code points of the text
    std::string words;
};

std::vector<Found> promised_in(std::string_view text, const shifts::Hours&, Time now);

// Monday to Friday, but for days that the shop's hours name: a holiday is none, a day worked
// instead is one.
bool is_working_day(const shifts::Hours&, std::int64_t day);

}  // namespace promises
