/* resolve.c - names to addresses, by libuv's pool of threads. */
#define _GNU_SOURCE
#include "async/poller.h"
#include "async/net/socket.h"
#include <errno.h>
#include <gen/async/address.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

/* A question to the pool. It lives until it is answered, whatever becomes of the task that asked. */
struct question {
    uv_getaddrinfo_t request;
    gen_loop_t *loop;
    struct gen_link_ asker; /* a wait, or nobody any more */
    struct addrinfo *answer;
    int failed; /* a UV_EAI_... or UV_... number */
    bool answered;
    bool forgotten;
};

static void forget(struct question *q)
{
    if (!q->answered) {
        q->forgotten = true;
        uv_cancel((uv_req_t *)&q->request);
        return;
    }
    uv_freeaddrinfo(q->answer);
    free(q);
}

static void on_answer(uv_getaddrinfo_t *request, int status, struct addrinfo *answer)
{
    struct question *q = CONTAINER_OF(request, struct question, request);

    q->loop->poller->requests--;
    q->answered = true;
    q->failed = status;
    q->answer = answer;
    if (q->forgotten)
        forget(q);
    else
        gen_wake_all_(&q->asker);
}

/* libuv has its own numbers; those of getaddrinfo() are what Python shows. All others are those of the system. */
static void raise_unresolved(gen_t *self, int failed)
{
    static const struct {
        int uv, eai;
    } numbers[] = {
        {UV_EAI_ADDRFAMILY, EAI_ADDRFAMILY},
        {UV_EAI_AGAIN, EAI_AGAIN},
        {UV_EAI_BADFLAGS, EAI_BADFLAGS},
        {UV_EAI_CANCELED, EAI_CANCELED},
        {UV_EAI_FAIL, EAI_FAIL},
        {UV_EAI_FAMILY, EAI_FAMILY},
        {UV_EAI_MEMORY, EAI_MEMORY},
        {UV_EAI_NODATA, EAI_NODATA},
        {UV_EAI_NONAME, EAI_NONAME},
        {UV_EAI_OVERFLOW, EAI_OVERFLOW},
        {UV_EAI_SERVICE, EAI_SERVICE},
        {UV_EAI_SOCKTYPE, EAI_SOCKTYPE},
        {UV_EINVAL, EAI_NONAME},
        {UV_ENAMETOOLONG, EAI_NONAME}, /* libuv found that it can be no name */
    };

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (numbers[i].uv == failed) {
            gen_raise(self, GEN_GAI_ERROR, "[Errno %d] %s", numbers[i].eai, gai_strerror(numbers[i].eai));
            return;
        }
    }
    gen_raise_os_error(self, -failed, NULL);
}

static const struct gen_wait_kind_ resolving = {"getaddrinfo", "a function that resolves names", NULL, NULL};

static bool ask(gen_t *self, struct question *q, struct addrinfo **result)
{
    struct gen_wait_ w;
    bool ok = true;

    while (ok && !q->answered)
        ok = wait_on(self, &w, &q->asker, &resolving, q);
    if (ok && q->failed != 0) {
        raise_unresolved(self, q->failed);
        ok = false;
    }
    if (ok) {
        *result = q->answer;
        q->answer = NULL;
    }
    return ok;
}

static void forget_question(void *q)
{
    forget(q);
}

bool gen_getaddrinfo(gen_t *self, const char *host, const char *service, const struct addrinfo *hints,
                     struct addrinfo **result)
{
    gen_loop_t *loop = gen_need_loop_(self);
    struct question *q;
    gen_cleanup_t cleanup;
    int failed;
    bool ok;

    *result = NULL;
    if (loop == NULL)
        return false;
    q = calloc(1, sizeof *q);
    failed = q != NULL ? uv_getaddrinfo(loop->poller->uv, &q->request, on_answer, host, service, hints) : UV_EAI_MEMORY;
    if (failed != 0) {
        free(q);
        raise_unresolved(self, failed);
        return false;
    }
    loop->poller->requests++;
    q->loop = loop;
    link_init(&q->asker);
    gen_cleanup_push(self, &cleanup, forget_question, q);
    ok = ask(self, q, result);
    gen_cleanup_pop(self, &cleanup);
    forget(q);
    return ok;
}

/* --- For streams, servers and datagrams --- */

static gen_address_t *copy_list(const struct addrinfo *first, size_t *count)
{
    gen_address_t *list;

    *count = 0;
    for (const struct addrinfo *a = first; a != NULL; a = a->ai_next)
        ++*count;
    list = calloc(*count, sizeof *list);
    for (size_t i = 0; list != NULL && i < *count; i++, first = first->ai_next) {
        memcpy(&list[i].storage, first->ai_addr, first->ai_addrlen);
        list[i].size = first->ai_addrlen;
    }
    return list;
}

static bool is_number(const char *host, unsigned port, int family, gen_address_t *address)
{
    return gen_address_parse(address, host, port) && (family == AF_UNSPEC || family == gen_address_family_(address));
}

bool gen_resolve_(gen_t *self, const char *host, unsigned port, struct purpose purpose, gen_address_t **list,
                  size_t *count)
{
    struct addrinfo hints, *found;
    gen_address_t one;
    char service[16];

    *list = NULL;
    if (!gen_spend_(self, GEN_SYSTEM_CALL_))
        return false;
    if (port > 65535) {
        gen_raise(self, GEN_OVERFLOW_ERROR, "port must be 0-65535.");
        return false;
    }
    if (host != NULL && *host == '\0' && purpose.passive)
        host = NULL;
    if (host != NULL && is_number(host, port, purpose.family, &one)) {
        *list = calloc(1, sizeof one);
        *count = 1;
        if (*list != NULL)
            **list = one;
    } else {
        memset(&hints, 0, sizeof hints);
        hints.ai_family = purpose.family;
        hints.ai_socktype = purpose.type;
        hints.ai_flags = purpose.passive ? AI_PASSIVE : 0;
        snprintf(service, sizeof service, "%u", port);
        if (!gen_getaddrinfo(self, host, service, &hints, &found))
            return false;
        *list = copy_list(found, count);
        freeaddrinfo(found);
    }
    if (*list == NULL)
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return *list != NULL;
}
