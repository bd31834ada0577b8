/* site.c - the site that the crawler of the examples visits, as a server of its own. */
int crawler_main(void);

#define main crawler_main
#include "../../docs/examples/crawler.c"
#undef main

static gen_status_t serve(gen_t *self, void *args)
{
    gen_server_t *server;
    bool ok;

    (void)args;
    if (!gen_start_server(self, NULL, site, NULL, "127.0.0.1", 0, &server))
        return GEN_RAISED;
    printf("listening on port %u\n", gen_server_port(server));
    fflush(stdout);
    ok = gen_server_serve_forever(self, server);
    gen_server_free(server);
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

int main(void)
{
    return gen_run(gen_coroutine(NULL, serve, NULL, 0), NULL, NULL) == GEN_RETURNED ? 0 : 1;
}
