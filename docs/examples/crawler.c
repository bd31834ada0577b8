/* A crawler: six pages at once, at most three connections, and none waits for a page longer than a second. */
#include <gen/async.h>
#include <string.h>

enum { PAGES = 6 };

/* The site: page 4 never comes. */
static gen_status_t site(gen_t *self, void *args)
{
    gen_stream_t *stream = ((gen_connection_t *)args)->stream;
    static const char greeting[] = "this is what you get for ";
    const char *line;
    size_t size;
    bool ok = gen_stream_readline(self, stream, &line, &size);

    if (ok && strcmp(line, "GET 4\n") == 0) {
        ok = gen_stream_readline(self, stream, &line, &size); /* until the client gives up */
    } else if (ok) {
        gen_stream_write(stream, greeting, sizeof greeting - 1);
        gen_stream_write(stream, line, size); /* a line is as long as the client likes, and may have NULs in it */
    }
    if (ok || gen_catch(self, GEN_CONNECTION_ERROR) || gen_catch(self, GEN_VALUE_ERROR)) /* reset; too long a line */
        return gen_return(self, GEN_NONE);
    return GEN_RAISED;
}

struct crawl {
    unsigned port;
    gen_semaphore_t connections;
    char results[PAGES][80];
};

struct fetch {
    struct crawl *crawl;
    int page;
};

/* Reads a page into the results. */
static bool get(gen_t *self, struct crawl *crawl, int page)
{
    gen_stream_t *stream;
    const char *text;
    char request[32];
    bool ok;

    if (!gen_open_connection(self, "127.0.0.1", crawl->port, &stream))
        return false;
    snprintf(request, sizeof request, "GET %d\n", page);
    gen_stream_write(stream, request, strlen(request));
    ok = gen_stream_drain(self, stream) && gen_stream_readline(self, stream, &text, NULL);
    if (ok)
        snprintf(crawl->results[page], sizeof crawl->results[page], "%s", text);
    gen_stream_free(stream);
    return ok;
}

/* async with semaphore, timeout(1): ... except TimeoutError: ... */
static gen_status_t fetch(gen_t *self, void *args)
{
    struct fetch *f = args;
    gen_timeout_t timeout;
    bool ok;

    if (!gen_semaphore_acquire(self, &f->crawl->connections))
        return GEN_RAISED;
    ok = gen_timeout_enter(self, &timeout, 1.0);
    if (ok) {
        ok = get(self, f->crawl, f->page);
        ok = gen_timeout_exit(self, &timeout) && ok;
    }
    gen_semaphore_release(self, &f->crawl->connections);
    if (!ok && gen_catch(self, GEN_TIMEOUT_ERROR)) {
        snprintf(f->crawl->results[f->page], sizeof f->crawl->results[f->page], "too slow\n");
        ok = true;
    }
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

static bool crawl_all(gen_t *self, struct crawl *crawl)
{
    gen_taskgroup_t group;
    bool ok = true;

    if (!gen_taskgroup_enter(self, &group))
        return false;
    for (int i = 0; ok && i < PAGES; i++) {
        struct fetch f = {crawl, i};

        ok = gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, fetch, &f, sizeof f), NULL, NULL);
    }
    return gen_taskgroup_exit(self, &group) && ok;
}

static gen_status_t program(gen_t *self, void *args)
{
    struct crawl *crawl = *(struct crawl **)args;
    gen_server_t *server;
    bool ok;

    if (!gen_start_server(self, NULL, site, NULL, "127.0.0.1", 0, &server))
        return GEN_RAISED;
    crawl->port = gen_server_port(server);
    gen_semaphore_init(&crawl->connections, 3);
    ok = crawl_all(self, crawl);
    gen_server_free(server);
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

int main(void)
{
    struct crawl crawl, *args = &crawl;

    memset(&crawl, 0, sizeof crawl);
    if (gen_run(gen_coroutine(NULL, program, &args, sizeof args), NULL, NULL) != GEN_RETURNED)
        return 1;
    for (int i = 0; i < PAGES; i++)
        printf("page %d: %s", i, crawl.results[i]);
    return 0;
}
