#include "kit/base/pictures.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "picture_bytes.hpp"

using namespace kit;
using namespace picture_bytes;

namespace {

#if defined(xiaoer_picture_program)
const std::string program = xiaoer_picture_program;
#else
const std::string program = picture_program();
#endif

std::string answer_to(std::string_view bytes) {
    auto result = redrawn(bytes, program);
    return result ? "drawn" : result.error().reason;
}

struct Named {
    const char* name;
    std::string bytes;
};

std::string svg() {
    return "<?xml version=\"1.0\"?><svg "
           "xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
}

}  // namespace

TEST(ContentType, is_read_from_the_bytes) {
    EXPECT_EQ(content_type_of(png(striped(2, 2))), "image/png");
    EXPECT_EQ(content_type_of(jpeg(8, 8)), "image/jpeg");
    EXPECT_EQ(content_type_of(webp(3, 3)), "image/webp");
    EXPECT_EQ(content_type_of(gif(3, 3)), "image/gif");
    EXPECT_EQ(content_type_of("GIF87a..."), "image/gif");
    EXPECT_EQ(content_type_of("%PDF-1.7\n"), "application/pdf");
    EXPECT_EQ(content_type_of(std::string("\0\0\0\x18"
                                          "ftypisom\0\0\0\0",
                                          16)),
              "video/mp4");
    EXPECT_EQ(content_type_of(std::string("\0\0\0\x18"
                                          "ftypmp42\0\0\0\0",
                                          16)),
              "video/mp4");
}

TEST(ContentType, of_all_the_rest_is_plain_bytes) {
    for (std::string_view bytes :
         {"", "R", "RIFF", "RIFF....WEB", "RIFF....WAVE", "\xff\xd8", "GIF8", "\x89PNG",
          " %PDF-1.7", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<!doctype html>", "PK\x03\x04",
          "BM", "II*", "8BPS", "%!PS-Adobe", "....ftypheic....", "....ftypqt  ....", "ftypisom"})
        EXPECT_EQ(content_type_of(bytes), "application/octet-stream") << bytes;
    EXPECT_FALSE(is_picture_type("image/svg+xml"));
    EXPECT_FALSE(is_picture_type("application/pdf"));
    EXPECT_TRUE(is_picture_type("image/gif"));
}

TEST(Picture, keeps_its_pixels_and_its_kind) {
    auto pixels = striped(61, 40);
    auto drawn = redrawn(png(pixels), program);
    ASSERT_TRUE(drawn);
    EXPECT_EQ(drawn->content_type, "image/png");
    EXPECT_EQ(drawn->width, 61);
    EXPECT_EQ(drawn->height, 40);
    EXPECT_EQ(read_png(drawn->bytes), pixels);

    auto photo = redrawn(jpeg(64, 24), program);
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->content_type, "image/jpeg");
    EXPECT_EQ(content_type_of(photo->bytes), "image/jpeg");
    EXPECT_EQ(std::pair(photo->width, photo->height), std::pair(64, 24));

    auto sticker = redrawn(webp(33, 17), program);
    ASSERT_TRUE(sticker);
    EXPECT_EQ(sticker->content_type, "image/webp");
    EXPECT_EQ(content_type_of(sticker->bytes), "image/webp");
    EXPECT_EQ(std::pair(sticker->width, sticker->height), std::pair(33, 17));
}

TEST(Picture, that_moves_stands_still_as_png) {
    auto drawn = redrawn(gif(12, 7, 4), program);
    ASSERT_TRUE(drawn);
    EXPECT_EQ(drawn->content_type, "image/png");
    EXPECT_EQ(read_png(drawn->bytes), (Pixels{12, 7, std::vector<std::uint32_t>(84, 0x202020)}));
}

TEST(Picture, that_is_drawn_twice_stays_the_same) {
    auto once = redrawn(png(striped(50, 50)), program).value();
    auto twice = redrawn(once.bytes, program).value();
    EXPECT_EQ(read_png(once.bytes), read_png(twice.bytes));
}

