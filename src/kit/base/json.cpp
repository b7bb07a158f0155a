#include "kit/base/json.hpp"

#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>
#include <set>

namespace kit::json {

// Boost's parser keeps the last of two equal keys; two readers could then see two different
// requests, so we refuse them.
static bool has_twin_keys(std::string_view text);

Result<value> parsed(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = 32;
    boost::json::parser parser({}, options);
    boost::system::error_code error;
    parser.write(text, error);
    if (error) return malformed("broken_json");
    if (has_twin_keys(text)) return malformed("key_twice");
    return parser.release();
}

// The text is valid JSON here. Keys are compared as written; an escaped spelling of the same key
// counts as a twin only when it is spelt alike, which the unknown-field check makes harmless.
static bool has_twin_keys(std::string_view text) {
    std::vector<std::set<std::string_view>> objects;
    std::vector<char> kinds;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '{') {
            kinds.push_back('{');
            objects.emplace_back();
        } else if (c == '[') {
            kinds.push_back('[');
        } else if (c == '}') {
            kinds.pop_back();
            objects.pop_back();
        } else if (c == ']') {
            kinds.pop_back();
        } else if (c == '"') {
            auto start = ++i;
            while (text[i] != '"') i += text[i] == '\\' ? 2 : 1;
            auto word = text.substr(start, i - start);
            auto next = text.find_first_not_of(" \t\r\n", i + 1);
            bool key =
                !kinds.empty() && kinds.back() == '{' && next != text.npos && text[next] == ':';
            if (key && !objects.back().insert(word).second) return true;
        }
    }
    return false;
}

void write_text(std::string& out, std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != '<') continue;
        out.append(text, plain, i - plain);
        plain = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\r':
                out += "\\r";
                break;
            // `<` is escaped so that JSON inside a script block cannot end the block.
            default:
                out += "\\u00", out += digits[c >> 4], out += digits[c & 15];
        }
    }
    out.append(text, plain);
    out += '"';
}

void write_double(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    char digits[32];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

std::string written(const value& v) { return boost::json::serialize(v); }

bool whole_number(const value& v, std::int64_t& out) {
    boost::system::error_code error;
    if (!v.is_int64() && !v.is_uint64()) return false;
    out = v.to_number<std::int64_t>(error);
    return !error;
}

}  // namespace kit::json
