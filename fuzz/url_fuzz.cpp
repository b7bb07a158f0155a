// From a URL to the decision whether anything may be asked for it.
//
// Oracles: what we accept, libcurl's reader takes for the same scheme, host and port, and neither
// it nor Boost's finds a user name in it; a host that any reader could take for a number is a plain
// address; the URL we would write reads back as itself; no accepted address is private. Addresses
// are judged a second time here, by their text.
#include <arpa/inet.h>
#include <curl/curl.h>
#include <sys/socket.h>

#include <boost/url.hpp>

#include <cstdlib>
#include <cstring>
#include <memory>

#include "kit/http/outbound.hpp"

using namespace kit;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

struct Freed {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(char* text) const { curl_free(text); }
};

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
    std::unique_ptr<char, Freed> held(text);
    return held.get();
}

std::string lowered(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::string host_of(const OutboundTarget& target) {
    return target.host.find(':') == std::string::npos ? target.host : '[' + target.host + ']';
}

void agrees_with_curl(const std::string& url, const OutboundTarget& target) {
    std::unique_ptr<CURLU, Freed> read(curl_url());
    check(curl_url_set(read.get(), CURLUPART_URL, url.c_str(), CURLU_PATH_AS_IS) == CURLUE_OK);
    check(part(read.get(), CURLUPART_SCHEME) == target.scheme);
    check(part(read.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT) == std::to_string(target.port));
    check(part(read.get(), CURLUPART_USER).empty() && part(read.get(), CURLUPART_PASSWORD).empty());
    std::string host = lowered(part(read.get(), CURLUPART_HOST));
    if (host.starts_with('[')) {
        auto address = address_in(std::string_view(host).substr(1, host.size() - 2));
        check(address && target.literal == address);
    } else {
        check(host == target.host);
    }
}

// Boost.URL 1.81 takes "127.0.0.1.nip.io" and "1.2.3.4x" for IPv4 addresses with something behind,
// so its opinion of hosts is not asked.
void agrees_with_boost(const std::string& url, const OutboundTarget& target) {
    auto read = boost::urls::parse_uri(url);
    if (!read) return;  // stricter about the path than browsers are
    check(!read->has_userinfo() && !read->has_fragment());
    check(lowered(read->scheme()) == target.scheme);
}

bool is_private_by_its_text(const Address& address) {
    std::string text = text_of(address);
    if (address.family == AF_INET6) return text[0] != '2' && text[0] != '3';
    for (auto start :
         {"0.", "10.", "127.", "169.254.", "192.168.", "192.0.0.", "198.18.", "198.19.", "255."})
        if (text.starts_with(start)) return true;
    int first = std::atoi(text.c_str()), second = std::atoi(text.c_str() + text.find('.') + 1);
    return (first == 172 && second >= 16 && second < 32) ||
           (first == 100 && second >= 64 && second < 128) || first >= 224;
}

void one_address(const std::uint8_t* data, std::size_t size) {
    Address address;
    address.family = size < 16 ? AF_INET : AF_INET6;
    std::memcpy(address.bytes.data(), data, size < 16 ? 4 : 16);
    if (is_global_unicast(address)) check(!is_private_by_its_text(address));
    check(address_in(text_of(address)) == address);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Outbound outbound(
        {.allow_private = {"127.0.0.1:8080", "[fd00::1]:443", "inside.example:80"}});
    if (size >= 4) one_address(data, size);
    std::string url(reinterpret_cast<const char*>(data), size);
    auto target = outbound.target_of(url);
    if (!target) {
        check(target.error().code == Code::invalid);
        return 0;
    }
    agrees_with_curl(url, *target);
    agrees_with_boost(url, *target);
    check(target->scheme == "https" || target->listed);
    check(target->listed || !target->literal || is_global_unicast(*target->literal));
    in_addr loose{};
    if (!target->literal) check(::inet_aton(target->host.c_str(), &loose) == 0);
    std::string written = target->scheme + "://" + host_of(*target) + ':' +
                          std::to_string(target->port) + target->path;
    auto again = outbound.target_of(written);
    if (written.size() <= 4096)
        check(again && again->host == target->host && again->port == target->port &&
              again->path == target->path);
    return 0;
}
