// A power cut for one process, without root: preload this library, and every change below
// PLSIM_DIR is noted in a log before it happens, with what it overwrote. Nothing is really
// synced. When the process is gone, chaos/kit/power_cut.py reads the log and takes back, at random,
// what no fsync had made safe.
//
//     PLSIM_DIR   the data folder         PLSIM_LOG   the log (put it on tmpfs)
//     PLSIM_GRAVE a folder on the same file system that keeps unlinked files alive
//     PLSIM_CUT   kill ourselves at this storage call (0: never)
//     PLSIM_DEAF  "files" or "folders" (below the data folder): their fsync counts for nothing, as
//                 if the program had forgotten it; a test of the test
//
// Model. An fsync or fdatasync makes one file's bytes and length safe; an fsync of a folder makes
// its names safe. Without them each 512-byte sector, and the length, survives or not; of a
// folder's changes a prefix survives. Source: the guarantees of POSIX fsync and what SQLite
// assumes of a disk (sqlite.org/atomiccommit.html §2).
// Not modelled: memory-mapped writes (SQLite maps only -shm, which a restart rebuilds), dup'ed
// descriptors, copy_file_range and sendfile into the folder, torn sectors.
#include "chaos/kit/shim.hpp"

#include <sys/uio.h>
#include <csignal>
#include <cstdarg>

namespace {

using shim::Locked;
using shim::path_bytes_max;

constexpr std::uint64_t sector = 512;

enum Kind : std::uint32_t {
    overwritten = 1,  // file, offset, the bytes before; length before
    synced = 2,       // file
    created = 3,      // path
    renamed = 4,      // old path \0 new path; number = grave of the file that stood there, or 0
    unlinked = 5,     // path; number = grave
    folder_synced = 6,
    folder_made = 7,  // path
};

struct Record {
    std::uint32_t kind;
    std::uint32_t size;  // of what follows
    std::uint64_t file;
    std::uint64_t offset;
    std::uint64_t number;
};

int log_file = -1;
long cut_at = 0, calls = 0;
bool deaf_to_folders = false, deaf_to_files = false;
std::uint64_t graves = 0;
char grave_folder[path_bytes_max / 2];

void write_log(Kind kind, std::uint64_t file, std::uint64_t offset, std::uint64_t number,
               const void* bytes, std::size_t size) {
    Record record{kind, static_cast<std::uint32_t>(size), file, offset, number};
    iovec parts[2] = {{&record, sizeof record}, {const_cast<void*>(bytes), size}};
    // One call, so that a kill from outside leaves a whole record or none.
    syscall(SYS_writev, log_file, parts, 2);
}

void write_log_path(Kind kind, const char* path, std::uint64_t number = 0) {
    write_log(kind, 0, 0, number, path, std::strlen(path));
}

// Every storage call passes here, with the lock held, before anything is done.
void count() {
    if (++calls == cut_at) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
}

// Keeps what stands in [from, to) and the length, before they change.
void keep(int descriptor, std::uint64_t from, std::uint64_t to) {
    struct stat about;
    if (fstat(descriptor, &about) != 0) return;
    const auto length = static_cast<std::uint64_t>(about.st_size);
    from = from / sector * sector;
    to = (to + sector - 1) / sector * sector;
    if (to > length) to = length;
    static char block[1 << 20];
    bool any = false;
    // The descriptor may be open for writing only; the name in /proc opens it again.
    int reader = -1;
    while (from < to) {
        if (reader < 0) {
            char link[64];
            std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
            reader = static_cast<int>(syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC));
            if (reader < 0) return;
        }
        const std::uint64_t want = to - from < sizeof block ? to - from : sizeof block;
        const long got = syscall(SYS_pread64, reader, block, want, from);
        if (got <= 0) break;
        write_log(overwritten, about.st_ino, from, length, block, static_cast<std::size_t>(got));
        from += static_cast<std::uint64_t>(got);
        any = true;
    }
    if (reader >= 0) syscall(SYS_close, reader);
    if (!any) write_log(overwritten, about.st_ino, from, length, "", 0);
}

