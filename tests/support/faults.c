/* Let a chosen system call that changes something below one directory fail, or kill the process at it.
 *
 * Preloaded, this library stands between the program (Python, and whatever C++ it has loaded) and the C library.
 * Calls that change nothing, and calls on files elsewhere, pass through uncounted. `faults_arm` starts the counting.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { COUNT, KILL_BEFORE, KILL_AFTER, TORN, SHORT, ENOSPC_FROM, EIO_FROM, EIO_ONCE };

static char root[PATH_MAX];
static size_t root_length;
static long target;
static enum kind kind;
static int log_descriptor = -1;
static atomic_long calls;

/* Count calls below `directory` from now on, and let the one with number `at` (from 1) meet with a fault. */
void faults_arm(const char *directory, long at, int fault, const char *log)
{
    snprintf(root, sizeof root, "%s", directory);
    root_length = strlen(root);
    target = at;
    kind = (enum kind)fault;
    if (log && *log)
        log_descriptor = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    atomic_store(&calls, 0);
}

static int descriptor_path(int descriptor, char *path)
{
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0;
}

static int is_below(const char *path)
{
    return root_length && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static int below(int directory, const char *path)
{
    char base[PATH_MAX];
    if (!root_length || !path)
        return 0;
    if (*path == '/')
        return is_below(path);
    if (directory == AT_FDCWD)
        return syscall(SYS_getcwd, base, sizeof base) > 0 && is_below(base);
    return descriptor_path(directory, base) && is_below(base);
}

static int open_below(int descriptor)
{
    char path[PATH_MAX];
    return root_length && descriptor_path(descriptor, path) && is_below(path);
}

static void die(void)
{
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;)
        pause();
}

/* What is to happen at the call that is about to be made: 0, or the number of an error; dies where it must. */
static long enter(const char *name, int grows, long *number)
{
    *number = atomic_fetch_add(&calls, 1) + 1;
    if (log_descriptor >= 0) {
        char line[64];
        int length = snprintf(line, sizeof line, "%s\n", name);
        syscall(SYS_write, log_descriptor, line, length);
    }
    if (!target || *number < target)
        return 0;
    if (*number == target && kind == KILL_BEFORE)
        die();
    if (kind == EIO_FROM || (kind == EIO_ONCE && *number == target))
        return EIO;
    if (kind == ENOSPC_FROM && (grows || *number == target))
        return ENOSPC;
    return 0;
}

static void leave(long number)
{
    if (number == target && kind == KILL_AFTER)
        die();
}

/* Half of the bytes, where half a write is what was asked for. */
static size_t part(long number, size_t size)
{
    return number == target && (kind == TORN || kind == SHORT) && size > 1 ? size / 2 : size;
}

static void leave_write(long number)
{
    if (number == target && (kind == TORN || kind == KILL_AFTER))
        die();
}

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

#define GUARD(type, below_root, label, grows, call)                                                                  \
    if (!(below_root))                                                                                               \
        return call;                                                                                                 \
    long number, error = enter(label, grows, &number);                                                               \
    if (error) {                                                                                                     \
        errno = (int)error;                                                                                          \
        return -1;                                                                                                   \
    }                                                                                                                \
    type result = call;                                                                                              \
    int kept = errno;                                                                                                \
    leave(number);                                                                                                   \
    errno = kept;                                                                                                    \
    return result

#define CHANGES(flags) ((flags) & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))
#define MODE(flags)                                                                                                  \
    mode_t mode = 0;                                                                                                 \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                           \
        va_list rest;                                                                                                \
        va_start(rest, flags);                                                                                       \
        mode = va_arg(rest, mode_t);                                                                                 \
        va_end(rest);                                                                                                \
    }

#define OPEN(name)                                                                                                   \
    int name(const char *path, int flags, ...)                                                                       \
    {                                                                                                                \
        MODE(flags)                                                                                                  \
        GUARD(int, CHANGES(flags) && below(AT_FDCWD, path), "open", flags & O_CREAT, REAL(name)(path, flags, mode)); \
    }
#define OPENAT(name)                                                                                                 \
    int name(int directory, const char *path, int flags, ...)                                                        \
    {                                                                                                                \
        MODE(flags)                                                                                                  \
        GUARD(int, CHANGES(flags) && below(directory, path), "open", flags & O_CREAT,                                \
              REAL(name)(directory, path, flags, mode));                                                             \
    }
