// The models that come with the house; made at build time from src/manners/data by
// src/manners/train and read where they lie in the program.
#pragma once

#include <string_view>

namespace manners {

std::string_view emotion_model();
std::string_view score_model();

}  // namespace manners
