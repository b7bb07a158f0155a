// Which URLs and addresses may be asked for: no network here, only decisions.
#include <arpa/inet.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>

#include "kit/http/outbound.hpp"

namespace kit {
namespace {

constexpr std::size_t url_bytes_max = 4096;  // push endpoints are the longest we meet, some 800
constexpr std::size_t host_bytes_max = 253;  // Source: RFC 1035 §2.3.4
constexpr std::size_t label_bytes_max = 63;

struct Range {
    std::uint32_t from;
    int prefix;
};

// Source: IANA IPv4 Special-Purpose Address Registry, and multicast.
constexpr Range closed_v4[] = {
    {0x00000000, 8},   // this network
    {0x0a000000, 8},   // private
    {0x64400000, 10},  // shared by carriers
    {0x7f000000, 8},   // loopback
    {0xa9fe0000, 16},  // link-local, cloud metadata
    {0xac100000, 12},  // private
    {0xc0000000, 24},  // protocol assignments
    {0xc0000200, 24},  // documentation
    {0xc0586300, 24},  // 6to4 relays
    {0xc0a80000, 16},  // private
    {0xc6120000, 15},  // benchmarks
    {0xc6336400, 24},  // documentation
    {0xcb007100, 24},  // documentation
    {0xe0000000, 4},   // multicast
    {0xf0000000, 4},   // reserved, broadcast
};

bool is_in(std::uint32_t address, Range range) {
    return (address ^ range.from) >> (32 - range.prefix) == 0;
}

std::uint32_t word(const Address& address, std::size_t at) {
    return std::uint32_t{address.bytes[at]} << 24 | std::uint32_t{address.bytes[at + 1]} << 16 |
           std::uint32_t{address.bytes[at + 2]} << 8 | address.bytes[at + 3];
}

// Only 2000::/3 is handed out at all: loopback, mapped and translated IPv4, unique local,
// link-local and multicast addresses lie outside. Source: IANA IPv6 Special-Purpose Address
// Registry.
bool is_global_unicast_v6(const Address& address) {
    std::uint32_t high = word(address, 0);
    if (high >> 29 != 1) return false;
    static constexpr Range closed[] = {
        {0x20010000, 23},  // protocol assignments: Teredo, benchmarks, ORCHID
        {0x20010db8, 32},  // documentation
        {0x20020000, 16},  // 6to4: an IPv4 address in disguise
        {0x3fff0000, 20},  // documentation
    };
    return std::ranges::none_of(closed, [&](Range range) { return is_in(high, range); });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lowered(std::string_view text) {
    std::string low(text);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return low;
}

// What some reader would take for a number, and so the whole host for an IPv4 address: 1, 0x7f,
// 017. Source: WHATWG URL §3.5, "ends in a number".
bool reads_as_number(std::string_view label) {
    if (label.starts_with("0x")) {
        label.remove_prefix(2);
        return std::ranges::all_of(label,
                                   [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
    }
    return std::ranges::all_of(label, is_digit);
}

// Letters, digits and hyphens, in labels; `name` is in lower case.
bool is_host_name(std::string_view name) {
    if (name.empty() || name.size() > host_bytes_max) return false;
    std::string_view label;
    while (true) {
        auto dot = name.find('.');
        label = name.substr(0, dot);
        if (label.empty() || label.size() > label_bytes_max) return false;
        if (label.front() == '-' || label.back() == '-') return false;
        if (!std::ranges::all_of(label,
                                 [](char c) { return is_letter(c) || is_digit(c) || c == '-'; }))
            return false;
        if (dot == std::string_view::npos) break;
        name.remove_prefix(dot + 1);
    }
    return !reads_as_number(label);
}

struct Authority {
    std::string host;
    int port = 0;  // 0: none named
    std::optional<Address> literal;
};

std::optional<int> port_in(std::string_view text) {
    int port = 0;
    auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
    bool plain = text.size() <= 5 && !text.empty() && text.front() != '0';
    if (!plain || failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (port < 1 || port > 65535) return std::nullopt;
    return port;
}

// host, host:port, [v6], [v6]:port. Nothing with a user name.
std::optional<Authority> authority_in(std::string_view text) {
    Authority authority;
    std::string_view rest;
    if (text.starts_with('[')) {
        auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        authority.literal = address_in(text.substr(1, end - 1));
        if (!authority.literal || authority.literal->family != AF_INET6) return std::nullopt;
        rest = text.substr(end + 1);
        if (!rest.empty() && rest.front() != ':') return std::nullopt;
    } else {
        auto colon = text.find(':');
        authority.host = lowered(text.substr(0, colon));
        rest = colon == std::string_view::npos ? std::string_view() : text.substr(colon);
        authority.literal = address_in(authority.host);
        if (!authority.literal && !is_host_name(authority.host)) return std::nullopt;
    }
    if (authority.literal) authority.host = text_of(*authority.literal);
    if (rest.empty()) return authority;
    auto port = port_in(rest.substr(1));
    if (!port) return std::nullopt;
    authority.port = *port;
    return authority;
}

std::string spelled(std::string_view host, int port) {
    std::string text(host);
    if (text.find(':') != std::string::npos) text = '[' + text + ']';
    return text + ':' + std::to_string(port);
}

Refusal bad_url() { return invalid("bad_url", "url"); }

}  // namespace

std::optional<Address> address_in(std::string_view text) {
    Address address;
    std::string zero_ended(text);
    if (zero_ended.size() != text.size() || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    for (int family : {AF_INET, AF_INET6}) {
        if (::inet_pton(family, zero_ended.c_str(), address.bytes.data()) != 1) continue;
        address.family = family;
        return address;
    }
    return std::nullopt;
}

std::string text_of(const Address& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ENSURE(::inet_ntop(address.family, address.bytes.data(), text.data(), text.size()),
           "an address has a family");
    return text.data();
}

bool is_global_unicast(const Address& address) {
    if (address.family == AF_INET6) return is_global_unicast_v6(address);
    if (address.family != AF_INET) return false;
    std::uint32_t number = word(address, 0);
    return std::ranges::none_of(closed_v4, [&](Range range) { return is_in(number, range); });
}

Outbound::Outbound(OutboundOptions options) : options_(std::move(options)) {
    for (auto& entry : options_.allow_private) {
        auto authority = authority_in(entry);
        if (!authority || authority->port == 0)
            throw Breakage("allowed outbound targets are host:port, not \"" + entry + "\"");
        listed_.push_back(spelled(authority->host, authority->port));
    }
}

Result<OutboundTarget> Outbound::target_of(std::string_view url) const {
    if (url.size() > url_bytes_max) return bad_url();
    // A '#' would end the URL for some readers and not for others; a '\' is a '/' to some.
    bool plain = std::ranges::all_of(
        url, [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '#'; });
    if (!plain) return bad_url();

    OutboundTarget target;
    auto end = url.find("://");
    if (end == std::string_view::npos) return bad_url();
    target.scheme = lowered(url.substr(0, end));
    if (target.scheme != "https" && target.scheme != "http") return bad_url();
    url.remove_prefix(end + 3);
    auto path_at = url.find_first_of("/?");
    auto authority = authority_in(url.substr(0, path_at));
    if (!authority) return bad_url();
    if (path_at != std::string_view::npos) {
        target.path = url.substr(path_at);
        if (target.path.front() == '?') target.path.insert(0, 1, '/');
    }
    target.host = authority->host;
    target.literal = authority->literal;
    target.port = authority->port ? authority->port : target.scheme == "https" ? 443 : 80;

    target.listed = std::ranges::find(listed_, spelled(target.host, target.port)) != listed_.end();
    if (target.listed) return target;
    if (target.scheme != "https") return bad_url();
    if (std::ranges::find(options_.ports, target.port) == options_.ports.end()) return bad_url();
    if (target.literal && !is_global_unicast(*target.literal))
        return invalid("address_not_allowed", "url");
    return target;
}

}  // namespace kit
