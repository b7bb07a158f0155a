// Strangers' pictures, drawn anew before anybody sees them.
//
//     bytes ──sniff──> JPEG, PNG, WebP, GIF ──> xiaoer_picture (a child under limits) ──> Picture
//                 └──> PDF, MP4, anything else: kept as it is, only ever offered as a download
//
//     JPEG → JPEG   PNG → PNG   WebP → WebP   GIF → PNG, its first frame
//
// Invariants: what a file is, is read from its bytes, never from its name or from what the sender
// said; the server itself decodes no picture; what comes back holds pixels and nothing else (no
// EXIF, no place, no second file behind the first), upright, at most 2560 pixels an edge.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "kit/base/result.hpp"

namespace kit {

struct Picture {
    std::string bytes;
    std::string content_type;  // image/jpeg, image/png or image/webp
    int width = 0;
    int height = 0;
};

// By content: image/jpeg, image/png, image/webp, image/gif, application/pdf, video/mp4, or
// application/octet-stream for all the rest (SVG, HTML, archives, nothing at all).
std::string content_type_of(std::string_view bytes);
bool is_picture_type(std::string_view content_type);

// Where the child stands: xiaoer_picture in the folder of the running program.
std::string picture_program();

// Blocking, mostly below 300 ms, `life_max` at the worst (the child's 5 s of CPU on a busy
// machine); two at once in the process, others wait. For
// workers, never for an io thread.
// Errors: invalid (`bad_picture`: not a picture, cut short, too large, or too much work).
// Throws Breakage when the child cannot be run at all.
Result<Picture> redrawn(std::string_view bytes, const std::string& program = picture_program(),
                        std::chrono::milliseconds life_max = std::chrono::seconds{8});

}  // namespace kit
