#include "kit/text/halves.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "kit/text/utf8.hpp"

namespace kit::text {

namespace {

constexpr std::size_t spaced_out_min = 3;  // characters

// First half, second half, whole. Only halves that nobody writes side by side for another reason.
constexpr std::u32string_view halves =
    U"亻言信亻门们亻尔你亻也他亻寸付亻介价亻本体亻吏使亻昔借"
    U"讠平评讠人认讠正证讠果课讠青请讠兑说讠舌话讠吾语讠斥诉讠只识讠上让讠方访"
    U"力口加弓虽强扌丁打扌包抱扌召招扌由抽扌非排"
    U"氵去法氵台治氵衮滚氵舌活"
    U"钅戋钱钅艮银钅昔错钅失铁纟工红纟合给纟及级纟勺约纟召绍辶反返辶不还辶艮退"
    U"彳导得忄生性礻兄祝礻土社衤刀初犭句狗犭者猪"
    U"彳艮很疒丙病贝才财";

// Which halves there are, by the first of them: most characters are none.
char32_t whole_of(char32_t first, char32_t second) {
    static const auto firsts = [] {
        std::vector<bool> made(0x10000);
        for (std::size_t i = 0; i < halves.size(); i += 3) made[halves[i]] = true;
        return made;
    }();
    if (first < 0x80 || first >= firsts.size() || !firsts[first]) return 0;
    for (std::size_t i = 0; i < halves.size(); i += 3)
        if (halves[i] == first && halves[i + 1] == second) return halves[i + 2];
    return 0;
}

}  // namespace

// Of 不 可 以 退 only the first blank may be a break.
void close_spaced_out(Normal& normal) {
    const auto apart = [&](std::size_t i) {
        return i < normal.text.size() && normal.before[i] >= LeftOut::sign &&
               is_cjk(normal.text[i]) && is_cjk(normal.text[i - 1]);
    };
    for (std::size_t i = 1; i < normal.text.size(); ++i) {
        std::size_t last = i;
        while (apart(last)) ++last;
        const bool alone = last - i >= spaced_out_min - 1;
        for (std::size_t at = i; alone && at < last; ++at) normal.before[at] = LeftOut::unseen;
        i = std::max(i, last);
    }
}

// Step 5, in place: the second half goes, the first becomes the whole.
void join_halves(Normal& normal) {
    std::u32string& text = normal.text;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < text.size(); ++i, ++kept) {
        text[kept] = text[i];
        normal.origin[kept] = normal.origin[i];
        normal.before[kept] = normal.before[i];
        const char32_t whole = i + 1 < text.size() ? whole_of(text[i], text[i + 1]) : 0;
        if (whole == 0) continue;
        text[kept] = whole;
        ++i;
    }
    text.resize(kept);
    normal.origin.resize(kept);
    normal.before.resize(kept);
}

}  // namespace kit::text
