// Files that live in the binary: the desk, the widget, the demo pages.
//
// The build makes the table (cmake/EmbedAssets.cmake). Paths are what a browser asks for:
// `/desk/index.html`, `/desk/assets/…`, `/widget/widget.js`, `/pages/…`.
#pragma once

#include <span>
#include <string_view>

namespace kit {

struct Asset {
    std::string_view path;    // "/desk/index.html"
    std::string_view type;    // "text/html; charset=utf-8"
    std::string_view raw;     // always there
    std::string_view gzip;    // empty when it would not be smaller
    std::string_view brotli;  // empty when it would not be smaller
    std::string_view etag;    // quoted, ready for the header
};

// The file at `path`, or null.
const Asset* asset(std::string_view path);

// All of them, sorted by path.
std::span<const Asset> assets();

}  // namespace kit
