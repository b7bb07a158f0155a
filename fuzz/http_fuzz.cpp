// Any bytes on a connection: head, guard, body, next request. Accepted means exactly one framing: a
// second, much simpler reader of the same bytes must find the same end of each message, and it must
// not matter in which pieces they arrive.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "kit/http/body.hpp"
#include "kit/http/guard.hpp"
#include "kit/text/utf8.hpp"

namespace {

using namespace kit::http;

void demand(bool kept) {
    if (!kept) std::abort();
}

struct Message {
    Head head;
    std::string head_bytes, body;
    std::size_t size = 0;  // on the wire
    bool operator==(const Message& other) const {
        return head.method == other.head.method && head.path == other.head.path &&
               head_bytes == other.head_bytes && body == other.body && size == other.size;
    }
};

// What the server takes from `bytes` when they arrive in pieces of `step`.
std::vector<Message> accepted(std::string_view bytes, std::size_t step) {
    std::vector<Message> messages;
    std::string buffer;
    auto more = [&] {
        auto piece = bytes.substr(0, step);
        bytes.remove_prefix(piece.size());
        buffer += piece;
        return !piece.empty();
    };
    for (;;) {
        std::size_t seen = 0;
        std::optional<std::size_t> end;
        do {
            auto found = head_end(buffer, seen);
            if (!found) return messages;
            end = *found;
        } while (!end && more());
        if (!end) return messages;
        Message message;
        message.head_bytes = buffer.substr(0, *end);
        auto head = guarded(message.head_bytes);
        if (!head) return messages;
        auto reader = BodyReader::begin(*head, 1000);
        message.head = *std::move(head);
        if (!reader) return messages;
        buffer.erase(0, *end);
        message.size = *end;
        while (!reader->is_done()) {
            auto taken = reader->feed(buffer);
            if (!taken) return messages;
            buffer.erase(0, *taken);
            message.size += *taken;
            if (!reader->is_done() && !more()) return messages;
        }
        message.body = reader->body();
        messages.push_back(std::move(message));
    }
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return out;
}

// Size of a chunked body at the start of `bytes`, read as RFC 9112 §7.1 says, and its content.
std::size_t chunked_size(std::string_view bytes, std::string& content) {
    std::size_t at = 0;
    for (;;) {
        auto line = bytes.find("\r\n", at);
        demand(line != bytes.npos);
        char* end = nullptr;
        auto digits = std::string(bytes.substr(at, line - at));
        auto size = std::strtoull(digits.c_str(), &end, 16);
        demand(end != digits.c_str());
        at = line + 2;
        if (size == 0) break;
        demand(size <= 1000 && at + size + 2 <= bytes.size());
        content += bytes.substr(at, size);
        demand(bytes.substr(at + size, 2) == "\r\n");
        at += size + 2;
    }
    // Trailers, up to an empty line.
    while (bytes.substr(at, 2) != "\r\n") {
        auto line = bytes.find("\r\n", at);
        demand(line != bytes.npos);
        at = line + 2;
    }
    return at + 2;
}

// The second reader: line by line, no state.
void check(const Message& message, std::string_view wire) {
    demand(wire.starts_with(message.head_bytes));
    std::string_view head = message.head_bytes;
    int hosts = 0, lengths = 0, codings = 0;
    std::string length;
    for (auto rest = head.substr(head.find("\r\n") + 2); !rest.starts_with("\r\n");) {
        auto end = rest.find("\r\n");
        auto line = lower(rest.substr(0, end));
        demand(!line.empty() && line[0] != ' ' && line[0] != '\t');
        demand(line.find_first_of(std::string_view("\r\n\0", 3)) == line.npos);
        hosts += line.starts_with("host:");
        codings += line.starts_with("transfer-encoding:");
        if (line.starts_with("content-length:")) {
            ++lengths;
            length = line.substr(line.find(':') + 1);
        }
        rest.remove_prefix(end + 2);
    }
    demand(hosts == 1 && lengths + codings <= 1);
    auto after = wire.substr(head.size());
    if (codings == 1) {
        std::string content;
        demand(head.size() + chunked_size(after, content) == message.size);
        demand(content == message.body);
    } else {
        auto size = lengths == 1 ? std::stoull(length) : 0;
        demand(message.size == head.size() + size && message.body == after.substr(0, size));
    }
    demand(message.head.path.starts_with('/') && kit::text::is_valid_utf8(message.head.path));
    auto path = message.head.path + "/";
    demand(path.find("/../") == path.npos && path.find("/./") == path.npos);
    demand(path.find('\0') == path.npos && path.find('\\') == path.npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    auto whole = accepted(bytes, 64 * 1024);
    demand(whole == accepted(bytes, 1));
    demand(whole == accepted(bytes, 7));
    for (auto& message : whole) {
        check(message, bytes);
        bytes.remove_prefix(message.size);
    }
    return 0;
}
