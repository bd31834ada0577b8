/*
 * load.c - an outside load generator for the echo server, on plain epoll: many connections at once, among which some hang
 * up in the middle, reset, close half, leave what they asked for unread, or belong to a process that is killed.
 *
 * load COUNT SIGNAL COMMAND...: starts COMMAND, which prints "listening on port N", and ends it by SIGNAL while
 * connections are still open. It fails unless every connection that was meant to live got every byte back, and COMMAND
 * ended with 0.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 4000, KILLED = 50, PIECE = 700, SKIPPED = 77 };

/* What becomes of a connection. */
enum role { LIVES, LIVES_ON, HANGS_UP, RESETS, NEVER_READS, ROLES };

struct connection {
    int fd; /* -1 once it is closed */
    enum role role;
    size_t total, sent, received;
    bool closed_half;
};

static struct connection connections[MOST];
static int count, left, epoll = -1;
static int outcomes[ROLES];
static int port;

static void fail(const char *what)
{
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void require(bool holds, const char *what)
{
    if (!holds)
        fail(what);
}

/* Random, and the same in every run. */
static unsigned random_below(unsigned limit)
{
    static uint64_t state = 88172645463325252u;

    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 33) % limit;
}

static int connect_one(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((in_port_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    require(fd >= 0, "socket");
    require(connect(fd, (const struct sockaddr *)&address, sizeof address) == 0, "connect");
    return fd;
}

/* --- One connection --- */

static char byte_at(const struct connection *c, size_t position)
{
    return (char)((size_t)(c - connections) * 31 + position * 7);
}

static void end(struct connection *c)
{
    if (c->role == RESETS) {
        struct linger linger = {1, 0};

        setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    }
    close(c->fd);
    c->fd = -1;
    left--;
    outcomes[c->role]++;
}

/* Sends the next piece. */
static void send_some(struct connection *c)
{
    char data[PIECE];
    size_t size = c->total - c->sent;
    ssize_t n;

    if (size > PIECE)
        size = PIECE;
    for (size_t i = 0; i < size; i++)
        data[i] = byte_at(c, c->sent + i);
    n = send(c->fd, data, size, MSG_NOSIGNAL);
    require(n >= 0 || errno == EAGAIN, "send");
    if (n > 0)
        c->sent += (size_t)n;
}

static void close_half(struct connection *c)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};

    if (c->closed_half)
        return;
    c->closed_half = true;
    if (c->role != LIVES_ON)
        require(shutdown(c->fd, SHUT_WR) == 0, "shutdown");
    require(epoll_ctl(epoll, EPOLL_CTL_MOD, c->fd, &event) == 0, "epoll_ctl");
}

/* Receives what has come. Returns false at the end. */
static bool receive_some(struct connection *c)
{
    char data[4096];
    ssize_t n = recv(c->fd, data, sizeof data, 0);

    if (n < 0 && errno == EAGAIN)
        return true;
    require(n >= 0, "recv");
    for (ssize_t i = 0; i < n; i++)
        require(data[i] == byte_at(c, c->received + (size_t)i), "what comes back is not what was sent");
    c->received += (size_t)n;
    return n > 0;
}

static void advance(struct connection *c, uint32_t events)
{
    bool open = true;

    if ((events & EPOLLIN) != 0)
        open = receive_some(c);
    require(open || (c->role == LIVES && c->received == c->total), "a connection was closed too early");
    if (!open) {
        end(c);
        return;
    }
    if (c->sent < c->total && (events & EPOLLOUT) != 0)
        send_some(c);
    if (c->sent > c->total / 2 && (c->role == HANGS_UP || c->role == RESETS || c->role == NEVER_READS)) {
        if (c->role == NEVER_READS)
            shutdown(c->fd, SHUT_WR);
        end(c);
    } else if (c->sent == c->total) {
        close_half(c);
        if (c->role == LIVES_ON && c->received == c->total) {
            epoll_ctl(epoll, EPOLL_CTL_DEL, c->fd, NULL);
            left--;
            outcomes[LIVES_ON]++;
        }
    }
}

