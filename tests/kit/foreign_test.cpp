// What other houses send: their digests and their JSON.
#include "kit/base/foreign.hpp"

#include <gtest/gtest.h>

#include "kit/crypto/foreign.hpp"

namespace {

struct Step {
    std::string context, time;
};
BOOST_DESCRIBE_STRUCT(Step, (), (context, time))
struct Push {
    std::string status;
    std::int64_t state = -1;
    std::optional<std::string> bill_status;
    std::vector<Step> data;
};
BOOST_DESCRIBE_STRUCT(Push, (), (status, state, bill_status, data))

TEST(ForeignJson, unknown_fields_are_passed_over_and_absent_ones_stay_as_they_were) {
    auto push = kit::foreign::from_text<Push>(
        R"({"status":"polling","more":{"a":[1]},"data":[{"time":"t","x":1}]})");
    ASSERT_TRUE(push);
    EXPECT_EQ(push->status, "polling");
    EXPECT_EQ(push->state, -1);
    EXPECT_FALSE(push->bill_status);
    ASSERT_EQ(push->data.size(), 1u);
    EXPECT_EQ(push->data[0].time, "t");
}

TEST(ForeignJson, numbers_and_texts_stand_in_for_each_other_and_camel_names_are_known) {
    auto push = kit::foreign::from_text<Push>(
        R"({"status":200,"state":"3","billStatus":"got","data":null})");
    ASSERT_TRUE(push);
    EXPECT_EQ(push->status, "200");
    EXPECT_EQ(push->state, 3);
    EXPECT_EQ(push->bill_status, "got");
}

TEST(ForeignJson, what_cannot_be_understood_is_refused) {
    EXPECT_EQ(kit::foreign::from_text<Push>("{").error().reason, "broken_json");
    EXPECT_EQ(kit::foreign::from_text<Push>("[]").error().reason, "other_shape");
    EXPECT_EQ(kit::foreign::from_text<Push>(R"({"status":{}})").error().reason, "other_shape");
    EXPECT_EQ(kit::foreign::from_text<Push>(R"({"state":"3x"})").error().reason, "other_shape");
    EXPECT_EQ(kit::foreign::from_text<Push>(R"({"state":""})").error().reason, "other_shape");
}

// Source: RFC 1321, A.5, and RFC 4648, section 10.
TEST(ForeignDigests, match_their_published_vectors) {
    EXPECT_EQ(kit::crypto::md5_hex(""), "d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(kit::crypto::md5_hex("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
    EXPECT_EQ(kit::crypto::base64(""), "");
    EXPECT_EQ(kit::crypto::base64("f"), "Zg==");
    EXPECT_EQ(kit::crypto::base64("fo"), "Zm8=");
    EXPECT_EQ(kit::crypto::base64("foobar"), "Zm9vYmFy");
    for (std::string bytes : {"", "f", "fo", "foo", "foob", "\xff\xfe"})
        EXPECT_EQ(kit::crypto::from_base64(kit::crypto::base64(bytes)), bytes);
    for (auto text : {"Zg=", "Zh==", "Zg==Zg==", "Z===", "====", "Zm 8=", "Zm9v\n"})
        EXPECT_FALSE(kit::crypto::from_base64(text)) << text;
}

}  // namespace
