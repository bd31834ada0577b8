/* Datagrams and names. */
#include "peer.h"
#include <netdb.h>
#include <sys/socket.h>
#include <stdlib.h>
#include <string.h>

static gen_status_t echo_one(gen_t *self, void *args)
{
    gen_datagram_t *endpoint = *(gen_datagram_t **)args;
    gen_address_t from;
    char data[16];
    size_t size;

    if (!gen_datagram_recvfrom(self, endpoint, data, sizeof data, &size, &from) ||
        !gen_datagram_sendto(self, endpoint, data, size, &from))
        return GEN_RAISED;
    return finish_caught(self);
}

static gen_status_t datagrams(gen_t *self, void *args)
{
    gen_datagram_t *server, *client;
    gen_address_t address;
    char data[16];
    size_t size;
    gen_t *task;
    bool ok;

    (void)args;
    if (!gen_create_datagram_endpoint(self, "127.0.0.1", 0, NULL, 0, &server) ||
        !gen_datagram_sockname(server, &address) ||
        !gen_create_datagram_endpoint(self, NULL, 0, "127.0.0.1", gen_address_port(&address), &client))
        return GEN_RAISED;
    task = spawn_args(echo_one, &server, sizeof server, NULL);
    ok = gen_datagram_sendto(self, client, "hello", 5, NULL) &&
         gen_datagram_recvfrom(self, client, data, sizeof data, &size, NULL);
    record_read(self, ok, data, ok ? size : 0);
    if (!gen_await(self, task, NULL))
        return GEN_RAISED;
    gen_datagram_free(server);
    ok = gen_datagram_sendto(self, client, "lost", 4, NULL) &&
         gen_datagram_recvfrom(self, client, data, sizeof data, &size, NULL);
    record_read(self, ok, data, ok ? size : 0);
    gen_datagram_close(client);
    record_read(self, gen_datagram_recvfrom(self, client, data, sizeof data, &size, NULL), "", 0);
    gen_datagram_free(client);
    return finish_caught(self);
}

/* Check that a datagram goes there and back, and one that nobody receives is a ConnectionRefusedError. */
static void test_datagrams(void **state)
{
    (void)state;
    assert_int_equal(run_io(datagrams), GEN_RETURNED);
    assert_string_equal(recorded(), "'hello' ConnectionRefusedError([Errno 111] Connection refused) "
                                    "ConnectionResetError(Connection lost)");
}

static gen_status_t receiver(gen_t *self, void *args)
{
    char data[16];
    size_t size;
    bool ok = gen_datagram_recvfrom(self, *(gen_datagram_t **)args, data, sizeof data, &size, NULL);

    record_pending(self);
    return ok ? finish_caught(self) : GEN_RAISED;
}

static gen_status_t cancelled(gen_t *self, void *args)
{
    gen_datagram_t *endpoint;
    gen_t *task;

    (void)args;
    if (!gen_create_datagram_endpoint(self, "127.0.0.1", 0, NULL, 0, &endpoint))
        return GEN_RAISED;
    task = spawn_args(receiver, &endpoint, sizeof endpoint, NULL);
    if (!gen_sleep(self, 0))
        return GEN_RAISED;
    gen_task_cancel(task, NULL);
    if (!gen_await(self, task, NULL))
        gen_catch(self, GEN_CANCELLED_ERROR);
    gen_datagram_free(endpoint);
    return finish_caught(self);
}

/* Check that who waits for a datagram can be cancelled. */
static void test_cancelled(void **state)
{
    (void)state;
    assert_int_equal(run_io(cancelled), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError");
}

static gen_status_t resolver(gen_t *self, void *args)
{
    struct addrinfo *list;

    (void)args;
    if (!gen_getaddrinfo(self, "localhost", "80", NULL, &list)) {
        record_pending(self);
        return GEN_RAISED;
    }
    record("%d", list->ai_family == AF_INET || list->ai_family == AF_INET6);
    freeaddrinfo(list);
    return finish_caught(self);
}

static gen_status_t names(gen_t *self, void *args)
{
    gen_t *task = spawn(resolver, NULL), *dropped;

    (void)args;
    if (!gen_await(self, task, NULL))
        return GEN_RAISED;
    dropped = spawn(resolver, NULL);
    if (!gen_sleep(self, 0))
        return GEN_RAISED;
    gen_task_cancel(dropped, NULL);
    if (!gen_await(self, dropped, NULL))
        gen_catch(self, GEN_CANCELLED_ERROR);
    return finish_caught(self);
}

/* Check that a name is resolved, and nobody is hurt by the answer to one who was cancelled. */
static void test_names(void **state)
{
    (void)state;
    assert_int_equal(run_io(names), GEN_RETURNED);
    assert_string_equal(recorded(), "1 CancelledError");
}

/* Check that addresses are written as Python does, and parsed. */
static void test_addresses(void **state)
{
    char text[GEN_ADDRESS_TEXT_SIZE];
    gen_address_t address;

    (void)state;
    assert_true(gen_address_parse(&address, "127.0.0.1", 80));
    assert_string_equal(gen_address_text(&address, text, sizeof text), "('127.0.0.1', 80)");
    assert_true(gen_address_parse(&address, "::1", 65535));
    assert_string_equal(gen_address_text(&address, text, sizeof text), "('::1', 65535, 0, 0)");
    assert_int_equal(gen_address_port(&address), 65535);
    assert_false(gen_address_parse(&address, "localhost", 80));
    assert_false(gen_address_parse(&address, "127.0.0.1", 65536));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_datagrams),
        cmocka_unit_test(test_cancelled),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_addresses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
