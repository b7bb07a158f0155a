// Clocks: how long buyers wait for answers, the limits of each marketplace, and what is about to
// break one.
//
//     messages --rounds.hpp--> rounds --pack.hpp--> in time of all, by day, limit and person
//     a buyer comes --greet_after_s, nobody answered--> the house greets (counted apart from
//     people)
//
// Invariants: a day's figures are made of that day's messages alone and never change afterwards;
// today's are made anew each time. A machine's answer is never counted as a person's.
#pragma once

#include <string>
#include <vector>

#include "conversations/conversations.hpp"
#include "kit/db/work.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace clocks {

using namespace kit;

struct ClockSettings {
    static constexpr auto table = "clock_settings";
    Id<struct team::Shop> id;
    std::vector<std::string> packs = {"house"};
    bool greets = false;  // until the shop wants it
    int greet_after_s = 20;
    std::string greeting = "您好，我在的。正在为您查看，请您稍等一下～";
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ClockSettings, (), (id, packs, greets, greet_after_s, greeting, version))

ClockSettings settings(Work&, std::string_view shop);

// How a wait stands by the limits that the shop chose: the warning has come, or all of them are
// broken.
enum class WaitStage { in_time, late, broken };
struct Wait {
    Time asked;
    bool first = true;  // nobody has answered in this conversation yet
};
std::vector<WaitStage> stages(Work&, std::string_view shop, const std::vector<Wait>&);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace clocks
