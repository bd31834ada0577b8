/* listen.c - starting servers: sockets that listen. */
#define _GNU_SOURCE
#include "async/net/server.h"
#include <ctype.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* --- A socket that listens --- */

static int bind_and_listen(int fd, const gen_server_attr_t *attr, const gen_address_t *address)
{
    int family = gen_address_family_(address), on = 1;

    if (family != AF_UNIX)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (attr->reuse_port && setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0)
        return errno;
    if (bind(fd, (const struct sockaddr *)&address->storage, address->size) != 0 || listen(fd, attr->backlog) != 0)
        return errno;
    return 0;
}

/* Returns an errno, and *fd is -1 then; *made tells whether there was a socket. */
static int listen_at(const gen_server_attr_t *attr, const gen_address_t *address, int *fd, bool *made)
{
    int failed = gen_socket_open_(gen_address_family_(address), SOCK_STREAM, fd);

    *made = failed == 0;
    if (failed != 0)
        return failed;
    failed = bind_and_listen(*fd, attr, address);
    if (failed != 0) {
        close(*fd);
        *fd = -1;
    }
    return failed;
}

/* What the system says, as asyncio quotes it. */
static void raise_bind(gen_t *self, int failed, const gen_address_t *address)
{
    gen_error_t *plain = gen_os_error(failed, NULL);
    char text[GEN_ADDRESS_TEXT_SIZE], reason[128];

    snprintf(reason, sizeof reason, "%s", gen_error_message(plain));
    for (char *c = reason; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    gen_raise(self, gen_error_type(plain), "[Errno %d] error while attempting to bind on address %s: %s", failed,
              gen_address_text(address, text, sizeof text), reason);
    gen_error_free(plain);
}

/* --- One at each address --- */

/* Whether the machine merely lacks the family, as it may lack IPv6. */
static bool is_absent(int failed)
{
    return failed == EAFNOSUPPORT || failed == EADDRNOTAVAIL;
}

static void set_port(gen_address_t *list, size_t count, unsigned port)
{
    for (size_t i = 0; i < count; i++) {
        if (gen_address_family_(&list[i]) == AF_INET)
            ((struct sockaddr_in *)&list[i].storage)->sin_port = htons((uint16_t)port);
        else if (gen_address_family_(&list[i]) == AF_INET6)
            ((struct sockaddr_in6 *)&list[i].storage)->sin6_port = htons((uint16_t)port);
    }
}

static unsigned port_of(int fd)
{
    gen_address_t address;

    address.size = sizeof address.storage;
    return getsockname(fd, (struct sockaddr *)&address.storage, &address.size) == 0 ? gen_address_port(&address) : 0;
}

struct attempt {
    int *fds;      /* one for each address; -1: none */
    size_t opened; /* how many there are */
    size_t last;   /* the address that was tried last */
    bool made;     /* whether there was a socket for it */
};

/* The first to be given a free port has the others ask for that. */
static int listen_once(const gen_server_attr_t *attr, gen_address_t *list, size_t count, struct attempt *a)
{
    int failed = 0;

    a->opened = 0;
    for (size_t i = 0; i < count; i++)
        a->fds[i] = -1;
    for (size_t i = 0; i < count && (failed == 0 || is_absent(failed)); i++) {
        a->last = i;
        failed = listen_at(attr, &list[i], &a->fds[i], &a->made);
        if (failed == 0 && a->opened++ == 0 && gen_address_port(&list[i]) == 0)
            set_port(list, count, port_of(a->fds[i]));
    }
    return is_absent(failed) && a->opened > 0 ? 0 : failed;
}

static void close_all(const struct attempt *a, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (a->fds[i] >= 0)
            close(a->fds[i]);
}

/* How often a port that was free at one address may be taken at another. */
enum { ATTEMPTS = 16 };

static int listen_at_all(const gen_server_attr_t *attr, gen_address_t *list, size_t count, struct attempt *a)
{
    unsigned asked = gen_address_port(&list[0]);
    int failed = listen_once(attr, list, count, a);

    for (int i = 1; failed == EADDRINUSE && asked == 0 && i < ATTEMPTS; i++) {
        close_all(a, count);
        set_port(list, count, 0);
        failed = listen_once(attr, list, count, a);
    }
    return failed;
}

/* The server has them all, or none is left open. */
static int add_all(gen_server_t *s, struct attempt *a, size_t count)
{
    int failed = 0;

    for (size_t i = 0; failed == 0 && i < count; i++) {
        if (a->fds[i] >= 0)
            failed = gen_server_add_(s, a->fds[i]);
        if (failed == 0)
            a->fds[i] = -1;
    }
    return failed;
}

static bool listen_on_all(gen_t *self, gen_server_t *s, const gen_server_attr_t *attr, gen_address_t *list,
                          size_t count)
{
    struct attempt a = {malloc(count * sizeof *a.fds), 0, 0, false};
    int failed;

    if (a.fds == NULL) {
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
        return false;
    }
    failed = listen_at_all(attr, list, count, &a);
    if (failed != 0 && a.made) {
        raise_bind(self, failed, &list[a.last]);
    } else {
        if (failed == 0)
            failed = add_all(s, &a, count);
        if (failed != 0)
            gen_raise_os_error(self, failed, NULL);
    }
    close_all(&a, count);
    free(a.fds);
    return failed == 0;
}

/* --- Unix sockets leave a file --- */

static void remember_path(gen_server_t *s, const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return;
    s->path = strdup(path);
    s->device = status.st_dev;
    s->inode = status.st_ino;
}

void gen_server_remove_path_(gen_server_t *s)
{
    struct stat status;

    if (s->path == NULL)
        return;
    if (!is_inherited(s->loop) && stat(s->path, &status) == 0 && status.st_dev == s->device &&
        status.st_ino == s->inode)
        unlink(s->path);
    free(s->path);
    s->path = NULL;
}

static bool listen_at_path(gen_t *self, gen_server_t *s, const gen_server_attr_t *attr, const char *path)
{
    gen_address_t address;
    struct stat status;
    bool made;
    int fd = -1, failed = gen_unix_address_(&address, path);

    if (failed == 0 && stat(path, &status) == 0 && S_ISSOCK(status.st_mode))
        unlink(path);
    if (failed == 0)
        failed = listen_at(attr, &address, &fd, &made);
    if (failed == 0)
        failed = gen_server_add_(s, fd);
    if (failed == 0) {
        remember_path(s, path);
        return true;
    }
    if (fd >= 0)
        close(fd);
    if (failed == EADDRINUSE)
        gen_raise(self, GEN_OS_ERROR, "[Errno %d] Address '%s' is already in use", failed, path);
    else
        gen_raise_os_error(self, failed, path);
    return false;
}

/* --- A socket that the program has --- */

/* Which is the caller's still if it cannot be used. */
static bool listen_by(gen_t *self, gen_server_t *s, const gen_server_attr_t *attr, bool local)
{
    gen_address_t address;
    int type = 0, failed = 0;
    socklen_t size = sizeof type;

    address.size = sizeof address.storage;
    if (getsockname(attr->fd, (struct sockaddr *)&address.storage, &address.size) != 0 ||
        getsockopt(attr->fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0)
        failed = errno;
    if (failed == 0 && (type != SOCK_STREAM || (gen_address_family_(&address) == AF_UNIX) != local)) {
        gen_raise(self, GEN_VALUE_ERROR, "A %sStream Socket was expected", local ? "UNIX Domain " : "");
        return false;
    }
    if (failed == 0 && listen(attr->fd, attr->backlog) != 0)
        failed = errno;
    if (failed == 0)
        failed = gen_server_add_(s, attr->fd);
    if (failed != 0)
        gen_raise_os_error(self, failed, NULL);
    return failed == 0;
}

/* --- Servers --- */

static gen_server_attr_t complete(const gen_server_attr_t *attr)
{
    gen_server_attr_t whole = gen_server_attr();

    if (attr != NULL)
        copy_attr(&whole, sizeof whole, attr, "gen_server_attr");
    return whole;
}

static gen_attr_t handler_attr(const gen_attr_t *attr)
{
    gen_attr_t whole = gen_attr();

    if (attr != NULL)
        copy_attr(&whole, sizeof whole, attr, "gen_attr");
    whole.struct_size = sizeof whole;
    if (whole.name == NULL)
        whole.name = "connection";
    return whole;
}

static gen_server_t *server_new(gen_t *self, const gen_server_attr_t *attr, gen_body_t *body, void *arg,
                                size_t listeners)
{
    gen_server_t *s = calloc(1, sizeof *s);

    if (s != NULL)
        s->listeners = calloc(listeners, sizeof *s->listeners);
    if (s == NULL || s->listeners == NULL) {
        free(s);
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
        return NULL;
    }
    s->loop = gen_running_loop();
    s->handler = handler_attr(attr->handler);
    s->limit = attr->limit;
    s->write_high = attr->write_high;
    s->write_low = attr->write_low;
    s->body = body;
    s->arg = arg;
    s->referenced = true;
    link_init(&s->clients);
    link_init(&s->closers);
    link_init(&s->forever);
    return s;
}

/* Hands the server out if it listens. */
static bool settle(gen_server_t *s, bool listens, gen_server_t **server)
{
    if (listens)
        *server = s;
    else
        gen_server_free(s);
    return listens;
}

/* There is either an address or a socket. */
static bool need_one(gen_t *self, bool socket, bool address, const char *what)
{
    if (socket && address)
        gen_raise(self, GEN_VALUE_ERROR, "%s and sock can not be specified at the same time", what);
    return !(socket && address);
}

bool gen_start_server(gen_t *self, const gen_server_attr_t *attr, gen_body_t *body, void *arg, const char *host,
                      unsigned port, gen_server_t **server)
{
    gen_server_attr_t whole = complete(attr);
    struct purpose purpose = {whole.family, SOCK_STREAM, true};
    gen_address_t *list = NULL;
    gen_server_t *s;
    size_t count = 1;

    GIVEN(body);
    *server = NULL;
    if (gen_need_loop_(self) == NULL || !need_one(self, whole.fd >= 0, host != NULL || port != 0, "host/port"))
        return false;
    if (whole.fd < 0 && !gen_resolve_(self, host, port, purpose, &list, &count))
        return false;
    s = server_new(self, &whole, body, arg, count);
    if (s != NULL)
        settle(s, list != NULL ? listen_on_all(self, s, &whole, list, count) : listen_by(self, s, &whole, false),
               server);
    free(list);
    return *server != NULL;
}

bool gen_start_unix_server(gen_t *self, const gen_server_attr_t *attr, gen_body_t *body, void *arg, const char *path,
                           gen_server_t **server)
{
    gen_server_attr_t whole = complete(attr);
    gen_server_t *s;

    GIVEN(body);
    *server = NULL;
    if (gen_need_loop_(self) == NULL || !need_one(self, whole.fd >= 0, path != NULL, "path"))
        return false;
    if (path == NULL && whole.fd < 0) {
        gen_raise(self, GEN_VALUE_ERROR, "path was not specified, and no sock specified");
        return false;
    }
    s = server_new(self, &whole, body, arg, 1);
    return s != NULL &&
           settle(s, path != NULL ? listen_at_path(self, s, &whole, path) : listen_by(self, s, &whole, true), server);
}
