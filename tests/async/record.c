#include "record.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char text[1 << 16];
static size_t length;

static void add(const char *piece)
{
    size_t size = strlen(piece);

    if (length + size + 2 > sizeof text) {
        fputs("the record is full\n", stderr);
        abort();
    }
    if (length > 0)
        text[length++] = ' ';
    memcpy(text + length, piece, size + 1);
    length += size;
}

void record(const char *fmt, ...)
{
    char piece[512];
    va_list args;

    va_start(args, fmt);
    vsnprintf(piece, sizeof piece, fmt, args);
    va_end(args);
    add(piece);
}

const char *recorded(void)
{
    static char copy[sizeof text];

    memcpy(copy, text, length + 1);
    length = 0;
    text[0] = '\0';
    return copy;
}

static void describe(const gen_error_t *e, char *out, size_t size)
{
    if (e == NULL)
        snprintf(out, size, "None");
    else if (gen_error_message(e)[0] == '\0')
        snprintf(out, size, "%s", gen_error_type(e)->name);
    else
        snprintf(out, size, "%s(%s)", gen_error_type(e)->name, gen_error_message(e));
}

void record_error(const gen_error_t *e)
{
    char piece[256];

    describe(e, piece, sizeof piece);
    add(piece);
}

void record_pending(gen_t *self)
{
    record_error(gen_pending(self));
}

void record_outcome(gen_t *future)
{
    gen_value_t value;
    gen_error_t *e;

    if (gen_future_result(future, &value, &e) == GEN_RAISED) {
        record_error(e);
        gen_error_free(e);
    } else if (gen_is_none(value)) {
        record("=None");
    } else if (value.kind == GEN_KIND_INT) {
        record("=%lld", (long long)gen_as_int(value));
    } else {
        record("=%s", gen_as_str(value));
    }
}

int64_t now(void)
{
    return (int64_t)(gen_loop_time(gen_running_loop()) * 100 + 0.5);
}

gen_status_t finish(gen_t *self, bool ok)
{
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

gen_status_t finish_caught(gen_t *self)
{
    return finish(self, gen_pending(self) == NULL);
}

static void record_report(gen_loop_t *loop, const gen_exception_context_t *context, void *arg)
{
    char error[256];

    (void)loop;
    (void)arg;
    describe(context->error, error, sizeof error);
    record("[%s: %s]", context->message, error);
}

gen_status_t run_unchecked(gen_body_t *body, const void *args, size_t size)
{
    gen_loop_attr_t attr = gen_loop_attr();
    gen_loop_t *loop;
    gen_error_t *e;
    gen_status_t status;

    attr.virtual_clock = true;
    loop = gen_loop_new(&attr);
    assert_non_null(loop);
    gen_loop_set_exception_handler(loop, record_report, NULL);
    status = gen_loop_run(loop, gen_coroutine(NULL, body, args, size), NULL, &e);
    if (status == GEN_RAISED) {
        record("raised");
        record_error(e);
        gen_error_free(e);
    }
    gen_loop_free(loop);
    return status;
}

gen_status_t run_with_args(gen_body_t *body, const void *args, size_t size)
{
    gen_stack_stats_t before, after;
    gen_status_t status;

    gen_stack_stats(&before);
    status = run_unchecked(body, args, size);
    gen_stack_stats(&after);
    assert_int_equal(after.live, before.live);
    return status;
}

gen_status_t run_body(gen_body_t *body)
{
    return run_with_args(body, NULL, 0);
}

gen_t *spawn_args(gen_body_t *body, const void *args, size_t size, const char *name)
{
    return gen_create_task(gen_coroutine(NULL, body, args, size), name);
}

gen_t *spawn(gen_body_t *body, const char *name)
{
    return spawn_args(body, NULL, 0, name);
}

static int saved_stderr = -1;

void silence_begin(void)
{
    fflush(stderr);
    saved_stderr = dup(2);
    if (freopen("/dev/null", "w", stderr) == NULL)
        abort();
}

void silence_end(void)
{
    fflush(stderr);
    dup2(saved_stderr, 2);
    close(saved_stderr);
}