/* --- All of them --- */

static void open_all(void)
{
    for (int i = 0; i < count; i++) {
        struct connection *c = &connections[i];
        struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
        unsigned chance = random_below(10);

        c->role = chance < 6 ? LIVES : (enum role)(chance - 6 + LIVES_ON);
        c->total = 1000 + random_below(5000);
        c->fd = connect_one();
        fcntl(c->fd, F_SETFL, O_NONBLOCK);
        require(epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event) == 0, "epoll_ctl");
    }
    left = count;
}

/* A process of its own that asks for much, reads nothing, and does not live long. */
static pid_t start_victim(void)
{
    int ready[2];
    char byte;
    pid_t victim;

    require(pipe(ready) == 0, "pipe");
    victim = fork();
    if (victim == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* should this process fail */
        static const char data[20000];

        for (int i = 0; i < KILLED; i++) {
            int fd = connect_one();

            fcntl(fd, F_SETFL, O_NONBLOCK);
            if (send(fd, data, sizeof data, MSG_NOSIGNAL) < 0)
                _Exit(1);
        }
        if (write(ready[1], "", 1) != 1)
            _Exit(1);
        pause();
        _Exit(1);
    }
    require(victim > 0 && read(ready[0], &byte, 1) == 1, "the process to be killed");
    close(ready[0]);
    close(ready[1]);
    return victim;
}

static void run_all(pid_t victim)
{
    struct epoll_event events[256];
    int all = count;

    while (left > 0) {
        int n = epoll_wait(epoll, events, 256, 60000);

        require(n > 0, "nothing comes any more");
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;

            if (c->fd >= 0)
                advance(c, events[i].events);
        }
        if (victim > 0 && left < all / 2) {
            kill(victim, SIGKILL);
            require(waitpid(victim, NULL, 0) == victim, "waitpid");
            victim = 0;
        }
    }
    if (victim > 0) {
        kill(victim, SIGKILL);
        waitpid(victim, NULL, 0);
    }
}

/* --- The server --- */

static pid_t start_server(char **command)
{
    char line[64] = "";
    int out[2];
    FILE *from;
    pid_t server;

    require(pipe(out) == 0, "pipe");
    server = fork();
    if (server == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(out[1], STDOUT_FILENO);
        close(out[0]);
        close(out[1]);
        execvp(command[0], command);
        _Exit(127);
    }
    close(out[1]);
    from = fdopen(out[0], "r");
    require(server > 0 && from != NULL && fgets(line, sizeof line, from) != NULL &&
                sscanf(line, "listening on port %d", &port) == 1,
            "the server does not start");
    fclose(from);
    return server;
}

static void end_server(pid_t server, int signum)
{
    int status;

    require(kill(server, signum) == 0, "kill");
    require(waitpid(server, &status, 0) == server, "waitpid");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "load: the server ended with status %#x\n", (unsigned)status);
        exit(1);
    }
}

/* Each connection is a descriptor here and in the server, which inherits the limit. */
static bool allow_descriptors(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return false;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_max >= (rlim_t)count + KILLED + 50;
}

int main(int argc, char **argv)
{
    pid_t server, victim;

    count = argc > 3 ? atoi(argv[1]) : 0;
    if (count < 1 || count > MOST) {
        fputs("usage: load COUNT SIGNAL COMMAND...\n", stderr);
        return 2;
    }
    if (!allow_descriptors()) {
        puts("the limit of file descriptors is too low: skipped");
        return SKIPPED;
    }
    epoll = epoll_create1(EPOLL_CLOEXEC);
    server = start_server(argv + 3);
    open_all();
    victim = start_victim();
    run_all(victim);
    printf("%d connections at once: %d got every byte back and the end, %d every byte, and stay; %d hung up, %d reset, "
           "%d never read, %d were killed\n",
           count + KILLED, outcomes[LIVES], outcomes[LIVES_ON], outcomes[HANGS_UP], outcomes[RESETS],
           outcomes[NEVER_READS], KILLED);
    end_server(server, atoi(argv[2]));
    return 0;
}
