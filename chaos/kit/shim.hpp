// What the preloaded libraries share: the real functions, and which descriptors are files or
// folders below the watched data folder.
//
// A shim lives inside somebody else's process: it allocates nothing, locks one mutex, and calls
// the kernel itself for its own files, so that it never meets its own wrappers.
#pragma once

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace shim {

constexpr int descriptors_max = 65536;
constexpr std::size_t path_bytes_max = 4096;

template <typename Function>
Function* real(Function*& kept, const char* name) {
    if (!kept) kept = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
    return kept;
}

struct Watched {
    std::atomic<std::uint64_t> inode{0};  // 0: not ours
    std::atomic<bool> is_folder{false};
};

inline Watched table[descriptors_max];
inline char folder[path_bytes_max];
inline std::size_t folder_size = 0;
inline pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

class Locked {
public:
    Locked() { pthread_mutex_lock(&mutex); }
    ~Locked() { pthread_mutex_unlock(&mutex); }
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;
};

inline void watch_folder(const char* path) {
    if (!path || !realpath(path, folder)) folder[0] = 0;
    folder_size = std::strlen(folder);
}

inline bool is_below(const char* path) {
    return folder_size > 0 && std::strncmp(path, folder, folder_size) == 0 &&
           (path[folder_size] == '/' || path[folder_size] == 0);
}

inline Watched* watched(int descriptor) {
    if (descriptor < 0 || descriptor >= descriptors_max) return nullptr;
    Watched& one = table[descriptor];
    return one.inode.load(std::memory_order_relaxed) ? &one : nullptr;
}

// Notes a freshly opened descriptor; true when it is below the folder. `path` gets its name.
inline bool note(int descriptor, char (&path)[path_bytes_max]) {
    path[0] = 0;
    if (descriptor < 0 || descriptor >= descriptors_max || folder_size == 0) return false;
    char link[64];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return false;
    path[size] = 0;
    struct stat about;
    if (!is_below(path) || fstat(descriptor, &about) != 0) return false;
    if (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode)) return false;
    table[descriptor].is_folder = S_ISDIR(about.st_mode);
    table[descriptor].inode = about.st_ino;
    return true;
}

inline void forget(int descriptor) {
    if (descriptor >= 0 && descriptor < descriptors_max) table[descriptor].inode = 0;
}

// The absolute name of a path argument whose last part may not exist yet.
inline bool named(int at, const char* path, char (&out)[path_bytes_max]) {
    char whole[path_bytes_max];
    if (path[0] == '/') {
        std::snprintf(whole, sizeof whole, "%s", path);
    } else {
        char base[path_bytes_max / 2];
        ssize_t size = -1;
        if (at == AT_FDCWD) {
            if (getcwd(base, sizeof base)) size = static_cast<ssize_t>(std::strlen(base));
        } else {
            char link[64];
            std::snprintf(link, sizeof link, "/proc/self/fd/%d", at);
            size = readlink(link, base, sizeof base - 1);
        }
        if (size < 0) return false;
        base[size] = 0;
        std::snprintf(whole, sizeof whole, "%s/%.2000s", base, path);
    }
    char* slash = std::strrchr(whole, '/');
    if (!slash || !slash[1]) return false;
    *slash = 0;
    char parent[path_bytes_max];
    if (!realpath(slash == whole ? "/" : whole, parent)) return false;
    std::snprintf(out, sizeof out, "%.3000s/%.1000s", parent, slash + 1);
    return is_below(out);
}

}  // namespace shim
