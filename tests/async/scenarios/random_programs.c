/*
 * Random programs: tasks that wait for, hold, cancel and start all that there is, as `random_programs FIRST COUNT` has it.
 * The twin of random_programs.py, which makes the same programs of the same numbers, and prints the same trace.
 */
#include "random_programs.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const double times[8] = {0, 0, 0.5, 1, 1, 1.5, 2, 3};

/* --- The program --- */

static unsigned below(struct program *p, unsigned n)
{
    p->state = p->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((p->state >> 33) % n);
}

static void make_block(struct program *p, struct block *block, int depth);

static void make_statement(struct program *p, struct statement *s, int depth)
{
    s->number = ++p->statements;
    s->kind = below(p, depth > 0 ? KIND_COUNT : LEAF_COUNT);
    s->a = below(p, 8);
    s->b = below(p, 8);
    for (size_t i = 0; i < kinds[s->kind].blocks; i++)
        make_block(p, &s->blocks[i], depth - 1);
}

static void make_block(struct program *p, struct block *block, int depth)
{
    block->count = 1 + below(p, 3);
    block->statements = calloc(block->count, sizeof *block->statements);
    if (block->statements == NULL)
        abort();
    for (size_t i = 0; i < block->count; i++)
        make_statement(p, &block->statements[i], depth);
}

static void free_block(struct block *block)
{
    for (size_t i = 0; i < block->count; i++)
        for (size_t j = 0; j < kinds[block->statements[i].kind].blocks; j++)
            free_block(&block->statements[i].blocks[j]);
    free(block->statements);
}

/* --- Running it --- */

static size_t describe(const gen_error_t *e, char *text, size_t size)
{
    size_t members = gen_error_group_size(e);
    size_t used;

    if (members == 0)
        return (size_t)snprintf(text, size, "%s",
                                gen_error_is(e, GEN_RUNTIME_ERROR) ? gen_error_type(e)->name : what(e));
    used = (size_t)snprintf(text, size, "group(");
    for (size_t i = 0; i < members; i++) {
        used += (size_t)snprintf(text + used, size - used, "%s", i > 0 ? ", " : "");
        used += describe(gen_error_group_at(e, i), text + used, size - used);
    }
    return used + (size_t)snprintf(text + used, size - used, ")");
}

const char *brief(const gen_error_t *e)
{
    static char text[1024];

    describe(e, text, sizeof text);
    return text;
}

bool run_block(gen_t *self, struct program *p, const struct block *block, int owner)
{
    for (size_t i = 0; i < block->count; i++) {
        struct statement *s = &block->statements[i];

        note("%d begins", s->number);
        if (!kinds[s->kind].run(self, p, s, owner)) {
            note("%d raised %s", s->number, brief(gen_pending(self)));
            return false;
        }
        note("%d ends", s->number);
    }
    return true;
}

struct run {
    struct program *p;
    const struct block *block;
    int owner;
};

static gen_status_t run_body(gen_t *self, void *args)
{
    struct run *r = args;

    return finish(self, run_block(self, r->p, r->block, r->owner));
}

gen_t *running(struct program *p, const struct block *block, int owner)
{
    struct run r = {p, block, owner};

    return gen_coroutine(NULL, run_body, &r, sizeof r);
}

static void set_up(struct program *p, unsigned seed)
{
    *p = (struct program){.state = seed};
    for (int i = 0; i < TASKS; i++)
        make_block(p, &p->blocks[i], 3);
    gen_semaphore_init(&p->semaphore, 2);
    gen_barrier_init(&p->barrier, 2);
    gen_queue_init(&p->queue, 1);
}

/* Cancels whatever is left: those of a group that is being cancelled are not reached otherwise. */
static bool wait_for_all(gen_t *self, struct program *p)
{
    gen_t *left[256];
    size_t count;
    bool ok = gen_wait(self, p->tasks, TASKS, 20, GEN_ALL_COMPLETED, NULL);

    while (ok && (count = gen_all_tasks(gen_running_loop(), left, COUNT(left))) > 1) {
        for (size_t i = 0; i < count; i++)
            if (left[i] != gen_current_task())
                gen_task_cancel(left[i], "in the end");
        ok = gen_sleep(self, 5);
    }
    return ok;
}

static void tear_down(struct program *p)
{
    for (int i = 0; i < TASKS; i++)
        free_block(&p->blocks[i]);
    gen_queue_destroy(&p->queue);
}

static gen_status_t program_body(gen_t *self, void *args)
{
    static const char *const names[TASKS] = {"task 0", "task 1", "task 2", "task 3"};
    struct program *p = *(struct program **)args;
    bool ok;

    for (int i = 0; i < TASKS; i++)
        p->tasks[i] = gen_create_task(running(p, &p->blocks[i], i), names[i]);
    ok = wait_for_all(self, p);
    for (int i = 0; i < TASKS; i += 2) /* nobody asks the others */
        outcome(p->tasks[i]);
    return finish(self, ok);
}

/* --- Reports: asyncio's come when it collects, so that their order tells nothing --- */

static char *reports[64];
static size_t report_count;

static void keep_report(gen_loop_t *loop, const gen_exception_context_t *context, void *arg)
{
    char text[2048];

    (void)loop;
    (void)arg;
    snprintf(text, sizeof text, "%s %s", context->message, context->error != NULL ? brief(context->error) : "None");
    if (report_count < COUNT(reports))
        reports[report_count++] = strdup(text);
}

static int in_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void print_reports(void)
{
    qsort(reports, report_count, sizeof reports[0], in_order);
    for (size_t i = 0; i < report_count; i++) {
        printf("report: %s\n", reports[i]);
        free(reports[i]);
    }
    report_count = 0;
}

/* Some tasks of a program may outlast its main one: what they use is freed after the loop. */
static bool run_program(unsigned seed)
{
    struct program p;
    bool ok;

    set_up(&p, seed);
    ok = run_scenario(call_with(program_body, &p), keep_report) == EXIT_SUCCESS;
    drop(p.tasks, TASKS);
    tear_down(&p);
    print_reports();
    return ok;
}

int main(int argc, char **argv)
{
    unsigned first = argc == 3 ? (unsigned)atoi(argv[1]) : 0, count = argc == 3 ? (unsigned)atoi(argv[2]) : 0;

    if (count == 0) {
        fprintf(stderr, "usage: random_programs FIRST COUNT\n");
        return 2;
    }
    for (unsigned seed = first; seed < first + count; seed++) {
        printf("program %u\n", seed);
        if (!run_program(seed))
            return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
