// How well promises are found, on the test part of the labelled lines; never tuned on.
//
//     bin/bench promises [--json] [--tune] [FILE]     --tune prints the lines of the tune part that
//     are read otherwise;
//                                                     FILE, a line each, prints what is found in
//                                                     them
#include <chrono>
#include <cstring>
#include <iostream>

#include "../tests/promises/said.hpp"

namespace {

void say(std::string_view name, double value, std::string_view unit, double against) {
    std::cout << "{\"name\":\"" << name << "\",\"value\":" << value << ",\"unit\":\"" << unit
              << "\",\"against\":" << against
              << ",\"ratio\":" << (against == 0 ? value : value / against) << "}\n";
}

std::string shown(const promises::Found& found) {
    std::string out(kit::name_of(found.kind));
    if (!found.due) return out + "@-";
    auto minutes = (found.due->us - said::midnight) / said::minute_us;
    return out + "@d" + std::to_string(minutes / 1440) + " " + std::to_string(minutes % 1440 / 60) +
           ":" + std::to_string(minutes % 60) + " [" + found.words + "]";
}

void print(const std::string& text) {
    for (auto& one : promises::promised_in(text, shifts::usual_hours(), said::at))
        std::cout << "  " << shown(one) << '\n';
}

int tune() {
    said::Score score;
    for (auto& line : said::lines("tests/promises/data/said_tune.tsv")) {
        if (said::judge(line, score)) continue;
        std::cout << line.text << "  wanted " << line.wanted.size() << '\n';
        print(line.text);
    }
    std::cout << "f1 " << score.f1() << " right " << score.right << " missed " << score.missed
              << " invented " << score.invented << '\n';
    return 0;
}

int find_in(const char* path) {
    std::ifstream in(path);
    for (std::string text; std::getline(in, text);)
        if (!promises::promised_in(text, shifts::usual_hours(), said::at).empty()) {
            std::cout << text << '\n';
            print(text);
        }
    return 0;
}

}  // namespace

int main(int count, char** words) {
    for (int i = 1; i < count; ++i) {
        if (!std::strcmp(words[i], "--tune")) return tune();
        if (words[i][0] != '-') return find_in(words[i]);
    }
    auto lines = said::lines("tests/promises/data/said_test.tsv");
    auto score = said::judged(lines);
    auto from = std::chrono::steady_clock::now();
    constexpr int rounds = 50;
    for (int i = 0; i < rounds; ++i) said::judged(lines);
    auto us =
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - from).count() /
        (rounds * static_cast<double>(lines.size()));
    say("promise_hit_f1", score.f1(), "share", 0.9);
    say("promise_hit_recall", static_cast<double>(score.right) / (score.right + score.missed),
        "share", 0.9);
    say("promise_hit_precision", static_cast<double>(score.right) / (score.right + score.invented),
        "share", 0.9);
    say("promise_lines", score.lines, "lines", 150);
    say("promise_find_us", us, "us", 200);
}
