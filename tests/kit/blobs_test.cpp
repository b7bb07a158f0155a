#include "kit/base/blobs.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>
#include <vector>

using namespace kit;
namespace fs = std::filesystem;

namespace {

struct Folder {
    std::string path;
    Folder() {
        char name[] = "/tmp/blobs_test_XXXXXX";
        path = mkdtemp(name);
    }
    ~Folder() { fs::remove_all(path); }
};

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::set<std::string> files_under(const std::string& folder) {
    std::set<std::string> names;
    for (auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) names.insert(fs::relative(entry.path(), folder));
    return names;
}

constexpr auto name_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

}  // namespace

TEST(Blobs, are_named_by_their_contents_and_come_back_whole) {
    Folder folder;
    Blobs blobs(folder.path + "/blobs");
    EXPECT_EQ(blobs.put("abc"), name_of_abc);
    EXPECT_TRUE(blobs.has(name_of_abc));
    EXPECT_EQ(blobs.path_of(name_of_abc), folder.path + "/blobs/ba/" + name_of_abc);
    EXPECT_EQ(contents(blobs.path_of(name_of_abc)), "abc");
    std::string bytes(3'000'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7919 >> 5);
    EXPECT_EQ(contents(blobs.path_of(blobs.put(bytes))), bytes);
    EXPECT_EQ(contents(blobs.path_of(blobs.put(""))), "");
}

TEST(Blobs, of_the_same_bytes_are_kept_once) {
    Folder folder;
    Blobs blobs(folder.path + "/blobs");
    auto name = blobs.put("the same");
    auto first = fs::last_write_time(blobs.path_of(name));
    EXPECT_EQ(blobs.put("the same"), name);
    EXPECT_EQ(fs::last_write_time(blobs.path_of(name)), first);
    EXPECT_EQ(files_under(folder.path + "/blobs").size(), 1u);
}

TEST(Blobs, that_were_lost_or_cut_short_are_written_anew) {
    Folder folder;
    Blobs blobs(folder.path + "/blobs");
    auto name = blobs.put("the shop's logo");
    fs::resize_file(blobs.path_of(name), 3);
    blobs.put("the shop's logo");
    EXPECT_EQ(contents(blobs.path_of(name)), "the shop's logo");
    fs::remove(blobs.path_of(name));
    EXPECT_FALSE(blobs.has(name));
    blobs.put("the shop's logo");
    EXPECT_EQ(contents(blobs.path_of(name)), "the shop's logo");
    fs::remove_all(folder.path + "/blobs/" + name.substr(0, 2));
    blobs.put("the shop's logo");
    EXPECT_EQ(contents(blobs.path_of(name)), "the shop's logo");
    fs::remove(blobs.path_of(name));
    fs::create_symlink("/etc/hostname", blobs.path_of(name));
    EXPECT_FALSE(blobs.has(name));
    blobs.put("the shop's logo");
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(blobs.path_of(name))));
}

TEST(Blobs, leave_only_their_own_names_and_nothing_for_others_to_read) {
    Folder folder;
    Blobs blobs(folder.path + "/blobs");
    for (int i = 0; i < 50; ++i) blobs.put("content " + std::to_string(i));
    for (auto& name : files_under(folder.path + "/blobs")) {
        ASSERT_EQ(name.size(), 67u) << name;
        EXPECT_TRUE(Blobs::is_name(name.substr(3))) << name;
        EXPECT_EQ(name.substr(0, 3), name.substr(3, 2) + "/");
        auto open_to = fs::status(folder.path + "/blobs/" + name).permissions();
        EXPECT_EQ(open_to & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
    }
    EXPECT_TRUE(fs::is_empty(folder.path + "/blobs.part"));
    EXPECT_EQ(fs::status(folder.path + "/blobs").permissions(), fs::perms::owner_all);
}

TEST(Blobs, put_by_many_at_once_are_all_there) {
    Folder folder;
    Blobs blobs(folder.path + "/blobs");
    {
        std::vector<std::jthread> people;
        for (int person = 0; person < 6; ++person)
            people.emplace_back([&] {
                for (int i = 0; i < 20; ++i) blobs.put("picture " + std::to_string(i));
            });
    }
    EXPECT_EQ(files_under(folder.path + "/blobs").size(), 20u);
    for (int i = 0; i < 20; ++i) {
        auto text = "picture " + std::to_string(i);
        EXPECT_EQ(contents(blobs.path_of(blobs.put(text))), text);
    }
    EXPECT_TRUE(fs::is_empty(folder.path + "/blobs.part"));
}

TEST(Blobs, sweep_what_a_power_cut_left_half_written) {
    Folder folder;
    fs::create_directories(folder.path + "/blobs.part");
    std::ofstream(folder.path + "/blobs.part/old") << "half";
    std::ofstream(folder.path + "/blobs.part/fresh") << "another process writes this now";
    utimbuf yesterday{::time(nullptr) - 86'400, ::time(nullptr) - 86'400};
    ::utime((folder.path + "/blobs.part/old").c_str(), &yesterday);
    Blobs blobs(folder.path + "/blobs");
    EXPECT_EQ(files_under(folder.path + "/blobs.part"), std::set<std::string>{"fresh"});
}

TEST(Blobs, have_no_other_names) {
    Folder folder;
    Blobs blobs(folder.path + "/blobs");
    std::ofstream(folder.path + "/secret") << "not yours";
    for (std::string name :
         {std::string(), std::string("../secret"), std::string("ab"), std::string(63, 'a'),
          std::string(65, 'a'), std::string(64, 'A'), "../" + std::string(61, 'a'),
          std::string("..%2fsecret"), std::string(64, '\0'), std::string(63, 'a') + "\n"}) {
        EXPECT_FALSE(Blobs::is_name(name));
        EXPECT_FALSE(blobs.has(name));
        EXPECT_FALSE(blobs.drop(name));
    }
    EXPECT_TRUE(fs::exists(folder.path + "/secret"));
    EXPECT_TRUE(Blobs::is_name(std::string(64, 'a')));
    EXPECT_FALSE(blobs.has(std::string(64, 'a')));
}

TEST(Blobs, can_be_forgotten) {
    Folder folder;
    Blobs blobs(folder.path + "/blobs");
    auto name = blobs.put("an old evidence photo");
    EXPECT_TRUE(blobs.drop(name));
    EXPECT_FALSE(blobs.has(name));
    EXPECT_FALSE(blobs.drop(name));
}

TEST(Blobs, cannot_stand_where_there_is_no_folder) {
    EXPECT_THROW(Blobs("/proc/no/such/place"), Breakage);
}

// A file system of 1 MiB of its own, in a mount namespace of a child process.
TEST(Blobs, say_so_when_the_disk_is_full_and_keep_what_they_had) {
    Folder folder;
    pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        if (::unshare(CLONE_NEWNS) != 0 ||
            ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("none", folder.path.c_str(), "tmpfs", 0, "size=1m") != 0)
            ::_exit(77);
        Blobs blobs(folder.path + "/blobs");
        auto kept = blobs.put("small enough");
        int code = 1;
        try {
            blobs.put(std::string(2'000'000, 'x'));
        } catch (const Breakage& breakage) {
            if (std::string_view(breakage.what()) == "storage_full") code = 0;
        }
        if (contents(blobs.path_of(kept)) != "small enough") code = 2;
        if (!fs::is_empty(folder.path + "/blobs.part")) code = 3;
        blobs.put("there is room again");
        ::_exit(code);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "may not mount here";
    EXPECT_EQ(WEXITSTATUS(status), 0);
}
