/* The servers of the examples, each in a process of its own, and clients that mean no good. Under AddressSanitizer they show
 * that nothing that a client sends is written, or read, beyond its memory. */
#include "peer.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/* --- The clients --- */

/* As much of so many bytes as there is room for: a server need not read. */
static void push(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(fd, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);

        if (sent <= 0)
            return;
        data += sent;
        size -= (size_t)sent;
    }
}

static void push_many(int fd, char byte, size_t size)
{
    char data[4096];

    memset(data, byte, sizeof data);
    for (; size >= sizeof data; size -= sizeof data)
        push(fd, data, sizeof data);
    push(fd, data, size);
}

/* Reads up to the end, or a reset, or for ten seconds. */
static void read_all(int fd)
{
    struct timeval limit = {10, 0};
    char data[4096];

    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    while (read(fd, data, sizeof data) > 0) {
    }
}

/* A line longer than anybody has a buffer for, but for the stream: whatever echoes it must echo it as it is. */
static void send_long_line(int fd)
{
    push_many(fd, 'a', 500);
    push(fd, "\n", 1);
    shutdown(fd, SHUT_WR);
    read_all(fd);
}

/* One that the stream refuses, too. */
static void send_endless_line(int fd)
{
    push_many(fd, 'a', 200000);
    shutdown(fd, SHUT_WR);
    read_all(fd);
}

static void send_nuls(int fd)
{
    static const char nuls[] = "GET 4\0\n\0\0%s%n\n";

    push(fd, nuls, sizeof nuls);
    shutdown(fd, SHUT_WR);
    read_all(fd);
}

static void say_nothing(int fd)
{
    shutdown(fd, SHUT_WR);
    read_all(fd);
}

/* And then nothing but the reset. */
static void send_half(int fd)
{
    push(fd, "GET 4\nGET", 9);
}

/* Sends for as long as the server takes it, and reads nothing. */
static void flood(int fd)
{
    for (int i = 0; i < 64; i++)
        push(fd, "line after line after line\n", 27);
    push_many(fd, '\n', 100000);
    push_many(fd, 'a', 4000000);
}

typedef void client_t(int fd);

enum { CROWD = 100 };

static void attack(unsigned port)
{
    static client_t *const clients[] = {send_long_line, send_endless_line, send_nuls, say_nothing, send_half, flood};
    int crowd[CROWD];

    for (int i = 0; i < CROWD; i++) {
        crowd[i] = connect_to(port);
        push(crowd[i], "GET 4\n", 6);
    }
    for (int i = 0; i < CROWD; i++)
        close_by_reset(crowd[i]);
    for (size_t i = 0; i < sizeof clients / sizeof *clients; i++) {
        int fd = connect_to(port);

        clients[i](fd);
        close_by_reset(fd);
    }
}

/* Whether a client that asks is answered as it should be: at once, or once those who hung up are noticed. */
static bool is_served(unsigned port, const char *request, const char *reply)
{
    bool served = false;

    for (int i = 0; i < 1000 && !served; i++) {
        int fd = connect_to(port);
        struct timeval limit = {10, 0};
        char data[64] = "";

        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        push(fd, request, strlen(request));
        served = recv(fd, data, strlen(reply), MSG_WAITALL) == (ssize_t)strlen(reply) && strcmp(data, reply) == 0;
        close(fd);
        if (!served)
            usleep(10000);
    }
    return served;
}

/* --- The servers --- */

struct server {
    const char *program, *request, *reply;
};

/* Kills it in the end: then it has not ended by itself, because of what AddressSanitizer found. */
static gen_status_t besiege(gen_t *self, void *args)
{
    const struct server *s = args;
    const char *argv[] = {s->program, "--port", "0", NULL};
    gen_process_attr_t attr = gen_process_attr();
    gen_process_t *process;
    gen_output_t output;
    const char *line;
    unsigned port = 0;
    int code = 0;
    bool ok;

    attr.std_out = GEN_PIPE;
    attr.std_err = GEN_PIPE;
    if (!gen_create_subprocess_exec(self, &attr, argv, &process))
        return GEN_RAISED;
    ok = gen_stream_readline(self, gen_process_stdout(process), &line, NULL);
    if (ok && sscanf(line, "listening on port %u", &port) == 1) {
        attack(port);
        record("%s", is_served(port, s->request, s->reply) ? "served" : "deaf");
    }
    gen_process_kill(process);
    ok = ok && gen_process_communicate(self, process, NULL, 0, &output);
    gen_process_returncode(process, &code);
    if (ok)
        record("%d %.*s", code, (int)output.err_size, output.err);
    gen_process_free(process);
    return finish(self, ok);
}

static void check_besieged(const char *program, const char *request, const char *reply)
{
    struct server s = {program, request, reply};

    assert_int_equal(run_with_args(besiege, &s, sizeof s), GEN_RETURNED);
    assert_string_equal(recorded(), "served -9 ");
}

/* Check that the echo server serves on, and complains of nothing. */
static void test_echo(void **state)
{
    (void)state;
    check_besieged(ECHO_SERVER, "hello\n", "hello\n");
}

/* Check the same of the chat server. */
static void test_chat(void **state)
{
    (void)state;
    check_besieged(CHAT_SERVER, "hello\n", "welcome\n");
}

/* Check the same of the site that the crawler visits. */
static void test_site(void **state)
{
    (void)state;
    check_besieged(SITE, "GET 1\n", "this is what you get for GET 1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_echo),
        cmocka_unit_test(test_chat),
        cmocka_unit_test(test_site),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
