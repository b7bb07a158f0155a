#include "kit/text/patterns.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

#include "kit/text/utf8.hpp"

namespace kit::text {

struct Patterns::Made {
    explicit Made(const re2::RE2::Options& options) : set(options, re2::RE2::UNANCHORED) {}
    re2::RE2::Set set;
    std::vector<std::unique_ptr<re2::RE2>> each;
};

static re2::RE2::Options options() {
    re2::RE2::Options made;
    made.set_max_mem(pattern_memory_max);
    made.set_log_errors(false);
    made.set_case_sensitive(false);
    return made;
}

static Refusal unfit(std::string reason, const std::string& pattern, std::string why) {
    return refused(Code::invalid, std::move(reason), pattern, std::move(why));
}

static Result<std::unique_ptr<re2::RE2>> one(const std::string& pattern) {
    if (pattern.size() > pattern_bytes_max) return unfit("pattern_too_long", pattern, "");
    if (!is_valid_utf8(pattern)) return unfit("bad_pattern", "", "not UTF-8");
    auto made = std::make_unique<re2::RE2>(pattern, options());
    const auto code = made->error_code();
    if (code == re2::RE2::ErrorPatternTooLarge || code == re2::RE2::ErrorRepeatSize)
        return unfit("pattern_explodes", pattern, made->error());
    if (!made->ok()) return unfit("bad_pattern", pattern, made->error());
    if (re2::RE2::FullMatch("", *made)) return unfit("matches_nothing", pattern, "");
    return made;
}

Result<Patterns> Patterns::compiled(std::span<const std::string> patterns) {
    if (patterns.size() > patterns_max) return unfit("too_many_patterns", "", "");
    Patterns out;
    if (patterns.empty()) return out;
    auto whole = options();
    whole.set_max_mem(pattern_memory_max * static_cast<std::int64_t>(patterns.size() + 4));
    auto made = std::make_shared<Made>(whole);
    for (const std::string& pattern : patterns) {
        TRY(auto each, one(pattern));
        std::string why;
        if (made->set.Add(pattern, &why) < 0) return unfit("bad_pattern", pattern, why);
        made->each.push_back(std::move(each));
    }
    if (!made->set.Compile()) return unfit("pattern_explodes", "", "all patterns together");
    out.made_ = std::move(made);
    return out;
}

void Patterns::find(std::u32string_view text, std::vector<Match>& into) const {
    into.clear();
    if (!made_ || text.empty()) return;
    const std::string bytes = encoded(text);
    std::vector<int> which;
    re2::RE2::Set::ErrorInfo trouble{};
    if (!made_->set.Match(bytes, &which, &trouble)) {
        // The automaton ran out of its memory on this text: ask each, which needs less.
        if (trouble.kind != re2::RE2::Set::kOutOfMemory) return;
        for (std::size_t i = 0; i < made_->each.size(); ++i) which.push_back(static_cast<int>(i));
    }
    std::vector<std::uint32_t> points(bytes.size() + 1);  // by byte: which code point it is of
    std::uint32_t point = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        points[i] = point;
        const bool ends =
            i + 1 == bytes.size() || (static_cast<unsigned char>(bytes[i + 1]) & 0xC0U) != 0x80U;
        point += ends ? 1 : 0;
    }
    points[bytes.size()] = point;
    std::ranges::sort(which);
    for (const int number : which) {
        const re2::RE2& each = *made_->each[static_cast<std::size_t>(number)];
        re2::StringPiece found;
        std::size_t at = 0;
        for (std::size_t places = 0; at < bytes.size() && places < pattern_places_max; ++places) {
            if (!each.Match(bytes, at, bytes.size(), re2::RE2::UNANCHORED, &found, 1)) break;
            const auto from = static_cast<std::size_t>(found.data() - bytes.data());
            const std::size_t to = from + found.size();
            if (found.empty()) break;
            into.push_back({static_cast<std::uint32_t>(number), points[from], points[to]});
            at = to;
        }
    }
}

}  // namespace kit::text
