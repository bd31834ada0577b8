/* sweep.c - a process for each call that fails. */
#include "sweep.h"
#include "inject.h"
#include "outcome.h"
#include "tally.h"
#include <dirent.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRED = 0, QUIET = 10, WRONG = 20, MOST = 2000 };

/* The first thing that went wrong in this process. */
static char wrong[300];

static int bodies;

static void complain(const char *what, const char *detail, const char *expected)
{
    if (wrong[0] == '\0')
        snprintf(wrong, sizeof wrong, "%s%s%s%s", what, detail, expected[0] != '\0' ? " instead of " : "", expected);
}

static bool is_shortage(const char *outcome)
{
    return inject_fired() > 0 && strncmp(outcome, "raises MemoryError", strlen("raises MemoryError")) == 0;
}

bool made(const gen_t *g)
{
    if (g == NULL && inject_fired() == 0)
        complain("NULL without a failure: ", gen_new_error(), "");
    if (g == NULL && gen_new_error()[0] == '\0')
        complain("NULL, and gen_new_error() is empty", "", "");
    return g != NULL;
}

bool is(const char *outcome, const char *expected)
{
    if (strcmp(outcome, expected) == 0)
        return true;
    if (!is_shortage(outcome))
        complain("", outcome, expected);
    return false;
}

void refused(const char *outcome, const char *expected)
{
    is(outcome, expected);
}

void holds(bool condition, const char *sentence)
{
    if (!condition)
        complain("it does not hold that ", sentence, "");
}

void entered(void)
{
    bodies++;
}

void left(void)
{
    bodies--;
}

static void unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)g, (void)context;
    complain("unraisable: ", error_text(e), "");
}

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

static void *run(void *scenario)
{
    scenario_t *function;

    memcpy(&function, scenario, sizeof function);
    function();
    gen_stack_trim();
    return NULL;
}

/* A thread of its own: what it keeps is given back at its end. */
static void run_in_thread(scenario_t *scenario)
{
    gen_stack_stats_t stats;
    pthread_t thread;
    size_t open = descriptors();

    if (pthread_create(&thread, NULL, run, &scenario) != 0 || pthread_join(thread, NULL) != 0)
        complain("no thread", "", "");
    gen_stack_stats(&stats);
    holds(bodies == 0, "every body that began came to its end");
    holds(stats.live == 0, "no stack is in use");
    holds(stats.cached == 0, "no stack is cached for a thread that has ended");
    holds(stats.mapped == inject_mapped(), "what is mapped is what gen_stack_stats() counts");
    holds(inject_blocks() == 0, "every block was freed");
    holds(descriptors() == open, "every descriptor was closed");
    holds(waitpid(-1, NULL, WNOHANG) < 0, "no process is left");
}

static int process(scenario_t *scenario, size_t nth, enum inject_mode mode)
{
    const char *failed;
    size_t fired, kept;

    gen_set_unraisable_hook(unraisable, NULL);
    inject_begin(nth, mode);
    run_in_thread(scenario);
    fired = inject_end();
    failed = inject_first();
    inject_begin(0, ONCE);
    run_in_thread(scenario);
    kept = inject_kept_blocks();
    run_in_thread(scenario);
    holds(inject_kept_blocks() == kept, "what the library keeps does not grow");
    if (wrong[0] != '\0')
        fprintf(stderr, "call %zu, %s%s, failed: %s\n", nth, failed, mode == FOR_GOOD ? " and all after it" : "",
                wrong);
    if (fired > 0)
        tally_count(failed);
    return wrong[0] != '\0' ? WRONG : fired > 0 ? FIRED : QUIET;
}

const char *sweep(scenario_t *scenario, size_t *injected)
{
    tally_begin();
    *injected = 0;
    for (int mode = ONCE; mode <= FOR_GOOD; mode++) {
        for (size_t nth = 1;; nth++) {
            int status;
            pid_t child;

            fflush(NULL);
            child = fork();
            if (child == 0) {
                alarm(60);
                exit(process(scenario, nth, (enum inject_mode)mode));
            }
            if (child < 0 || waitpid(child, &status, 0) != child)
                return "no process";
            if (!WIFEXITED(status))
                return "a signal ended the process";
            if (WEXITSTATUS(status) == QUIET)
                break;
            if (WEXITSTATUS(status) != FIRED)
                return "something went wrong";
            if (nth == MOST)
                return "the calls did not come to an end";
            ++*injected;
        }
    }
    return NULL;
}
