/* A chat server: what one says, all others read. `chat-server --port N` serves; without a port two clients meet. */
#include <gen/async.h>
#include <stdlib.h>
#include <string.h>

enum { SEATS = 64 };

struct room {
    gen_stream_t *guests[SEATS];
    int port; /* to serve on; -1 to show how it works */
};

/* Writes to all but one. Nobody waits for a slow reader: one that lags a megabyte behind is shown out. */
static void tell(struct room *room, const gen_stream_t *speaker, const char *line, size_t size)
{
    for (int i = 0; i < SEATS; i++) {
        gen_stream_t *guest = room->guests[i];

        if (guest == NULL || guest == speaker)
            continue;
        gen_stream_write(guest, line, size);
        if (gen_stream_write_buffer_size(guest) > 1 << 20)
            gen_stream_abort(guest);
    }
}

static gen_status_t guest(gen_t *self, void *args)
{
    gen_connection_t *connection = args;
    struct room *room = connection->arg;
    const char *line;
    size_t size;
    int seat = 0;

    while (seat < SEATS && room->guests[seat] != NULL)
        seat++;
    if (seat == SEATS)
        return gen_return(self, GEN_NONE); /* full: the connection is closed */
    room->guests[seat] = connection->stream;
    gen_stream_write(connection->stream, "welcome\n", 8);
    while (gen_stream_readline(self, connection->stream, &line, &size) && size > 0)
        tell(room, connection->stream, line, size);
    room->guests[seat] = NULL;
    if (gen_pending(self) == NULL || gen_catch(self, GEN_EXCEPTION))
        return gen_return(self, GEN_NONE);
    return GEN_RAISED;
}

static bool expect_line(gen_t *self, gen_stream_t *stream, const char *who)
{
    const char *line;

    if (!gen_stream_readline(self, stream, &line, NULL))
        return false;
    printf("%s reads: %s", who, line);
    return true;
}

static bool meet(gen_t *self, unsigned port)
{
    gen_stream_t *ann = NULL, *bob = NULL;
    bool ok = gen_open_connection(self, "127.0.0.1", port, &ann) && expect_line(self, ann, "ann") &&
              gen_open_connection(self, "127.0.0.1", port, &bob) && expect_line(self, bob, "bob") &&
              gen_stream_write(ann, "hello, bob\n", 11) && expect_line(self, bob, "bob") &&
              gen_stream_write(bob, "hello, ann\n", 11) && expect_line(self, ann, "ann");

    gen_stream_free(ann);
    gen_stream_free(bob);
    return ok;
}

static gen_status_t program(gen_t *self, void *args)
{
    struct room *room = *(struct room **)args;
    gen_server_t *server;
    bool ok;

    if (!gen_start_server(self, NULL, guest, room, "127.0.0.1", room->port > 0 ? (unsigned)room->port : 0, &server))
        return GEN_RAISED;
    if (room->port >= 0) {
        printf("listening on port %u\n", gen_server_port(server));
        fflush(stdout);
        ok = gen_server_serve_forever(self, server);
    } else {
        ok = meet(self, gen_server_port(server));
    }
    gen_server_free(server);
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* A port's number; -1 if the text is none. Port 0 is one that is free. */
static int parse_port(const char *text)
{
    char *end;
    long port = strtol(text, &end, 10);

    return end != text && *end == '\0' && port >= 0 && port <= 65535 ? (int)port : -1;
}

int main(int argc, char **argv)
{
    static struct room room = {{NULL}, -1}; /* guests leave it when the loop is shut down */
    struct room *arg = &room;

    if (argc == 3 && strcmp(argv[1], "--port") == 0)
        room.port = parse_port(argv[2]);
    if (argc != 1 && room.port < 0) {
        fprintf(stderr, "usage: chat-server [--port N], N from 0 to 65535\n");
        return 2;
    }
    return gen_run(gen_coroutine(NULL, program, &arg, sizeof arg), NULL, NULL) == GEN_RETURNED ? 0 : 1;
}
