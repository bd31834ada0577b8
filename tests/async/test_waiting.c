/* What coroutines without a stack wait for by themselves: the same things happen as with those that have one. */
#include "tasks.h"
#include <stdlib.h>
#include <string.h>

enum { USERS = 4, PROGRAMS = 400, LONGEST = 10, MOST_WORDS = 8192 };

static struct {
    gen_lock_t lock;
    gen_event_t event;
    gen_semaphore_t semaphore;
    gen_queue_t queue;
} there;

/* A task that does one thing after the other, a letter each. */
struct user {
    char name;
    char script[LONGEST + 1];
    int next;
    int locks, permits; /* held, to be given back at the end */
    gen_waiting_t waiting;
};

/* What does not wait, in either kind. */
static void act(gen_t *self, struct user *my, char what)
{
    if (what == 'L' && my->locks > 0) {
        my->locks--;
        gen_lock_release(self, &there.lock);
    } else if (what == 'P' && my->permits > 0) {
        my->permits--;
        gen_semaphore_release(self, &there.semaphore);
    } else if (what == 'E') {
        gen_event_set(&there.event);
    } else if (what == 'C') {
        gen_event_clear(&there.event);
    } else if (what == 'D' && !gen_queue_task_done(self, &there.queue)) {
        gen_catch(self, GEN_VALUE_ERROR);
    }
}

/* It has waited, or not had to. */
static void got(struct user *my, char what, const gen_value_t *item)
{
    if (what == 'g')
        record("%c%c%d@%d", my->name, what, (int)gen_as_int(*item), (int)now());
    else
        record("%c%c@%d", my->name, what, (int)now());
    my->locks += what == 'l';
    my->permits += what == 'p';
}

static gen_status_t leave(gen_t *self, struct user *my, bool ok)
{
    gen_error_t *e = NULL;

    if (!ok) {
        record("%c", my->name);
        record_pending(self);
        e = gen_error_ref(gen_pending(self));
        gen_catch(self, GEN_BASE_EXCEPTION);
    }
    while (my->locks + my->permits > 0)
        act(self, my, my->locks > 0 ? 'L' : 'P');
    if (e == NULL)
        return GEN_RETURNED;
    gen_reraise(self, e);
    gen_error_free(e);
    return GEN_RAISED;
}

static bool waits(gen_t *self, char what, gen_value_t *item)
{
    switch (what) {
    case 's':
        return gen_sleep(self, 1);
    case 'z':
        return gen_sleep(self, 0);
    case 'l':
        return gen_lock_acquire(self, &there.lock);
    case 'e':
        return gen_event_wait(self, &there.event);
    case 'p':
        return gen_semaphore_acquire(self, &there.semaphore);
    case 'u':
        return gen_queue_put(self, &there.queue, gen_int(now()));
    case 'g':
        return gen_queue_get(self, &there.queue, item);
    default:
        return gen_queue_join(self, &there.queue);
    }
}

static gen_status_t user(gen_t *self, void *args)
{
    struct user *my = args;

    for (char what; (what = my->script[my->next]) != '\0'; my->next++) {
        gen_value_t item = GEN_NONE;

        if (what < 'a') {
            act(self, my, what);
            continue;
        }
        if (!waits(self, what, &item))
            return leave(self, my, false);
        got(my, what, &item);
    }
    return leave(self, my, true);
}

/* A wait of a body without a stack begins. */
static gen_status_t begin(gen_t *self, struct user *my, char what, gen_value_t *item)
{
    gen_waiting_t *w = &my->waiting;

    switch (what) {
    case 's':
        return gen_sleep_in(self, w, 1);
    case 'z':
        return gen_sleep_in(self, w, 0);
    case 'l':
        return gen_lock_acquire_in(self, w, &there.lock);
    case 'e':
        return gen_event_wait_in(self, w, &there.event);
    case 'p':
        return gen_semaphore_acquire_in(self, w, &there.semaphore);
    case 'u':
        return gen_queue_put_in(self, w, &there.queue, gen_int(now()));
    case 'g':
        return gen_queue_get_in(self, w, &there.queue, item);
    default:
        return gen_queue_join_in(self, w, &there.queue);
    }
}

static gen_status_t flat_user(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct user *my = frame;
    gen_value_t item = GEN_NONE;

    GEN_BEGIN(self, sent, out);
    for (; my->script[my->next] != '\0'; my->next++) {
        if (my->script[my->next] < 'a') {
            act(self, my, my->script[my->next]);
            continue;
        }
        GEN_WAIT_OR(&my->waiting, begin(self, my, my->script[my->next], &item))
        return leave(self, my, false);
        got(my, my->script[my->next], &item);
    }
    return leave(self, my, true);
    GEN_END;
}

static const gen_stackless_t flat_users = {"user", flat_user, sizeof(struct user), NULL};

