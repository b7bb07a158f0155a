// Products as other houses describe them, in words, pictures and numbers that ours takes.
#include <algorithm>
#include <set>

#include "connections/rows.hpp"
#include "kit/text/utf8.hpp"

namespace connections {

namespace {

constexpr std::size_t title_max = 120, summary_max = 500, address_max = 1000, pictures_max = 20;

// Source: HTML, the character references that shops' editors write; others stay as they are.
std::string without_references(std::string text) {
    for (auto& [from, to] : {std::pair<std::string_view, std::string_view>{"&nbsp;", " "},
                             {"&lt;", "<"},
                             {"&gt;", ">"},
                             {"&quot;", "\""},
                             {"&#39;", "'"},
                             {"&#039;", "'"},
                             {"&#8217;", "’"},
                             {"&hellip;", "…"},
                             {"&amp;", "&"}})
        for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
            text.replace(at, from.size(), to);
    return text;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Runs of white space as one space, none at the ends.
std::string on_one_line(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (!is_space(c)) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

// "…?page_info=abc&limit=50": the value of one of the names, when it is a plain word.
std::string cursor_in(std::string_view url) {
    for (std::string_view name : {"page_info=", "page="}) {
        for (auto at = url.find(name); at != url.npos; at = url.find(name, at + 1)) {
            if (at == 0 || (url[at - 1] != '?' && url[at - 1] != '&')) continue;
            auto value = url.substr(at + name.size());
            value = value.substr(0, value.find('&'));
            bool plain =
                !value.empty() && value.size() <= 1000 && std::ranges::all_of(value, [](char c) {
                    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '=' || c == '%' ||
                           c == '.';
                });
            return plain ? std::string(value) : "";
        }
    }
    return "";
}

}  // namespace

std::string plain_words(std::string_view html, std::size_t most) {
    std::string out;
    bool tag = false;
    for (char c : html) {
        if (c == '<') tag = true, out += ' ';
        else if (c == '>') tag = false;
        else if (!tag) out += c;
    }
    return text::clipped(on_one_line(without_references(std::move(out))), most);
}
std::string title_words(std::string_view text) { return plain_words(text, title_max); }
std::string summary_words(std::string_view text) { return plain_words(text, summary_max); }

std::string web_address(std::string address) {
    bool web = address.starts_with("https://") || address.starts_with("http://");
    bool odd = address.find_first_of(" \"'<>\\\n\t") != address.npos ||
               text::has_forbidden_controls(address);
    return web && !odd && address.size() <= address_max && text::is_valid_utf8(address) ? address
                                                                                        : "";
}

std::vector<std::string> web_addresses(std::vector<std::string> addresses) {
    std::vector<std::string> out;
    for (auto& one : addresses)
        if (auto fine = web_address(std::move(one));
            !fine.empty() && out.size() < pictures_max && std::ranges::find(out, fine) == out.end())
            out.push_back(std::move(fine));
    return out;
}

std::vector<catalogue::StockSheet> counted(const std::string& source, std::int64_t quantity) {
    return {{source, std::max<std::int64_t>(quantity, 0), std::max<std::int64_t>(-quantity, 0)}};
}

void name_once(catalogue::ProductSheet& sheet) {
    std::set<std::string> seen;
    for (auto& variant : sheet.variants)
        if (!variant.sku.empty() && !seen.insert(variant.sku).second) variant.sku.clear();
}

// Source: RFC 8288; Shopify and WordPress name the next page in it.
std::string next_page(const OutboundAnswer& answer) {
    for (auto& [name, value] : answer.headers) {
        if (name != "link") continue;
        for (std::size_t from = 0, end; (from = value.find('<', from)) != value.npos; from = end) {
            end = value.find('>', from);
            if (end == value.npos) break;
            auto rest = value.substr(end, value.find('<', end) - end);
            if (rest.contains("rel=\"next\""))
                return cursor_in(std::string_view(value).substr(from + 1, end - from - 1));
        }
    }
    return "";
}

}  // namespace connections
