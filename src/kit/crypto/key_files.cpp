// Keys in files: 32 bytes each, for their owner alone.
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "kit/crypto/crypto.hpp"
#include "kit/crypto/seal.hpp"

namespace kit::crypto {
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t keys_max = 2;  // the one that seals and the one being changed over

struct File {
    int number;
    explicit File(int opened) : number(opened) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (number >= 0) ::close(number);
    }
};

[[noreturn]] void key_breakage(const std::string& path, const char* what) {
    throw Breakage("key file " + path + ": " + what);
}

// Every key of the file, or nothing when there is none.
std::optional<std::string> stored_keys(const std::string& path) {
    File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.number < 0) {
        if (errno == ENOENT) return std::nullopt;
        key_breakage(path, std::strerror(errno));
    }
    struct stat found{};
    if (::fstat(file.number, &found) != 0 || !S_ISREG(found.st_mode))
        key_breakage(path, "is not a plain file");
    if ((found.st_mode & 077) != 0) key_breakage(path, "may be read by others; chmod 600 it");
    std::string keys(key_bytes * keys_max + 1, '\0');
    ssize_t length = ::read(file.number, keys.data(), keys.size());
    if (length != 32 && length != 64) key_breakage(path, "does not hold 32 bytes a key");
    keys.resize(static_cast<std::size_t>(length));
    return keys;
}

void sync_folder_of(const std::string& path) {
    auto slash = path.rfind('/');
    std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    File file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (file.number < 0 || ::fsync(file.number) != 0) key_breakage(path, "folder cannot be synced");
}

// A whole file beside `path`, on the disk before it gets its name.
std::string written_beside(const std::string& path, std::string_view keys) {
    std::string temporary = path + "." + hex(random_bytes(8));
    File file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.number < 0) key_breakage(path, std::strerror(errno));
    bool written =
        ::write(file.number, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()) &&
        ::fsync(file.number) == 0;
    if (!written) {
        ::unlink(temporary.c_str());
        key_breakage(path, "cannot be written");
    }
    return temporary;
}

void replace_keys(const std::string& path, std::string keys) {
    auto temporary = written_beside(path, keys);
    sodium_memzero(keys.data(), keys.size());
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        int why = errno;
        ::unlink(temporary.c_str());
        key_breakage(path, std::strerror(why));
    }
    sync_folder_of(path);
}

}  // namespace

// The file appears whole or not at all, and never replaces another: two programs that start on an
// empty folder at once link two temporary files to one name, one of them wins, both read it back.
std::string master_keys(const std::string& path) {
    if (auto keys = stored_keys(path)) return *keys;
    std::string fresh = random_bytes(key_bytes);
    std::string temporary = written_beside(path, fresh);
    sodium_memzero(fresh.data(), fresh.size());
    int linked = ::link(temporary.c_str(), path.c_str());
    int why = errno;
    ::unlink(temporary.c_str());
    if (linked != 0 && why != EEXIST) key_breakage(path, std::strerror(why));
    sync_folder_of(path);
    auto keys = stored_keys(path);
    if (!keys) key_breakage(path, "vanished while it was made");
    return *keys;
}

std::string master_key(const std::string& path) {
    auto keys = master_keys(path);
    if (keys.size() != key_bytes) key_breakage(path, "does not hold 32 bytes");
    return keys;
}

void add_master_key(const std::string& path) {
    auto keys = master_keys(path);
    if (keys.size() != key_bytes)
        key_breakage(path, "the last change of keys has not come to its end");
    replace_keys(path, random_bytes(key_bytes) + keys);
}

void drop_old_master_keys(const std::string& path) {
    auto keys = master_keys(path);
    if (keys.size() != key_bytes) replace_keys(path, keys.substr(0, key_bytes));
}

}  // namespace kit::crypto
