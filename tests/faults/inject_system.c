/*
 * inject_system.c - system calls that fail: of gen::async, and of libuv for it. They are defined here, in the program,
 * and so stand before the C library's for libuv's shared library as well.
 *
 * libuv ends the program where some of its own fail, so these are spared:
 *   - epoll_ctl() in uv_run() (uv__io_poll: abort() unless EEXIST); the one in uv_poll_init(), whose data is -1, fails;
 *   - read() and write() of its eventfd and signal pipe (uv__async_io, uv__async_send, uv__signal_event: abort());
 *   - pthread_create() of its thread pool (init_threads: abort());
 *   - realloc() of its table of descriptors (maybe_resize: abort());
 *   - pipe2() when its first loop is made, and in a child process (uv__signal_global_reinit: abort()): a first loop is
 *     made before any call fails, and children are left in peace.
 */
#define _GNU_SOURCE
#include "inject_system.h"
#include "inject.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void __wrap_free(void *block);

static void spare_child(void)
{
    inject_end();
}

void inject_into_libuv(void)
{
    pthread_atfork(NULL, NULL, spare_child); /* before libuv's, which makes a pipe */
    uv_replace_allocator(__wrap_malloc, __real_realloc, __wrap_calloc, __wrap_free);
}

static bool is_libuv(const void *address)
{
    Dl_info info;

    return dladdr(address, &info) != 0 && info.dli_fname != NULL && strstr(info.dli_fname, "libuv") != NULL;
}

static void *next(const char *name)
{
    void *function = dlsym(RTLD_NEXT, name);

    if (function == NULL)
        abort();
    return function;
}

/* In each C library's own words. */
#ifdef __GLIBC__
typedef unsigned long request_t;
#else
typedef int request_t;
#define __SOCKADDR_ARG struct sockaddr *restrict
#define __CONST_SOCKADDR_ARG const struct sockaddr *
#endif

/* STAND(RESULT, FAILURE, ERROR, NAME, PARAMETERS, ARGUMENTS, SPARED): a call of that name, which fails when it must. */
#define STAND(result, failure, error, name, parameters, arguments, spared)                                             \
    result name parameters;                                                                                            \
    result name parameters                                                                                             \
    {                                                                                                                  \
        static result(*real) parameters;                                                                               \
                                                                                                                       \
        if (real == NULL)                                                                                              \
            *(void **)(void *)&real = next(#name);                                                                     \
        if (!(spared) && inject_fails(#name, error))                                                                   \
            return failure;                                                                                            \
        return real arguments;                                                                                         \
    }

#define BY_LIBUV is_libuv(__builtin_return_address(0))

STAND(int, -1, EMFILE, epoll_create1, (int flags), (flags), false)
STAND(int, -1, ENOMEM, epoll_ctl, (int epoll, int what, int fd, struct epoll_event *event), (epoll, what, fd, event),
      BY_LIBUV && (what == EPOLL_CTL_DEL || event->data.fd != -1))
STAND(int, -1, EMFILE, eventfd, (unsigned count, int flags), (count, flags), false)
STAND(int, -1, EMFILE, pipe2, (int fds[2], int flags), (fds, flags), false)
STAND(int, -1, EMFILE, socketpair, (int domain, int type, int protocol, int fds[2]), (domain, type, protocol, fds),
      false)
STAND(int, -1, EMFILE, socket, (int domain, int type, int protocol), (domain, type, protocol), false)
STAND(int, -1, EADDRINUSE, bind, (int fd, __CONST_SOCKADDR_ARG address, socklen_t size), (fd, address, size), false)
STAND(int, -1, EADDRINUSE, listen, (int fd, int backlog), (fd, backlog), false)
STAND(int, -1, ECONNREFUSED, connect, (int fd, __CONST_SOCKADDR_ARG address, socklen_t size), (fd, address, size),
      false)
STAND(int, -1, EMFILE, accept4, (int fd, __SOCKADDR_ARG address, socklen_t *size, int flags),
      (fd, address, size, flags), false)
STAND(ssize_t, -1, ECONNRESET, read, (int fd, void *data, size_t size), (fd, data, size), BY_LIBUV)
STAND(ssize_t, -1, EPIPE, write, (int fd, const void *data, size_t size), (fd, data, size), BY_LIBUV)
STAND(ssize_t, -1, EPIPE, send, (int fd, const void *data, size_t size, int flags), (fd, data, size, flags), false)
STAND(ssize_t, -1, ENOBUFS, sendto,
      (int fd, const void *data, size_t size, int flags, __CONST_SOCKADDR_ARG address, socklen_t address_size),
      (fd, data, size, flags, address, address_size), false)
STAND(ssize_t, -1, ECONNREFUSED, recvfrom,
      (int fd, void *restrict data, size_t size, int flags, __SOCKADDR_ARG address, socklen_t *restrict address_size),
      (fd, data, size, flags, address, address_size), false)
STAND(int, -1, ENOBUFS, getsockname, (int fd, __SOCKADDR_ARG address, socklen_t *restrict size), (fd, address, size),
      false)
STAND(int, -1, ENOBUFS, setsockopt, (int fd, int level, int name, const void *value, socklen_t size),
      (fd, level, name, value, size), false)
STAND(int, -1, ENOBUFS, getsockopt, (int fd, int level, int name, void *restrict value, socklen_t *restrict size),
      (fd, level, name, value, size), false)
STAND(int, -1, ENOTCONN, getpeername, (int fd, __SOCKADDR_ARG address, socklen_t *restrict size), (fd, address, size),
      false)
STAND(int, -1, ENOTCONN, shutdown, (int fd, int how), (fd, how), false)
STAND(int, -1, EPERM, kill, (pid_t process, int number), (process, number), false)
STAND(FILE *, NULL, EACCES, fopen, (const char *restrict path, const char *restrict mode), (path, mode), false)
STAND(int, EAI_MEMORY, ENOMEM, getaddrinfo,
      (const char *restrict name, const char *restrict service, const struct addrinfo *restrict hints,
       struct addrinfo **restrict list),
      (name, service, hints, list), false)
STAND(int, EAGAIN, EAGAIN, pthread_create,
      (pthread_t *restrict thread, const pthread_attr_t *restrict attr, void *(*function)(void *), void *restrict arg),
      (thread, attr, function, arg), BY_LIBUV)

/* For /dev/null. */
int open(const char *path, int flags, ...)
{
    static int (*real)(const char *path, int flags, ...);
    va_list list;
    int mode;

    if (real == NULL)
        *(void **)(void *)&real = next("open");
    va_start(list, flags);
    mode = va_arg(list, int);
    va_end(list);
    return inject_fails("open", EMFILE) ? -1 : real(path, flags, mode);
}

/* By which libuv makes a descriptor not block. */
int ioctl(int fd, request_t request, ...)
{
    static int (*real)(int fd, request_t request, ...);
    va_list list;
    void *arg;

    if (real == NULL)
        *(void **)(void *)&real = next("ioctl");
    va_start(list, request);
    arg = va_arg(list, void *);
    va_end(list);
    return inject_fails("ioctl", EINVAL) ? -1 : real(fd, request, arg);
}
