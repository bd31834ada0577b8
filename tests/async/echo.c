#include "echo.h"
#include <string.h>

gen_status_t echo(gen_t *self, void *args)
{
    gen_connection_t *connection = args;
    char data[256];
    size_t size;

    while (gen_stream_read(self, connection->stream, data, sizeof data, &size) && size > 0) {
        gen_stream_write(connection->stream, data, size);
        if (!gen_stream_drain(self, connection->stream))
            break;
    }
    if (gen_pending(self) != NULL)
        record_pending(self);
    record("%s-", (const char *)connection->arg);
    gen_catch(self, GEN_EXCEPTION);
    return finish_caught(self);
}

char echo_name[] = "echo";

void ask(gen_t *self, gen_stream_t *s, const char *question)
{
    const char *line;
    size_t size;
    bool ok;

    gen_stream_write(s, question, strlen(question));
    ok = gen_stream_drain(self, s) && gen_stream_readline(self, s, &line, &size);
    record_read(self, ok, ok ? line : "", ok ? size - 1 : 0);
}

void converse(gen_t *self, gen_server_t *server, gen_stream_t *s, const char *question)
{
    ask(self, s, question);
    gen_stream_free(s);
    gen_server_close(server);
    if (!gen_server_wait_closed(self, server))
        record_pending(self);
    record("connections=%zu serving=%d", gen_server_connections(server), gen_server_is_serving(server));
    gen_server_free(server);
}
