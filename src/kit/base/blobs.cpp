#include "kit/base/blobs.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>

namespace kit {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::time_t part_age_max_s =
    3600;  // no upload takes an hour; another process may be at work

struct File {
    int number;
    explicit File(int opened) : number(opened) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (number >= 0) ::close(number);
    }
};

[[noreturn]] void storage_breakage(int why, const std::string& what) {
    if (why == ENOSPC || why == EDQUOT) throw Breakage("storage_full");
    throw Breakage("storage: " + what + ": " + std::strerror(why));
}

std::string in_digits(const unsigned char* bytes, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

std::string name_of_bytes(std::string_view bytes) {
    std::array<unsigned char, 32> digest{};
    unsigned length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
        throw Breakage("SHA-256 is not available");
    return in_digits(digest.data(), digest.size());
}

// Puts the directory's entries on the disk: without it a renamed file can vanish with the power.
void sync_folder(const std::string& folder) {
    File file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (file.number < 0 || ::fsync(file.number) != 0) storage_breakage(errno, folder);
}

// True when it was not there before.
bool make_folder(const std::string& folder) {
    if (::mkdir(folder.c_str(), 0700) == 0) return true;
    if (errno != EEXIST) storage_breakage(errno, folder);
    return false;
}

void write_whole(const std::string& path, std::string_view bytes) {
    File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.number < 0) storage_breakage(errno, path);
    while (!bytes.empty()) {
        ssize_t written = ::write(file.number, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) storage_breakage(errno, path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.number) != 0) storage_breakage(errno, path);
}

bool is_file_of(const std::string& path, std::size_t size) {
    struct stat found{};
    return ::lstat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode) &&
           static_cast<std::size_t>(found.st_size) == size;
}

// A file that goes away again unless it was given its real name.
struct Part {
    std::string path;
    ~Part() { ::unlink(path.c_str()); }
};

void sweep(const std::string& folder) {
    DIR* listing = ::opendir(folder.c_str());
    if (!listing) storage_breakage(errno, folder);
    std::time_t now = ::time(nullptr);
    while (auto* entry = ::readdir(listing)) {
        std::string path = folder + '/' + entry->d_name;
        struct stat found{};
        if (::lstat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode) &&
            now - found.st_mtime > part_age_max_s)
            ::unlink(path.c_str());
    }
    ::closedir(listing);
}

}  // namespace

Blobs::Blobs(std::string folder) : folder_(std::move(folder)), part_folder_(folder_ + ".part") {
    bool is_new = make_folder(folder_);
    is_new = make_folder(part_folder_) || is_new;
    if (is_new) sync_folder(folder_ + "/..");
    sweep(part_folder_);
}

std::string Blobs::put(std::string_view bytes) {
    std::string name = name_of_bytes(bytes);
    std::string path = path_of(name);
    std::string shelf = folder_ + '/' + name.substr(0, 2);
    // Another `put` may have made the shelf, or the very blob, a moment ago and not have synced it
    // yet. We answer for both entries too, so we sync them ourselves; when there is nothing to do
    // that costs next to nothing.
    make_folder(shelf);
    sync_folder(folder_);
    if (!is_file_of(path, bytes.size())) {
        std::array<unsigned char, 16> random{};
        if (getrandom(random.data(), random.size(), 0) != ssize_t{random.size()})
            throw Breakage("no randomness");
        Part part{part_folder_ + '/' + in_digits(random.data(), random.size())};
        write_whole(part.path, bytes);
        if (::rename(part.path.c_str(), path.c_str()) != 0) storage_breakage(errno, path);
    }
    sync_folder(shelf);
    return name;
}

std::string Blobs::path_of(std::string_view name) const {
    ENSURE(is_name(name), "a blob's name is a SHA-256");
    std::string path = folder_;
    path.append("/").append(name.substr(0, 2)).append("/").append(name);
    return path;
}

bool Blobs::has(std::string_view name) const {
    struct stat found{};
    return is_name(name) && ::lstat(path_of(name).c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

bool Blobs::drop(std::string_view name) {
    if (!is_name(name) || ::unlink(path_of(name).c_str()) != 0) return false;
    sync_folder(folder_ + '/' + std::string(name.substr(0, 2)));
    return true;
}

bool Blobs::is_name(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of(digits) == std::string_view::npos;
}

}  // namespace kit
