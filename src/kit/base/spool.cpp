#include "kit/base/spool.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

namespace kit {

namespace {

[[noreturn]] void broken(const char* what) {
    if (errno == ENOSPC || errno == EDQUOT) throw Breakage("storage_full");
    throw Breakage(std::string(what) + ": " + std::strerror(errno));
}

struct File {
    int fd;
    explicit File(int fd) : fd(fd) {}
    ~File() {
        if (fd >= 0) ::close(fd);
    }
    File(const File&) = delete;
};

void write_all(int fd, std::string_view bytes, off_t offset) {
    while (!bytes.empty()) {
        auto done = ::pwrite(fd, bytes.data(), bytes.size(), offset);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) broken("a file on its way in cannot be written");
        bytes.remove_prefix(static_cast<std::size_t>(done));
        offset += done;
    }
}

}  // namespace

Spool::Spool(std::string folder, Change change)
    : folder_(std::move(folder)), change_(std::move(change)) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (::chmod(folder_.c_str(), 0700) != 0)
        broken("the folder for files on their way in cannot be made");
}

std::string Spool::path_of(std::string_view name) const {
    auto stem = name.substr(0, 36);
    ENSURE(
        is_uuid(stem) &&
            name.substr(stem.size()).find_first_not_of(".abcdefghijklmnopqrstuvwxyz") == name.npos,
        "names of files on their way in are ids");
    return folder_ + "/" + std::string(name);
}

std::string Spool::changed(std::string_view bytes, std::string_view name,
                           std::int64_t offset) const {
    std::string out(bytes);
    if (change_) change_(out, name, offset);
    return out;
}

void Spool::put(std::string_view name, std::int64_t offset, std::string_view bytes) const {
    File file(::open(path_of(name).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (file.fd < 0) broken("a file on its way in cannot be opened");
    write_all(file.fd, changed(bytes, name, offset), offset);
}

std::int64_t Spool::bytes(std::string_view name) const {
    struct stat found{};
    return ::stat(path_of(name).c_str(), &found) == 0 ? found.st_size : 0;
}

void Spool::drop(std::string_view name) const { ::unlink(path_of(name).c_str()); }

void Spool::read(std::string_view name, std::int64_t offset,
                 const std::function<bool(std::string_view)>& piece) const {
    File file(::open(path_of(name).c_str(), O_RDONLY | O_CLOEXEC));
    if (file.fd < 0) return;
    std::array<char, 64 * 1024> room;
    for (;;) {
        auto got = ::pread(file.fd, room.data(), room.size(), offset);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) broken("a file on its way in cannot be read");
        if (got == 0 || !piece(changed({room.data(), static_cast<std::size_t>(got)}, name, offset)))
            return;
        offset += got;
    }
}

Spool::Writer::Writer(const Spool& spool, std::string_view name)
    : spool_(spool),
      name_(name),
      file_(::open(spool.path_of(name).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
    if (file_ < 0) broken("a file on its way in cannot be opened");
}
Spool::Writer::~Writer() { ::close(file_); }

void Spool::Writer::add(std::string_view bytes) {
    waiting_ += bytes;
    if (waiting_.size() >= 256 * 1024) finish();
}

void Spool::Writer::finish() {
    write_all(file_, spool_.changed(waiting_, name_, at_), at_);
    at_ += static_cast<std::int64_t>(waiting_.size());
    waiting_.clear();
}

Spool::Plain::Plain(const Spool& spool, std::string_view name)
    : file_(::memfd_create("spool", MFD_CLOEXEC)) {
    if (file_ < 0) broken("a file on its way in cannot be held in memory");
    off_t at = 0;
    spool.read(name, 0, [&](std::string_view piece) {
        write_all(file_, piece, at);
        at += static_cast<off_t>(piece.size());
        return true;
    });
}
Spool::Plain::~Plain() { ::close(file_); }
std::string Spool::Plain::path() const { return "/proc/self/fd/" + std::to_string(file_); }

}  // namespace kit
