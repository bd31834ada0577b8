/*
 * streams.c - a fuzz target: bytes become what arrives on a stream, in which pieces, and the calls that read it. Whatever
 * a call gives must be what a plain model says, which knows all that was sent and how much of it was received.
 */
#define _GNU_SOURCE
#include <gen/async.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 4096, LONGEST_CALL = 64 };

enum deed { PUT, READ, LINE, EXACTLY, UNTIL, UNTIL_TWO, LIMIT, HASTILY, DEEDS };

static struct {
    const uint8_t *script;
    size_t left;

    int peer; /* where bytes are sent from */
    gen_stream_t *stream;
    char sent[MOST]; /* all that was */
    size_t total;    /* of it, */
    size_t received; /* in the stream's buffer or beyond, */
    size_t consumed; /* and handed out */
    size_t limit;
    bool ended; /* nothing more will be sent */
    bool calling, done;
} world;

static void check(bool condition, const char *sentence)
{
    if (condition)
        return;
    fprintf(stderr, "streams: it does not hold that %s (%zu sent, %zu received, %zu consumed, limit %zu)\n", sentence,
            world.total, world.received, world.consumed, world.limit);
    abort();
}

static unsigned next(void)
{
    if (world.left == 0)
        return 0;
    world.left--;
    return *world.script++;
}

/* --- Sending --- */

static void put(size_t size)
{
    static const char letters[] = "ab\nc;;\nd";

    for (size_t i = 0; i < size && world.total < MOST; i++)
        world.sent[world.total++] = letters[next() % (sizeof letters - 1)];
}

static void send_piece(size_t size)
{
    size_t before = world.total, put_now;

    if (world.ended)
        return;
    put(size);
    put_now = world.total - before;
    if (put_now > 0 && write(world.peer, world.sent + before, put_now) != (ssize_t)put_now)
        check(false, "the socket takes all");
    if (world.total == MOST || (world.left == 0 && put_now == 0)) {
        shutdown(world.peer, SHUT_WR);
        world.ended = true;
    }
}

static size_t waiting_in_socket(void)
{
    int waiting = 0;

    check(ioctl(gen_stream_fd(world.stream), FIONREAD, &waiting) == 0, "the socket tells what waits in it");
    return (size_t)waiting;
}

/* While a call waits: sends the next piece when the last one has been received. */
static gen_status_t feeder(gen_t *self, void *args)
{
    (void)args;
    while (!world.done) {
        if (world.calling && waiting_in_socket() == 0)
            send_piece(world.left > 0 ? next() % 8 + 1 : 0);
        if (!gen_sleep(self, 0))
            return GEN_RAISED;
    }
    return gen_return(self, GEN_NONE);
}

/* --- What a call came to --- */

struct answer {
    bool ok;
    const char *data;
    size_t size;
    gen_error_t *error; /* NULL if ok, or it was cancelled */
};

static size_t unread(void)
{
    return world.received - world.consumed;
}

/* What is received must be what was sent; then it is consumed. */
static void consume(const char *data, size_t size)
{
    check(size <= unread(), "no more is handed out than was received");
    check(size == 0 || memcmp(data, world.sent + world.consumed, size) == 0, "what is handed out is what was sent");
    world.consumed += size;
}

static bool all_received(void)
{
    return world.ended && world.received == world.total;
}

static void check_read(const struct answer *a, size_t wanted, size_t held)
{
    check(a->ok, "read() raises nothing");
    if (held > 0)
        check(a->size == (wanted < held ? wanted : held), "read() hands out what is there");
    else
        check(a->size <= wanted && (a->size > 0 || wanted == 0 || all_received()), "read() waits for something");
    consume(a->data, a->size);
}

static void check_exactly(const struct answer *a, size_t wanted)
{
    if (a->ok) {
        check(a->size == wanted, "readexactly() hands out as much as was wanted");
    } else {
        check(gen_error_is(a->error, GEN_INCOMPLETE_READ_ERROR), "readexactly() raises nothing else");
        check(all_received() && a->size == unread() && a->size < wanted, "too little is too little");
    }
    consume(a->data, a->size);
}

/* Where the separator is in what was received; or how much that is. */
static size_t find(const char *separator, size_t length, bool *found)
{
    const char *start = world.sent + world.consumed;
    const char *at = unread() >= length ? memmem(start, unread(), separator, length) : NULL;

    *found = at != NULL;
    return at != NULL ? (size_t)(at - start) : unread();
}

/* readline() and readuntil(): what they give when all goes well, and what they share when it doesn't. */
static void check_until(const struct answer *a, const char *separator, size_t length, bool line)
{
    bool found;
    size_t before = find(separator, length, &found);

    if (found && before <= world.limit) {
        check(a->ok && a->size == before + length, "it reads up to the separator");
        consume(a->data, a->size);
        return;
    }
    if (found || before + 1 > world.limit + length) {
        check(!a->ok && gen_error_is(a->error, line ? GEN_VALUE_ERROR : GEN_LIMIT_OVERRUN_ERROR), "the limit holds");
        check(strcmp(gen_error_message(a->error), found ? "Separator is found, but chunk is longer than limit"
                                                        : "Separator is not found, and chunk exceed the limit") == 0,
              "the message tells whether there was a separator");
        if (line)
            world.consumed += found ? before + length : before;
        return;
    }
    check(all_received(), "it waits for the separator");
    check(a->ok == line && a->size == before, "the end hands out the rest");
    if (!line)
        check(gen_error_is(a->error, GEN_INCOMPLETE_READ_ERROR), "readuntil() raises IncompleteReadError");
    consume(a->data, a->size);
}

