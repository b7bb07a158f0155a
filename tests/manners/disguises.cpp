#include "disguises.hpp"

#include <algorithm>
#include <fstream>
#include <random>

#include "kit/text/utf8.hpp"

namespace disguises {

namespace {

using Points = std::u32string;

// Pairs: a character and what stands for it.
constexpr std::u32string_view traditional =
    U"转轉账賬红紅银銀码碼给給优優号號没沒办辦实實卖賣买買质質贴貼运運费費发發货貨评評现現换換"
    U"线線绝絕对對处處问問题題这這个個们們说說让讓该該确確无無业業为為电電话話单單团團权權罚罰"
    U"骗騙闹鬧废廢滚滾脑腦残殘贱賤证證样樣还還钱錢续續压壓药藥疗療级級极極国國产產责責规規"
    U"统統当當别別谁誰来來后後里裡复復请請联聯系繫订訂购購东東价價经經难難关關约約随隨种種";
constexpr std::u32string_view homophones =
    U"微威信芯加佳码马转专账帐私斯红宏好号评平返反现线差插退腿款宽货或换焕办半法罚行形"
    U"买卖投头诉素找着快块递弟问闻管馆傻沙笨奔滚棍死四脑恼蠢春穷琼病并赔陪免勉单丹保宝证正"
    U"绝决对队第弟一壹品拼牌排全权网忘最罪低滴治制百白效校永勇图途截节删山领岭卡咖号耗"
    U"身深份粪密蜜验彦支之付副宝饱拉啦黑嘿告高处触理里银音链炼接街规归定订售受算蒜";
constexpr std::u32string_view look_alikes =
    U"微薇信亻0❶1①2②3③4④5⑤赔培账帐支攴付苻款欵评枰验睑码玛转砖返扳现砚退煺货贷办力滚磙傻儍脑恼";
constexpr std::u32string_view numbers = U"零0一1二2三3四4五5六6七7八8九9十拾";

char32_t other_of(std::u32string_view pairs, char32_t point) {
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
        if (pairs[i] == point) return pairs[i + 1];
    return 0;
}

std::string with_unseen(const Points& points, unsigned seed) {
    constexpr std::u32string_view unseen = U"\u200B\u200C\u200D\u2060\uFEFF\u00AD";
    std::mt19937 dice(seed);
    Points made;
    for (const char32_t point : points) {
        if (!made.empty() && dice() % 2 == 0) made.push_back(unseen[dice() % unseen.size()]);
        made.push_back(point);
    }
    if (made.size() == points.size()) made.insert(1, 1, U'\u200B');
    return kit::text::encoded(made);
}

// Up to `most` of the characters that have another form, chosen by the seed.
std::string swapped(std::u32string_view pairs, std::string_view text, unsigned seed,
                    std::size_t most) {
    Points points = kit::text::decoded(text);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (other_of(pairs, points[i]) != 0) places.push_back(i);
    std::mt19937 dice(seed);
    std::shuffle(places.begin(), places.end(), dice);
    if (places.size() > most) places.resize(most);
    for (const std::size_t i : places) points[i] = other_of(pairs, points[i]);
    return places.empty() ? with_unseen(points, seed) : kit::text::encoded(points);
}

std::string full_width(std::string_view text, unsigned seed) {
    Points points = kit::text::decoded(text);
    bool any = false;
    for (char32_t& point : points) {
        if (point <= ' ' || point >= 0x7F) continue;
        point += 0xFEE0;
        any = true;
    }
    if (any) return kit::text::encoded(points);
    // Without letters the blanks are full width: one behind the first character.
    points.insert(1 + seed % (points.size() - 1), 1, U'\u3000');
    points.insert(1, 1, U'\u3000');
    for (std::size_t i = 3; i < points.size(); i += 2) points.insert(i, 1, U'\u3000');
    return kit::text::encoded(points);
}

std::string separated(std::string_view text, unsigned seed) {
    constexpr std::u32string_view signs = U"-_*·|/^🌹❤";
    std::mt19937 dice(seed);
    Points points = kit::text::decoded(text);
    const std::size_t count = 1 + dice() % 3;
    for (std::size_t i = 0; i < count; ++i)
        points.insert(1 + dice() % (points.size() - 1), 1, signs[dice() % signs.size()]);
    return kit::text::encoded(points);
}

std::string spaced_out(std::string_view text, unsigned seed) {
    constexpr std::u32string_view signs = U" .-、,~*";
    const char32_t sign = signs[seed % signs.size()];
    Points made;
    for (const char32_t point : kit::text::decoded(text)) {
        if (!made.empty()) made.push_back(sign);
        made.push_back(point);
    }
    return kit::text::encoded(made);
}

std::string repeated(std::string_view text, unsigned seed) {
    Points points = kit::text::decoded(text);
    const std::size_t at = seed % points.size();
    points.insert(at, 2 + seed % 3, points[at]);
    return kit::text::encoded(points);
}

std::string turned_round(std::string_view text, unsigned seed) {
    Points points = kit::text::decoded(text);
    const std::size_t from = seed % 2 == 0 ? 0 : seed % points.size();
    std::reverse(points.begin() + static_cast<std::ptrdiff_t>(from), points.end());
    points.insert(from, 1, U'\u202E');
    points.push_back(U'\u202C');
    return kit::text::encoded(points);
}

}  // namespace

const std::vector<Disguise>& all() {
    static const std::vector<Disguise> made = {
        {"full_width", full_width},
        {"traditional",
         [](auto text, unsigned seed) { return swapped(traditional, text, seed, 99); }},
        {"number_words", [](auto text, unsigned seed) { return swapped(numbers, text, seed, 99); }},
        {"separators", separated},
        {"spaced_out", spaced_out},
        {"repeats", repeated},
        {"homophones",
         [](auto text, unsigned seed) { return swapped(homophones, text, seed, 1 + seed % 2); }},
        {"look_alikes",
         [](auto text, unsigned seed) { return swapped(look_alikes, text, seed, 1); }},
        {"unseen",
         [](auto text, unsigned seed) { return with_unseen(kit::text::decoded(text), seed); }},
        {"turned_round", turned_round},
    };
    return made;
}

std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && line.front() != '#') lines.push_back(line);
    return lines;
}

}  // namespace disguises
