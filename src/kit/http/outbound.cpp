#include "kit/http/outbound.hpp"

#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

namespace kit {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr std::size_t answer_bytes_max = 5'000'000;
constexpr std::size_t answer_headers_bytes_max = 64 * 1024;

std::optional<Address> address_in(const sockaddr* socket_address) {
    Address address;
    address.family = socket_address->sa_family;
    if (address.family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, socket_address, sizeof v4);
        std::memcpy(address.bytes.data(), &v4.sin_addr, sizeof v4.sin_addr);
    } else if (address.family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, socket_address, sizeof v6);
        std::memcpy(address.bytes.data(), &v6.sin6_addr, sizeof v6.sin6_addr);
    } else {
        return std::nullopt;
    }
    return address;
}

std::vector<Address> looked_up(const std::string& host) {
    addrinfo wish{};
    wish.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    std::vector<Address> addresses;
    if (::getaddrinfo(host.c_str(), nullptr, &wish, &found) != 0) return addresses;
    for (auto* entry = found; entry; entry = entry->ai_next)
        if (auto address = address_in(entry->ai_addr)) addresses.push_back(*address);
    ::freeaddrinfo(found);
    return addresses;
}

// The system's resolver cannot be told when to stop. It runs in a thread of its own that we leave
// behind when time is up; it ends by the resolver's own limits, some 30 s later.
std::optional<std::vector<Address>> looked_up(const std::string& host, Moment until) {
    struct Shared {
        std::mutex guard;
        std::condition_variable done;
        std::optional<std::vector<Address>> addresses;
    };
    auto shared = std::make_shared<Shared>();
    std::thread([shared, host] {
        auto addresses = looked_up(host);
        std::lock_guard lock(shared->guard);
        shared->addresses = std::move(addresses);
        shared->done.notify_all();
    }).detach();
    std::unique_lock lock(shared->guard);
    shared->done.wait_until(lock, until, [&] { return shared->addresses.has_value(); });
    return shared->addresses;
}

// One request of libcurl, with what its callbacks need.
struct Exchange {
    const std::vector<Address>& addresses;
    OutboundAnswer answer;
    std::size_t headers_bytes = 0;
    bool is_too_large = false;
};

std::size_t take_body(char* bytes, std::size_t one, std::size_t count, void* exchange_pointer) {
    auto& exchange = *static_cast<Exchange*>(exchange_pointer);
    if (exchange.answer.body.size() + one * count > answer_bytes_max) {
        exchange.is_too_large = true;
        return 0;
    }
    exchange.answer.body.append(bytes, one * count);
    return one * count;
}

std::size_t take_header(char* bytes, std::size_t one, std::size_t count, void* exchange_pointer) {
    auto& exchange = *static_cast<Exchange*>(exchange_pointer);
    std::string_view line(bytes, one * count);
    exchange.headers_bytes += line.size();
    if (exchange.headers_bytes > answer_headers_bytes_max) {
        exchange.is_too_large = true;
        return 0;
    }
    if (line.starts_with("HTTP/")) exchange.answer.headers.clear();  // after a 100 Continue
    auto colon = line.find(':');
    if (colon == std::string_view::npos) return one * count;
    std::string name(line.substr(0, colon));
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    std::string_view value = line.substr(colon + 1);
    auto from = value.find_first_not_of(" \t\r\n");
    auto to = value.find_last_not_of(" \t\r\n");
    value = from == std::string_view::npos ? std::string_view() : value.substr(from, to - from + 1);
    exchange.answer.headers.emplace_back(std::move(name), value);
    return one * count;
}