std::uint64_t buried(const char* path) {
    char grave[path_bytes_max];
    std::snprintf(grave, sizeof grave, "%s/%llu", grave_folder,
                  static_cast<unsigned long long>(++graves));
    return syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, grave, 0) == 0 ? graves : 0;
}

__attribute__((constructor)) void begin() {
    const char* log = std::getenv("PLSIM_LOG");
    const char* grave = std::getenv("PLSIM_GRAVE");
    if (!log || !grave) return;
    shim::watch_folder(std::getenv("PLSIM_DIR"));
    std::snprintf(grave_folder, sizeof grave_folder, "%s", grave);
    log_file = static_cast<int>(
        syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (const char* cut = std::getenv("PLSIM_CUT")) cut_at = std::atol(cut);
    if (const char* deaf = std::getenv("PLSIM_DEAF")) {
        deaf_to_folders = std::strcmp(deaf, "folders") == 0;
        deaf_to_files = std::strcmp(deaf, "files") == 0;
    }
    // Children are other programs; their files are not the server's promises.
    unsetenv("LD_PRELOAD");
}

template <typename Open>
int opened(int at, const char* path, int flags, Open open_it) {
    char name[path_bytes_max];
    const bool may_change = (flags & (O_CREAT | O_TRUNC)) != 0 && shim::named(at, path, name);
    if (!may_change) {
        const int descriptor = open_it();
        char found[path_bytes_max];
        shim::note(descriptor, found);
        return descriptor;
    }
    const Locked locked;
    struct stat about;
    const bool existed = stat(name, &about) == 0;
    if (existed && (flags & O_TRUNC)) {
        const int old = static_cast<int>(syscall(SYS_openat, AT_FDCWD, name, O_RDONLY | O_CLOEXEC));
        if (old >= 0) {
            count();
            keep(old, 0, static_cast<std::uint64_t>(about.st_size));
            syscall(SYS_close, old);
        }
    }
    if (!existed) {
        count();
        write_log_path(created, name);
    }
    const int descriptor = open_it();
    char found[path_bytes_max];
    shim::note(descriptor, found);
    return descriptor;
}

template <typename Write>
auto wrote(int descriptor, std::int64_t offset, std::uint64_t size, Write write_it) {
    const shim::Watched* one = shim::watched(descriptor);
    if (!one) return write_it();
    const Locked locked;
    count();
    if (offset < 0) {
        struct stat about;
        const bool appends = (fcntl(descriptor, F_GETFL) & O_APPEND) != 0;
        offset = appends && fstat(descriptor, &about) == 0 ? about.st_size
                                                           : lseek(descriptor, 0, SEEK_CUR);
    }
    keep(descriptor, static_cast<std::uint64_t>(offset), static_cast<std::uint64_t>(offset) + size);
    return write_it();
}

template <typename Change>
int resized(int descriptor, off_t size, Change change_it) {
    if (!shim::watched(descriptor)) return change_it();
    const Locked locked;
    count();
    struct stat about;
    if (fstat(descriptor, &about) == 0)
        keep(descriptor, static_cast<std::uint64_t>(size),
             static_cast<std::uint64_t>(about.st_size > size ? about.st_size : size));
    return change_it();
}

int made_safe(int descriptor, const char* name) {
    const shim::Watched* one = shim::watched(descriptor);
    if (!one) {
        static int (*kept[2])(int);
        return shim::real(kept[name[1] == 'd'], name)(descriptor);
    }
    const Locked locked;
    count();
    if (!one->is_folder && deaf_to_files) return 0;
    if (one->is_folder) {
        char path[path_bytes_max], link[64];
        std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        const ssize_t size = readlink(link, path, sizeof path - 1);
        path[size > 0 ? size : 0] = 0;
        // The data folder itself is SQLite's to sync; the folders below it are the server's.
        if (deaf_to_folders && std::strcmp(path, shim::folder) != 0) return 0;
        write_log_path(folder_synced, path);
    } else {
        write_log(synced, one->inode, 0, 0, "", 0);
    }
    return 0;
}

template <typename Rename>
int moved(int at_old, const char* old_path, int at_new, const char* new_path, Rename rename_it) {
    char from[path_bytes_max], to[path_bytes_max], both[2 * path_bytes_max];
    const bool from_ours = shim::named(at_old, old_path, from);
    if (!shim::named(at_new, new_path, to) || !from_ours) return rename_it();
    const Locked locked;
    count();
    const std::uint64_t grave = buried(to);
    const std::size_t from_size = std::strlen(from), to_size = std::strlen(to);
    std::memcpy(both, from, from_size + 1);
    std::memcpy(both + from_size + 1, to, to_size);
    write_log(renamed, 0, 0, grave, both, from_size + 1 + to_size);
    return rename_it();
}

template <typename Unlink>
int removed(int at, const char* path, Unlink unlink_it) {
    char name[path_bytes_max];
    struct stat about;
    if (!shim::named(at, path, name) || stat(name, &about) != 0 || !S_ISREG(about.st_mode))
        return unlink_it();
    const Locked locked;
    count();
    write_log_path(unlinked, name, buried(name));
    return unlink_it();
}

std::uint64_t total(const iovec* parts, int parts_count) {
    std::uint64_t size = 0;
    for (int i = 0; i < parts_count; ++i) size += parts[i].iov_len;
    return size;
}

}  // namespace

