// A text as the signs that matter for promises. Inside this room.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "promises/finding.hpp"

namespace promises {

enum class Sign : std::uint8_t {
    // of time
    number,    // value
    half,      // 半: before a unit, or after a number
    unit,      // value: minutes
    workday,   // 工作日
    within,    // 内
    after,     // 后
    before,    // 前
    day,       // value: days from today; part: of the day, or 0
    weekday,   // value: 0 Monday …; 7 and more: of next week
    week_end,  // value: days after this week's Sunday
    month_end,
    month,       // 月, between two numbers
    day_number,  // 号
    part,        // part
    clock,       // value: minutes since midnight
    hour,        // 点; value: minutes past it, 点一刻
    forenoon,
    afternoon,  // am, pm
    closing,    // 下班
    vague,      // 尽快
    at_once,    // 马上
    // of an act
    act,      // value: a PromiseKind
    for_you,  // 给您
    will,
    gift,   // 红包: what is sent with it is a compensation
    thing,  // 单号: what is sent with it is an answer
    // what bars a promise
    negation,
    asks,
    consent,
    condition,
    done,
    over,
    quote_open,
    quote_close,
    told,
    rule,
    estimate,
    lure,
    yours,
    elsewhere,  // somebody else's act
    // of the sentence
    link,  // no meaning, may stand within a time
    clause,
    question,
    stop,
    nothing,  // words that would be mistaken for others
};

// Parts of a day, and when each is over.
enum Part : std::uint8_t { whole_day, night, morning, midday, noon, daytime_end, dusk, evening };

struct Word {
    const char32_t* text;
    Sign sign;
    std::int32_t value = 0;
    Part part = whole_day;
};
std::span<const Word> time_words();
std::span<const Word> act_words();
std::span<const Word> bar_words();

struct Mark {
    Sign sign = Sign::nothing;
    std::int32_t value = 0;
    Part part = whole_day;
    std::uint32_t from = 0, to = 0;  // in the folded text
    bool decimal = false;            // value is in halves: 1.5
};

struct Reading {
    std::u32string text;  // folded: small, half width, simplified, no blanks beside CJK
    std::vector<std::uint32_t> origin;  // where each stood
    std::vector<Mark> marks;            // in order, apart
};
Reading read(std::string_view text);

// When something shall be, as it was said: marks [first, last).
struct Spoken {
    std::size_t first = 0, last = 0;
    std::uint32_t from = 0, to = 0;
    Time due;
    bool past = false;   // 半小时前, 今天上午 when it is afternoon
    bool today = false;  // this day and nothing nearer: 今天发货了 tells what is done
    bool has_day = false;
    std::int64_t day = 0;  // days since 1970, local
};
std::vector<Spoken> times_in(const Reading&, const shifts::Hours&, Time now);

}  // namespace promises
