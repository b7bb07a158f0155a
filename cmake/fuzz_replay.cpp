// Runs a fuzz target without the fuzzer, so that every build tries it: over the kept inputs of
// fuzz/corpus/NAME and fuzz/regressions/NAME, each also cut short and with bytes changed, and over
// some thousand made-up ones. The same inputs every time.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::mt19937 dice(20'26);
int replayed = 0;

std::size_t below(std::size_t bound) { return dice() % bound; }

void run(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    ++replayed;
}

void run_around(const std::string& bytes) {
    run(bytes);
    for (int i = 0; i < 20 && !bytes.empty(); ++i) {
        run(bytes.substr(0, below(bytes.size())));
        auto changed = bytes;
        changed[below(changed.size())] = static_cast<char>(dice());
        run(changed);
    }
}

std::string made_up() {
    static const std::vector<std::string> pieces{"a",
                                                 "Z",
                                                 "0",
                                                 " ",
                                                 "\n",
                                                 "\r\n",
                                                 "\0",
                                                 ".",
                                                 "/",
                                                 "{",
                                                 "}",
                                                 "\"",
                                                 ":",
                                                 "=",
                                                 "\xff",
                                                 "\xc0\x80",
                                                 "退",
                                                 "款",
                                                 "。",
                                                 "ａ",
                                                 "\xe9\x80",
                                                 "😀",
                                                 "\xed\xa0\x80",
                                                 "%00",
                                                 "eyJ",
                                                 "GET / HTTP/1.1\r\n"};
    std::string text;
    for (auto left = below(40); left > 0; --left) text += pieces[below(pieces.size())];
    return text;
}

}  // namespace

int main(int count, char** arguments) {
    for (int i = 1; i < count; ++i) {
        if (!std::filesystem::is_directory(arguments[i])) continue;
        for (auto& entry : std::filesystem::recursive_directory_iterator(arguments[i])) {
            if (!entry.is_regular_file()) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            run_around({std::istreambuf_iterator<char>{file}, {}});
        }
    }
    run("");
    for (int i = 0; i < 4'000; ++i) run(made_up());
    std::printf("%d inputs\n", replayed);
}