// The last door: whatever libcurl was led to believe, no socket is opened to an address that is not
// among those we checked.
curl_socket_t open_checked(void* exchange_pointer, curlsocktype, curl_sockaddr* to) {
    auto& exchange = *static_cast<Exchange*>(exchange_pointer);
    auto address = address_in(&to->addr);
    if (!address || std::ranges::find(exchange.addresses, *address) == exchange.addresses.end())
        return CURL_SOCKET_BAD;
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

struct List {
    curl_slist* it = nullptr;
    List() = default;
    List(const List&) = delete;
    List& operator=(const List&) = delete;
    ~List() { curl_slist_free_all(it); }
    void add(const std::string& line) {
        auto* longer = curl_slist_append(it, line.c_str());
        if (!longer) throw Breakage("no memory for a request");
        it = longer;
    }
};

class Handle {
public:
    Handle() : it_(curl_easy_init()) {
        if (!it_) throw Breakage("libcurl cannot be used");
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { curl_easy_cleanup(it_); }

    template <class Value>
    void set(CURLoption option, Value value) {
        if (curl_easy_setopt(it_, option, value) != CURLE_OK)
            throw Breakage("libcurl lacks an option");
    }
    CURLcode perform() { return curl_easy_perform(it_); }
    int status() {
        long code = 0;
        curl_easy_getinfo(it_, CURLINFO_RESPONSE_CODE, &code);
        return static_cast<int>(code);
    }

private:
    CURL* it_;
};

void set_fences(Handle& handle, const OutboundTarget& target, Exchange& exchange) {
    handle.set(CURLOPT_NOSIGNAL, 1L);
    handle.set(CURLOPT_PROTOCOLS_STR, target.scheme.c_str());
    handle.set(CURLOPT_FOLLOWLOCATION, 0L);
    handle.set(CURLOPT_PROXY, "");  // the empty name shuts out the environment's proxies too
    handle.set(CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
    handle.set(CURLOPT_SSL_VERIFYPEER, 1L);
    handle.set(CURLOPT_SSL_VERIFYHOST, 2L);
    handle.set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    handle.set(CURLOPT_PATH_AS_IS, 1L);
    handle.set(CURLOPT_FORBID_REUSE, 1L);
    handle.set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(answer_bytes_max));
    handle.set(CURLOPT_OPENSOCKETFUNCTION, &open_checked);
    handle.set(CURLOPT_OPENSOCKETDATA, &exchange);
    handle.set(CURLOPT_WRITEFUNCTION, &take_body);
    handle.set(CURLOPT_WRITEDATA, &exchange);
    handle.set(CURLOPT_HEADERFUNCTION, &take_header);
    handle.set(CURLOPT_HEADERDATA, &exchange);
}

void set_request(Handle& handle, const OutboundAsk& ask, List& headers) {
    for (auto& [name, value] : ask.headers)
        headers.add(value.empty() ? name + ';'
                                  : name + ": " + value);  // libcurl's way to say "empty"
    headers.add("Expect:");                                // and to say "not at all"
    handle.set(CURLOPT_HTTPHEADER, headers.it);
    handle.set(CURLOPT_USERAGENT, "xiaoer");
    if (ask.method == "HEAD") handle.set(CURLOPT_NOBODY, 1L);
    if (ask.method == "GET" || ask.method == "HEAD") return;
    handle.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(ask.body.size()));
    handle.set(CURLOPT_POSTFIELDS, ask.body.data());
    handle.set(CURLOPT_CUSTOMREQUEST, ask.method.c_str());
}

// "host:port:address,address": names are not looked up again.
std::string pinned(const OutboundTarget& target, const std::vector<Address>& addresses) {
    std::string line = target.host + ':' + std::to_string(target.port) + ':';
    for (auto& address : addresses) {
        if (line.back() != ':') line += ',';
        line += address.family == AF_INET6 ? '[' + text_of(address) + ']' : text_of(address);
    }
    return line;
}

std::string url_of(const OutboundTarget& target) {
    bool is_v6 = target.host.find(':') != std::string::npos;
    return target.scheme + "://" + (is_v6 ? '[' + target.host + ']' : target.host) + ':' +
           std::to_string(target.port) + target.path;
}

Refusal unavailable(std::string reason) { return refused(Code::unavailable, std::move(reason)); }

Refusal refusal_for(CURLcode code, const Exchange& exchange) {
    if (exchange.is_too_large || code == CURLE_FILESIZE_EXCEEDED)
        return unavailable("answer_too_large");
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return unavailable("timed_out");
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
            return unavailable("tls_failed");
        default:
            return unavailable("unreachable");
    }
}

// Source: RFC 9110 §5.6.2 (token), §5.5 (field values). What frames the message is libcurl's.
Result<void> headers_allowed(const OutboundAsk& ask) {
    auto is_token = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
    };
    for (auto& [name, value] : ask.headers) {
        if (name.empty() || !std::ranges::all_of(name, is_token)) return invalid("bad_header");
        bool printable =
            std::ranges::all_of(value, [](char c) { return c == '\t' || (c >= ' ' && c != 0x7f); });
        if (!printable) return invalid("bad_header");
        for (auto framing : {"host", "content-length", "transfer-encoding", "connection", "expect"})
            if (::strcasecmp(name.c_str(), framing) == 0) return invalid("bad_header");
    }
    return {};
}

// Without signals (CURLOPT_NOSIGNAL) libcurl leaves SIGPIPE to us, and OpenSSL writes without
// MSG_NOSIGNAL: a peer that hangs up in the wrong moment would end the whole house.
void start_library() {
    static const bool started = std::signal(SIGPIPE, SIG_IGN) != SIG_ERR &&
                                curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!started) throw Breakage("libcurl cannot be used");
}

}  // namespace

Result<std::vector<Address>> Outbound::addresses_of(const OutboundTarget& target,
                                                    Moment until) const {
    std::vector<Address> addresses;
    if (target.literal) {
        addresses = {*target.literal};
    } else if (options_.resolve) {
        addresses = options_.resolve(target.host);
    } else {
        auto found = looked_up(target.host, until);
        if (!found) return unavailable("timed_out");
        addresses = std::move(*found);
    }
    if (addresses.empty()) return unavailable("unreachable");
    if (!target.listed && !std::ranges::all_of(addresses, is_global_unicast))
        return invalid("address_not_allowed", "url");
    return addresses;
}

Result<OutboundAnswer> Outbound::send(const OutboundAsk& ask) const {
    static constexpr std::array<std::string_view, 6> methods = {"GET", "HEAD",  "POST",
                                                                "PUT", "PATCH", "DELETE"};
    if (std::ranges::find(methods, ask.method) == methods.end()) return invalid("bad_method");
    TRY(headers_allowed(ask));
    TRY(auto target, target_of(ask.url));
    Moment until = std::chrono::steady_clock::now() + ask.timeout;
    TRY(auto addresses, addresses_of(target, until));

    start_library();
    auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0) return unavailable("timed_out");
    Exchange exchange{addresses, {}};
    List headers, pins;
    Handle handle;
    set_fences(handle, target, exchange);
    set_request(handle, ask, headers);
    std::string url = url_of(target);
    handle.set(CURLOPT_URL, url.c_str());
    if (!target.literal) pins.add(pinned(target, addresses));
    handle.set(CURLOPT_RESOLVE, pins.it);
    handle.set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    if (!options_.ca_file.empty()) handle.set(CURLOPT_CAINFO, options_.ca_file.c_str());

    CURLcode code = handle.perform();
    if (code != CURLE_OK) return refusal_for(code, exchange);
    exchange.answer.status = handle.status();
    return std::move(exchange.answer);
}

}  // namespace kit
