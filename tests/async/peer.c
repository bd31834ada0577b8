#define _GNU_SOURCE
#include "peer.h"
#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what)
{
    perror(what);
    abort();
}

int open_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;

    if (folder == NULL)
        return -1;
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

gen_status_t run_io(gen_body_t *body)
{
    gen_status_t status;
    int before;

    gen_loop_free(gen_loop_new(NULL)); /* the first one makes libuv open what it keeps */
    before = open_descriptors();
    if (before < 0)
        print_message("There is no /proc/self/fd here: whether descriptors stay open is not checked.\n");
    status = run_body(body);
    assert_int_equal(open_descriptors(), before);
    return status;
}

gen_stream_t *stream_pair(int *peer)
{
    gen_stream_t *stream;
    int fds[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
        die("socketpair");
    if (gen_stream_from_fd(gen_running_loop(), fds[0], &stream) != 0)
        die("gen_stream_from_fd");
    *peer = fds[1];
    return stream;
}

void put_text(int fd, const char *text)
{
    if (send(fd, text, strlen(text), MSG_NOSIGNAL) != (ssize_t)strlen(text))
        die("send");
}

void record_read(gen_t *self, bool ok, const char *data, size_t size)
{
    if (ok) {
        record("'%.*s'", (int)size, data);
    } else {
        record_pending(self);
        gen_catch(self, GEN_EXCEPTION);
    }
}

void read_some(gen_t *self, gen_stream_t *s, size_t size)
{
    char data[100];
    size_t got;
    bool ok = gen_stream_read(self, s, data, size, &got);

    record_read(self, ok, data, got);
}

int connect_to(unsigned port)
{
    struct sockaddr_in address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons((uint16_t)port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        die("connect");
    return fd;
}

void close_by_reset(int fd)
{
    struct linger linger = {1, 0};

    if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger) != 0)
        die("SO_LINGER");
    close(fd);
}
