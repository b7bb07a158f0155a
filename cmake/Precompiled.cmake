# What nearly every file includes from elsewhere, read once: a third of the work of a first build. Nothing of ours is in
# it, and a file still includes what it uses: builds with ccache, sanitizers and coverage have none of this and would fail.
#
# ccache finds whole objects again in another folder, but not behind a precompiled header; so it is one or the other.
# `build` in bin/common.sh chooses: precompiled where nothing was ever compiled.
set(precompiled_std <algorithm> <array> <atomic> <charconv> <chrono> <expected> <filesystem> <fstream> <functional> <map>
  <memory> <mutex> <optional> <random> <set> <span> <sstream> <string> <string_view> <thread> <unordered_map> <utility>
  <variant> <vector> <boost/describe.hpp> <boost/json.hpp> <boost/mp11.hpp>)

# precompiled(TARGET) gives TARGET the header of its kind: a library, or a test, whose code is placed otherwise and which
# reads GoogleTest too. Other programs are few files and read their headers themselves.
function(precompiled target)
  if(NOT XIAOER_PRECOMPILED)
    return()
  endif()
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE")
    target_precompile_headers(${target} REUSE_FROM precompiled_test)
  else()
    target_precompile_headers(${target} REUSE_FROM precompiled_library)
  endif()
endfunction()

if(XIAOER_PRECOMPILED)
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled_library.cpp "")
  add_library(precompiled_library OBJECT ${CMAKE_BINARY_DIR}/precompiled_library.cpp)
  target_precompile_headers(precompiled_library PRIVATE ${precompiled_std})
  target_link_libraries(precompiled_library PRIVATE house ${third_party_base})
endif()
if(XIAOER_PRECOMPILED AND GTest_FOUND)
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled_test.cpp "int main() {}\n")
  add_executable(precompiled_test EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/precompiled_test.cpp)
  target_precompile_headers(precompiled_test PRIVATE ${precompiled_std} <gmock/gmock.h> <gtest/gtest.h>)
  target_link_libraries(precompiled_test PRIVATE house ${third_party_base} GTest::gmock GTest::gtest)
endif()