/* --- Calls --- */

/* What is lent has a NUL behind it. */
static void check_lent(const struct answer *a)
{
    check(a->data != NULL && a->data[a->size] == '\0', "there is a NUL behind what is lent");
}

struct call {
    enum deed deed;
    size_t wanted;
    char separator[3];
};

static bool perform(gen_t *self, const struct call *call, struct answer *a)
{
    static char data[LONGEST_CALL];

    a->data = data;
    a->size = 0;
    switch (call->deed) {
    case READ:
        return gen_stream_read(self, world.stream, data, call->wanted, &a->size);
    case EXACTLY:
        return gen_stream_readexactly(self, world.stream, data, call->wanted, &a->size);
    case LINE:
        return gen_stream_readline(self, world.stream, &a->data, &a->size);
    default:
        return gen_stream_readuntil(self, world.stream, call->separator, strlen(call->separator), &a->data, &a->size);
    }
}

static void judge(const struct call *call, const struct answer *a, size_t held)
{
    world.received = world.total - waiting_in_socket();
    switch (call->deed) {
    case READ:
        check_read(a, call->wanted, held);
        return;
    case EXACTLY:
        check_exactly(a, call->wanted);
        return;
    case LINE:
        check_lent(a);
        check_until(a, "\n", 1, true);
        return;
    default:
        check_lent(a);
        check_until(a, call->separator, strlen(call->separator), false);
    }
}

/* Performs one call and judges it. Hastily: it may not wait, and then has consumed nothing. */
static void run_call(gen_t *self, const struct call *call, bool hastily)
{
    struct answer a = {false, NULL, 0, NULL};
    size_t held = unread();
    gen_scope_t scope;

    if (hastily && !gen_scope_enter(self, &scope, 0))
        abort();
    world.calling = !hastily;
    a.ok = perform(self, call, &a);
    world.calling = false;
    if (hastily && !gen_scope_exit(self, &scope))
        (void)0; /* what the call raised itself is still pending */
    if (!a.ok && hastily && scope.caught) {
        world.received = world.total - waiting_in_socket();
        return;
    }
    if (!a.ok && !gen_catch_as(self, GEN_EXCEPTION, &a.error))
        check(false, "a call that fails raises an Exception");
    judge(call, &a, held);
    gen_error_free(a.error);
}

static struct call decide(enum deed deed, unsigned argument)
{
    struct call call = {deed, argument % LONGEST_CALL, ";"};

    if (deed == UNTIL)
        call.separator[0] = "\n;ab"[argument % 4];
    if (deed == UNTIL_TWO)
        memcpy(call.separator, argument % 2 == 0 ? ";;" : "a\n", 2);
    return call;
}

static void step(gen_t *self, unsigned byte)
{
    enum deed deed = (enum deed)(byte % DEEDS);
    unsigned argument = byte / DEEDS;
    struct call call;

    switch (deed) {
    case PUT:
        send_piece(argument + 1);
        return;
    case LIMIT:
        world.limit = argument;
        gen_stream_set_limit(world.stream, world.limit);
        return;
    case HASTILY:
        call = decide((enum deed)(READ + argument % 5), next());
        run_call(self, &call, true);
        return;
    default:
        call = decide(deed, argument);
        run_call(self, &call, false);
    }
}

static gen_status_t script(gen_t *self, void *args)
{
    gen_t *task = gen_create_task(gen_coroutine(NULL, feeder, NULL, 0), NULL);
    struct call rest = {LINE, 0, ""};

    (void)args;
    while (world.left > 0)
        step(self, next());
    world.limit = MOST;
    gen_stream_set_limit(world.stream, world.limit);
    while (!world.ended || world.consumed < world.total)
        run_call(self, &rest, false); /* the feeder sends the end */
    check(gen_stream_at_eof(world.stream) || world.received == world.total, "all was received");
    world.done = true;
    return gen_await(self, task, NULL) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gen_loop_t *loop;
    gen_error_t *e = NULL;
    int fds[2];

    if (loop == NULL && (loop = gen_loop_new(NULL)) == NULL)
        abort();
    memset(&world, 0, sizeof world);
    world.script = data;
    world.left = size;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) != 0 ||
        gen_stream_from_fd(loop, fds[0], &world.stream) != 0)
        abort();
    world.peer = fds[1];
    world.limit = 16;
    gen_stream_set_limit(world.stream, world.limit);
    if (gen_loop_run(loop, gen_coroutine(NULL, script, NULL, 0), NULL, &e) != GEN_RETURNED) {
        gen_error_print(e, stderr);
        abort();
    }
    gen_stream_free(world.stream);
    close(world.peer);
    return 0;
}
