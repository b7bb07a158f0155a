// The whole chain, clients and checker, against a small stand-in server that makes one mistake on
// request: each mistake must be seen, and no mistake must be seen where there is none.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "chaos/beside.hpp"

namespace {

using namespace beside;

struct Outcome {
    int code;
    std::string told;
};

Outcome talk_with(const std::string& faults) {
    const FakeHouse house{faults};
    Program load{{std::string{XIAOER_CHAOS_DIR} + "/chaos_load",
                  "--base",
                  house.base(),
                  "--reader",
                  "ada:x",
                  "--agent",
                  "ben:x",
                  "--buyers",
                  "8",
                  "--pace",
                  "8",
                  "--seconds",
                  "60",
                  "--messages",
                  "300",
                  "--sends",
                  "0.4",
                  "--reads",
                  "0.1",
                  "--uploads",
                  "0.2",
                  "--cuts",
                  "0.3",
                  "--replies",
                  "0.9"},
                 house.folder / "load.log"};
    const int code = load.wait();
    std::ifstream log{house.folder / "load.log"};
    std::string told{std::istreambuf_iterator<char>{log}, {}};
    return {code, told};
}

TEST(Load, is_content_with_a_server_that_makes_no_mistake) {
    const Outcome outcome = talk_with("");
    EXPECT_EQ(outcome.code, 0) << outcome.told;
    EXPECT_NE(outcome.told.find("Every promise kept."), std::string::npos);
}

struct Mistake {
    const char* fault;
    const char* word;  // that the report must hold
};

class LoadSees : public testing::TestWithParam<Mistake> {};

TEST_P(LoadSees, the_mistake) {
    const Outcome outcome = talk_with(GetParam().fault);
    EXPECT_EQ(outcome.code, 1) << outcome.told;
    EXPECT_NE(outcome.told.find(GetParam().word), std::string::npos) << outcome.told;
}

INSTANTIATE_TEST_SUITE_P(
    Every, LoadSees,
    testing::Values(Mistake{"lose_acked", "BROKEN lost"}, Mistake{"store_twice", "BROKEN doubled"},
                    Mistake{"no_unique_key", "BROKEN"}, Mistake{"hole", "BROKEN hole"},
                    Mistake{"other_text", "BROKEN invented"},
                    Mistake{"event_text", "BROKEN view_wrong"},
                    Mistake{"double_event", "events_doubled"}, Mistake{"skip_event", "\"holes\":"},
                    Mistake{"gap_after_replay", "\"holes\":"},
                    Mistake{"short_file", "files_wrong"}),
    [](const auto& one) { return std::string{one.param.fault}; });

}  // namespace
