// Any bytes as WebSocket frames: what comes out is the same in whatever pieces they arrive, texts
// are UTF-8 and bounded, nothing follows a fault. And frames made of the same bytes come out as
// they went in.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "kit/http/frames.hpp"
#include "kit/text/utf8.hpp"

namespace {

using namespace kit::http;
using Kind = Incoming::Kind;

void demand(bool kept) {
    if (!kept) std::abort();
}

std::vector<Incoming> heard(std::string_view bytes, std::size_t step) {
    std::vector<Incoming> all;
    FrameReader reader;
    while (!bytes.empty()) {
        auto piece = bytes.substr(0, step);
        bytes.remove_prefix(piece.size());
        for (;;) {
            auto before = piece.size();
            auto one = reader.next(piece);
            demand(reader.pending() <= FrameReader::message_bytes_max);
            if (one.kind == Kind::nothing) break;
            demand(piece.size() < before);
            all.push_back(std::move(one));
        }
        demand(piece.empty());
    }
    return all;
}

void check(const std::vector<Incoming>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& one = all[i];
        if (one.kind == Kind::text) {
            demand(one.payload.size() <= FrameReader::message_bytes_max);
            demand(kit::text::is_valid_utf8(one.payload));
        } else if (one.kind == Kind::close) {
            demand(one.code >= 1000 && one.code <= 4999 && one.code != 1006 && one.code != 1015);
            demand(kit::text::is_valid_utf8(one.payload));
        } else if (one.kind == Kind::fault) {
            demand(i + 1 == all.size());
            demand(one.code == 1002 || one.code == 1003 || one.code == 1007 || one.code == 1009);
        } else {
            demand(one.payload.size() <= 125);
        }
    }
}

// As a client sends it: the server's head with the mask bit, a mask, the payload under it.
std::string masked(Opcode opcode, bool last, std::string_view payload) {
    auto head = frame_head(opcode, payload.size());
    if (!last) head.bytes[0] = static_cast<char>(head.bytes[0] & 0x0f);
    head.bytes[1] = static_cast<char>(head.bytes[1] | 0x80);
    std::string frame(head.bytes.data(), head.size);
    const unsigned char mask[4] = {7, 0x80, 0xff, 0x31};
    frame.append(reinterpret_cast<const char*>(mask), 4);
    for (std::size_t i = 0; i < payload.size(); ++i)
        frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ mask[i % 4]);
    return frame;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    auto whole = heard(bytes, 64 * 1024);
    check(whole);
    for (std::size_t step : {std::size_t{1}, std::size_t{3}}) {
        auto pieces = heard(bytes, step);
        demand(std::ranges::equal(whole, pieces, [](auto& a, auto& b) {
            return a.kind == b.kind && a.payload == b.payload && a.code == b.code;
        }));
    }
    // The same bytes as one message in two fragments with a ping between.
    auto cut = size == 0 ? 0 : data[0] % size;
    auto ping = bytes.substr(0, std::min<std::size_t>(size, 125));
    auto sent = masked(Opcode::text, false, bytes.substr(0, cut)) +
                masked(Opcode::ping, true, ping) + masked(Opcode::more, true, bytes.substr(cut));
    auto back = heard(sent, 11);
    demand(back.size() == 2 && back[0].kind == Kind::ping && back[0].payload == ping);
    if (size > FrameReader::message_bytes_max) demand(back[1].code == 1009);
    else if (!kit::text::is_valid_utf8(bytes)) demand(back[1].code == 1007);
    else demand(back[1].kind == Kind::text && back[1].payload == bytes);
    return 0;
}
