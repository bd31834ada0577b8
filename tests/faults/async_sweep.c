/* async_sweep.c - a process and a loop for each call that fails. */
#include "async_sweep.h"
#include "inject.h"
#include "inject_system.h"
#include "tally.h"
#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { FIRED = 0, QUIET = 10, WRONG = 20, MOST = 3000 };

/* How long a body may wait for what will not come because of a failure. */
#define PATIENCE 0.15

static char wrong[400];
static bool no_loop; /* could be made */

static void complain(const char *what, const char *detail)
{
    if (wrong[0] == '\0')
        snprintf(wrong, sizeof wrong, "%s%s", what, detail);
}

/* --- What may follow from a failure --- */

static bool excused(const gen_error_t *e)
{
    return gen_error_is(e, GEN_MEMORY_ERROR) || gen_error_is(e, GEN_OS_ERROR) || gen_error_is(e, GEN_EOF_ERROR) ||
           gen_error_is(e, GEN_CANCELLED_ERROR) || gen_error_is(e, GEN_EXCEPTION_GROUP) ||
           gen_error_is(e, GEN_BASE_EXCEPTION_GROUP);
}

static void check_error(const char *where, const gen_error_t *e)
{
    char text[300];

    if (e == NULL || (inject_fired() > 0 && excused(e)))
        return;
    snprintf(text, sizeof text, "%s: %s", gen_error_type(e)->name, gen_error_message(e));
    complain(where, text);
}

static void on_exception(gen_loop_t *loop, const gen_exception_context_t *context, void *arg)
{
    (void)loop, (void)arg;
    check_error("reported: ", context->error);
}

static void on_unraisable(gen_t *g, gen_error_t *e, void *arg)
{
    (void)g, (void)arg;
    check_error("unraisable: ", e);
}

/* --- Bodies --- */

gen_status_t end_of(gen_t *self)
{
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

bool expect(gen_t *self, bool condition, const char *sentence)
{
    if (!condition && gen_pending(self) == NULL)
        gen_raise(self, GEN_VALUE_ERROR, "%s", sentence);
    return condition;
}

void tell_no_loop(void)
{
    no_loop = true;
}

bool disturbed(void)
{
    return inject_fired() > 0;
}

gen_t *start(gen_t *self, gen_body_t *body, void *arg)
{
    gen_t *task = gen_create_task(gen_coroutine(NULL, body, &arg, sizeof arg), NULL);

    if (task == NULL)
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return task;
}

bool join(gen_t *self, gen_t *task)
{
    return task != NULL && gen_await(self, task, NULL);
}

/* --- One run --- */

static gen_t *main_task;

/* Cancels a body that a failure lets wait for ever. */
static gen_status_t watchdog(gen_t *self, void *args)
{
    double end;

    (void)args;
    while (inject_fired() == 0)
        if (!gen_sleep(self, 0.02) && !gen_catch(self, GEN_MEMORY_ERROR))
            return GEN_RAISED;
    end = gen_loop_time(gen_running_loop()) + PATIENCE;
    while (gen_loop_time(gen_running_loop()) < end)
        if (!gen_sleep(self, 0)) /* which needs no memory */
            return GEN_RAISED;
    gen_task_cancel(main_task, NULL);
    return gen_return(self, GEN_NONE);
}

static gen_status_t nap(gen_t *self, void *args)
{
    (void)args;
    return gen_sleep(self, 0.0001) ? gen_return(self, gen_int(42)) : GEN_RAISED;
}

/* The loop has seen a failure, and goes on. */
static void check_usable(gen_loop_t *loop)
{
    gen_value_t v = GEN_NONE;
    gen_error_t *e = NULL;

    if (gen_loop_run(loop, gen_coroutine(NULL, nap, NULL, 0), &v, &e) != GEN_RETURNED)
        complain("the loop is of no use any more: ", gen_error_message(e));
    gen_error_free(e);
}

static void run(gen_body_t *body, bool survives)
{
    gen_loop_t *loop = gen_loop_new(NULL);
    gen_t *dog;
    gen_error_t *e = NULL;

    if (loop == NULL) {
        tell_no_loop();
        if (inject_fired() == 0)
            complain("no loop without a failure", "");
        return;
    }
    gen_loop_set_exception_handler(loop, on_exception, NULL);
    main_task = gen_loop_create_task(loop, gen_coroutine(NULL, body, NULL, 0), NULL);
    dog = main_task != NULL ? gen_loop_create_task(loop, gen_coroutine(NULL, watchdog, NULL, 0), NULL) : NULL;
    if (main_task != NULL && dog != NULL) {
        gen_loop_run(loop, gen_ref(main_task), NULL, &e);
        check_error("raised: ", e);
        gen_error_free(e);
        gen_task_cancel(dog, NULL);
    } else if (inject_fired() == 0) {
        complain("no task without a failure", "");
    }
    gen_free(dog);
    gen_free(main_task);
    if (survives) {
        inject_end();
        check_usable(loop);
    }
    gen_loop_free(loop);
}

/* --- What is there --- */

struct balance {
    size_t lent, kept, descriptors;
};

static size_t descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;

    while (folder != NULL && readdir(folder) != NULL)
        count++;
    if (folder != NULL)
        closedir(folder);
    return count;
}