TEST(Picture, is_made_smaller_when_an_edge_is_too_long) {
    auto wide = redrawn(png_of_zeros(5120, 100), program);
    ASSERT_TRUE(wide);
    EXPECT_EQ(std::pair(wide->width, wide->height), std::pair(2560, 50));
    auto high = redrawn(jpeg(64, 4000), program);
    ASSERT_TRUE(high);
    EXPECT_EQ(high->height, 2560);
    EXPECT_NEAR(high->width, 41, 1);
    auto just = redrawn(png_of_zeros(2560, 2560), program);
    ASSERT_TRUE(just);
    EXPECT_EQ(std::pair(just->width, just->height), std::pair(2560, 2560));
}

TEST(Picture, says_nothing_about_where_it_was_taken) {
    const std::string canary = "CANARY of a phone in Shanghai";
    auto camera = exif(1, canary);
    auto photo = jpeg(
        32, 16,
        jpeg_segment(0xe1, std::string("Exif\0\0", 6) + camera) +
            jpeg_segment(0xe1, "http://ns.adobe.com/xap/1.0/" + std::string(1, '\0') + canary) +
            jpeg_segment(0xed, "Photoshop 3.0" + canary) + jpeg_segment(0xfe, canary));
    auto scan = png(striped(9, 9),
                    png_chunk("eXIf", camera) +
                        png_chunk("tEXt", "Comment" + std::string(1, '\0') + canary) +
                        png_chunk("iTXt", "XML:com.adobe.xmp" + std::string(5, '\0') + canary));
    for (auto& before : {photo, scan}) {
        ASSERT_NE(before.find(canary), std::string::npos);
        auto after = redrawn(before, program);
        ASSERT_TRUE(after);
        for (std::string_view trace : {"CANARY", "Exif", "eXIf", "adobe", "Photoshop", "tEXt",
                                       "iTXt", "ICC_PROFILE", "iCCP"})
            EXPECT_EQ(after->bytes.find(trace), std::string::npos) << trace;
        EXPECT_EQ(after->bytes.find(std::string("II*\0", 4)), std::string::npos);
    }
}

TEST(Picture, taken_sideways_is_turned_upright) {
    for (auto [orientation, width, height] :
         std::initializer_list<std::array<int, 3>>{{1, 32, 16},
                                                   {2, 32, 16},
                                                   {3, 32, 16},
                                                   {4, 32, 16},
                                                   {5, 16, 32},
                                                   {6, 16, 32},
                                                   {7, 16, 32},
                                                   {8, 16, 32}}) {
        auto photo = jpeg(
            32, 16, jpeg_segment(0xe1, std::string("Exif\0\0", 6) + exif(orientation, "phone")));
        auto drawn = redrawn(photo, program);
        ASSERT_TRUE(drawn) << orientation;
        EXPECT_EQ(std::pair(drawn->width, drawn->height), std::pair(width, height)) << orientation;
    }
    // Orientation 6: what is at the left of the file belongs at the top.
    Pixels lying{2, 1, {0xff0000, 0x0000ff}}, standing{1, 2, {0xff0000, 0x0000ff}};
    auto drawn = redrawn(png(lying, png_chunk("eXIf", exif(6, "phone"))), program);
    ASSERT_TRUE(drawn);
    EXPECT_EQ(read_png(drawn->bytes), standing);
}

TEST(Picture, loses_the_second_file_behind_it) {
    const std::string script = "<script>alert(document.cookie)</script>";
    auto pixels = striped(16, 16);
    for (auto& [name, bytes] : std::vector<Named>{
             {"PNG with a page behind it", png(pixels) + "<html>" + script},
             {"PNG with a page in a chunk",
              png(pixels, png_chunk("tEXt", std::string("a\0", 2) + script))},
             {"PNG with an archive behind it", png(pixels) + "PK\x03\x04" + script},
             {"JPEG with a page as comment", jpeg(16, 16, jpeg_segment(0xfe, script))},
             {"JPEG with a page behind it", jpeg(16, 16) + script},
             {"JPEG with PHP as camera",
              jpeg(16, 16, jpeg_segment(0xe1, std::string("Exif\0\0", 6) + exif(1, script)))},
             {"WebP with a page behind it", webp(16, 16) + script},
             {"GIF with a script behind it", gif(16, 16) + "=1;" + script},
         }) {
        auto drawn = redrawn(bytes, program);
        ASSERT_TRUE(drawn) << name;
        EXPECT_EQ(drawn->bytes.find("script"), std::string::npos) << name;
        EXPECT_EQ(drawn->bytes.find("PK\x03\x04"), std::string::npos) << name;
        EXPECT_EQ(std::pair(drawn->width, drawn->height), std::pair(16, 16)) << name;
    }
}

