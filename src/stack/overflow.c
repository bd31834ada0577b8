/*
 * overflow.c - a stack overflow says so before the program dies of it.
 *
 * A body that runs off its stack touches the guard below, and the system tells of a fault. All that is done then is
 * async-signal-safe.
 */
#include "stack/overflow.h"
#include "machine/fault.h"
#include "machine/fork.h"
#include "stack/stack.h"
#include <gen/stack.h>
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t handler_lock = PTHREAD_MUTEX_INITIALIZER;
static bool decided; /* by the program, or by the first generator */
static atomic_bool reporting;

GEN_HOLD_DURING_FORK(handler_lock)

/* A sentence in the making. */
struct line {
    char text[400];
    size_t length;
};

static void append(struct line *line, const char *words)
{
    while (*words != '\0' && line->length < sizeof line->text - 1)
        line->text[line->length++] = *words++;
}

static void add_number(struct line *line, size_t number)
{
    char digits[24];
    char *p = digits + sizeof digits;

    *--p = '\0';
    do
        *--p = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    append(line, p);
}

static void say(const gen_t *g)
{
    struct line line = {"", 0};

    append(&line, "gen: stack overflow in generator '");
    append(&line, g->name);
    append(&line, "': its stack of ");
    add_number(&line, gen_stack_usable_(g));
    append(&line, " bytes was not enough; ask for a larger stack_size in its attributes");
    line.text[line.length++] = '\n';
    gen_fault_say_(line.text, line.length);
}

/* Says so if it was a generator that has run off its stack. */
static void look_whose(const void *address, const void *sp)
{
    const gen_t *g;

    if (!atomic_load(&reporting))
        return;
    g = gen_slab_overflown_(address, sp);
    if (g == NULL)
        g = gen_custom_overflown_(address, sp);
    if (g != NULL && g->magic == ALIVE)
        say(g);
}

void gen_overflow_thread_begins_(void)
{
    pthread_mutex_lock(&handler_lock);
    if (!decided) {
        decided = true;
        if (gen_fault_is_unhandled_()) /* a host that handles faults itself is left alone, as long as it does not ask */
            atomic_store(&reporting, gen_fault_watch_(look_whose));
    }
    pthread_mutex_unlock(&handler_lock);
    if (atomic_load(&reporting))
        gen_fault_make_room_();
}

void gen_overflow_thread_ends_(void)
{
    gen_fault_return_room_();
}

bool gen_stack_report_overflow(bool wanted)
{
    bool done = true;

    pthread_mutex_lock(&handler_lock);
    decided = true;
    if (!wanted)
        gen_fault_unwatch_();
    else
        done = gen_fault_watch_(look_whose);
    atomic_store(&reporting, wanted && done);
    pthread_mutex_unlock(&handler_lock);
    if (wanted && done && gen_stack_register_thread_()) /* whose end takes it back */
        gen_fault_make_room_();
    return done;
}