static gen_t *new_user(const struct user *u, bool flat)
{
    return gen_create_task(
        flat ? gen_stackless_coroutine(&flat_users, u, sizeof *u) : gen_coroutine(NULL, user, u, sizeof *u), NULL);
}

/* A program: what each user does, which of them have no stack, and which is cancelled when. */
struct program {
    struct user users[USERS];
    unsigned flat;
    int cancelled[2], after[2];
};

static gen_status_t run_program(gen_t *self, void *args)
{
    const struct program *p = *(struct program **)args;
    gen_t *tasks[USERS];
    bool ok = true;

    for (int i = 0; i < USERS; i++)
        tasks[i] = new_user(&p->users[i], p->flat >> i & 1);
    for (int i = 0; i < 2 && ok; i++) {
        ok = gen_sleep(self, p->after[i] * 0.5);
        record("cancel%d", gen_task_cancel(tasks[p->cancelled[i]], NULL));
    }
    ok = ok && gen_sleep(self, 50);
    for (int i = 0; i < USERS; i++)
        gen_task_cancel(tasks[i], "late"); /* what waits in vain */
    return finish(self, join(self, tasks, USERS) && ok);
}

/* What has happened, in a copy that is to be freed. */
static char *trace_of(struct program *p, unsigned flat)
{
    p->flat = flat;
    memset(&there, 0, sizeof there);
    gen_semaphore_init(&there.semaphore, 2);
    gen_queue_init(&there.queue, 2);
    assert_int_equal(run_with_args(run_program, &p, sizeof p), GEN_RETURNED);
    gen_queue_destroy(&there.queue);
    return strdup(recorded());
}

static unsigned any(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245 + 12345;
    return (*seed >> 16) % below;
}

static void make_program(struct program *p, unsigned seed)
{
    static const char letters[] = "ssszllleppugugjLPECD";

    memset(p, 0, sizeof *p);
    for (int i = 0; i < USERS; i++) {
        unsigned length = any(&seed, LONGEST) + 1;

        p->users[i].name = (char)('A' + i);
        for (unsigned k = 0; k < length; k++)
            p->users[i].script[k] = letters[any(&seed, sizeof letters - 1)];
    }
    for (int i = 0; i < 2; i++) {
        p->cancelled[i] = (int)any(&seed, USERS);
        p->after[i] = (int)any(&seed, 6);
    }
}

/* Check that in random programs the same happens at the same times, whichever tasks have a stack: who waits for what, who is
 * let in first, what a cancellation does. */
static void test_random_programs(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= PROGRAMS; seed++) {
        struct program p;
        char *expected, *flat, *mixed;

        make_program(&p, seed);
        expected = trace_of(&p, 0);
        flat = trace_of(&p, ~0u);
        mixed = trace_of(&p, seed % 14 + 1);
        if (strcmp(expected, flat) != 0 || strcmp(expected, mixed) != 0)
            print_error("seed %u:\n%s\n%s\n%s\n", seed, expected, flat, mixed);
        assert_string_equal(flat, expected);
        assert_string_equal(mixed, expected);
        free(expected);
        free(flat);
        free(mixed);
    }
}

/* Check one such trace by hand. */
static void test_what_happens(void **state)
{
    struct program p = {{{.name = 'A', .script = "lsL"},
                         {.name = 'B', .script = "lL"},
                         {.name = 'C', .script = "g"},
                         {.name = 'D', .script = "ssu"}},
                        .cancelled = {1, 0},
                        .after = {1, 9}};
    char *trace = trace_of(&p, ~0u);

    (void)state;
    assert_string_equal(trace, "Al@0 cancel1 B CancelledError As@100 Ds@100 Ds@200 Du@200 Cg200@200 cancel0");
    free(trace);
}

/* What only one user does is told by itself. */
static gen_status_t one_user(gen_t *self, void *args)
{
    gen_t *task = new_user(args, true);
    bool ok = gen_sleep(self, 0.5);

    gen_print_tasks(gen_running_loop(), *(FILE **)((char *)args + sizeof(struct user)));
    gen_task_cancel(task, NULL);
    return finish(self, join(self, &task, 1) && ok);
}

/* Check that the tree of tasks tells what they wait for. */
static void test_they_are_printed(void **state)
{
    static const struct {
        const char *script, *told;
    } cases[] = {{"s", "Task-2: sleeping until 1.000\n"},    {"ll", "Task-2: waiting for lock at "},
                 {"e", "Task-2: waiting for event at "},     {"ppp", "Task-2: waiting for semaphore at "},
                 {"g", "Task-2: waiting for queue.get at "}, {"uuu", "Task-2: waiting for queue.put at "}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct {
            struct user user;
            FILE *out;
        } args = {.user.name = 'A'};
        char *tree;
        size_t size;

        memset(&there, 0, sizeof there);
        gen_semaphore_init(&there.semaphore, 2);
        gen_queue_init(&there.queue, 2);
        strcpy(args.user.script, cases[i].script);
        args.out = open_memstream(&tree, &size);
        assert_int_equal(run_with_args(one_user, &args, sizeof args), GEN_RETURNED);
        fclose(args.out);
        gen_queue_destroy(&there.queue);
        assert_non_null(strstr(tree, cases[i].told));
        free(tree);
        recorded();
    }
}