TEST(Picture, that_is_something_else_is_refused) {
    const std::string zeros(64, '\0');
    for (auto& [name, bytes] : std::vector<Named>{
             {"nothing", ""},
             {"one byte", "\xff"},
             {"SVG named .png", svg()},
             {"page", "<!doctype html><script>alert(1)</script>"},
             {"archive", "PK\x03\x04" + zeros},
             {"PDF", "%PDF-1.7\n1 0 obj"},
             {"MP4", std::string("\0\0\0\x18"
                                 "ftypisom",
                                 12) +
                         zeros},
             {"GIF that is a script", "GIF89a/*" + zeros + "*/=1;alert(1)"},
             {"JPEG that is a page", "\xff\xd8\xff<html><script>alert(1)</script>"},
             {"PNG that is an SVG", "\x89PNG\r\n\x1a\n" + svg()},
             {"WebP that is a page", "RIFF\x40" + std::string(3, '\0') + "WEBP<html><script>"},
             {"page before a PNG", "<html>" + png(striped(8, 8))},
             {"TIFF", "II*" + zeros},
             {"BMP", "BM" + zeros},
             {"vips", "\xb6\xa6\xf2\x08" + zeros},
             {"CSV", "1,2,3\n4,5,6\n"},
             {"PPM", "P6 1 1 255 abc"},
             {"picture of no size", png(Pixels{0, 0, {}})},
         })
        EXPECT_EQ(answer_to(bytes), "bad_picture") << name;
}

TEST(Picture, that_is_cut_short_is_refused) {
    for (auto& whole : {png(striped(64, 64)), jpeg(128, 128), webp(64, 64), gif(32, 32)})
        for (auto share : {0.1, 0.5, 0.8}) {
            auto part = whole.substr(
                0, static_cast<std::size_t>(static_cast<double>(whole.size()) * share));
            EXPECT_EQ(answer_to(part), "bad_picture") << content_type_of(whole) << share;
        }
}

TEST(Picture, that_would_fill_the_memory_is_refused_at_once) {
    auto start = std::chrono::steady_clock::now();
    for (auto& [name, bytes] : std::vector<Named>{
             {"PNG of 900 megapixels", black_and_white_png_of_zeros(30'000, 30'000)},
             {"PNG a little too large", png_of_zeros(5001, 5000)},
             {"PNG that says 2^31",
              png_of_zeros(1, 1).replace(16, 8, "\x7f\xff\xff\xff\x7f\xff\xff\xff")},
             {"JPEG of 4 gigapixels",
              jpeg(8, 8).replace(jpeg(8, 8).find("\xff\xc0") + 5, 4, "\xff\xff\xff\xff")},
             {"WebP of 268 megapixels in 30 bytes", webp(16'383, 16'383)},
             {"GIF of 1.6 gigapixels",
              gif(2, 2).replace(6, 4, "\x40\x9c\x40\x9c").replace(38, 4, "\x40\x9c\x40\x9c")},
         })
        EXPECT_EQ(answer_to(bytes), "bad_picture") << name;
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{10});
}

TEST(Picture, of_twenty_five_megapixels_is_taken) {
    auto patience = std::chrono::seconds{30};  // the machine may be busy with other tests
    auto drawn = redrawn(png_of_zeros(5000, 5000), program, patience);
    ASSERT_TRUE(drawn);
    EXPECT_EQ(std::pair(drawn->width, drawn->height), std::pair(2560, 2560));
    // Turning it upright needs all of it in memory at once.
    auto turned = png_of_zeros(5000, 5000);
    turned.insert(33, png_chunk("eXIf", exif(6, "phone")));
    EXPECT_TRUE(redrawn(turned, program, patience));
}

