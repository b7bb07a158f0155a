#include "kit/text/utf8.hpp"

namespace kit::text {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct Step {
    char32_t point = replacement;
    std::size_t bytes = 1;
    bool valid = false;
};

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// Source: Unicode Standard, table 3-7 (well-formed UTF-8 byte sequences).
Step step(std::string_view rest) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
    const unsigned char lead = at(0);
    if (lead < 0x80) return {lead, 1, true};
    if (lead < 0xC2 || lead > 0xF4) return {};
    const std::size_t bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (rest.size() < bytes) return {};
    for (std::size_t i = 1; i < bytes; ++i)
        if (!is_continuation(at(i))) return {};
    const unsigned char second = at(1);
    if (lead == 0xE0 && second < 0xA0) return {};  // overlong
    if (lead == 0xED && second > 0x9F) return {};  // surrogates
    if (lead == 0xF0 && second < 0x90) return {};  // overlong
    if (lead == 0xF4 && second > 0x8F) return {};  // above U+10FFFF
    char32_t point = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) point = (point << 6U) | (at(i) & 0x3FU);
    return {point, bytes, true};
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const Step next = step(bytes);
        if (!next.valid) return false;
        bytes.remove_prefix(next.bytes);
    }
    return true;
}

void decode(std::string_view bytes, std::u32string& into) {
    into.clear();
    into.reserve(bytes.size());
    while (!bytes.empty()) {
        const Step next = step(bytes);
        into.push_back(next.point);
        bytes.remove_prefix(next.bytes);
    }
}

std::u32string decoded(std::string_view bytes) {
    std::u32string points;
    decode(bytes, points);
    return points;
}

std::string encoded(std::u32string_view points) {
    std::string bytes;
    bytes.reserve(points.size() * 3);
    for (char32_t point : points) {
        if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = replacement;
        const auto tail = [&](unsigned shift) {
            bytes.push_back(static_cast<char>(0x80U | ((point >> shift) & 0x3FU)));
        };
        if (point < 0x80) {
            bytes.push_back(static_cast<char>(point));
        } else if (point < 0x800) {
            bytes.push_back(static_cast<char>(0xC0U | (point >> 6U)));
            tail(0);
        } else if (point < 0x10000) {
            bytes.push_back(static_cast<char>(0xE0U | (point >> 12U)));
            tail(6);
            tail(0);
        } else {
            bytes.push_back(static_cast<char>(0xF0U | (point >> 18U)));
            tail(12);
            tail(6);
            tail(0);
        }
    }
    return bytes;
}

std::size_t length(std::string_view bytes) {
    std::size_t points = 0;
    for (; !bytes.empty(); ++points) bytes.remove_prefix(step(bytes).bytes);
    return points;
}

bool has_forbidden_controls(std::string_view bytes) {
    while (!bytes.empty()) {
        const Step next = step(bytes);
        const char32_t point = next.point;
        const bool control = (point < 0x20 && point != U'\n' && point != U'\t') || point == 0x7F;
        const bool turns =
            (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        if (control || turns) return true;
        bytes.remove_prefix(next.bytes);
    }
    return false;
}

std::string clipped(std::string_view bytes, std::size_t points_max) {
    std::size_t end = 0;
    for (std::size_t points = 0; points < points_max && end < bytes.size(); ++points)
        end += step(bytes.substr(end)).bytes;
    return std::string(bytes.substr(0, end));
}

bool is_cjk(char32_t point) {
    return (point >= 0x4E00 && point <= 0x9FFF) || (point >= 0x3400 && point <= 0x4DBF) ||
           (point >= 0x3041 && point <= 0x3096) || (point >= 0x309D && point <= 0x309F) ||
           (point >= 0x30A1 && point <= 0x30FA) || (point >= 0x30FC && point <= 0x30FF) ||
           point == 0x3005 || point == 0x3007 || (point >= 0xAC00 && point <= 0xD7A3) ||
           (point >= 0xF900 && point <= 0xFAFF) || (point >= 0x20000 && point <= 0x3FFFF);
}

}  // namespace kit::text
