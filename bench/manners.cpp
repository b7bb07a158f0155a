// How fast is the gate, how does it grow, and what can be hidden from it?
//
//     bench_manners [--json] [--dialogues FILE] [--show N] [--seed S]
//
// FILE is a tab-separated transcript: session, user, 0 buyer or 1 agent, three more columns, text.
// With it, false alarms are counted on its agents' lines and every dialogue is judged; --show
// prints N random verdicts of agents' lines for a check by hand. Without it, the false alarms are
// counted on our own polite lines. Times are those of one thread on its own clock.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "../tests/manners/disguises.cpp"
#include "kit/text/utf8.hpp"
#include "manners/manners.hpp"

namespace {

using manners::Colour;

void say(const char* name, double value, const char* unit, double against) {
    std::printf(R"({"name":"%s","value":%.5g,"unit":"%s","against":%.5g,"ratio":%.4f})"
                "\n",
                name, value, unit, against, against == 0 ? 0 : value / against);
    std::fflush(stdout);
}

double seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::string repeated(std::string_view piece, std::size_t points) {
    std::string text;
    const auto each = kit::text::length(piece);
    for (std::size_t made = 0; made < points; made += each) text += piece;
    return kit::text::clipped(text, points);
}

constexpr std::string_view pieces[] = {
    "这款杯子用的是高岭土，釉面光滑，容量三百毫升，适合喝茶也适合泡咖啡，颜色有米白和雾蓝两种，",
    "您好，让您久等了，看到您的问题了，包裹昨晚到了杭州分拨中心，预计明天下午送达，我帮您盯着物流，",
    "亲，这款目前有现货的哦，今天下午五点前下单当天发出呢，满 99 元包邮，拍两件更划算哦~",
    "您好，这一单已经为您登记，尽快给您安排！！不可以退的哦，加我微信，",
    "退款已经提交，原路返回，一般 1-3 个工作日到账，请您留意一下，有问题随时联系我们客服，",
};

void bench_speed() {
    std::vector<std::string> texts;
    for (const auto piece : pieces) texts.push_back(repeated(piece, 40));
    constexpr int count = 20'000;
    double best = 0;
    for (int round = 0; round < 7; ++round) {
        const double begin = seconds();
        for (int i = 0; i < count; ++i)
            manners::judged(texts[static_cast<std::size_t>(i) % texts.size()]);
        best = std::max(best, count / (seconds() - begin));
    }
    say("judged_messages_per_second", best, "1/s", 100'000);
}

void bench_live_check() {
    std::vector<double> times;
    manners::Context context;
    context.buyer_text = "帮我改一下地址，换成黑色，要两件，明天能到吗";
    context.product_names = {"拾光手作马克杯", "雾蓝茶壶"};
    context.hour = 15;
    for (int i = 0; i < 3000; ++i) {
        const std::string text =
            repeated(pieces[static_cast<std::size_t>(i) % std::size(pieces)], 1000);
        const double begin = seconds();
        manners::judged(text, context);
        times.push_back((seconds() - begin) * 1e3);
    }
    std::ranges::sort(times);
    say("live_check_p99", times[times.size() * 99 / 100], "ms", 1);
}

double best_time(const manners::Gate& gate, const std::string& text, int rounds) {
    double best = 1e9;
    for (int i = 0; i < rounds; ++i) {
        const double begin = seconds();
        gate.judge(text);
        best = std::min(best, seconds() - begin);
    }
    return best;
}

// Time for a character of the longest text over that of a short one: 1 is linear.
void bench_length() {
    double worst = 0;
    for (const std::string_view piece :
         {pieces[3], std::string_view("x"), std::string_view("不可以退，加微信，好评返现，傻逼，"),
          std::string_view("加"), std::string_view("jiawei"), std::string_view("微-")}) {
        const std::string small = repeated(piece, 2048), large = repeated(piece, 64 * 1024);
        const double ratio = best_time(manners::house_gate(), large, 5) / 32 /
                             best_time(manners::house_gate(), small, 20);
        worst = std::max(worst, ratio);
    }
    say("growth_to_64k_characters", worst, "times linear", 2);
}

// The same text under 2,000 and under 20,000 rules.
void bench_rules() {
    const auto gate_of = [](std::size_t count) {
        std::mt19937 dice(7);
        manners::Pack pack{"bench", {}, {}, {}, {}};
        for (std::size_t i = 0; i < count; ++i) {
            std::u32string words;
            for (int at = 0; at < 4; ++at) words.push_back(0x4E00 + dice() % 3000);
            manners::Rule rule;
            rule.id = "bench." + std::to_string(i);
            rule.colour = Colour::red;
            rule.disguised = true;
            rule.phrases = {{kit::text::encoded(words), std::nullopt}};
            rule.reason_zh = rule.reason_en = "bench";
            pack.rules.push_back(rule);
        }
        return manners::Gate(pack);
    };
    const std::string text = repeated(pieces[1], 40);
    const double few = best_time(gate_of(2000), text, 2000);
    const double many = best_time(gate_of(20'000), text, 2000);
    say("growth_to_20000_rules", many / few, "times the time under 2,000 rules", 10);
    const double begin = seconds();
    manners::Gate built(manners::house_pack());
    say("gate_built", (seconds() - begin) * 1e3, "ms", 300);
}

void bench_disguises() {
    int caught = 0, total = 0;
    const auto phrases = disguises::lines_of("tests/manners/data/red_phrases.txt");
    for (std::size_t i = 0; i < 200 && i < phrases.size(); ++i)
        for (const auto& disguise : disguises::all()) {
            ++total;
            const auto text = disguise.dress(phrases[i], static_cast<unsigned>(i) * 31 + 5);
            caught += manners::house_gate().judge(text).colour == Colour::red;
        }
    say("disguise_recall", total == 0 ? 0 : 1.0 * caught / total, "share", 0.95);
}

struct Line {
    std::string session, text;
    bool agent = false;
};

std::vector<Line> transcript(const std::string& path) {
    std::ifstream file(path);
    std::vector<Line> lines;
    for (std::string row; std::getline(file, row);) {
        std::vector<std::string> columns;
        for (std::size_t from = 0; columns.size() < 7 && from <= row.size();) {
            const std::size_t tab =
                columns.size() == 6 ? row.size() : std::min(row.find('\t', from), row.size());
            columns.push_back(row.substr(from, tab - from));
            from = tab + 1;
        }
        if (columns.size() == 7) lines.push_back({columns[0], columns[6], columns[2] == "1"});
    }
    return lines;
}

bool has_hidden_red(const manners::Verdict& verdict) {
    return std::ranges::any_of(
        verdict.hits, [](const auto& hit) { return hit.hidden && hit.colour == Colour::red; });
}

void bench_false_alarms(const std::vector<Line>& lines) {
    std::vector<std::string> texts;
    for (const Line& line : lines)
        if (line.agent) texts.push_back(line.text);
    if (texts.empty()) texts = disguises::lines_of("tests/manners/data/polite.txt");
    std::size_t alarms = 0;
    for (const std::string& text : texts)
        alarms += has_hidden_red(manners::house_gate().judge(text));
    say("disguise_false_alarm_rate",
        1.0 * static_cast<double>(alarms) / static_cast<double>(texts.size()), "share", 0.005);
}

struct Judged {
    const Line* line;
    std::string buyer;
    manners::Verdict verdict;
};

void show(std::vector<Judged> all, std::size_t count, unsigned seed) {
    std::mt19937 dice(seed);
    std::ranges::shuffle(all, dice);
    all.resize(std::min(all.size(), count));
    for (const Judged& one : all) {
        std::printf("%s\t%s\t", std::string(kit::name_of(one.verdict.colour)).c_str(),
                    one.line->text.c_str());
        for (const auto& hit : one.verdict.hits)
            std::printf("%s[%s]%s ", hit.rule.c_str(), hit.words.c_str(), hit.hidden ? "*" : "");
        std::printf("\t<- %s\n", one.buyer.c_str());
    }
}

void judge_dialogues(const std::vector<Line>& lines, std::size_t shown, unsigned seed) {
    std::vector<Judged> all;
    std::string buyer, session;
    const double begin = seconds();
    std::map<std::string, int> sessions;
    for (const Line& line : lines) {
        if (line.session != session) buyer.clear();
        session = line.session;
        ++sessions[session];
        manners::Context context;
        context.buyer_text = buyer;
        if (line.agent)
            all.push_back({&line, buyer, manners::house_gate().judge(line.text, context)});
        else buyer = line.text;
    }
    const double took = seconds() - begin;
    std::map<Colour, double> shares;
    for (const Judged& one : all)
        shares[one.verdict.colour] += 1.0 / static_cast<double>(all.size());
    say("dialogues_judged", static_cast<double>(sessions.size()), "dialogues", 494);
    say("dialogue_agent_lines", static_cast<double>(all.size()), "lines", 0);
    say("dialogues_judged_in", took * 1e3, "ms", 1000);
    say("dialogue_green_share", shares[Colour::green], "share", 0);
    say("dialogue_yellow_share", shares[Colour::yellow], "share", 0);
    say("dialogue_red_share", shares[Colour::red], "share", 0);
    if (shown > 0) show(all, shown, seed);
}

}  // namespace

int main(int count, char** words) {
    std::string path;
    std::size_t shown = 0;
    unsigned seed = 1;
    for (int i = 1; i + 1 < count; ++i) {
        const std::string_view word = words[i];
        if (word == "--dialogues") path = words[i + 1];
        if (word == "--show") shown = std::stoul(words[i + 1]);
        if (word == "--seed") seed = static_cast<unsigned>(std::stoul(words[i + 1]));
    }
    const auto lines = path.empty() ? std::vector<Line>() : transcript(path);
    if (shown == 0) {
        bench_speed();
        bench_live_check();
        bench_length();
        bench_rules();
    }
    bench_disguises();
    bench_false_alarms(lines);
    if (!lines.empty()) judge_dialogues(lines, shown, seed);
    return 0;
}