/* Waits for what is always there, more often than a step may. */
static gen_status_t greedy(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct user *my = frame;

    GEN_BEGIN(self, sent, out);
    for (; my->next < 300; my->next++)
        GEN_WAIT_OR(&my->waiting, gen_event_wait_in(self, &my->waiting, &there.event))
    return GEN_RAISED;
    record("greedy");
    GEN_END;
}

static gen_status_t other(gen_t *self, void *args)
{
    (void)args;
    record("other");
    return gen_return(self, GEN_NONE);
}

static gen_status_t run_greedy(gen_t *self, void *args)
{
    static const gen_stackless_t type = {"greedy", greedy, sizeof(struct user), NULL};
    gen_t *tasks[] = {gen_create_task(gen_stackless_coroutine(&type, NULL, 0), NULL), spawn(other, NULL)};

    (void)args;
    return finish(self, join(self, tasks, 2));
}

/* Check that one that never has to wait lets others have their turn. */
static void test_it_gives_way(void **state)
{
    (void)state;
    memset(&there, 0, sizeof there);
    gen_event_set(&there.event);
    assert_int_equal(run_body(run_greedy), GEN_RETURNED);
    assert_string_equal(recorded(), "other greedy");
}

/* Waits in answer to being closed. */
static gen_status_t stubborn(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct user *my = frame;

    GEN_BEGIN(self, sent, out);
    for (;;) {
        GEN_WAIT_OR(&my->waiting, gen_sleep_in(self, &my->waiting, 1))
        record("%d", gen_catch(self, GEN_GENERATOR_EXIT));
    }
    GEN_END;
}

static void ignored(gen_t *g, gen_error_t *e, void *context)
{
    (void)g, (void)context;
    record("ignored");
    record_error(e);
}

static gen_status_t run_stubborn(gen_t *self, void *args)
{
    static const gen_stackless_t type = {"stubborn", stubborn, sizeof(struct user), NULL};
    gen_t *c = gen_stackless_coroutine(&type, NULL, 0);

    (void)args;
    gen_next(c, NULL); /* by hand: its yield comes to nobody */
    gen_free(c);
    return finish(self, gen_sleep(self, 2));
}

/* Check that one that is destroyed while it waits has left nothing behind: no timer, no place in a queue. */
static void test_destroyed_while_it_waits(void **state)
{
    (void)state;
    gen_set_unraisable_hook(ignored, NULL);
    assert_int_equal(run_body(run_stubborn), GEN_RETURNED);
    gen_set_unraisable_hook(NULL, NULL);
    assert_string_equal(recorded(), "1 ignored RuntimeError(coroutine ignored GeneratorExit)");
}

static gen_status_t refused(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct user *my = frame;

    GEN_BEGIN(self, sent, out);
    GEN_WAIT_OR(&my->waiting, gen_sleep_in(self, &my->waiting, 0.0 / my->next))
    caught(self);
    gen_raise(self, GEN_KEY_ERROR, "still pending");
    GEN_WAIT_OR(&my->waiting, gen_sleep_in(self, &my->waiting, 0))
    caught(self);
    gen_raise(self, GEN_KEY_ERROR, "still pending");
    GEN_WAIT_OR(&my->waiting, gen_event_wait_in(self, &my->waiting, &there.event))
    caught(self);
    GEN_END;
}

static const gen_stackless_t refusing = {"refused", refused, sizeof(struct user), NULL};

static gen_status_t run_refused(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_await(self, gen_stackless_coroutine(&refusing, NULL, 0), NULL));
}

/* Check what cannot be waited for: no time, nothing while an exception is pending, nothing without a loop. */
static void test_what_is_refused(void **state)
{
    gen_t *c = gen_stackless_coroutine(&refusing, NULL, 0);

    (void)state;
    memset(&there, 0, sizeof there);
    assert_int_equal(run_body(run_refused), GEN_RETURNED);
    assert_string_equal(recorded(), "ValueError(Invalid delay: NaN (not a number)) "
                                    "SystemError(gen_sleep_in() was called with an exception pending) "
                                    "SystemError(gen_event_wait_in() was called with an exception pending)");
    assert_int_equal(gen_next(c, NULL), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(no running event loop) "
                                    "SystemError(gen_sleep_in() was called with an exception pending) "
                                    "RuntimeError(no running event loop)");
    gen_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_programs),          cmocka_unit_test(test_what_happens),
        cmocka_unit_test(test_they_are_printed),         cmocka_unit_test(test_it_gives_way),
        cmocka_unit_test(test_destroyed_while_it_waits), cmocka_unit_test(test_what_is_refused),
    };

    return cmocka_run_group_tests_name("waiting", tests, NULL, NULL);
}
