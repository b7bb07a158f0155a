#include "kit/base/pictures.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <semaphore>
#include <thread>

namespace kit {
namespace {

using Moment = std::chrono::steady_clock::time_point;

// 2560 * 2560 pixels of noise as PNG: 4 bytes a pixel and a little more than that.
constexpr std::size_t drawn_bytes_max = std::size_t{28} << 20;
constexpr std::size_t words_bytes_max = 4096;
constexpr std::ptrdiff_t at_once_max = 2;  // each may take 512 MiB and a core

constexpr int exit_bad_picture = 1;  // see src/picture/main.cpp

struct File {
    int number = -1;
    File() = default;
    explicit File(int opened) : number(opened) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    File(File&& other) noexcept : number(std::exchange(other.number, -1)) {}
    File& operator=(File&& other) noexcept {
        std::swap(number, other.number);
        return *this;
    }
    ~File() { close(); }
    void close() {
        if (number >= 0) ::close(std::exchange(number, -1));
    }
};

struct Pipe {
    File reader, writer;
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw Breakage("no pipe for a picture");
        reader = File(ends[0]);
        writer = File(ends[1]);
    }
};

// The child's input as a file in memory: it can be read at leisure, and writing it cannot block on
// a child that does not read or has died.
File in_memory(std::string_view bytes) {
    File file(::memfd_create("picture", MFD_CLOEXEC));
    if (file.number < 0) throw Breakage("no memory for a picture");
    while (!bytes.empty()) {
        ssize_t written = ::write(file.number, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) throw Breakage("no memory for a picture");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    ::lseek(file.number, 0, SEEK_SET);
    return file;
}

class Child {
public:
    Child(const std::string& program, int in, int out, int err) {
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, in, 0);
        posix_spawn_file_actions_adddup2(&files, out, 1);
        posix_spawn_file_actions_adddup2(&files, err, 2);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        std::string name = program;
        std::array<char*, 2> arguments{name.data(), nullptr};
        std::array<char*, 1> environment{nullptr};
        int failed = ::posix_spawn(&pid_, name.c_str(), &files, &attributes, arguments.data(),
                                   environment.data());
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
        if (failed) throw Breakage("cannot run " + program);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (pid_ > 0) end();
    }

    // The status as of waitpid; a child that outlives `until` is killed.
    int ended(Moment until) {
        while (std::chrono::steady_clock::now() < until) {
            int status = 0;
            pid_t gone = ::waitpid(pid_, &status, WNOHANG);
            if (gone < 0 && errno != EINTR) throw Breakage("lost sight of a picture's child");
            if (gone == pid_) {
                pid_ = 0;
                return status;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
        return end();
    }

private:
    int end() {
        int status = 0;
        ::kill(pid_, SIGKILL);
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = 0;
        return status;
    }
    pid_t pid_ = 0;
};

struct Stream {
    File* file;
    std::size_t bytes_max;
    std::string text{};
};

// Reads what there is. False when more came than is allowed.
bool read_some(Stream& stream) {
    std::array<char, 65536> buffer;
    ssize_t length = ::read(stream.file->number, buffer.data(), buffer.size());
    if (length < 0 && errno == EINTR) return true;
    if (length <= 0) {
        stream.file->close();
        return true;
    }
    stream.text.append(buffer.data(), static_cast<std::size_t>(length));
    return stream.text.size() <= stream.bytes_max;
}

// Until both have ended. False at `until`, or when a stream brings too much.
bool read_both(Stream& a, Stream& b, Moment until) {
    while (a.file->number >= 0 || b.file->number >= 0) {
        auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        std::array<pollfd, 2> waiting{{{a.file->number, POLLIN, 0}, {b.file->number, POLLIN, 0}}};
        int count = ::poll(waiting.data(), waiting.size(), static_cast<int>(left.count()));
        if (count < 0 && errno != EINTR) throw Breakage("cannot wait for a picture");
        if (count <= 0) continue;
        if (waiting[0].revents != 0 && !read_some(a)) return false;
        if (waiting[1].revents != 0 && !read_some(b)) return false;
    }
    return true;
}

// "640 480 png": what the child says it drew.
bool read_words(std::string_view words, Picture& picture) {
    auto number = [&](int& into) {
        auto [end, failed] = std::from_chars(words.data(), words.data() + words.size(), into);
        if (failed != std::errc{} || end == words.data() + words.size() || *end != ' ')
            return false;
        words.remove_prefix(static_cast<std::size_t>(end - words.data()) + 1);
        return into > 0;
    };
    if (!number(picture.width) || !number(picture.height)) return false;
    picture.content_type = "image/" + std::string(words.substr(0, words.find('\n')));
    return is_picture_type(picture.content_type);
}

std::counting_semaphore<at_once_max>& places() {
    static std::counting_semaphore<at_once_max> made(at_once_max);
    return made;
}
struct Place {
    Place() { places().acquire(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { places().release(); }
};

Refusal bad() { return invalid("bad_picture", "file"); }

}  // namespace

std::string content_type_of(std::string_view bytes) {
    if (bytes.starts_with("\xff\xd8\xff")) return "image/jpeg";
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP") && bytes.size() >= 12)
        return "image/webp";
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return "image/gif";
    if (bytes.starts_with("%PDF-")) return "application/pdf";
    if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp") {
        static constexpr std::array<std::string_view, 10> brands = {
            "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV"};
        if (std::ranges::find(brands, bytes.substr(8, 4)) != brands.end()) return "video/mp4";
    }
    return "application/octet-stream";
}

bool is_picture_type(std::string_view content_type) {
    return content_type == "image/jpeg" || content_type == "image/png" ||
           content_type == "image/webp" || content_type == "image/gif";
}

std::string picture_program() {
    std::array<char, 4096> path{};
    ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size());
    if (length <= 0) throw Breakage("cannot find the folder of the program");
    std::string_view self(path.data(), static_cast<std::size_t>(length));
    return std::string(self.substr(0, self.rfind('/') + 1)) + "xiaoer_picture";
}

Result<Picture> redrawn(std::string_view bytes, const std::string& program,
                        std::chrono::milliseconds life_max) {
    if (!is_picture_type(content_type_of(bytes))) return bad();
    Place place;
    Moment until = std::chrono::steady_clock::now() + life_max;
    File input = in_memory(bytes);
    Pipe drawn, words;
    Child child(program, input.number, drawn.writer.number, words.writer.number);
    drawn.writer.close();
    words.writer.close();
    Stream out{&drawn.reader, drawn_bytes_max}, err{&words.reader, words_bytes_max};
    if (!read_both(out, err, until)) return bad();

    int status = child.ended(until);
    if (WIFSIGNALED(status)) return bad();  // a limit, or the decoder fell over
    if (WEXITSTATUS(status) == exit_bad_picture) return bad();
    if (WEXITSTATUS(status) != 0) throw Breakage("the picture program cannot work: " + err.text);
    Picture picture;
    if (!read_words(err.text, picture) || content_type_of(out.text) != picture.content_type)
        return bad();
    picture.bytes = std::move(out.text);
    return picture;
}

}  // namespace kit
