// Text that other programs wrote, turned into UTF-8 piece by piece: UTF-8, GBK (read as its
// superset GB18030) or UTF-16, told apart by the bytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kit::text {

enum class Charset { utf8, gb18030, utf16le, utf16be };

// By the byte-order mark; without one UTF-8 if `sample` is that (a character cut at its end counts
// as whole), GB18030 if it is not.
Charset charset_of(std::string_view sample);

// What a charset cannot mean becomes U+FFFD, one for each byte. A byte-order mark at the start is
// dropped.
class Recoder {
public:
    explicit Recoder(Charset);
    ~Recoder();

    // Appends the UTF-8 of `bytes` to `out`; a character that is cut at the end waits for its rest.
    void take(std::string_view bytes, std::string& out);
    // Nothing more comes.
    void finish(std::string& out);
    std::size_t malformed() const { return malformed_; }

private:
    void step(std::string_view bytes, bool last, std::string& out);
    void append(std::string_view utf8, std::string& out);
    struct Inside;
    std::unique_ptr<Inside> inside_;
    std::string cut_;  // the beginning of a character
    std::size_t malformed_ = 0;
    bool started_ = false;
};

}  // namespace kit::text
