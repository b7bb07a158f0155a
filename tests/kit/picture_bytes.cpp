#include "picture_bytes.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>

namespace picture_bytes {
namespace {

std::string big16(unsigned number) {
    return {static_cast<char>(number >> 8), static_cast<char>(number)};
}
std::string big32(std::uint32_t number) { return big16(number >> 16) + big16(number & 0xffff); }
std::string little16(unsigned number) {
    return {static_cast<char>(number), static_cast<char>(number >> 8)};
}
std::string little32(std::uint32_t number) {
    return little16(number & 0xffff) + little16(number >> 16);
}
std::uint32_t read_big32(std::string_view at) {
    std::uint32_t number = 0;
    for (int i = 0; i < 4; ++i)
        number = number << 8 | static_cast<unsigned char>(at[static_cast<std::size_t>(i)]);
    return number;
}

std::string deflated(std::string_view bytes) {
    uLongf size = compressBound(bytes.size());
    std::string out(size, '\0');
    compress(reinterpret_cast<Bytef*>(out.data()), &size,
             reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    out.resize(size);
    return out;
}

// Deflates `count` zeros without having them.
std::string deflated_zeros(std::uint64_t count) {
    z_stream stream{};
    deflateInit(&stream, 6);
    std::string zeros(1 << 20, '\0'), out, buffer(1 << 16, '\0');
    do {
        auto piece = std::min<std::uint64_t>(count, zeros.size());
        count -= piece;
        stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
        stream.avail_in = static_cast<uInt>(piece);
        do {
            stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
            stream.avail_out = static_cast<uInt>(buffer.size());
            deflate(&stream, count == 0 ? Z_FINISH : Z_NO_FLUSH);
            out.append(buffer, 0, buffer.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    } while (count > 0);
    deflateEnd(&stream);
    return out;
}

std::string png_head(std::uint32_t width, std::uint32_t height,
                     std::string_view kind = {"\x08\x02\0\0\0", 5}) {
    std::string head = big32(width) + big32(height) + std::string(kind);
    return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", head);
}

// Bits from the highest down, with the zero that JPEG puts behind every 0xff.
struct JpegBits {
    std::string bytes;
    unsigned held = 0;
    int count = 0;
    void put(unsigned bits, int length) {
        for (int i = length - 1; i >= 0; --i) {
            held = held << 1 | ((bits >> i) & 1);
            if (++count < 8) continue;
            bytes += static_cast<char>(held);
            if ((held & 0xff) == 0xff) bytes += '\0';
            held = 0;
            count = 0;
        }
    }
};

// Bits from the lowest up, as GIF and WebP have them.
struct LowBits {
    std::string bytes;
    unsigned held = 0;
    int count = 0;
    void put(unsigned bits, int length) {
        for (int i = 0; i < length; ++i) {
            held |= ((bits >> i) & 1) << count;
            if (++count == 8) flush();
        }
    }
    void flush() {
        if (count > 0) bytes += static_cast<char>(held);
        held = 0;
        count = 0;
    }
};

unsigned char paeth(int left, int up, int corner) {
    int guess = left + up - corner;
    int a = std::abs(guess - left), b = std::abs(guess - up), c = std::abs(guess - corner);
    return static_cast<unsigned char>(a <= b && a <= c ? left : b <= c ? up : corner);
}

// Source: PNG, third edition, §9 (filtering).
void unfilter(std::string& row, std::string_view above, std::size_t step, int filter) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        auto byte = [](std::string_view text, std::size_t at) {
            return static_cast<unsigned char>(text[at]);
        };
        int left = i < step ? 0 : byte(row, i - step);
        int up = above.empty() ? 0 : byte(above, i);
        int corner = i < step || above.empty() ? 0 : byte(above, i - step);
        int guess = filter == 1   ? left
                    : filter == 2 ? up
                    : filter == 3 ? (left + up) / 2
                    : filter == 4 ? paeth(left, up, corner)
                                  : 0;
        row[i] = static_cast<char>(byte(row, i) + guess);
    }
}

}  // namespace

Pixels striped(int width, int height) {
    Pixels pixels{width, height, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            pixels.rgb.push_back(static_cast<std::uint32_t>((x * 37 % 256) << 16 |
                                                            (y * 91 % 256) << 8 | (x * y % 256)));
    return pixels;
}

std::string png_chunk(std::string_view type, std::string_view data) {
    std::string body = std::string(type) + std::string(data);
    auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big32(static_cast<std::uint32_t>(data.size())) + body +
           big32(static_cast<std::uint32_t>(sum));
}

std::string png(const Pixels& pixels, std::string_view chunks_before_pixels) {
    std::string rows;
    for (std::size_t i = 0; i < pixels.rgb.size(); ++i) {
        if (i % static_cast<std::size_t>(pixels.width) == 0) rows += '\0';
        rows += big32(pixels.rgb[i]).substr(1);
    }
    return png_head(static_cast<std::uint32_t>(pixels.width),
                    static_cast<std::uint32_t>(pixels.height)) +
           std::string(chunks_before_pixels) + png_chunk("IDAT", deflated(rows)) +
           png_chunk("IEND", "");
}

std::string png_of_zeros(std::uint32_t width, std::uint32_t height) {
    auto zeros = deflated_zeros((std::uint64_t{width} * 3 + 1) * height);
    return png_head(width, height) + png_chunk("IDAT", zeros) + png_chunk("IEND", "");
}

std::string black_and_white_png_of_zeros(std::uint32_t width, std::uint32_t height) {
    auto zeros = deflated_zeros((std::uint64_t{width + 7} / 8 + 1) * height);
    return png_head(width, height, {"\x01\0\0\0\0", 5}) + png_chunk("IDAT", zeros) +
           png_chunk("IEND", "");
}

Pixels read_png(std::string_view bytes) {
    if (!bytes.starts_with("\x89PNG\r\n\x1a\n") || bytes.size() < 33) return {};
    Pixels pixels{static_cast<int>(read_big32(bytes.substr(16))),
                  static_cast<int>(read_big32(bytes.substr(20))),
                  {}};
    int colour = bytes[25];
    std::size_t step = colour == 0 ? 1 : colour == 2 ? 3 : colour == 6 ? 4 : 0;
    if (bytes[24] != 8 || step == 0 || bytes[28] != 0) return {};
    std::string packed;
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        std::size_t length = read_big32(bytes.substr(at));
        if (bytes.substr(at + 4, 4) == "IDAT") packed += bytes.substr(at + 8, length);
        at += length + 12;
    }
    std::size_t row_size = static_cast<std::size_t>(pixels.width) * step;
    std::string rows((row_size + 1) * static_cast<std::size_t>(pixels.height), '\0');
    uLongf size = rows.size();
    if (uncompress(reinterpret_cast<Bytef*>(rows.data()), &size,
                   reinterpret_cast<const Bytef*>(packed.data()), packed.size()) != Z_OK)
        return {};
    std::string above;
    for (std::size_t at = 0; at < size; at += row_size + 1) {
        std::string row = rows.substr(at + 1, row_size);
        unfilter(row, above, step, rows[at]);
        for (std::size_t i = 0; i < row.size(); i += step) {
            auto part = [&](std::size_t which) {
                return std::uint32_t{static_cast<unsigned char>(row[i + (step == 1 ? 0 : which)])};
            };
            pixels.rgb.push_back(part(0) << 16 | part(1) << 8 | part(2));
        }
        above = row;
    }
    return pixels;
}

std::string jpeg_segment(unsigned char marker, std::string_view data) {
    return std::string{'\xff', static_cast<char>(marker)} +
           big16(static_cast<unsigned>(data.size() + 2)) + std::string(data);
}

// Source: ITU T.81. Baseline, one component, every quantum 8; the DC table has the categories 0..11
// as codes of four bits, the AC table has nothing but "end of block", one bit.
std::string jpeg(int width, int height, std::string_view segments) {
    std::string dc_table("\0\0\0\0\x0c", 5), ac_table("\x10\x01", 2);
    dc_table += std::string(12, '\0');
    for (int category = 0; category < 12; ++category) dc_table += static_cast<char>(category);
    ac_table += std::string(15, '\0') + '\0';
    JpegBits bits;
    int last = 0;
    for (int y = 0; y < (height + 7) / 8; ++y)
        for (int x = 0; x < (width + 7) / 8; ++x) {
            int level = (x + y) % 2 == 0 ? -100 : 100;
            int step = level - last;
            last = level;
            int length = 0;
            while ((std::abs(step) >> length) != 0) ++length;
            bits.put(static_cast<unsigned>(length), 4);
            bits.put(static_cast<unsigned>(step < 0 ? step + (1 << length) - 1 : step), length);
            bits.put(0, 1);
        }
    bits.put(0x7f, 7);
    return "\xff\xd8" + std::string(segments) +
           jpeg_segment(0xdb, std::string(1, '\0') + std::string(64, '\x08')) +
           jpeg_segment(0xc0, '\x08' + big16(static_cast<unsigned>(height)) +
                                  big16(static_cast<unsigned>(width)) +
                                  std::string("\x01\x01\x11\0", 4)) +
           jpeg_segment(0xc4, dc_table) + jpeg_segment(0xc4, ac_table) +
           jpeg_segment(0xda, std::string("\x01\x01\0\0\x3f\0", 6)) + bits.bytes + "\xff\xd9";
}

std::string exif(int orientation, std::string_view canary) {
    auto entry = [](unsigned tag, unsigned type, std::size_t count, std::string value) {
        value.resize(4, '\0');
        return little16(tag) + little16(type) + little32(static_cast<std::uint32_t>(count)) + value;
    };
    std::string text = std::string(canary) + '\0';
    if (text.size() % 2 == 1) text += '\0';
    std::uint32_t text_at = 8 + 2 + 3 * 12 + 4;
    auto gps_at = static_cast<std::uint32_t>(text_at + text.size());
    std::uint32_t latitude_at = gps_at + 2 + 2 * 12 + 4;
    return std::string("II*\0", 4) + little32(8) + little16(3) +
           entry(0x010e, 2, text.size(), little32(text_at)) +
           entry(0x0112, 3, 1, little16(static_cast<unsigned>(orientation))) +
           entry(0x8825, 4, 1, little32(gps_at)) + little32(0) + text + little16(2) +
           entry(1, 2, 2, "N") + entry(2, 5, 3, little32(latitude_at)) + little32(0) +
           little32(31) + little32(1) + little32(13) + little32(1) + little32(49) + little32(1);
}

// Source: RFC 9649 §3 (VP8L). Five prefix codes of a single symbol each take no bits at all for a
// pixel, so that any size fits into these few bytes.
std::string webp(int width, int height) {
    LowBits bits;
    bits.put(0x2f, 8);
    bits.put(static_cast<unsigned>(width - 1), 14);
    bits.put(static_cast<unsigned>(height - 1), 14);
    bits.put(0, 1 + 3);      // no alpha, version 0
    bits.put(0, 1 + 1 + 1);  // no transform, no colour cache, no meta codes
    for (unsigned symbol : {0x99u, 0xddu, 0x33u, 0xffu, 0u}) {
        bits.put(1, 1);  // a simple code
        bits.put(0, 1);  // of one symbol
        bits.put(1, 1);  // of eight bits
        bits.put(symbol, 8);
    }
    bits.flush();
    std::string data = bits.bytes;
    if (data.size() % 2 == 1) data += '\0';
    std::string chunk = "WEBPVP8L" + little32(static_cast<std::uint32_t>(bits.bytes.size())) + data;
    return "RIFF" + little32(static_cast<std::uint32_t>(chunk.size())) + chunk;
}

// Source: GIF89a specification. The table of codes is cleared every second pixel, so that codes
// stay three bits wide.
std::string gif(int width, int height, int frames) {
    std::string size =
        little16(static_cast<unsigned>(width)) + little16(static_cast<unsigned>(height));
    std::string bytes = "GIF89a" + size + std::string("\xa1\0\0", 3);
    for (std::uint32_t colour : {0x202020u, 0xe04040u, 0x40e040u, 0x4040e0u})
        bytes += big32(colour).substr(1);
    for (int frame = 0; frame < frames; ++frame) {
        LowBits bits;
        for (int pixel = 0; pixel < width * height; ++pixel) {
            if (pixel % 2 == 0) bits.put(4, 3);
            bits.put(static_cast<unsigned>(frame % 4), 3);
        }
        bits.put(5, 3);
        bits.flush();
        bytes += std::string("\x21\xf9\x04\0\x0a\0\0\0", 8) + ',' + std::string(4, '\0') + size +
                 '\0' + '\x02';
        for (std::size_t at = 0; at < bits.bytes.size(); at += 255) {
            auto piece = bits.bytes.substr(at, 255);
            bytes += static_cast<char>(piece.size()) + piece;
        }
        bytes += '\0';
    }
    return bytes + ';';
}

}  // namespace picture_bytes