#define CREAT(name)                                                                                                  \
    int name(const char *path, mode_t mode)                                                                          \
    {                                                                                                                \
        GUARD(int, below(AT_FDCWD, path), "open", 1, REAL(name)(path, mode));                                        \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
CREAT(creat)
CREAT(creat64)

#define WRITE(parameters, size, call)                                                                                \
    ssize_t parameters                                                                                               \
    {                                                                                                                \
        if (!open_below(descriptor))                                                                                 \
            return call;                                                                                             \
        long number, error = enter("write", 1, &number);                                                             \
        if (error) {                                                                                                 \
            errno = (int)error;                                                                                      \
            return -1;                                                                                               \
        }                                                                                                            \
        size = part(number, size);                                                                                   \
        ssize_t result = call;                                                                                       \
        leave_write(number);                                                                                         \
        return result;                                                                                               \
    }
WRITE(write(int descriptor, const void *data, size_t size), size, REAL(write)(descriptor, data, size))
WRITE(pwrite(int descriptor, const void *data, size_t size, off_t at), size, REAL(pwrite)(descriptor, data, size, at))
WRITE(pwrite64(int descriptor, const void *data, size_t size, off64_t at), size,
      REAL(pwrite64)(descriptor, data, size, at))
WRITE(sendfile(int descriptor, int from, off_t *at, size_t size), size,
      syscall(SYS_sendfile, descriptor, from, at, size))
WRITE(sendfile64(int descriptor, int from, off64_t *at, size_t size), size,
      syscall(SYS_sendfile, descriptor, from, at, size))
WRITE(copy_file_range(int from, off64_t *in, int descriptor, off64_t *out, size_t size, unsigned flags), size,
      syscall(SYS_copy_file_range, from, in, descriptor, out, size, flags))
ssize_t writev(int descriptor, const struct iovec *parts, int number_of_parts)
{
    GUARD(ssize_t, open_below(descriptor), "write", 1, REAL(writev)(descriptor, parts, number_of_parts));
}

#define ON_DESCRIPTOR(name, label, grows, parameters, ...)                                                           \
    int name parameters { GUARD(int, open_below(descriptor), label, grows, REAL(name)(__VA_ARGS__)); }
ON_DESCRIPTOR(fsync, "fsync", 0, (int descriptor), descriptor)
ON_DESCRIPTOR(fdatasync, "fsync", 0, (int descriptor), descriptor)
ON_DESCRIPTOR(ftruncate, "truncate", 0, (int descriptor, off_t size), descriptor, size)
ON_DESCRIPTOR(ftruncate64, "truncate", 0, (int descriptor, off64_t size), descriptor, size)
ON_DESCRIPTOR(posix_fallocate, "truncate", 1, (int descriptor, off_t at, off_t size), descriptor, at, size)
ON_DESCRIPTOR(fchmod, "chmod", 0, (int descriptor, mode_t mode), descriptor, mode)

#define ON_PATH(name, label, grows, directory, path, parameters, ...)                                                \
    int name parameters { GUARD(int, below(directory, path), label, grows, REAL(name)(__VA_ARGS__)); }
ON_PATH(truncate, "truncate", 0, AT_FDCWD, path, (const char *path, off_t size), path, size)
ON_PATH(truncate64, "truncate", 0, AT_FDCWD, path, (const char *path, off64_t size), path, size)
ON_PATH(mkdir, "mkdir", 1, AT_FDCWD, path, (const char *path, mode_t mode), path, mode)
ON_PATH(mkdirat, "mkdir", 1, directory, path, (int directory, const char *path, mode_t mode), directory, path, mode)
ON_PATH(rmdir, "rmdir", 0, AT_FDCWD, path, (const char *path), path)
ON_PATH(unlink, "unlink", 0, AT_FDCWD, path, (const char *path), path)
ON_PATH(unlinkat, "unlink", 0, directory, path, (int directory, const char *path, int flags), directory, path, flags)
ON_PATH(remove, "unlink", 0, AT_FDCWD, path, (const char *path), path)
ON_PATH(chmod, "chmod", 0, AT_FDCWD, path, (const char *path, mode_t mode), path, mode)
ON_PATH(fchmodat, "chmod", 0, directory, path, (int directory, const char *path, mode_t mode, int flags), directory,
        path, mode, flags)
ON_PATH(rename, "rename", 1, AT_FDCWD, to, (const char *from, const char *to), from, to)
ON_PATH(renameat, "rename", 1, to_directory, to,
        (int from_directory, const char *from, int to_directory, const char *to), from_directory, from, to_directory,
        to)
ON_PATH(renameat2, "rename", 1, to_directory, to,
        (int from_directory, const char *from, int to_directory, const char *to, unsigned flags), from_directory,
        from, to_directory, to, flags)
ON_PATH(link, "link", 1, AT_FDCWD, to, (const char *from, const char *to), from, to)
ON_PATH(linkat, "link", 1, to_directory, to,
        (int from_directory, const char *from, int to_directory, const char *to, int flags), from_directory, from,
        to_directory, to, flags)
ON_PATH(symlink, "link", 1, AT_FDCWD, to, (const char *from, const char *to), from, to)
ON_PATH(symlinkat, "link", 1, directory, to, (const char *from, int directory, const char *to), from, directory, to)
