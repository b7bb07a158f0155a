#include "kit/http/guard.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "kit/text/utf8.hpp"

namespace kit::http {

namespace {

using Refusal = std::unexpected<Refused>;
Refusal bad(const char* reason) { return Refusal(Refused{400, reason}); }

// Source: RFC 9110 §5.6.2, tchar.
constexpr auto token_characters = [] {
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (char c : std::string_view("!#$%&'*+-.^_`|~")) table[static_cast<unsigned char>(c)] = true;
    return table;
}();
bool is_token_character(char c) { return token_characters[static_cast<unsigned char>(c)]; }
bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_token_character);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool same_word(std::string_view text, std::string_view lower_word) {
    return std::ranges::equal(text, lower_word, [](char a, char b) { return lower(a) == b; });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Field content: visible characters, spaces and tabs. Bytes above 127 only as UTF-8: logs, JSON and
// the database downstream take nothing else.
bool is_field_value(std::string_view text) {
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7f) return false;
    }
    return text::is_valid_utf8(text);
}

// A name, an IPv4 or a bracketed IPv6 address, with or without a port.
bool is_host(std::string_view text) {
    return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
        return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') ||
               std::string_view("-._:[]").contains(c);
    });
}

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

template <class Visit>
void each_token(std::string_view list, Visit visit) {
    while (true) {
        auto comma = list.find(',');
        visit(trimmed(list.substr(0, comma)));
        if (comma == list.npos) return;
        list.remove_prefix(comma + 1);
    }
}

struct Target {
    std::string path, query;
};
std::expected<Target, Refused> read_target(std::string_view target) {
    // Origin form only: this house is not a proxy, and `OPTIONS *` asks about nothing.
    if (!target.starts_with('/')) return bad("target_not_origin_form");
    for (char c : target)
        if (c <= 0x20 || c >= 0x7f || c == '#') return bad("bad_target");
    auto mark = target.find('?');
    auto path = decoded_path(target.substr(0, mark));
    if (!path) return bad("bad_path");
    return Target{*std::move(path),
                  mark == target.npos ? std::string() : std::string(target.substr(mark + 1))};
}

// Method SP target SP version, single spaces, nothing else. Source: RFC 9112 §3.
std::expected<Head, Refused> read_request_line(std::string_view line) {
    auto first = line.find(' ');
    auto last = line.rfind(' ');
    if (first == line.npos || first == last) return bad("bad_request_line");
    auto method = line.substr(0, first);
    auto version = line.substr(last + 1);
    if (!is_token(method)) return bad("bad_method");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return bad("bad_version");
    if (method == "TRACE" || method == "CONNECT")
        return Refusal(Refused{405, "method_not_allowed"});
    auto target = read_target(line.substr(first + 1, last - first - 1));
    if (!target) return Refusal(std::move(target).error());
    Head head;
    head.method = method;
    head.path = std::move(target->path);
    head.query = std::move(target->query);
    head.minor = version.back() - '0';
    return head;
}

// Name ":" value. No space before the colon, no folded line. Source: RFC 9112 §5.1, §5.2.
std::expected<std::pair<std::string, std::string>, Refused> read_field(std::string_view line) {
    if (line.starts_with(' ') || line.starts_with('\t')) return bad("folded_header");
    auto colon = line.find(':');
    if (colon == line.npos || !is_token(line.substr(0, colon))) return bad("bad_header");
    auto value = trimmed(line.substr(colon + 1));
    if (!is_field_value(value)) return bad("bad_header");
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(), lower);
    return std::pair{std::move(name), std::string(value)};
}

std::size_t count_of(const Head& head, std::string_view name) {
    return static_cast<std::size_t>(
        std::ranges::count_if(head.headers, [&](auto& field) { return field.first == name; }));
}
std::string_view value_of(const Head& head, std::string_view name) {
    for (auto& [key, value] : head.headers)
        if (key == name) return value;
    return {};
}

// Exactly one way to find the end of the message. Source: RFC 9112 §6.1 and §6.3.
const char* read_framing(Head& head) {
    auto lengths = count_of(head, "content-length");
    auto codings = count_of(head, "transfer-encoding");
    if (lengths + codings > 1) return "ambiguous_framing";
    if (codings == 1) {
        if (head.minor == 0 || value_of(head, "transfer-encoding") != "chunked")
            return "bad_transfer_encoding";
        head.framing = Framing::chunked;
    }
    if (lengths == 1) {
        auto digits = value_of(head, "content-length");
        // 18 digits fit in 64 bits with room to spare; more is nobody's body.
        if (digits.empty() || digits.size() > 18 || !std::ranges::all_of(digits, is_digit))
            return "bad_content_length";
        std::from_chars(digits.data(), digits.data() + digits.size(), head.length);
        head.framing = head.length > 0 ? Framing::length : Framing::none;
    }
    return nullptr;
}

