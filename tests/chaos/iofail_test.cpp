// Storage that fails on demand: what the program under the shim hears, and that it hears it only
// when it was told to.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>

#include "chaos/beside.hpp"

namespace {

namespace fs = std::filesystem;

// As in chaos/kit/storage_fault.py.
enum Action : std::int64_t { none, no_space, io_error, short_write, die };
enum Kind : std::int64_t { write_call = 1, sync_call = 2 };
constexpr std::int64_t forever = std::int64_t{1} << 60;

class StorageFault : public testing::Test {
protected:
    fs::path root = fs::temp_directory_path() / ("xiaoer-iofail-" + std::to_string(getpid()));

    void SetUp() override { fs::create_directories(root / "data"); }
    void TearDown() override { fs::remove_all(root); }

    // → the exit code; what the script printed is in `told`.
    int run(std::int64_t action, std::int64_t kinds, std::int64_t from, std::int64_t count,
            const std::string& script) {
        std::array<std::int64_t, 512> control{action, kinds, from, count};
        std::ofstream{root / "control", std::ios::binary}.write(
            reinterpret_cast<const char*>(control.data()), sizeof control);
        std::ofstream{root / "script.py"} << "import os\n"
                                             "f = os.open('"
                                          << (root / "data/a").string()
                                          << "', os.O_RDWR | os.O_CREAT)\n"
                                          << script;
        setenv("IOFAIL_DIR", (root / "data").c_str(), 1);
        setenv("IOFAIL_CONTROL", (root / "control").c_str(), 1);
        setenv("LD_PRELOAD", XIAOER_CHAOS_DIR "/iofail_shim.so", 1);
        beside::Program python{{beside::python, root / "script.py"}, root / "told"};
        unsetenv("LD_PRELOAD");
        const int code = python.wait();
        std::ifstream file{root / "told"};
        told = {std::istreambuf_iterator<char>{file}, {}};
        return code;
    }
    std::string told;
};

const std::string three_writes =
    "for i in range(3):\n"
    "    try: print(os.write(f, b'12345678'))\n"
    "    except OSError as e: print(e.strerror)\n";

TEST_F(StorageFault, lets_everything_through_when_nothing_is_asked) {
    EXPECT_EQ(run(none, write_call, 1, forever, three_writes), 0);
    EXPECT_EQ(told, "8\n8\n8\n");
}

TEST_F(StorageFault, says_that_the_disk_is_full_at_the_call_it_was_told) {
    EXPECT_EQ(run(no_space, write_call, 2, 1, three_writes), 0);
    EXPECT_EQ(told, "8\nNo space left on device\n8\n");
}

TEST_F(StorageFault, writes_half_of_what_it_should) {
    EXPECT_EQ(run(short_write, write_call, 3, 1, three_writes), 0);
    EXPECT_EQ(told, "8\n8\n4\n");
}

TEST_F(StorageFault, fails_one_fsync) {
    EXPECT_EQ(run(io_error, sync_call, 1, 1,
                  "for i in range(2):\n"
                  "    try: print(os.fsync(f))\n"
                  "    except OSError as e: print(e.strerror)\n"),
              0);
    EXPECT_EQ(told, "Input/output error\nNone\n");
}

TEST_F(StorageFault, dies_at_the_call_it_was_told) {
    EXPECT_EQ(run(die, write_call, 2, 1, three_writes), 137);
    EXPECT_EQ(fs::file_size(root / "data/a"), 8u);
}

}  // namespace
