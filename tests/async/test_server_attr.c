/* What servers may be asked for: their handlers' stacks, limits, sockets, ports. */
#define _GNU_SOURCE /* with musl, for struct tcp_info */
#include "echo.h"
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Starts a server on this machine, and connects to it. */
static bool start(gen_t *self, const gen_server_attr_t *attr, gen_body_t *body, gen_server_t **server, gen_stream_t **s)
{
    return gen_start_server(self, attr, body, NULL, "127.0.0.1", 0, server) &&
           gen_open_connection(self, "127.0.0.1", gen_server_port(*server), s);
}

/* Waits until the server has served what it has. */
static gen_status_t end(gen_t *self, gen_server_t *server, gen_stream_t *s)
{
    bool ok;

    gen_stream_free(s);
    gen_server_close(server);
    ok = gen_server_wait_closed(self, server);
    gen_server_free(server);
    return finish(self, ok);
}

enum { STACK = 1 << 20, FRAME = STACK / 2 };

/* Uses half a mebibyte of stack. */
static gen_status_t deep(gen_t *self, void *args)
{
    volatile char frame[FRAME];

    (void)args;
    for (size_t i = 0; i < FRAME; i += 4096)
        frame[i] = 1;
    record("%s:%d", gen_name(self), frame[0]);
    return finish(self, true);
}

static void destroyed(void *args)
{
    record("destroy:%d", ((gen_connection_t *)args)->stream != NULL);
}

static gen_status_t handlers(gen_t *self, void *args)
{
    gen_server_attr_t attr = gen_server_attr();
    gen_attr_t handler = gen_attr();
    gen_server_t *server;
    gen_stream_t *s;

    (void)args;
    handler.stack_size = STACK;
    handler.destroy = destroyed;
    attr.handler = &handler;
    if (!start(self, &attr, deep, &server, &s))
        return GEN_RAISED;
    handler = gen_attr(); /* they were copied */
    read_some(self, s, 1);
    return end(self, server, s);
}

/* Check that handlers run on a stack of the size that was asked for, and what they own is destroyed. */
static void test_handlers(void **state)
{
    (void)state;
    assert_int_equal(run_io(handlers), GEN_RETURNED);
    assert_string_equal(recorded(), "connection:1 destroy:1 ''");
}

/* Reads a line that is too long, and asks how much may wait to be sent. */
static gen_status_t limited(gen_t *self, void *args)
{
    gen_stream_t *s = ((gen_connection_t *)args)->stream;
    static char much[1 << 22];
    const char *line;
    size_t size;

    record_read(self, gen_stream_readline(self, s, &line, &size), "", 0);
    gen_stream_write(s, much, sizeof much);
    record("%d", gen_stream_drain(self, s));
    record("%d", gen_stream_write_buffer_size(s) > 65536);
    gen_stream_abort(s);
    return finish_caught(self);
}

static gen_status_t limits(gen_t *self, void *args)
{
    gen_server_attr_t attr = gen_server_attr();
    gen_server_t *server;
    gen_stream_t *s;

    (void)args;
    attr.limit = 4;
    attr.write_high = attr.write_low = 1 << 23;
    if (!start(self, &attr, limited, &server, &s))
        return GEN_RAISED;
    gen_stream_write(s, "hello\n", 6);
    return end(self, server, s);
}

/* Check that the streams of connections have the limits that were asked for. */
static void test_limits(void **state)
{
    (void)state;
    assert_int_equal(run_io(limits), GEN_RETURNED);
    assert_string_equal(recorded(), "ValueError(Separator is found, but chunk is longer than limit) 1 1");
}

static gen_status_t shared_port(gen_t *self, void *args)
{
    gen_server_attr_t attr = gen_server_attr();
    gen_server_t *first, *second = NULL;

    (void)args;
    attr.reuse_port = true;
    if (!gen_start_server(self, &attr, echo, echo_name, "127.0.0.1", 0, &first))
        return GEN_RAISED;
    if (gen_start_server(self, &attr, echo, echo_name, "127.0.0.1", gen_server_port(first), &second))
        record("%d", gen_server_port(first) == gen_server_port(second));
    gen_server_free(first);
    gen_server_free(second);
    return finish_caught(self);
}

