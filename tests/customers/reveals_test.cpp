#include "customers/customers.hpp"
#include "house.hpp"

namespace {

std::string slip_in(const Answer& message) { return message.text("covered.0.slip"); }

Answer says(const Caller& ann, const std::string& key, const std::string& text) {
    return ann.post("/visit/messages", {{"client_key", key}, {"text", text}});
}

}  // namespace

TEST_P(House, a_phone_in_a_chat_is_a_mask_for_everybody_and_a_value_for_who_has_a_reason) {
    auto ann = visitor();
    auto said = says(ann, "k1", "我电话13812345678，谢谢");
    ASSERT_EQ(said.status, 201) << said.body;
    auto id = said.text("conversation");
    EXPECT_EQ(said.text("text"), "我电话138****5678，谢谢");
    EXPECT_EQ(said.number("covered.0.at"), 3);
    EXPECT_EQ(said.number("covered.0.length"), 11);
    auto seen = as("ben").get("/conversations/" + id + "/messages");
    EXPECT_EQ(seen.text("items.0.text"), "我电话138****5678，谢谢");
    EXPECT_EQ(as("ben").get("/conversations/" + id).text("last_text"), "我电话138****5678，谢谢");

    auto shown =
        as("ben").post("/reveals", {{"slip", slip_in(said)}, {"reason", "联系买家确认地址"}});
    ASSERT_EQ(shown.status, 201) << shown.body;
    EXPECT_EQ(shown.text("text"), "13812345678");
    EXPECT_EQ(shown.text("kind"), "phone");
    EXPECT_EQ(shown.number("seconds"), 30);
    EXPECT_EQ(shown.number("count.left"), 49);
    EXPECT_EQ(as("ben").get("/reveals/left").number("left"), 49);
    auto audit = as("dora").get("/audit").body;
    EXPECT_TRUE(audit.contains("phone 138****5678: 联系买家确认地址")) << audit;
}

TEST_P(House, the_same_words_under_the_same_key_are_the_same_message_though_masked) {
    auto ann = visitor();
    auto once = says(ann, "k1", "我电话13812345678"), twice = says(ann, "k1", "我电话13812345678");
    EXPECT_EQ(twice.text("id"), once.text("id"));
    EXPECT_EQ(twice.text("covered.0.slip"), slip_in(once));
    EXPECT_EQ(says(ann, "k1", "我电话13812345679").reason(), "key_reused");
    // The same number again: the same slip, so that one reveal is one person's one number.
    EXPECT_EQ(slip_in(says(ann, "k2", "138 1234 5678")), slip_in(once));
    EXPECT_NE(slip_in(says(visitor(), "k1", "13812345678")), slip_in(once));
    store().write_now([&](kit::Work& work) { customers::erase_of(work, acme.shop, ann.id); });
    EXPECT_EQ(says(ann, "k1", "我电话13812345678").text("id"), once.text("id"));
}

TEST_P(House, a_number_typed_into_the_search_finds_the_message_that_hides_it) {
    auto said = says(visitor(), "k1", "打13812345678找我"),
         other = says(visitor(), "k1", "打13912345678找我");
    auto found = as("ben").get("/search?q=13812345678");
    EXPECT_EQ(found.at("items").as_array().size(), 1u) << found.body;
    EXPECT_EQ(found.text("items.0.message"), said.text("id"));
    EXPECT_EQ(found.text("items.0.snippet"), "打138****5678找我");
    EXPECT_EQ(as("ben").get("/search?q=5678").at("items").as_array().size(), 2u);
    EXPECT_EQ(as("ben").get("/search?q=13800000000").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("rival.dora").get("/search?q=13812345678").at("items").as_array().size(), 0u);
}

TEST_P(House, a_reveal_needs_the_right_the_shop_and_a_reason) {
    auto slip = slip_in(says(visitor(), "k1", "13812345678"));
    auto ask = [&](const std::string& who, const std::string& reason) {
        return as(who).post("/reveals", {{"slip", slip}, {"reason", reason}});
    };
    EXPECT_EQ(ask("quinn", "看看").status, 403);
    EXPECT_EQ(ask("wade", "看看").status, 403);
    EXPECT_EQ(ask("rival.dora", "看看").status, 404);
    EXPECT_EQ(ask("ben", "").status, 422);
    EXPECT_EQ(ask("ben", "x").reason(), "too_short");
    EXPECT_EQ(ask("ben", std::string(101, 'x')).reason(), "too_long");
    EXPECT_EQ(as("ben").post("/reveals", {{"slip", "nonsense"}, {"reason", "看看"}}).status, 400);
    EXPECT_EQ(ask("cleo", "处理投诉").status, 201);
    EXPECT_EQ(as("ben").get("/reveals/left").number("left"), 50);
    EXPECT_EQ(as("cleo").get("/reveals/left").number("limit"), 200);
    store().write_now([&](kit::Work& work) { customers::erase(work, acme.shop, {slip}); });
    EXPECT_EQ(ask("ben", "再看").reason(), "erased");
}

TEST_P(House, the_fifty_first_reveal_of_a_day_is_refused_and_told_and_the_next_day_is_open_again) {
    auto slip = slip_in(says(visitor(), "k1", "13812345678"));
    auto ask = [&] {
        return as("ben").post("/reveals", {{"slip", slip}, {"reason", "回访13812345678"}});
    };
    for (int i = 0; i < 50; ++i) {
        ASSERT_EQ(ask().status, 201) << i;
        clock.advance(10s);
    }
    auto refused = ask();
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.reason(), "too_many_reveals");
    EXPECT_FALSE(refused.header("retry-after").empty());
    auto audit = as("dora").get("/audit").body;
    EXPECT_TRUE(audit.contains("reveal_refused"));
    EXPECT_FALSE(audit.contains("13812345678")) << "a reason tells what it is about";
    EXPECT_EQ(as("cleo").get("/reveals/left").number("left"), 200);
    clock.advance(24h);
    auto again =
        nobody().post("/session", {{"email", "ben@acme.test"}, {"password", cast_password}});
    auto cookie = again.header("set-cookie");
    Caller ben{port(), {{"Cookie", cookie.substr(0, cookie.find(';'))}}, acme.ben, ""};
    EXPECT_EQ(ben.get("/reveals/left").number("left"), 50);
}

TEST_P(House, what_is_being_typed_is_masked_before_it_is_whole) {
    auto ann = visitor();
    auto id = conversation_of(ann);
    LiveSocket ben(as("ben"));
    ben.call("POST", "/conversations/" + id + "/watch");
    ann.put("/visit/typing", {{"text", "我电话1381234567"}});
    auto heard = ben.event("typing");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->at("text").as_string(), "我电话138*******");
}
