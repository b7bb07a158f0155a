// The power-loss simulation: what was synced stays, what was not may go, and it is a file's
// folder that remembers its name. A small Python program writes under the preloaded library.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

namespace fs = std::filesystem;

class Power : public testing::Test {
protected:
    fs::path root, data;

    void SetUp() override {
        root = fs::temp_directory_path() / ("xiaoer-power-" + std::to_string(getpid()));
        data = root / "data";
        fs::create_directories(data);
        fs::create_directories(root / "grave");
    }
    void TearDown() override { fs::remove_all(root); }

    void before(const std::string& name, const std::string& bytes) {
        std::ofstream{data / name} << bytes;
    }
    std::string after(const std::string& name) {
        std::ifstream file{data / name};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    static int run(const std::string& command) {
        const int status = std::system(command.c_str());  // NOLINT: a test's own words
        return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    }
    // `script` runs in the data folder with `o`, `w`, `sync`, `dirsync` at hand.
    int write_under_shim(const std::string& script, int cut_at = 0) {
        const std::string tools =
            "import os, sys\n"
            "def o(name, flags=os.O_RDWR | os.O_CREAT): return os.open(name, flags, 0o600)\n"
            "def w(f, text, at=0): os.pwrite(f, text.encode(), at)\n"
            "def dirsync(name='.'):\n"
            "    f = os.open(name, os.O_RDONLY); os.fsync(f); os.close(f)\n";
        std::ofstream{root / "writer.py"} << tools << script;
        return run("cd " + data.string() +
                   " && env LD_PRELOAD=" XIAOER_CHAOS_DIR "/plsim_shim.so PLSIM_DIR=. PLSIM_LOG=" +
                   (root / "log").string() + " PLSIM_GRAVE=" + (root / "grave").string() +
                   " PLSIM_CUT=" + std::to_string(cut_at) + " /usr/bin/python3 " +
                   (root / "writer.py").string() + " 2>/dev/null");
    }
    void lose_power(const std::string& keep = "none", int seed = 1) {
        ASSERT_EQ(
            run("/usr/bin/python3 " XIAOER_SOURCE "/chaos/kit/power_cut.py --dir " + data.string() +
                " --log " + (root / "log").string() + " --grave " + (root / "grave").string() +
                " --keep " + keep + " --seed " + std::to_string(seed) + " >/dev/null"),
            0);
    }
};

TEST_F(Power, loses_what_was_written_and_not_synced) {
    before("a", "old words");
    ASSERT_EQ(write_under_shim("f = o('a'); w(f, 'NEW')"), 0);
    EXPECT_EQ(after("a"), "NEW words");
    lose_power();
    EXPECT_EQ(after("a"), "old words");
}

TEST_F(Power, keeps_what_was_synced) {
    before("a", "old words");
    ASSERT_EQ(write_under_shim("f = o('a'); w(f, 'NEW'); os.fdatasync(f); w(f, '!!!', 3)"), 0);
    lose_power();
    EXPECT_EQ(after("a"), "NEW words");
}

TEST_F(Power, takes_back_the_length_of_what_was_appended) {
    before("a", "old");
    ASSERT_EQ(write_under_shim("f = o('a', os.O_WRONLY | os.O_APPEND); os.write(f, b' and new')"),
              0);
    EXPECT_EQ(after("a"), "old and new");
    lose_power();
    EXPECT_EQ(after("a"), "old");
}

TEST_F(Power, gives_back_what_was_truncated) {
    before("a", std::string(2000, 'x'));
    ASSERT_EQ(write_under_shim("f = o('a'); os.ftruncate(f, 100)"), 0);
    EXPECT_EQ(after("a").size(), 100u);
    lose_power();
    EXPECT_EQ(after("a"), std::string(2000, 'x'));
}

TEST_F(Power, forgets_a_new_file_whose_folder_was_not_synced) {
    ASSERT_EQ(write_under_shim("f = o('a'); w(f, 'words'); os.fsync(f)"), 0);
    EXPECT_EQ(after("a"), "words");
    lose_power();
    EXPECT_FALSE(fs::exists(data / "a"));
}

TEST_F(Power, keeps_a_new_file_whose_folder_was_synced) {
    ASSERT_EQ(write_under_shim("f = o('a'); w(f, 'words'); os.fsync(f); dirsync()"), 0);
    lose_power();
    EXPECT_EQ(after("a"), "words");
}

TEST_F(Power, undoes_a_rename_whose_folder_was_not_synced) {
    before("a", "good");
    ASSERT_EQ(write_under_shim("f = o('t'); w(f, 'better'); os.fsync(f); dirsync()\n"
                               "os.rename('t', 'a')"),
              0);
    EXPECT_EQ(after("a"), "better");
    lose_power();
    EXPECT_EQ(after("a"), "good");
    EXPECT_EQ(after("t"), "better");
}

TEST_F(Power, brings_back_what_was_unlinked) {
    before("a", "good");
    ASSERT_EQ(write_under_shim("os.unlink('a')"), 0);
    lose_power();
    EXPECT_EQ(after("a"), "good");
}

TEST_F(Power, forgets_a_folder_that_its_parent_never_synced) {
    ASSERT_EQ(write_under_shim("os.mkdir('ab'); f = o('ab/c'); w(f, 'x'); os.fsync(f)\n"
                               "dirsync('ab')"),
              0);
    lose_power();
    EXPECT_FALSE(fs::exists(data / "ab"));
}

TEST_F(Power, cuts_at_the_storage_call_it_was_told) {
    before("a", "....");
    EXPECT_EQ(write_under_shim("f = o('a')\nfor i in range(4): w(f, 'x', i)", 3), 128 + 9);
    EXPECT_EQ(after("a"), "xx..");
}

TEST_F(Power, may_keep_some_sectors_and_lose_others) {
    before("a", std::string(64 * 512, 'o'));
    ASSERT_EQ(write_under_shim("f = o('a'); w(f, 'n' * (64 * 512))"), 0);
    lose_power("random", 7);
    const std::string bytes = after("a");
    ASSERT_EQ(bytes.size(), 64u * 512u);
    const auto lost = std::count(bytes.begin(), bytes.end(), 'o') / 512;
    EXPECT_GT(lost, 10);
    EXPECT_LT(lost, 54);
}

}  // namespace
