#include "kit/base/foreign.hpp"

namespace kit::foreign {

std::string camel(std::string_view name) {
    std::string out;
    bool up = false;
    for (char c : name) {
        if (c == '_') {
            up = true;
            continue;
        }
        out += up && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        up = false;
    }
    return out;
}

bool text_from(const json::value& v, std::string& out) {
    if (auto text = v.if_string()) {
        // Source: PostgreSQL cannot store U+0000 in text, and nobody means it.
        if (text->find('\0') != boost::json::string::npos) return false;
        out.assign(text->data(), text->size());
        return true;
    }
    if (!v.is_number() && !v.is_bool()) return false;
    out = json::written(v);
    return true;
}

bool whole_from(const json::value& v, std::int64_t& out) {
    if (json::whole_number(v, out)) return true;
    auto text = v.if_string();
    if (!text) return false;
    auto end = text->data() + text->size();
    auto got = std::from_chars(text->data(), end, out);
    return got.ec == std::errc{} && got.ptr == end && !text->empty();
}

}  // namespace kit::foreign
