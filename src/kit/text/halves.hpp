// Steps of `normalised` that look at neighbours: spaced-out writing, and characters written in
// halves.
#pragma once

#include "kit/text/normal.hpp"

namespace kit::text {

void close_spaced_out(Normal&);
void join_halves(Normal&);

}  // namespace kit::text
