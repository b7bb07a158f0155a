#include "customers/customers.hpp"
#include "house.hpp"

using namespace customers;
using kit::Work;

namespace {

const Plain ann_phone{Personal::phone, "138 1234 5678", "ann"},
    bob_phone{Personal::phone, "13812345678", "bob"};

kit::Result<Slip> put(kit::Store& store, const std::string& shop, const Plain& plain) {
    return store.write_now([&](Work& work) { return put_away(work, shop, plain); });
}

}  // namespace

TEST_P(House, the_vault_gives_one_slip_for_one_value_of_one_owner) {
    auto slip = put(store(), acme.shop, ann_phone);
    ASSERT_TRUE(slip);
    EXPECT_EQ(*put(store(), acme.shop, {Personal::phone, "+8613812345678", "ann"}), *slip);
    EXPECT_NE(*put(store(), acme.shop, bob_phone), *slip);
    EXPECT_NE(*put(store(), acme.shop, {Personal::account, "13812345678", "ann"}), *slip);
    EXPECT_NE(*put(store(), rival.shop, ann_phone), *slip);
    EXPECT_EQ(*put(store(), acme.shop, {Personal::phone, "", "ann"}), Slip{});
}

TEST_P(House, the_vault_shows_masks_and_finds_by_value_and_by_tail) {
    auto ann = *put(store(), acme.shop, ann_phone), bob = *put(store(), acme.shop, bob_phone);
    auto zhang = *put(store(), acme.shop, {Personal::name, "张三", "ann"});
    store().read_now([&](Work& work) {
        auto shown = masks(work, acme.shop, {ann, zhang, Slip{"no such slip"}});
        EXPECT_EQ(shown.size(), 2u);
        EXPECT_EQ(shown[zhang].text, "张*");
        EXPECT_EQ(mask(work, acme.shop, bob).text, "138****5678");
        EXPECT_EQ(found(work, acme.shop, Personal::phone, "13812345678").size(), 2u);
        EXPECT_EQ(found(work, acme.shop, Personal::name, "张 三"), std::vector{zhang});
        EXPECT_TRUE(found(work, acme.shop, Personal::phone, "13812345679").empty());
        EXPECT_EQ(found_by_tail(work, acme.shop, "5678", 10), (std::vector{bob, ann}));
        EXPECT_TRUE(ends_in(work, acme.shop, ann, "5678"));
        EXPECT_FALSE(ends_in(work, acme.shop, ann, "0000"));
        EXPECT_EQ(opened(work, acme.shop, ann), "138 1234 5678");
        EXPECT_EQ(opened(work, acme.shop, std::vector{ann, zhang}).at(zhang), "张三");
        // Another shop has none of it.
        EXPECT_TRUE(masks(work, rival.shop, {ann, zhang}).empty());
        EXPECT_EQ(mask(work, rival.shop, ann).text, "");
        EXPECT_EQ(opened(work, rival.shop, ann), std::nullopt);
        EXPECT_TRUE(found(work, rival.shop, Personal::phone, "13812345678").empty());
    });
}

TEST_P(House, the_vault_refuses_what_nobody_could_have_meant) {
    auto refused = [&](const Plain& plain) {
        auto slip = put(store(), acme.shop, plain);
        return slip ? "taken" : slip.error().reason;
    };
    EXPECT_EQ(refused({Personal::address, std::string(501, 'x'), ""}), "too_long");
    EXPECT_EQ(refused({Personal::name, "a\x01", ""}), "bad_characters");
    auto many = store().write_now([&](Work& work) {
        return put_away(work, acme.shop,
                        std::vector<Plain>{ann_phone, {Personal::name, "\xff", ""}});
    });
    EXPECT_FALSE(many);
    store().read_now([&](Work& work) {
        EXPECT_TRUE(found(work, acme.shop, Personal::phone, "13812345678").empty());
    });
}

TEST_P(House, a_box_moved_to_another_row_does_not_open) {
    auto ann = *put(store(), acme.shop, ann_phone), bob = *put(store(), acme.shop, bob_phone);
    store().write_now([&](Work& work) {
        work.db.execute("update vault set box = (select box from vault where id = ?) where id = ?",
                        ann, bob);
    });
    store().read_now([&](Work& work) {
        EXPECT_EQ(opened(work, acme.shop, bob), std::nullopt);
        EXPECT_TRUE(opened(work, acme.shop, ann));
    });
}

TEST_P(House, what_is_erased_is_gone_and_its_slip_stands_for_nothing) {
    auto ann = *put(store(), acme.shop, ann_phone), bob = *put(store(), acme.shop, bob_phone);
    auto name = *put(store(), acme.shop, {Personal::name, "李四", "bob"});
    store().write_now([&](Work& work) {
        erase(work, rival.shop, ann);
        erase_of(work, acme.shop, "bob");
        erase_of(work, acme.shop, "");
    });
    store().read_now([&](Work& work) {
        EXPECT_TRUE(opened(work, acme.shop, ann));
        EXPECT_EQ(found(work, acme.shop, Personal::phone, "13812345678"), std::vector{ann});
        EXPECT_EQ(opened(work, acme.shop, bob), std::nullopt);
        EXPECT_EQ(masks(work, acme.shop, {bob})[bob].text, "");
        EXPECT_TRUE(found(work, acme.shop, Personal::name, "李四").empty());
    });
    EXPECT_NE(*put(store(), acme.shop, bob_phone), bob);
    store().write_now([&](Work& work) { erase(work, acme.shop, name); });
}

IN_BOTH_ENGINES(House);
