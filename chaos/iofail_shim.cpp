// Makes storage fail on demand, in one process and for one folder: ENOSPC, EIO, a short write, or
// sudden death at the N-th call. A control file, mapped by both sides, lets the driver switch the
// fault on and off while the server runs.
//
//     IOFAIL_DIR      the folder whose files fail
//     IOFAIL_CONTROL  a file of at least sizeof(Control) bytes
//
// `calls` counts matching calls since the start; the calls number from … from + count − 1 fail.
// Sends on sockets count too when `kinds` asks for them, so that a sweep can die between the
// commit and its answer.
#include "chaos/kit/shim.hpp"

#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <cerrno>
#include <cstdarg>

namespace {

enum Action : std::int64_t { none, no_space, io_error, short_write, die };
enum Kind : std::int64_t {
    write_call = 1,
    sync_call = 2,
    open_call = 4,
    name_call = 8,
    send_call = 16
};

struct Control {
    std::atomic<std::int64_t> action, kinds, from, count, calls, failed;
};

Control* control = nullptr;

__attribute__((constructor)) void begin() {
    const char* name = std::getenv("IOFAIL_CONTROL");
    if (!name) return;
    shim::watch_folder(std::getenv("IOFAIL_DIR"));
    const int file = static_cast<int>(syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC));
    void* memory =
        file < 0 ? MAP_FAILED
                 : mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory != MAP_FAILED) control = static_cast<Control*>(memory);
    unsetenv("LD_PRELOAD");
}

// What this call shall suffer.
Action due(Kind kind) {
    if (!control || (control->kinds & kind) == 0) return none;
    const std::int64_t number = ++control->calls;
    const std::int64_t from = control->from;
    const Action action{control->action.load()};
    if (action == none || number < from || number >= from + control->count) return none;
    ++control->failed;
    if (action == die) syscall(SYS_exit_group, 137);
    return action;
}

template <typename Write>
ssize_t write_or_fail(int descriptor, std::size_t size, Write write_up_to) {
    if (!shim::watched(descriptor)) return write_up_to(size);
    const Action action = due(write_call);
    if (action == none) return write_up_to(size);
    if (action == short_write && size > 1) return write_up_to(size / 2);
    errno = action == io_error ? EIO : ENOSPC;
    return -1;
}

template <typename Change>
int change_or_fail(bool is_ours, Kind kind, Change change_it) {
    const Action action = is_ours ? due(kind) : none;
    if (action == none || (action == short_write && kind != open_call)) return change_it();
    errno = action == io_error || kind == sync_call ? EIO : ENOSPC;
    return -1;
}

template <typename Open>
int open_or_fail(int at, const char* path, int flags, Open open_it) {
    char name[shim::path_bytes_max];
    const bool creates =
        (flags & O_CREAT) != 0 && shim::named(at, path, name) && access(name, F_OK) != 0;
    return change_or_fail(creates, open_call, [&] {
        const int descriptor = open_it();
        char found[shim::path_bytes_max];
        shim::note(descriptor, found);
        return descriptor;
    });
}

bool is_ours(const char* path) {
    char name[shim::path_bytes_max];
    return shim::named(AT_FDCWD, path, name);
}

void count_send() { due(send_call); }  // only `die` means anything to a send

}  // namespace

#define REAL(name)                                \
    static decltype(name)* kept_##name = nullptr; \
    auto* const real_##name = shim::real(kept_##name, #name)