/* libuv's uv_loop_init() leaves its epoll descriptor behind if it cannot make its signal pipe or its eventfd. */
static size_t lost_by_libuv(void)
{
    if (!no_loop)
        return 0;
    return strcmp(inject_first(), "pipe2") == 0 || strcmp(inject_first(), "eventfd") == 0;
}

static struct balance balance(void)
{
    return (struct balance){inject_blocks(), inject_kept_blocks(), descriptors()};
}

static void check_balance(struct balance before)
{
    struct balance now = balance();
    char text[160];

    if (now.lent == before.lent && now.kept <= before.kept && now.descriptors == before.descriptors + lost_by_libuv())
        return;
    snprintf(text, sizeof text, "%zd blocks, %zd kept blocks, %zd descriptors", (ssize_t)(now.lent - before.lent),
             (ssize_t)(now.kept - before.kept), (ssize_t)(now.descriptors - before.descriptors));
    complain("left behind: ", text);
}

struct attempt {
    gen_body_t *body;
    size_t nth;
    enum inject_mode mode;
    size_t fired;
};

/* In a thread of its own, which gives back what the library keeps for it: stacks and exceptions. */
static void *attempt(void *arg)
{
    struct attempt *a = arg;

    inject_begin(a->nth, a->mode);
    run(a->body, a->nth % 2 == 0); /* or it is closed while calls still fail */
    a->fired = inject_fired();
    inject_end();
    return NULL;
}

static void in_thread(struct attempt *a)
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, attempt, a) != 0 || pthread_join(thread, NULL) != 0)
        complain("no thread", "");
}

static gen_status_t nothing(gen_t *self, void *args)
{
    (void)self;
    (void)args;
    return GEN_RETURNED;
}

/* So that no scenario needs a slab more than another, which would be kept. */
static void map_stacks(void)
{
    gen_t *some[64];
    const size_t count = sizeof some / sizeof *some;

    for (size_t i = 0; i < count; i++)
        some[i] = gen_new(nothing, NULL, 0);
    for (size_t i = 0; i < count; i++)
        gen_free(some[i]);
}

static int process(gen_body_t *body, size_t nth, enum inject_mode mode)
{
    struct attempt warm = {body, 0, ONCE, 0}, cold = {body, nth, mode, 0};
    struct balance before;

    inject_into_libuv();
    gen_set_unraisable_hook(on_unraisable, NULL);
    map_stacks();
    in_thread(&warm);
    before = balance();
    in_thread(&cold);
    check_balance(before);
    if (wrong[0] != '\0')
        fprintf(stderr, "call %zu, %s%s, failed: %s\n", nth, inject_first(),
                mode == FOR_GOOD ? " and all after it" : "", wrong);
    if (cold.fired > 0)
        tally_count(inject_first());
    return wrong[0] != '\0' ? WRONG : cold.fired > 0 ? FIRED : QUIET;
}

/* Returns the status of a process for one failure. */
static int in_process(gen_body_t *body, size_t nth, enum inject_mode mode)
{
    int status;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0) {
        alarm(60);
        exit(process(body, nth, mode));
    }
    return child > 0 && waitpid(child, &status, 0) == child ? status : -1;
}

const char *async_sweep(gen_body_t *body, size_t *injected)
{
    static char what[100];

    tally_begin();
    *injected = 0;
    for (int mode = ONCE; mode <= FOR_GOOD; mode++) {
        for (size_t nth = 1; nth <= MOST; nth++) {
            int status = in_process(body, nth, (enum inject_mode)mode);

            snprintf(what, sizeof what, "call %zu%s: status %#x", nth, mode == FOR_GOOD ? " and all after it" : "",
                     (unsigned)status);
            if (!WIFEXITED(status) || (WEXITSTATUS(status) != FIRED && WEXITSTATUS(status) != QUIET))
                return what;
            if (WEXITSTATUS(status) == QUIET)
                break;
            ++*injected;
        }
    }
    return NULL;
}

/* FAULT="7 of tasks" or "7+ of tasks" (and all after it) in the environment: that one alone, in this process, for a
 * debugger. */
static void debug(const char *name, gen_body_t *body)
{
    const char *wanted = getenv("FAULT"), *of = wanted != NULL ? strstr(wanted, " of ") : NULL;

    if (of != NULL && strcmp(of + 4, name) == 0)
        exit(process(body, strtoul(wanted, NULL, 10), of[-1] == '+' ? FOR_GOOD : ONCE));
    if (of != NULL)
        skip();
}

void async_check(const char *name, gen_body_t *body)
{
    size_t injected;
    const char *failure;

    debug(name, body);
    failure = async_sweep(body, &injected);
    if (failure != NULL)
        fail_msg("%s: %s", name, failure);
    assert_true(injected > 10);
    printf("%zu failures injected into %s\n", injected, name);
}
