// When somebody who wants a call is called. Pure.
#pragma once

#include "kit/base/describe.hpp"
#include "shifts/shifts.hpp"

namespace reception {

using kit::Time;

// Parts of the shop's own day: 9–12, 12–18, 18–21.
enum class CallWhen { soon, morning, afternoon, evening };
BOOST_DESCRIBE_ENUM(CallWhen, soon, morning, afternoon, evening)

struct CallTime {
    Time from, to;
};
// The next such part of a day with a quarter of an hour of business hours left in it, as far as the
// shop is open then; `soon`, and a part in which it never is: the next two open hours.
CallTime called_in(CallWhen, const shifts::Hours&, Time now);

// Seven to fifteen digits, as they are dialled; spaces, dashes and brackets between them, a plus
// before. Source: ITU-T E.164, at most fifteen digits.
bool is_dialled(std::string_view phone);

}  // namespace reception