extern "C" {

#define OPENS(name)                                                                     \
    int name(const char* path, int flags, ...) {                                        \
        va_list rest;                                                                   \
        va_start(rest, flags);                                                          \
        const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                                   \
        REAL(name);                                                                     \
        return open_or_fail(AT_FDCWD, path, flags,                                      \
                            [&] { return real_##name(path, flags, mode); });            \
    }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name)                                                                            \
    int name(int at, const char* path, int flags, ...) {                                          \
        va_list rest;                                                                             \
        va_start(rest, flags);                                                                    \
        const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;           \
        va_end(rest);                                                                             \
        REAL(name);                                                                               \
        return open_or_fail(at, path, flags, [&] { return real_##name(at, path, flags, mode); }); \
    }
OPENS_AT(openat)
OPENS_AT(openat64)

int __open_2(const char* path, int flags) { return open(path, flags); }
int __open64_2(const char* path, int flags) { return open(path, flags); }
int __openat_2(int at, const char* path, int flags) { return openat(at, path, flags); }
int __openat64_2(int at, const char* path, int flags) { return openat(at, path, flags); }

#define STREAM_OPENS(name)                                               \
    FILE* name(const char* path, const char* mode) {                     \
        REAL(name);                                                      \
        FILE* stream = nullptr;                                          \
        open_or_fail(AT_FDCWD, path, mode[0] == 'r' ? 0 : O_CREAT, [&] { \
            stream = real_##name(path, mode);                            \
            return stream ? fileno(stream) : -1;                         \
        });                                                              \
        return stream;                                                   \
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
    return write_or_fail(descriptor, size,
                         [&](std::size_t part) { return real_write(descriptor, bytes, part); });
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
    REAL(pwrite);
    return write_or_fail(descriptor, size, [&](std::size_t part) {
        return real_pwrite(descriptor, bytes, part, offset);
    });
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
    REAL(pwrite64);
    return write_or_fail(descriptor, size, [&](std::size_t part) {
        return real_pwrite64(descriptor, bytes, part, offset);
    });
}

ssize_t writev(int descriptor, const iovec* parts, int parts_count) {
    REAL(writev);
    if (!shim::watched(descriptor)) {
        count_send();
        return real_writev(descriptor, parts, parts_count);
    }
    return write_or_fail(descriptor, parts[0].iov_len, [&](std::size_t part) {
        return part == parts[0].iov_len ? real_writev(descriptor, parts, parts_count)
                                        : ::write(descriptor, parts[0].iov_base, part);
    });
}

ssize_t send(int descriptor, const void* bytes, size_t size, int flags) {
    REAL(send);
    count_send();
    return real_send(descriptor, bytes, size, flags);
}

ssize_t sendmsg(int descriptor, const msghdr* message, int flags) {
    REAL(sendmsg);
    count_send();
    return real_sendmsg(descriptor, message, flags);
}

int ftruncate(int descriptor, off_t size) noexcept {
    REAL(ftruncate);
    return change_or_fail(shim::watched(descriptor), write_call,
                          [&] { return real_ftruncate(descriptor, size); });
}

int ftruncate64(int descriptor, off64_t size) noexcept {
    REAL(ftruncate64);
    return change_or_fail(shim::watched(descriptor), write_call,
                          [&] { return real_ftruncate64(descriptor, size); });
}

int fsync(int descriptor) {
    REAL(fsync);
    return change_or_fail(shim::watched(descriptor), sync_call,
                          [&] { return real_fsync(descriptor); });
}

int fdatasync(int descriptor) {
    REAL(fdatasync);
    return change_or_fail(shim::watched(descriptor), sync_call,
                          [&] { return real_fdatasync(descriptor); });
}

int rename(const char* from, const char* to) noexcept {
    REAL(rename);
    return change_or_fail(is_ours(to), name_call, [&] { return real_rename(from, to); });
}

int mkdir(const char* path, mode_t mode) noexcept {
    REAL(mkdir);
    return change_or_fail(is_ours(path), name_call, [&] { return real_mkdir(path, mode); });
}

int link(const char* from, const char* to) noexcept {
    REAL(link);
    return change_or_fail(is_ours(to), name_call, [&] { return real_link(from, to); });
}

int unlink(const char* path) noexcept {
    REAL(unlink);
    // Removing needs no space; it only counts, for the sweep.
    if (is_ours(path) && control && control->action == die) due(name_call);
    return real_unlink(path);
}

}  // extern "C"