TEST(Picture, of_very_many_frames_costs_no_more_than_its_limits) {
    auto many = gif(64, 64, 4000);
    ASSERT_GT(many.size(), 5'000'000u);
    auto start = std::chrono::steady_clock::now();
    auto drawn = redrawn(many, program);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{9});
    if (drawn) EXPECT_EQ(std::pair(drawn->width, drawn->height), std::pair(64, 64));
    else EXPECT_EQ(drawn.error().reason, "bad_picture");
}

TEST(Picture, with_any_byte_changed_is_drawn_or_refused_and_never_more) {
    auto bytes = jpeg(64, 64, jpeg_segment(0xe1, std::string("Exif\0\0", 6) + exif(6, "phone")));
    for (std::size_t at = 3; at < bytes.size(); at += bytes.size() / 24) {
        auto changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        auto answer = answer_to(changed);
        EXPECT_TRUE(answer == "drawn" || answer == "bad_picture") << at;
    }
}

TEST(Picture, of_many_people_at_once_come_back_to_the_right_ones) {
    std::vector<std::jthread> people;
    for (int width = 10; width < 18; ++width)
        people.emplace_back([width] {
            auto drawn = redrawn(png(striped(width, 5)), program);
            ASSERT_TRUE(drawn);
            EXPECT_EQ(read_png(drawn->bytes), striped(width, 5));
        });
}

TEST(PictureProgram, that_is_missing_is_a_breakage_not_a_bad_picture) {
    EXPECT_THROW((void)redrawn(png(striped(2, 2)), "/nonexistent/xiaoer_picture"), Breakage);
    EXPECT_THROW((void)redrawn(png(striped(2, 2)), "/etc/passwd"), Breakage);
    EXPECT_TRUE(picture_program().ends_with("/xiaoer_picture"));
}

TEST(PictureProgram, that_hangs_or_floods_is_ended) {
    char folder[] = "/tmp/pictures_test_XXXXXX";
    std::string path = std::string(mkdtemp(folder)) + "/program";
    auto pretend = [&](const std::string& script) {
        std::ofstream(path, std::ios::trunc) << "#!/bin/sh\n" << script << "\n";
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        auto result = redrawn(png(striped(2, 2)), path, std::chrono::milliseconds{1500});
        return result ? "drawn" : result.error().reason;
    };
    auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(pretend("exec /bin/sleep 60"), "bad_picture");
    EXPECT_EQ(pretend("exec >&- 2>&-; exec /bin/sleep 60"), "bad_picture");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{6});
    EXPECT_EQ(pretend("exec /bin/cat /dev/zero"), "bad_picture");
    EXPECT_EQ(pretend("kill -SEGV $$"), "bad_picture");
    EXPECT_EQ(pretend("echo '2 2 png' >&2"), "bad_picture");
    EXPECT_EQ(pretend("/bin/cat; echo '-2 2 png' >&2"), "bad_picture");
    EXPECT_EQ(pretend("/bin/cat; echo '2 2 jpeg' >&2"), "bad_picture");
    EXPECT_EQ(pretend("/bin/cat; echo '2 2 png' >&2"), "drawn");
    EXPECT_THROW(pretend("exit 2"), Breakage);
    EXPECT_EQ(pretend("test -z \"$HOME$PATH_FROM_OUTSIDE$LD_PRELOAD\" || exit 2; exit 1"),
              "bad_picture");
    std::filesystem::remove_all(folder);
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WITHOUT_CELL
#endif
#endif

TEST(PictureProgram, sits_in_a_cell_with_every_door_shut) {
#ifdef WITHOUT_CELL
    GTEST_SKIP() << "a sanitizer needs the doors";
#endif
    FILE* check = ::popen((program + " --check").c_str(), "r");
    ASSERT_TRUE(check);
    std::string said;
    for (int c = std::fgetc(check); c != EOF; c = std::fgetc(check)) said += static_cast<char>(c);
    int status = ::pclose(check);
    EXPECT_EQ(WEXITSTATUS(status), 0) << said;
    EXPECT_EQ(said.find("OPEN"), std::string::npos) << said;
    EXPECT_NE(said.find("network"), std::string::npos) << said;
}
