/* TaskGroup: waits for all; a member that fails; the block fails; nested; members that start members. */
#include "scenario.h"
#include <stdio.h>

typedef bool block_t(gen_t *self, gen_taskgroup_t *group);

static bool add(gen_t *self, gen_taskgroup_t *group, worker_t w)
{
    return gen_taskgroup_create_task(self, group, worker(w), w.name, NULL);
}

static bool add_body(gen_t *self, gen_taskgroup_t *group, const char *name, gen_body_t *body, void *pointer)
{
    return gen_taskgroup_create_task(self, group, call_with(body, pointer), name, NULL);
}

/* Runs the block in a group of its own. */
static void attempt(gen_t *self, const char *label, block_t *block)
{
    gen_taskgroup_t group;
    gen_error_t *e;

    note("%s", label);
    if (!gen_taskgroup_enter(self, &group))
        return;
    if (block(self, &group))
        note("%s block ends", label);
    if (gen_taskgroup_exit(self, &group)) {
        note("%s is over", label);
    } else if (gen_catch_as(self, GEN_BASE_EXCEPTION, &e)) {
        note("%s raised %s cancelling %u", label, what(e), gen_task_cancelling(gen_current_task()));
        gen_error_free(e);
    }
}

static bool all_well(gen_t *self, gen_taskgroup_t *group)
{
    return add(self, group, (worker_t){.name = "a", .seconds = 2, .result = 1}) &&
           add(self, group, (worker_t){.name = "b", .seconds = 1, .result = 2});
}

static bool one_fails(gen_t *self, gen_taskgroup_t *group)
{
    return add(self, group, (worker_t){.name = "a", .seconds = 3, .cleanup = 1}) &&
           add(self, group, (worker_t){.name = "b", .seconds = 1, .raises = GEN_VALUE_ERROR}) &&
           add(self, group, (worker_t){.name = "c", .seconds = 5}) && gen_sleep(self, 4);
}

static bool two_fail(gen_t *self, gen_taskgroup_t *group)
{
    return add(self, group, (worker_t){.name = "a", .seconds = 1, .raises = GEN_VALUE_ERROR}) &&
           add(self, group, (worker_t){.name = "b", .seconds = 1, .raises = GEN_TYPE_ERROR}) &&
           add(self, group, (worker_t){.name = "c", .seconds = 2});
}

static gen_status_t bad(gen_t *self, void *args)
{
    (void)args;
    if (gen_sleep(self, 5))
        return finish(self, true);
    gen_catch(self, GEN_CANCELLED_ERROR);
    return gen_sleep(self, 1) ? gen_raise(self, GEN_TYPE_ERROR, "bad") : GEN_RAISED;
}

static bool fails_in_cleanup(gen_t *self, gen_taskgroup_t *group)
{
    return add_body(self, group, "bad", bad, NULL) &&
           add(self, group, (worker_t){.name = "a", .seconds = 1, .raises = GEN_VALUE_ERROR});
}

static bool block_fails(gen_t *self, gen_taskgroup_t *group)
{
    if (add(self, group, (worker_t){.name = "a", .seconds = 3}) &&
        add(self, group, (worker_t){.name = "b", .seconds = 3, .cleanup = 1}) && gen_sleep(self, 1))
        gen_raise(self, GEN_VALUE_ERROR, "block");
    return false;
}

static bool block_fails_at_once(gen_t *self, gen_taskgroup_t *group)
{
    if (add(self, group, (worker_t){.name = "never", .seconds = 3}))
        gen_raise(self, GEN_VALUE_ERROR, "block");
    return false;
}

static bool both_fail(gen_t *self, gen_taskgroup_t *group)
{
    if (!add(self, group, (worker_t){.name = "a", .seconds = 1, .raises = GEN_VALUE_ERROR}))
        return false;
    if (!gen_sleep(self, 5))
        gen_catch(self, GEN_BASE_EXCEPTION);
    gen_raise(self, GEN_TYPE_ERROR, "block");
    return false;
}

static bool member_cancelled(gen_t *self, gen_taskgroup_t *group)
{
    gen_t *victim = NULL;
    bool ok =
        gen_taskgroup_create_task(self, group, worker((worker_t){.name = "victim", .seconds = 5}), "victim", &victim) &&
        add(self, group, (worker_t){.name = "a", .seconds = 2, .result = 1}) && gen_sleep(self, 1);

    if (ok)
        gen_task_cancel(victim, "you");
    gen_free(victim);
    return ok;
}

static bool attempt_inside(gen_t *self)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group);

    if (!ok)
        return false;
    ok = add(self, &group, (worker_t){.name = "bad", .seconds = 1, .raises = GEN_VALUE_ERROR}) &&
         add(self, &group, (worker_t){.name = "good", .seconds = 3});
    ok = gen_taskgroup_exit(self, &group) && ok;
    if (ok)
        note("inner not reached");
    return ok;
}

static bool nested(gen_t *self, gen_taskgroup_t *group)
{
    return add(self, group, (worker_t){.name = "outer", .seconds = 5}) && attempt_inside(self);
}

static gen_status_t inner(gen_t *self, void *args)
{
    (void)args;
    return finish(self, attempt_inside(self));
}

static bool nested_task(gen_t *self, gen_taskgroup_t *group)
{
    return add_body(self, group, "inner", inner, NULL) &&
           add(self, group, (worker_t){.name = "outer", .seconds = 5, .cleanup = 1});
}

struct growth {
    gen_taskgroup_t *group;
    int left;
};

static gen_status_t grow(gen_t *self, void *args)
{
    struct growth g = *(struct growth *)args;

    note("grow %d", g.left);
    if (!gen_sleep(self, 1))
        return GEN_RAISED;
    if (g.left-- == 0)
        return finish(self, true);
    return finish(self, gen_taskgroup_create_task(self, g.group, gen_coroutine(NULL, grow, &g, sizeof g), NULL, NULL));
}

static bool more(gen_t *self, gen_taskgroup_t *group)
{
    struct growth g = {group, 2};

    return gen_taskgroup_create_task(self, group, gen_coroutine(NULL, grow, &g, sizeof g), NULL, NULL);
}

static bool late(gen_t *self, gen_taskgroup_t *group)
{
    gen_error_t *e;

    if (!add(self, group, (worker_t){.name = "a", .seconds = 1, .raises = GEN_VALUE_ERROR}))
        return false;
    if (gen_sleep(self, 5) || !gen_catch_as(self, GEN_CANCELLED_ERROR, &e))
        return gen_pending(self) == NULL;
    if (!add(self, group, (worker_t){.name = "never", .seconds = 1}) && gen_catch(self, GEN_RUNTIME_ERROR))
        note("refused");
    gen_reraise(self, e);
    gen_error_free(e);
    return false;
}

gen_status_t scenario_taskgroup(gen_t *self, void *args)
{
#define ROW(block)                                                                                                     \
    {                                                                                                                  \
#block, block                                                                                                  \
    }
    static const struct {
        const char *label;
        block_t *block;
    } all[] = {ROW(all_well),    ROW(one_fails),           ROW(two_fail),  ROW(fails_in_cleanup),
               ROW(block_fails), ROW(block_fails_at_once), ROW(both_fail), ROW(member_cancelled),
               ROW(nested),      ROW(nested_task),         ROW(more),      ROW(late)};
#undef ROW

    (void)args;
    for (size_t i = 0; i < COUNT(all); i++)
        attempt(self, all[i].label, all[i].block);
    return finish(self, true);
}
