#include "echo.h"

#include "remote.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct connection {
    int fd;
    long sent;      /* messages */
    size_t got;     /* bytes of the answer */
    char *out, *in; /* one allocation */
};

struct echo {
    struct remote server;
    int epoll;
    int count;
    size_t size; /* of a message */
    struct connection connections[];
};

/* Each connection is a descriptor here and in the server, which inherits the limit. */
static void allow_descriptors(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static bool connect_one(struct echo *echo, int port)
{
    struct connection *c = &echo->connections[echo->count];
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((in_port_t)port)};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    int on = 1;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    c->out = malloc(2 * echo->size);
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    echo->count++;
    if (c->out == NULL || c->fd < 0)
        return false;
    c->in = c->out + echo->size;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return connect(c->fd, (const struct sockaddr *)&address, sizeof address) == 0 &&
           epoll_ctl(echo->epoll, EPOLL_CTL_ADD, c->fd, &event) == 0;
}

struct echo *echo_open(const char *const *argv, int connections, size_t size, char *why, size_t why_size)
{
    struct echo *echo = calloc(1, sizeof *echo + (size_t)connections * sizeof *echo->connections);
    char line[64] = "";
    int port;

    if (echo == NULL)
        return NULL;
    echo->size = size;
    allow_descriptors();
    echo->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!remote_start(&echo->server, argv, NULL) || fgets(line, sizeof line, echo->server.from) == NULL ||
        sscanf(line, "listening on port %d", &port) != 1) {
        snprintf(why, why_size, "the server does not start");
        echo_close(echo);
        return NULL;
    }
    while (echo->count < connections)
        if (!connect_one(echo, port)) {
            snprintf(why, why_size, "connection %d: %s", echo->count, strerror(errno));
            echo_close(echo);
            return NULL;
        }
    if (echo_run(echo, 1) < 0) { /* so that all are accepted */
        snprintf(why, why_size, "it does not echo");
        echo_close(echo);
        return NULL;
    }
    return echo;
}

/* What the server has taken, in ns; of threads that run right now, too, which /proc tells a tick later. */
static double cpu_time(const struct echo *echo)
{
    struct timespec time;
    clockid_t clock;

    if (clock_getcpuclockid(echo->server.pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        return 0;
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static bool send_one(struct echo *echo, struct connection *c)
{
    memset(c->out, (int)('a' + (c - echo->connections + c->sent) % 26), echo->size);
    c->sent++;
    c->got = 0;
    return send(c->fd, c->out, echo->size, MSG_NOSIGNAL) == (ssize_t)echo->size;
}

/* Takes what has come. @return whether it was as sent so far */
static bool receive(const struct echo *echo, struct connection *c)
{
    ssize_t n = recv(c->fd, c->in + c->got, echo->size - c->got, 0);

    if (n <= 0)
        return false;
    c->got += (size_t)n;
    return memcmp(c->in, c->out, c->got) == 0;
}

double echo_run(struct echo *echo, long rounds)
{
    struct epoll_event events[64];
    double begun = cpu_time(echo);
    long left = rounds * echo->count;

    for (int i = 0; i < echo->count; i++) {
        echo->connections[i].sent = 0;
        if (!send_one(echo, &echo->connections[i]))
            return -1;
    }
    while (left > 0) {
        int n = epoll_wait(echo->epoll, events, 64, 10000);

        if (n <= 0)
            return -1;
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;

            if (!receive(echo, c))
                return -1;
            if (c->got < echo->size)
                continue;
            left--;
            if (c->sent < rounds && !send_one(echo, c))
                return -1;
        }
    }
    return (cpu_time(echo) - begun) / (double)(rounds * echo->count);
}

long echo_memory(const struct echo *echo)
{
    char path[64], line[128];
    long kib = 0;
    FILE *status;

    snprintf(path, sizeof path, "/proc/%d/status", (int)echo->server.pid);
    status = fopen(path, "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmRSS: %ld", &kib) == 1)
            break;
    if (status != NULL)
        fclose(status);
    return kib * 1024;
}

void echo_close(struct echo *echo)
{
    for (int i = 0; i < echo->count; i++) {
        close(echo->connections[i].fd);
        free(echo->connections[i].out);
    }
    if (echo->epoll >= 0)
        close(echo->epoll);
    if (echo->server.pid > 0)
        kill(echo->server.pid, SIGKILL);
    remote_stop(&echo->server);
    free(echo);
}