/* Check that two servers share a port if both ask for it. */
static void test_reuse_port(void **state)
{
    (void)state;
    assert_int_equal(run_io(shared_port), GEN_RETURNED);
    assert_string_equal(recorded(), "1");
}

static int bound_socket(int type)
{
    struct sockaddr_in address;
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0)
        abort();
    return fd;
}

/* Records why a socket is refused. */
static void refused(gen_t *self, const gen_server_attr_t *attr, const char *host, bool local)
{
    gen_server_t *server;

    record_read(self,
                local ? gen_start_unix_server(self, attr, echo, NULL, host, &server)
                      : gen_start_server(self, attr, echo, NULL, host, 0, &server),
                "", 0);
}

static gen_status_t sockets(gen_t *self, void *args)
{
    gen_server_attr_t attr = gen_server_attr();
    gen_server_t *server;
    gen_stream_t *s;
    struct tcp_info info = {.tcpi_sacked = 7}; /* an emulator may give but the first word */
    socklen_t size = sizeof info;
    int datagrams = bound_socket(SOCK_DGRAM);

    (void)args;
    attr.fd = datagrams;
    refused(self, &attr, NULL, false);
    attr.fd = bound_socket(SOCK_STREAM);
    attr.backlog = 7;
    refused(self, &attr, "127.0.0.1", false);
    refused(self, &attr, "/tmp/path", true);
    refused(self, &attr, NULL, true);
    close(datagrams);
    if (!gen_start_server(self, &attr, echo, echo_name, NULL, 0, &server))
        return GEN_RAISED;
    if (getsockopt(attr.fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
        record("%d", (int)info.tcpi_sacked); /* of a socket that listens: its backlog */
    if (!gen_open_connection(self, "127.0.0.1", gen_server_port(server), &s))
        return GEN_RAISED;
    converse(self, server, s, "hello\n");
    return finish_caught(self);
}

/* Check that a server takes a socket of the program's, with a backlog, and refuses others than stream sockets. */
static void test_socket(void **state)
{
    (void)state;
    assert_int_equal(run_io(sockets), GEN_RETURNED);
    assert_string_equal(recorded(), "ValueError(A Stream Socket was expected) "
                                    "ValueError(host/port and sock can not be specified at the same time) "
                                    "ValueError(path and sock can not be specified at the same time) "
                                    "ValueError(A UNIX Domain Stream Socket was expected) "
                                    "7 'hello' echo- connections=0 serving=0");
}

static gen_status_t unix_socket(gen_t *self, void *args)
{
    gen_server_attr_t attr = gen_server_attr();
    struct sockaddr_un address = {AF_UNIX, "/tmp/gen-test-socket"};
    gen_server_t *server;
    gen_stream_t *s;

    (void)args;
    refused(self, NULL, NULL, true);
    refused(self, NULL, "", true);
    attr.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "/tmp/gen-test-%d", (int)getpid());
    if (bind(attr.fd, (struct sockaddr *)&address, sizeof address) != 0)
        return gen_raise_os_error(self, 1, NULL);
    if (!gen_start_unix_server(self, &attr, echo, echo_name, NULL, &server) ||
        !gen_open_unix_connection(self, address.sun_path, &s))
        return GEN_RAISED;
    converse(self, server, s, "hello\n");
    unlink(address.sun_path);
    record_read(self, gen_open_unix_connection(self, "", &s), "", 0);
    return finish_caught(self);
}

/* Check that a Unix server takes a socket of the program's, and that it needs that or a path. */
static void test_unix_socket(void **state)
{
    (void)state;
    assert_int_equal(run_io(unix_socket), GEN_RETURNED);
    assert_string_equal(recorded(), "ValueError(path was not specified, and no sock specified) "
                                    "OSError([Errno 22] Invalid argument: '') "
                                    "'hello' echo- connections=0 serving=0 OSError([Errno 22] Invalid argument)");
}

static gen_status_t family(gen_t *self, void *args)
{
    gen_server_attr_t attr = gen_server_attr();
    gen_server_t *server;
    gen_address_t address;
    gen_stream_t *s;
    char text[GEN_ADDRESS_TEXT_SIZE];

    (void)args;
    attr.family = AF_INET6;
    refused(self, &attr, "127.0.0.1", false);
    attr.family = AF_INET;
    if (!gen_start_server(self, &attr, echo, NULL, "", 0, &server))
        return GEN_RAISED;
    record("%.10s", gen_server_sockname(server, &address) ? gen_address_text(&address, text, sizeof text) : "none");
    gen_server_free(server);
    record_read(self, gen_open_connection(self, "", 1, &s), "", 0);
    return finish_caught(self);
}

/* What getaddrinfo() says of an address of another family: musl has no such code. */
#ifdef __GLIBC__
enum { OTHER_FAMILY = EAI_ADDRFAMILY };
#else
enum { OTHER_FAMILY = EAI_NONAME };
#endif

/* Check that only addresses of a family are used, that "" is all interfaces, and nothing to connect to. */
static void test_family(void **state)
{
    char expected[200];

    (void)state;
    assert_int_equal(run_io(family), GEN_RETURNED);
    snprintf(expected, sizeof expected, "gaierror([Errno %d] %s) ('0.0.0.0' gaierror([Errno -2] %s)", OTHER_FAMILY,
             gai_strerror(OTHER_FAMILY), gai_strerror(EAI_NONAME));
    assert_string_equal(recorded(), expected);
}

static bool has_ipv6(void)
{
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool has = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0;

    if (fd >= 0)
        close(fd);
    return has;
}

static gen_status_t one_port(gen_t *self, void *args)
{
    const char *hosts[] = {"127.0.0.1", "::1"};
    gen_server_t *server;
    gen_stream_t *s;

    (void)args;
    for (size_t i = 0; i < (has_ipv6() ? 2 : 1); i++) {
        if (!gen_start_server(self, NULL, echo, echo_name, NULL, 0, &server) ||
            !gen_open_connection(self, hosts[i], gen_server_port(server), &s))
            return GEN_RAISED;
        converse(self, server, s, "hello\n");
    }
    return finish_caught(self);
}

/* Check that the port that was found free is the same on all interfaces. */
static void test_one_port(void **state)
{
    const char *expected = "'hello' echo- connections=0 serving=0 'hello' echo- connections=0 serving=0";

    (void)state;
    assert_int_equal(run_io(one_port), GEN_RETURNED);
    assert_string_equal(recorded(), has_ipv6() ? expected : expected + 38);
}

static gen_status_t no_descriptors(gen_t *self, void *args)
{
    struct rlimit limit, none;
    gen_stream_t *s;

    (void)args;
    getrlimit(RLIMIT_NOFILE, &limit);
    none = limit;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_NOFILE, &none);
    record_read(self, gen_open_connection(self, "127.0.0.1", 1, &s), "", 0);
    refused(self, NULL, "127.0.0.1", false);
    setrlimit(RLIMIT_NOFILE, &limit);
    return finish_caught(self);
}

/* Check that having no file descriptors left is not said to be the address's fault. */
static void test_no_descriptors(void **state)
{
    char expected[160];

    (void)state;
    assert_int_equal(run_io(no_descriptors), GEN_RETURNED);
    snprintf(expected, sizeof expected, "OSError([Errno 24] %s) OSError([Errno 24] %s)", strerror(EMFILE),
             strerror(EMFILE));
    assert_string_equal(recorded(), expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_handlers), cmocka_unit_test(test_limits),         cmocka_unit_test(test_reuse_port),
        cmocka_unit_test(test_socket),   cmocka_unit_test(test_unix_socket),    cmocka_unit_test(test_family),
        cmocka_unit_test(test_one_port), cmocka_unit_test(test_no_descriptors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
