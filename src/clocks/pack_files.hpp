// The files of src/clocks/packs, put into the program when it is built.
#pragma once

#include <span>
#include <string_view>

namespace clocks {

std::span<const std::string_view> pack_files();

}  // namespace clocks
