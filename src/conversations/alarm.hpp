// A chat that has turned strong or dangerous: the word of it to leads and to other rooms. Part of
// the front door.
#pragma once

#include <string>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "manners/manners.hpp"

namespace conversations {

using namespace kit;

struct Conversation;

// Level 3 or more, or a risk.
struct Alarm {
    std::string shop;
    Id<Conversation> conversation;
    std::string contact_name;
    manners::Feeling kind = manners::Feeling::calm;
    std::int32_t level = 0;
    manners::Risk risk = manners::Risk::none;
};
BOOST_DESCRIBE_STRUCT(Alarm, (), (shop, conversation, contact_name, kind, level, risk))
struct MoodAlarm {
    static constexpr auto name = "mood_alarm";
    Alarm data;
};
BOOST_DESCRIBE_STRUCT(MoodAlarm, (), (data))

}  // namespace conversations
