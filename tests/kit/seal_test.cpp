#include "kit/crypto/seal.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "kit/crypto/crypto.hpp"

using namespace kit;
using namespace kit::crypto;

namespace {

const std::string old_key(32, 'o'), new_key(32, 'n');
const KeyRing ring(new_key, "vault");

struct Folder {
    std::string path;
    Folder() {
        ready();
        char name[] = "/tmp/seal_test_XXXXXX";
        path = mkdtemp(name);
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST(Seal, opens_what_it_sealed_and_tells_nothing_of_it) {
    for (std::size_t size : {0u, 1u, 11u, 500u, 100'000u}) {
        auto plain = std::string(size, 'x');
        auto box = ring.seal(plain, "a row");
        EXPECT_EQ(ring.open(box, "a row"), plain) << size;
        EXPECT_EQ(box.find("xxxx"), std::string::npos);
    }
    std::set<std::string> boxes;
    for (int i = 0; i < 1000; ++i) boxes.insert(ring.seal("13812345678", "a row"));
    EXPECT_EQ(boxes.size(), 1000u);
}

TEST(Seal, opens_in_its_own_row_alone) {
    auto box = ring.seal("13812345678", "row 1");
    EXPECT_EQ(ring.open(box, "row 2"), std::nullopt);
    EXPECT_EQ(ring.open(box, ""), std::nullopt);
    EXPECT_EQ(KeyRing(new_key, "another purpose").open(box, "row 1"), std::nullopt);
}

TEST(Seal, refuses_a_box_with_any_character_changed_cut_or_added) {
    auto box = ring.seal("张三", "row");
    for (std::size_t at = 0; at < box.size(); ++at) {
        auto changed = box;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_EQ(ring.open(changed, "row"), std::nullopt) << at;
        EXPECT_EQ(ring.open(box.substr(0, at), "row"), std::nullopt) << at;
    }
    EXPECT_EQ(ring.open(box + "A", "row"), std::nullopt);
    EXPECT_EQ(ring.open("", "row"), std::nullopt);
}

TEST(Seal, goes_on_opening_what_the_key_before_sealed) {
    KeyRing before(old_key, "vault"), between(new_key + old_key, "vault");
    auto old_box = before.seal("旧", "row"), new_box = between.seal("新", "row");
    EXPECT_EQ(between.open(old_box, "row"), "旧");
    EXPECT_EQ(between.open(new_box, "row"), "新");
    EXPECT_EQ(ring.open(new_box, "row"), "新");
    EXPECT_EQ(ring.open(old_box, "row"), std::nullopt);
    EXPECT_EQ(before.open(new_box, "row"), std::nullopt);
    EXPECT_EQ(sealed_by(old_box), before.newest());
    EXPECT_EQ(sealed_by(new_box), ring.newest());
    EXPECT_EQ(between.older(), std::vector{before.newest()});
}

TEST(BlindIndex, is_the_same_for_one_value_and_key_and_differs_for_all_else) {
    KeyRing between(new_key + old_key, "vault");
    EXPECT_EQ(ring.blind("13812345678"), KeyRing(new_key, "vault").blind("13812345678"));
    EXPECT_NE(ring.blind("13812345678"), ring.blind("13812345679"));
    EXPECT_NE(ring.blind("13812345678"), KeyRing(new_key, "orders").blind("13812345678"));
    EXPECT_EQ(between.blinds("x"),
              (std::vector{ring.blind("x"), KeyRing(old_key, "vault").blind("x")}));
    // The index is not by the key that seals: who learns one has not got the other.
    EXPECT_NE(ring.blind("x"), hex(hmac_sha256(derived_key(new_key, "sealing of vault"), "x")));
}

TEST(MasterKeys, are_one_at_first_two_while_changing_and_one_again) {
    Folder folder;
    auto path = folder.path + "/master.key";
    auto first = master_keys(path);
    EXPECT_EQ(first.size(), 32u);
    add_master_key(path);
    auto both = master_keys(path);
    ASSERT_EQ(both.size(), 64u);
    EXPECT_EQ(both.substr(32), first);
    EXPECT_THROW(add_master_key(path), Breakage);
    EXPECT_THROW(master_key(path), Breakage);
    drop_old_master_keys(path);
    EXPECT_EQ(master_keys(path), both.substr(0, 32));
    drop_old_master_keys(path);
    EXPECT_EQ(master_keys(path), both.substr(0, 32));
    struct stat found{};
    ASSERT_EQ(::stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    auto files = std::filesystem::directory_iterator(folder.path);
    EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}
