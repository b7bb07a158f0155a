// Small pictures built byte by byte, and a reader for PNG, so that the tests need no decoder that
// they are there to distrust.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace picture_bytes {

struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint32_t> rgb;  // 0xrrggbb, row by row
    bool operator==(const Pixels&) const = default;
};
Pixels striped(int width, int height);

std::string png(const Pixels&, std::string_view chunks_before_pixels = "");
std::string png_of_zeros(std::uint32_t width, std::uint32_t height);
std::string black_and_white_png_of_zeros(std::uint32_t width, std::uint32_t height);
std::string png_chunk(std::string_view type, std::string_view data);
Pixels read_png(
    std::string_view bytes);  // 8 bits, grey, RGB or RGBA; empty when it is none of these

// Grey, in flat blocks of 8 by 8: block (x, y) is dark when x + y is even.
std::string jpeg(int width, int height, std::string_view segments = "");
std::string jpeg_segment(unsigned char marker, std::string_view data);
// Orientation, a place on earth and a canary text, as a phone writes them (TIFF, little endian).
std::string exif(int orientation, std::string_view canary);

std::string webp(int width, int height);                 // one colour, lossless
std::string gif(int width, int height, int frames = 1);  // frame n in colour n % 4

}  // namespace picture_bytes
