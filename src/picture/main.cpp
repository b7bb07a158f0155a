// xiaoer_picture: reads one picture on stdin, writes it drawn anew on stdout, and says on stderr
// what it wrote: "640 480 png". It is run by the server for every picture that a stranger sends.
//
//     xiaoer_picture < strange.jpg > clean.jpg
//     xiaoer_picture --check              tries the doors of its own cell and says which are shut
//
// The order is the point: first the limits, then the libraries start, then the door is shut (no
// files, no network, no other program), and only then is the first strange byte read. Whoever takes
// over the decoder finds two pipes, 512 MiB and five seconds.
//
// Exit: 0 drawn, 1 not a picture we draw, 2 the cell cannot be built here (ours, not theirs).
#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vips/vips.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "picture/cell.hpp"

namespace {

constexpr int drawn = 0, bad_picture = 1, cannot_work = 2;

constexpr std::size_t input_bytes_max = std::size_t{32} << 20;
constexpr gint64 pixels_max = 25'000'000;
constexpr int edge_max = 2560;
constexpr int quality = 82;  // about a tenth of a PNG's size, and seams are hard to find

// Owned by us, unreferenced at the end.
struct Image {
    VipsImage* it = nullptr;
    Image() = default;
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    ~Image() {
        if (it) g_object_unref(it);
    }
};

struct Drawing {
    void* bytes = nullptr;
    std::size_t size = 0;
    const char* format = "";
};

bool read_input(std::string& bytes) {
    char buffer[65536];
    while (true) {
        ssize_t length = ::read(0, buffer, sizeof buffer);
        if (length < 0) return false;
        if (length == 0) return true;
        bytes.append(buffer, static_cast<std::size_t>(length));
        if (bytes.size() > input_bytes_max) return false;
    }
}

bool write_output(const Drawing& drawing) {
    std::string_view left(static_cast<const char*>(drawing.bytes), drawing.size);
    while (!left.empty()) {
        ssize_t length = ::write(1, left.data(), left.size());
        if (length <= 0) return false;
        left.remove_prefix(static_cast<std::size_t>(length));
    }
    return true;
}

enum class Kind { jpeg, png, webp, gif, other };

Kind kind_of(std::string_view bytes) {
    if (bytes.starts_with("\xff\xd8\xff")) return Kind::jpeg;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return Kind::png;
    if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP")
        return Kind::webp;
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return Kind::gif;
    return Kind::other;
}

// Each kind has its one loader; nothing is guessed by libvips. Only the head is read here, the
// first of several frames is taken, and a picture that ends early is refused later on.
bool open(Kind kind, std::string& bytes, Image& image) {
    auto load = [&](auto loader) {
        return loader(bytes.data(), bytes.size(), &image.it, "access", VIPS_ACCESS_SEQUENTIAL,
                      "fail_on", VIPS_FAIL_ON_ERROR, nullptr) == 0;
    };
    switch (kind) {
        case Kind::jpeg:
            return load(vips_jpegload_buffer);
        case Kind::png:
            return load(vips_pngload_buffer);
        case Kind::webp:
            return load(vips_webpload_buffer);
        case Kind::gif:
            return load(vips_gifload_buffer);
        case Kind::other:
            return false;
    }
    return false;
}

// Upright, in sRGB, no edge above the limit. A picture without a colour profile of its own is left
// as it is: taking it through one would change its colours a little.
bool prepare(const Image& opened, Image& ready) {
    Image small;
    bool profiled = vips_image_get_typeof(opened.it, VIPS_META_ICC_NAME) != 0;
    if (vips_thumbnail_image(opened.it, &small.it, edge_max, "height", edge_max, "size",
                             VIPS_SIZE_DOWN, profiled ? "export_profile" : nullptr, "srgb",
                             nullptr) != 0)
        return false;
    bool grey = small.it->Bands < 3;
    return vips_colourspace(small.it, &ready.it,
                            grey ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB,
                            nullptr) == 0;
}

bool draw(Kind kind, const Image& image, Drawing& drawing) {
    switch (kind) {
        case Kind::jpeg:
            drawing.format = "jpeg";
            return vips_jpegsave_buffer(image.it, &drawing.bytes, &drawing.size, "Q", quality,
                                        "strip", TRUE, "optimize_coding", TRUE, nullptr) == 0;
        case Kind::webp:
            drawing.format = "webp";
            return vips_webpsave_buffer(image.it, &drawing.bytes, &drawing.size, "Q", quality,
                                        "strip", TRUE, nullptr) == 0;
        default:
            drawing.format = "png";
            return vips_pngsave_buffer(image.it, &drawing.bytes, &drawing.size, "strip", TRUE,
                                       nullptr) == 0;
    }
}

bool is_small_enough(const VipsImage* image) {
    gint64 width = vips_image_get_width(image), height = vips_image_get_height(image);
    return width > 0 && height > 0 && width <= pixels_max / height;
}

int redraw() {
    std::string bytes;
    Image opened, ready;
    Drawing drawing;
    if (!read_input(bytes)) return bad_picture;
    Kind kind = kind_of(bytes);
    if (!open(kind, bytes, opened) || !is_small_enough(opened.it)) return bad_picture;
    if (!prepare(opened, ready) || !draw(kind, ready, drawing)) return bad_picture;
    if (!write_output(drawing)) return cannot_work;
    std::fprintf(stderr, "%d %d %s\n", ready.it->Xsize, ready.it->Ysize, drawing.format);
    g_free(drawing.bytes);
    return drawn;
}

// libvips with the four loaders we name and no others, on one thread, without plug-ins: it looks
// for those below VIPSHOME.
bool start_library(const char* program) {
    ::setenv("VIPSHOME", "/nonexistent", 1);
    if (VIPS_INIT(program) != 0) return false;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (auto loader : {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
                        "VipsForeignLoadNsgif"})
        vips_operation_block_set(loader, FALSE);
    g_log_set_default_handler([](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
    return true;
}

}  // namespace

int main(int count, char** arguments) {
    ::mallopt(M_ARENA_MAX, 1);  // every arena takes 64 MiB of the address space
    if (!picture::limit()) {
        std::fprintf(stderr, "the limits cannot be set\n");
        return cannot_work;
    }
    if (!start_library(arguments[0])) {
        std::fprintf(stderr, "libvips does not start: %s\n", vips_error_buffer());
        return cannot_work;
    }
    if (!picture::shut()) {
        std::fprintf(stderr, "neither seccomp nor a network namespace can be had\n");
        return cannot_work;
    }
    if (count == 2 && std::string_view(arguments[1]) == "--check") return picture::check();
    int result = redraw();
    std::fflush(stderr);
    ::_exit(result);  // at once: nothing of the decoders needs to run now
}