const char* read_connection(Head& head) {
    head.keep_alive = head.minor == 1 ? !has_token(head, "connection", "close")
                                      : has_token(head, "connection", "keep-alive") &&
                                            !has_token(head, "connection", "close");
    if (auto expect = value_of(head, "expect"); !expect.empty() && head.minor == 1) {
        if (!same_word(expect, "100-continue")) return "bad_expectation";
        head.expects_continue = head.framing != Framing::none;
    }
    head.wants_websocket = has_token(head, "upgrade", "websocket");
    return nullptr;
}

}  // namespace

std::expected<std::optional<std::size_t>, Refused> head_end(std::string_view bytes,
                                                            std::size_t& seen) {
    // A TLS hello, an HTTP/2 preface's follow-up or a stray newline need not wait for a time limit.
    if (!bytes.empty() && !is_token_character(bytes[0])) return bad("bad_request_line");
    auto scanned = bytes.substr(0, head_bytes_max);
    for (auto at = scanned.find('\n', seen); at != scanned.npos; at = scanned.find('\n', at + 1)) {
        // A bare line feed ends a line for some parsers and not for others.
        if (at == 0 || scanned[at - 1] != '\r') return bad("bare_line_feed");
        if (at >= 3 && scanned[at - 2] == '\n') return at + 1;
    }
    seen = scanned.size();
    if (bytes.size() >= head_bytes_max) return Refusal(Refused{431, "head_too_large"});
    return std::nullopt;
}

std::expected<Head, Refused> guarded(std::string_view head) {
    if (head.size() > head_bytes_max) return Refusal(Refused{431, "head_too_large"});
    if (!head.ends_with("\r\n\r\n")) return bad("bad_request_line");
    head.remove_suffix(2);
    auto next_line = [&] {
        auto end = head.find("\r\n");
        auto line = head.substr(0, end);
        head.remove_prefix(end + 2);
        return line;
    };
    auto read = read_request_line(next_line());
    if (!read) return read;
    while (!head.empty()) {
        if (read->headers.size() == fields_max) return Refusal(Refused{431, "too_many_headers"});
        auto field = read_field(next_line());
        if (!field) return Refusal(std::move(field).error());
        read->headers.push_back(*std::move(field));
    }
    if (count_of(*read, "host") != 1 || !is_host(value_of(*read, "host"))) return bad("bad_host");
    if (auto fault = read_framing(*read)) return bad(fault);
    if (auto fault = read_connection(*read)) return bad(fault);
    return read;
}

std::string websocket_fault(const Head& head) {
    if (head.method != "GET" || head.minor != 1 || head.framing != Framing::none)
        return "bad_upgrade";
    if (!has_token(head, "connection", "upgrade")) return "bad_upgrade";
    if (count_of(head, "sec-websocket-version") != 1 ||
        value_of(head, "sec-websocket-version") != "13")
        return "bad_websocket_version";
    // 16 bytes as base64: 22 characters and "==".
    auto key = value_of(head, "sec-websocket-key");
    auto is_base64 = [](char c) {
        return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '+' || c == '/';
    };
    if (count_of(head, "sec-websocket-key") != 1 || key.size() != 24 || !key.ends_with("==") ||
        !std::ranges::all_of(key.substr(0, 22), is_base64))
        return "bad_websocket_key";
    return {};
}

std::optional<std::string> decoded_path(std::string_view path) {
    std::string decoded;
    decoded.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        char c = path[i];
        if (c == '%') {
            if (i + 2 >= path.size()) return std::nullopt;
            int high = hex_digit(path[i + 1]), low = hex_digit(path[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            if (c == '/') return std::nullopt;
            i += 2;
        }
        auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f || c == '\\') return std::nullopt;
        decoded += c;
    }
    if (!text::is_valid_utf8(decoded)) return std::nullopt;
    std::string_view rest = decoded;
    while (!rest.empty()) {
        rest.remove_prefix(1);  // the slash
        auto segment = rest.substr(0, rest.find('/'));
        if (segment == "." || segment == "..") return std::nullopt;
        rest.remove_prefix(segment.size());
    }
    return decoded;
}

bool has_token(const Head& head, std::string_view name, std::string_view word) {
    bool found = false;
    for (auto& [key, value] : head.headers)
        if (key == name)
            each_token(value, [&](std::string_view token) { found |= same_word(token, word); });
    return found;
}

}  // namespace kit::http
