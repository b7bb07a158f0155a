#include "picture/cell.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace picture {
namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif
#else
constexpr bool is_sanitized = false;
#endif

// 107 MiB of libraries, 100 MiB for 25 megapixels of RGBA once in memory (to turn them upright),
// the same again for what is made of them, and stacks.
constexpr rlim_t memory_bytes = rlim_t{512} << 20;
constexpr rlim_t cpu_s = 5;
constexpr rlim_t files = 16;
constexpr rlim_t output_bytes = rlim_t{32} << 20;  // when stdout is a file, not a pipe

#if defined(__x86_64__)
constexpr std::uint32_t machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t machine = AUDIT_ARCH_AARCH64;
#else
#error "which AUDIT_ARCH_… is this?"
#endif

// All that drawing needs once the libraries have started. `clone` is looked at more closely below.
constexpr std::array allowed = {
    __NR_read,
    __NR_write,
    __NR_readv,
    __NR_writev,
    __NR_lseek,
    __NR_close,
    __NR_fstat,
    __NR_fcntl,
    __NR_mmap,
    __NR_munmap,
    __NR_mremap,
    __NR_mprotect,
    __NR_madvise,
    __NR_brk,
    __NR_futex,
    __NR_set_robust_list,
    __NR_rseq,
    __NR_sched_yield,
    __NR_sched_getaffinity,
    __NR_sched_getattr,
    __NR_sched_setattr,
    __NR_gettid,
    __NR_getpid,
    __NR_tgkill,
    __NR_rt_sigaction,
    __NR_rt_sigprocmask,
    __NR_rt_sigreturn,
    __NR_sigaltstack,
    __NR_clock_gettime,
    __NR_clock_nanosleep,
    __NR_nanosleep,
    __NR_gettimeofday,
    __NR_getrandom,
    __NR_restart_syscall,
    __NR_exit,
    __NR_exit_group,
};

sock_filter load(std::size_t offset) {
    return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
sock_filter jump_if(std::uint32_t value, std::uint8_t yes, std::uint8_t no) {
    return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no);
}
sock_filter answer(std::uint32_t verdict) { return BPF_STMT(BPF_RET | BPF_K, verdict); }

// A list of what is allowed; the rest answers EPERM, which the libraries take for a plain refusal.
bool allow_little() {
    std::vector<sock_filter> program = {
        load(offsetof(seccomp_data, arch)),
        jump_if(machine, 1, 0),
        answer(SECCOMP_RET_KILL_PROCESS),
        load(offsetof(seccomp_data, nr)),
    };
    for (auto number : allowed) {
        program.push_back(jump_if(static_cast<std::uint32_t>(number), 0, 1));
        program.push_back(answer(SECCOMP_RET_ALLOW));
    }
    // clone3 hides its flags behind a pointer; ENOSYS sends the library back to clone. Threads are
    // let through, processes are not.
    program.push_back(jump_if(__NR_clone3, 0, 1));
    program.push_back(answer(SECCOMP_RET_ERRNO | ENOSYS));
    program.push_back(jump_if(__NR_clone, 0, 3));
    program.push_back(load(offsetof(seccomp_data, args)));
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1));
    program.push_back(answer(SECCOMP_RET_ALLOW));
    program.push_back(answer(SECCOMP_RET_ERRNO | EPERM));
    sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    // For every thread there is: the libraries may have started one.
    return ::syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) ==
           0;
}

bool set(__rlimit_resource what, rlim_t most) {
    rlimit both{most, most};
    return ::setrlimit(what, &both) == 0;
}

bool report(const char* door, bool open) {
    std::fprintf(stdout, "%-24s %s\n", door, open ? "OPEN" : "shut");
    return !open;
}

}  // namespace

bool limit() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::syscall(__NR_close_range, 3u, ~0u, 0u);
    bool done = set(RLIMIT_CORE, 0) && set(RLIMIT_CPU, cpu_s) && set(RLIMIT_FSIZE, output_bytes) &&
                set(RLIMIT_NOFILE, files);
    if (!is_sanitized) done = done && set(RLIMIT_AS, memory_bytes);
    return done && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

bool shut() {
    if (is_sanitized) return true;
    if (allow_little()) return true;
    // A kernel without seccomp: at least no network.
    return ::unshare(CLONE_NEWNET) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

int check() {
    bool all = report("network", ::socket(AF_INET, SOCK_STREAM, 0) >= 0);
    all &= report("local sockets", ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    all &= report("reading files", ::open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0);
    all &= report("writing files", ::open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) >= 0);
    all &= report("other processes", ::kill(::getppid(), 0) == 0);
    pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    all &= report("a process of its own", child > 0);
    char* const nothing[] = {nullptr};
    all &= report("other programs", ::execve("/bin/true", nothing, nothing) == 0);
    void* much = ::mmap(nullptr, memory_bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    all &= report("512 MiB more", much != MAP_FAILED);
    return all ? 0 : 1;
}

}  // namespace picture
