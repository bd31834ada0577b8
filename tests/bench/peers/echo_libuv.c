/* An echo server on plain libuv: what arrived is sent at once by uv_try_write(), the rest as the peer takes it. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

/* One for all connections: what is read is sent, or copied, before the next read. */
static char buffer[65536];

static void lend(uv_handle_t *handle, size_t size, uv_buf_t *buf)
{
    (void)handle, (void)size;
    *buf = uv_buf_init(buffer, sizeof buffer);
}

static void on_close(uv_handle_t *handle)
{
    free(handle);
}

static void on_written(uv_write_t *request, int status)
{
    (void)status;
    free(request);
}

static void write_rest(uv_stream_t *stream, const char *data, size_t size)
{
    uv_write_t *request = malloc(sizeof *request + size);
    uv_buf_t buf;

    if (request == NULL)
        abort();
    memcpy(request + 1, data, size);
    buf = uv_buf_init((char *)(request + 1), (unsigned)size);
    if (uv_write(request, stream, &buf, 1, on_written) != 0)
        free(request);
}

static void on_read(uv_stream_t *stream, ssize_t size, const uv_buf_t *buf)
{
    uv_buf_t out;
    int sent;

    if (size < 0) {
        uv_close((uv_handle_t *)stream, on_close);
        return;
    }
    out = uv_buf_init(buf->base, (unsigned)size);
    sent = uv_try_write(stream, &out, 1);
    if (sent < 0)
        sent = 0;
    if (sent < size)
        write_rest(stream, buf->base + sent, (size_t)(size - sent));
}

static void on_connection(uv_stream_t *server, int status)
{
    uv_tcp_t *tcp = malloc(sizeof *tcp);

    if (status < 0 || tcp == NULL)
        abort();
    uv_tcp_init(server->loop, tcp);
    if (uv_accept(server, (uv_stream_t *)tcp) != 0) {
        uv_close((uv_handle_t *)tcp, on_close);
        return;
    }
    uv_tcp_nodelay(tcp, 1);
    uv_read_start((uv_stream_t *)tcp, lend, on_read);
}

int main(void)
{
    uv_loop_t *loop = uv_default_loop();
    struct sockaddr_in address;
    int size = sizeof address;
    uv_tcp_t server;

    uv_ip4_addr("127.0.0.1", 0, &address);
    uv_tcp_init(loop, &server);
    if (uv_tcp_bind(&server, (const struct sockaddr *)&address, 0) != 0 ||
        uv_listen((uv_stream_t *)&server, SOMAXCONN, on_connection) != 0)
        return 1;
    uv_tcp_getsockname(&server, (struct sockaddr *)&address, &size);
    printf("listening on port %d\n", ntohs(address.sin_port));
    fflush(stdout);
    return uv_run(loop, UV_RUN_DEFAULT);
}
