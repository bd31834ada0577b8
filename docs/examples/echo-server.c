/* An echo server: `echo-server --port N` serves until it is interrupted; without a port it talks to itself. */
#include <gen/async.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static gen_status_t echo(gen_t *self, void *args)
{
    gen_stream_t *stream = ((gen_connection_t *)args)->stream;
    const char *data;
    size_t size;

    while (gen_stream_read_some(self, stream, &data, &size) && size > 0) {
        gen_stream_write(stream, data, size);
        if (!gen_stream_drain(self, stream))
            break;
    }
    if (gen_pending(self) == NULL || gen_catch(self, GEN_CONNECTION_ERROR)) /* a client that goes away is no news */
        return gen_return(self, GEN_NONE);
    return GEN_RAISED;
}

/* Clients that never read would keep it waiting for ever. */
static void interrupt(void *server)
{
    gen_server_abort_clients(server);
    gen_server_close(server);
}

static bool serve(gen_t *self, gen_server_t *server)
{
    gen_loop_t *loop = gen_running_loop();
    bool ok;

    if (gen_add_signal_handler(loop, SIGINT, interrupt, server) != 0 ||
        gen_add_signal_handler(loop, SIGTERM, interrupt, server) != 0) {
        gen_raise(self, GEN_OS_ERROR, "cannot catch signals");
        return false;
    }
    printf("listening on port %u\n", gen_server_port(server));
    fflush(stdout);
    ok = gen_server_serve_forever(self, server) || gen_catch(self, GEN_CANCELLED_ERROR);
    gen_remove_signal_handler(loop, SIGINT); /* the server that they close is about to be gone */
    gen_remove_signal_handler(loop, SIGTERM);
    return ok;
}

static bool talk(gen_t *self, gen_server_t *server)
{
    gen_stream_t *stream;
    const char *line;
    bool ok;

    if (!gen_open_connection(self, "127.0.0.1", gen_server_port(server), &stream))
        return false;
    gen_stream_write(stream, "hello\n", 6);
    ok = gen_stream_drain(self, stream) && gen_stream_readline(self, stream, &line, NULL);
    if (ok)
        printf("echoed: %s", line);
    gen_stream_free(stream);
    return ok;
}

static gen_status_t program(gen_t *self, void *args)
{
    int port = *(int *)args;
    gen_server_t *server;
    bool ok;

    if (!gen_start_server(self, NULL, echo, NULL, "127.0.0.1", port >= 0 ? (unsigned)port : 0, &server))
        return GEN_RAISED;
    ok = port >= 0 ? serve(self, server) : talk(self, server);
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
    int port = -1;

    if (argc == 3 && strcmp(argv[1], "--port") == 0)
        port = parse_port(argv[2]);
    if (argc != 1 && port < 0) {
        fprintf(stderr, "usage: echo-server [--port N], N from 0 to 65535\n");
        return 2;
    }
    return gen_run(gen_coroutine(NULL, program, &port, sizeof port), NULL, NULL) == GEN_RETURNED ? 0 : 1;
}
