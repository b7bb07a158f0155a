// Conversations that came in, by half hour of the shop's days.
#pragma once

#include "shifts/rows.hpp"

namespace shifts {

std::vector<HalfHour> arrivals_since(Work&, std::string_view shop, Time since, int offset_minutes);

}  // namespace shifts