#define REAL(name)                                \
    static decltype(name)* kept_##name = nullptr; \
    auto* const real_##name = shim::real(kept_##name, #name)

extern "C" {

#define OPENS(name)                                                                           \
    int name(const char* path, int flags, ...) {                                              \
        va_list rest;                                                                         \
        va_start(rest, flags);                                                                \
        const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;       \
        va_end(rest);                                                                         \
        REAL(name);                                                                           \
        return opened(AT_FDCWD, path, flags, [&] { return real_##name(path, flags, mode); }); \
    }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name)                                                                      \
    int name(int at, const char* path, int flags, ...) {                                    \
        va_list rest;                                                                       \
        va_start(rest, flags);                                                              \
        const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;     \
        va_end(rest);                                                                       \
        REAL(name);                                                                         \
        return opened(at, path, flags, [&] { return real_##name(at, path, flags, mode); }); \
    }
OPENS_AT(openat)
OPENS_AT(openat64)

// What _FORTIFY_SOURCE turns a call without a mode into.
int __open_2(const char* path, int flags) { return open(path, flags); }
int __open64_2(const char* path, int flags) { return open(path, flags); }
int __openat_2(int at, const char* path, int flags) { return openat(at, path, flags); }
int __openat64_2(int at, const char* path, int flags) { return openat(at, path, flags); }

int creat(const char* path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

// A stream's own open and close happen inside the C library, out of sight.
#define STREAM_OPENS(name)                                                                   \
    FILE* name(const char* path, const char* mode) {                                         \
        REAL(name);                                                                          \
        const int flags = mode[0] == 'w' ? O_CREAT | O_TRUNC : mode[0] == 'a' ? O_CREAT : 0; \
        FILE* stream = nullptr;                                                              \
        opened(AT_FDCWD, path, flags, [&] {                                                  \
            stream = real_##name(path, mode);                                                \
            return stream ? fileno(stream) : -1;                                             \
        });                                                                                  \
        return stream;                                                                       \
    }
STREAM_OPENS(fopen)
STREAM_OPENS(fopen64)

int fclose(FILE* stream) {
    REAL(fclose);
    if (stream) shim::forget(fileno(stream));
    return real_fclose(stream);
}

int close(int descriptor) {
    REAL(close);
    shim::forget(descriptor);
    return real_close(descriptor);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
    REAL(write);
    return wrote(descriptor, -1, size, [&] { return real_write(descriptor, bytes, size); });
}

ssize_t writev(int descriptor, const iovec* parts, int parts_count) {
    REAL(writev);
    return wrote(descriptor, -1, total(parts, parts_count),
                 [&] { return real_writev(descriptor, parts, parts_count); });
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
    REAL(pwrite);
    return wrote(descriptor, offset, size,
                 [&] { return real_pwrite(descriptor, bytes, size, offset); });
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
    REAL(pwrite64);
    return wrote(descriptor, offset, size,
                 [&] { return real_pwrite64(descriptor, bytes, size, offset); });
}

ssize_t pwritev(int descriptor, const iovec* parts, int parts_count, off_t offset) {
    REAL(pwritev);
    return wrote(descriptor, offset, total(parts, parts_count),
                 [&] { return real_pwritev(descriptor, parts, parts_count, offset); });
}

int ftruncate(int descriptor, off_t size) noexcept {
    REAL(ftruncate);
    return resized(descriptor, size, [&] { return real_ftruncate(descriptor, size); });
}

int ftruncate64(int descriptor, off64_t size) noexcept {
    REAL(ftruncate64);
    return resized(descriptor, size, [&] { return real_ftruncate64(descriptor, size); });
}

int posix_fallocate(int descriptor, off_t offset, off_t size) {
    REAL(posix_fallocate);
    return resized(descriptor, offset + size,
                   [&] { return real_posix_fallocate(descriptor, offset, size); });
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t size) {
    REAL(posix_fallocate64);
    return resized(descriptor, offset + size,
                   [&] { return real_posix_fallocate64(descriptor, offset, size); });
}

int fsync(int descriptor) { return made_safe(descriptor, "fsync"); }
int fdatasync(int descriptor) { return made_safe(descriptor, "fdatasync"); }

int rename(const char* from, const char* to) noexcept {
    REAL(rename);
    return moved(AT_FDCWD, from, AT_FDCWD, to, [&] { return real_rename(from, to); });
}

int renameat(int at_from, const char* from, int at_to, const char* to) noexcept {
    REAL(renameat);
    return moved(at_from, from, at_to, to, [&] { return real_renameat(at_from, from, at_to, to); });
}

int renameat2(int at_from, const char* from, int at_to, const char* to, unsigned flags) noexcept {
    REAL(renameat2);
    return moved(at_from, from, at_to, to,
                 [&] { return real_renameat2(at_from, from, at_to, to, flags); });
}

// A second name is a creation as far as the folder is concerned.
int link(const char* from, const char* to) noexcept {
    REAL(link);
    char name[path_bytes_max];
    if (shim::named(AT_FDCWD, to, name)) {
        const Locked locked;
        count();
        write_log_path(created, name);
        return real_link(from, to);
    }
    return real_link(from, to);
}

int unlink(const char* path) noexcept {
    REAL(unlink);
    return removed(AT_FDCWD, path, [&] { return real_unlink(path); });
}

int unlinkat(int at, const char* path, int flags) noexcept {
    REAL(unlinkat);
    return removed(at, path, [&] { return real_unlinkat(at, path, flags); });
}

int remove(const char* path) noexcept {
    REAL(remove);
    return removed(AT_FDCWD, path, [&] { return real_remove(path); });
}

int mkdir(const char* path, mode_t mode) noexcept {
    REAL(mkdir);
    char name[path_bytes_max];
    struct stat about;
    if (!shim::named(AT_FDCWD, path, name) || stat(name, &about) == 0)
        return real_mkdir(path, mode);
    const Locked locked;
    count();
    write_log_path(folder_made, name);
    return real_mkdir(path, mode);
}

}  // extern "C"
