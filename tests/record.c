/* record.c - the event log. */
#include "record.h"
#include "outcome.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_LOG = 1 << 16 };

static char events[LONGEST_LOG];
static char last_read[LONGEST_LOG];
static size_t length;
static size_t stacks_at_begin;

static size_t live_stacks(void)
{
    gen_stack_stats_t stats;

    gen_stack_stats(&stats);
    return stats.live;
}

/* Tests that expect unraisable exceptions find them in the log; in the others one would be left over there. */
static void record_unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)context;
    record("unraisable in %s: %s", gen_name(g), error_text(e));
}

int record_begin(void **state)
{
    (void)state;
    length = 0;
    events[0] = '\0';
    stacks_at_begin = live_stacks();
    gen_set_unraisable_hook(record_unraisable, NULL);
    return 0;
}

int record_end(void **state)
{
    size_t stacks = live_stacks();

    (void)state;
    gen_set_unraisable_hook(NULL, NULL);
    if (length != 0)
        print_error("recorded, but not checked: %s\n", events);
    if (stacks != stacks_at_begin)
        print_error("%zu stacks in use before the test, %zu after it\n", stacks_at_begin, stacks);
    return length != 0 || stacks != stacks_at_begin;
}

void record(const char *fmt, ...)
{
    char event[1024];
    va_list args;
    int written;

    va_start(args, fmt);
    written = vsnprintf(event, sizeof event, fmt, args);
    va_end(args);
    if (written < 0 || (size_t)written >= sizeof event || length + (size_t)written + 3 > sizeof events) {
        fputs("record: the log is full\n", stderr);
        abort();
    }
    if (length > 0) {
        memcpy(events + length, "; ", 2);
        length += 2;
    }
    memcpy(events + length, event, (size_t)written + 1);
    length += (size_t)written;
}

const char *recorded(void)
{
    memcpy(last_read, events, length + 1);
    length = 0;
    events[0] = '\0';
    return last_read;
}

void record_text(void *text)
{
    record("%s", (const char *)text);
}

void record_destroyed(void *args)
{
    record("%s", *(const char **)args);
}
