/* A broken contract ends the program with a sentence: what is running, elsewhere or no longer. */
#include "victim.h"
#include <pthread.h>
#include <semaphore.h>

/* A body that does not come back before it is let. */
struct gate {
    sem_t inside, leave;
};

static gen_status_t waits(gen_t *self, void *args)
{
    struct gate *gate = *(struct gate **)args;

    gen_set_name(self, "victim");
    sem_post(&gate->inside);
    sem_wait(&gate->leave);
    return GEN_RETURNED;
}

static void *run(void *g)
{
    gen_next(g, NULL);
    return NULL;
}

/* A generator that another thread is inside of. */
static gen_t *new_busy(void)
{
    static struct gate gate;
    struct gate *args = &gate;
    gen_t *g = gen_new(waits, &args, sizeof args);
    pthread_t thread;

    sem_init(&gate.inside, 0, 0);
    sem_init(&gate.leave, 0, 0);
    pthread_create(&thread, NULL, run, g);
    sem_wait(&gate.inside);
    return g;
}

static void next_busy(void *arg)
{
    gen_next(new_busy(), arg);
}

static void throw_busy(void *arg)
{
    gen_throw(new_busy(), GEN_VALUE_ERROR, GEN_NONE, arg);
}

static void close_busy(void *arg)
{
    gen_close(new_busy(), arg);
}

static void free_busy(void *arg)
{
    (void)arg;
    gen_free(new_busy());
}

/* Check that a generator that one thread runs cannot be used by another. */
static void test_two_threads(void **state)
{
    static const char sentence[] =
        "gen: generator 'victim' is running, but not inside a step of this caller's: another "
        "thread is running it, or a longjmp() has left it\n";

    (void)state;
    assert_death(next_busy, NULL, sentence);
    assert_death(throw_busy, NULL, sentence);
    assert_death(close_busy, NULL, sentence);
    assert_death(free_busy, NULL, sentence);
}

static jmp_buf outside;

static gen_status_t jumps(gen_t *self, void *args)
{
    (void)args;
    gen_set_name(self, "victim");
    longjmp(outside, 1);
}

static void next_left(void *arg)
{
    gen_t *volatile g = gen_new(jumps, NULL, 0);

    if (setjmp(outside) == 0)
        gen_next(g, NULL);
    gen_next(g, arg);
}

/* Check that a body that a longjmp() has left is noticed. */
static void test_longjmp(void **state)
{
    (void)state;
    assert_death(next_left, NULL, "gen: generator 'victim' is running, but not inside a step of this caller's");
}

static gen_status_t ends_its_thread(gen_t *self, void *args)
{
    (void)args;
    gen_set_name(self, "victim");
    pthread_exit(NULL);
    return GEN_RAISED; /* not every system says that nothing comes back */
}

static void next_after_its_thread(void *arg)
{
    gen_t *g = gen_new(ends_its_thread, NULL, 0);
    pthread_t thread;

    pthread_create(&thread, NULL, run, g);
    pthread_join(thread, NULL);
    gen_next(g, arg);
}

/* Check that a thread may end inside a body, and that the generator it has left so is noticed. AddressSanitizer may look for the
 * thread's own stack as that ends, and then reports another itself. */
static void test_thread_exit(void **state)
{
    (void)state;
    assert_noticed(next_after_its_thread, "gen: generator 'victim' is running, but not inside a step of this caller's");
}

static gen_status_t frees_itself(gen_t *self, void *args)
{
    bool *cleaned = *(bool **)args;
    bool resumed;

    gen_free(self);
    resumed = gen_yield(self, gen_int(1), NULL);
    *cleaned = !resumed;
    return resumed ? GEN_RETURNED : GEN_RAISED;
}

/* Check that freeing the generator that runs is none: it yields, and is closed and freed when that step returns. */
static void test_free_running(void **state)
{
    bool cleaned = false, *args = &cleaned;
    gen_t *g = gen_new(frees_itself, &args, sizeof args);
    gen_value_t v;

    (void)state;
    assert_int_equal(gen_next(g, &v), GEN_YIELDED);
    assert_int_equal(gen_as_int(v), 1);
    assert_true(cleaned);
}

static gen_status_t leaves_a_handler(gen_t *self, void *args)
{
    static gen_handler_t handler;
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, NULL);

    (void)args;
    gen_set_name(self, "victim");
    gen_except_begin(&handler, e);
    return GEN_RETURNED;
}

static void leave_handler(void *arg)
{
    gen_next(gen_new(leaves_a_handler, NULL, 0), arg);
}

/* Check that a body cannot end in the middle of handling. */
static void test_handler_left(void **state)
{
    (void)state;
    assert_death(leave_handler, NULL, "gen: the body of generator 'victim' returned without gen_except_end()\n");
}

static void nothing(void *arg)
{
    (void)arg;
}

static gen_status_t leaves_a_cleanup(gen_t *self, void *args)
{
    gen_cleanup_t cleanup;

    (void)args;
    gen_set_name(self, "victim");
    gen_cleanup_push(self, &cleanup, nothing, NULL);
    return GEN_RETURNED;
}

static void leave_cleanup(void *arg)
{
    gen_next(gen_new(leaves_a_cleanup, NULL, 0), arg);
}

/* Check that a body cannot end and leave what it registered, which lies on its stack, behind. */
static void test_cleanup_left(void **state)
{
    (void)state;
    assert_death(leave_cleanup, NULL, "gen: the body of generator 'victim' returned without gen_cleanup_pop()");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_threads),  cmocka_unit_test(test_longjmp),      cmocka_unit_test(test_thread_exit),
        cmocka_unit_test(test_free_running), cmocka_unit_test(test_handler_left), cmocka_unit_test(test_cleanup_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
