/* connect.c - open_connection(): one address after the other. */
#include "async/net/socket.h"
#include <stdlib.h>
#include <string.h>

/* --- What the addresses that failed leave: asyncio raises the first, or all texts in one. --- */

struct failures {
    gen_error_t *first;
    bool differ;
    char texts[512];
};

/* Of a socket that could not be made, the system's own words. */
static gen_error_t *connect_error(int failed, bool called, const gen_address_t *address)
{
    gen_error_t *model = gen_os_error(failed, NULL), *e;
    char text[GEN_ADDRESS_TEXT_SIZE];

    if (!called)
        return model;
    e = gen_error_new(gen_error_type(model), "[Errno %d] Connect call failed %s", failed,
                      gen_address_text(address, text, sizeof text));
    gen_error_free(model);
    return e;
}

static void add_failure(struct failures *f, gen_error_t *e)
{
    size_t used = strlen(f->texts);

    snprintf(f->texts + used, sizeof f->texts - used, "%s%s", used > 0 ? ", " : "", gen_error_message(e));
    if (f->first == NULL) {
        f->first = e;
        return;
    }
    f->differ = f->differ || strcmp(gen_error_message(f->first), gen_error_message(e)) != 0;
    gen_error_free(e);
}

static void raise_failures(gen_t *self, const struct failures *f)
{
    if (f->differ)
        gen_raise(self, GEN_OS_ERROR, "Multiple exceptions: %s", f->texts);
    else
        gen_raise_error(self, f->first);
}

/* Tries each. false: an exception is pending. */
static bool connect_any(gen_t *self, const gen_address_t *list, size_t count, gen_stream_t **stream)
{
    struct failures failures = {NULL, false, ""};
    gen_cleanup_t cleanup;
    bool ok = true, called = false;
    int failed = 0;

    gen_cleanup_push(self, &cleanup, drop_error, &failures.first);
    for (size_t i = 0; ok && *stream == NULL && i < count; i++) {
        ok = gen_connect_(self, &list[i], &failed, &called, stream);
        if (ok && failed != 0)
            add_failure(&failures, connect_error(failed, called, &list[i]));
    }
    if (ok && *stream == NULL) {
        raise_failures(self, &failures);
        ok = false;
    }
    gen_cleanup_pop(self, &cleanup);
    gen_error_free(failures.first);
    return ok;
}

bool gen_open_connection(gen_t *self, const char *host, unsigned port, gen_stream_t **stream)
{
    gen_address_t *list;
    gen_cleanup_t cleanup;
    size_t count;
    bool ok;

    *stream = NULL;
    if (!gen_resolve_(self, host, port, (struct purpose){AF_UNSPEC, SOCK_STREAM, false}, &list, &count))
        return false;
    gen_cleanup_push(self, &cleanup, free, list);
    ok = connect_any(self, list, count, stream);
    gen_cleanup_pop(self, &cleanup);
    free(list);
    return ok;
}

bool gen_open_unix_connection(gen_t *self, const char *path, gen_stream_t **stream)
{
    gen_address_t address;
    bool called;
    int failed;

    GIVEN(path);
    *stream = NULL;
    failed = gen_unix_address_(&address, path);
    if (failed == 0 && !gen_connect_(self, &address, &failed, &called, stream))
        return false;
    if (failed != 0)
        gen_raise_os_error(self, failed, NULL);
    return failed == 0;
}
