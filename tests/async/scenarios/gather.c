/* gather: failures, cancellation from both sides, exceptions as results. */
#include "scenario.h"
#include <stdio.h>
#include <string.h>

enum { MOST = 3 };

static void append(char *line, size_t size, const char *text)
{
    size_t used = strlen(line);

    snprintf(line + used, size - used, " %s", text);
}

/* Takes the awaitables over. Catches what is raised. */
static void gathered(gen_t *self, const char *label, bool keep, size_t count, gen_t *const *awaitables)
{
    gen_value_t results[MOST];
    gen_error_t *errors[MOST];
    char line[512] = "", number[16];

    if (!gen_gather(self, awaitables, count, results, keep ? errors : NULL)) {
        settle(self, label);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (keep && errors[i] != NULL) {
            append(line, sizeof line, what(errors[i]));
            gen_error_free(errors[i]);
        } else {
            snprintf(number, sizeof number, "%d", (int)gen_as_int(results[i]));
            append(line, sizeof line, number);
        }
    }
    note("%s%s", label, line);
}

struct plan {
    gen_t *inner[2];
    bool keep;
};

static gen_status_t gather_inner(gen_t *self, void *args)
{
    struct plan *plan = *(struct plan **)args;
    gen_t *both[] = {gen_ref(plan->inner[0]), gen_ref(plan->inner[1])};

    gathered(self, "outer", plan->keep, 2, both);
    return finish(self, true);
}

static bool cancelled_from_outside(gen_t *self, bool keep)
{
    struct plan plan = {{start((worker_t){.name = "x", .seconds = 2, .result = 1}),
                         start((worker_t){.name = "y", .seconds = 3, .cleanup = 1})},
                        keep};
    gen_t *all[] = {plan.inner[0], plan.inner[1], task_with("outer", gather_inner, &plan)};
    bool ok = gen_sleep(self, 1);

    note("cancel %s", gen_task_cancel(all[2], "enough") ? "True" : "False");
    ok = gen_wait(self, all, 3, (double)INFINITY, GEN_ALL_COMPLETED, NULL) && ok;
    for (size_t i = 0; i < 3; i++)
        outcome(all[i]);
    drop(all, 3);
    return ok;
}

static void cancel(void *victim)
{
    gen_task_cancel(victim, "you");
}

static bool child_cancelled(gen_t *self, const char *label, bool keep)
{
    gen_t *both[] = {start((worker_t){.name = "victim", .seconds = 5}),
                     start((worker_t){.name = "survivor", .seconds = 2, .result = 5})};
    gen_t *other = gen_ref(both[1]);

    gen_handle_free(gen_call_later(gen_running_loop(), 1, cancel, both[0]));
    gathered(self, label, keep, 2, both);
    return gen_await(self, other, NULL);
}

gen_status_t scenario_gather(gen_t *self, void *args)
{
    gen_t *twice, *slow, *again;
    bool ok;

    (void)args;
    gathered(self, "nothing", false, 0, NULL);
    gathered(self, "order", false, 3,
             (gen_t *[]){worker((worker_t){.name = "a", .seconds = 2, .result = 1}),
                         worker((worker_t){.name = "b", .seconds = 1, .result = 2}),
                         worker((worker_t){.name = "c", .seconds = 0, .result = 3})});
    twice = start((worker_t){.name = "twice", .seconds = 1, .result = 7});
    again = gen_ref(twice);
    gathered(self, "twice", false, 3,
             (gen_t *[]){twice, worker((worker_t){.name = "other", .seconds = 0, .result = 8}), again});
    slow = start((worker_t){.name = "slow", .seconds = 5, .result = 1});
    gathered(self, "fails", false, 3,
             (gen_t *[]){gen_ref(slow), worker((worker_t){.name = "bad", .seconds = 1, .raises = GEN_VALUE_ERROR}),
                         worker((worker_t){.name = "worse", .seconds = 1, .raises = GEN_VALUE_ERROR})});
    ok = gen_await(self, slow, NULL);
    gathered(self, "kept", true, 2,
             (gen_t *[]){worker((worker_t){.name = "good", .seconds = 1, .result = 4}),
                         worker((worker_t){.name = "bad", .seconds = 1, .raises = GEN_VALUE_ERROR})});
    ok = cancelled_from_outside(self, false) && cancelled_from_outside(self, true) && ok;
    ok = child_cancelled(self, "child cancelled", false) && ok;
    return finish(self, child_cancelled(self, "child cancelled, kept", true) && ok);
}
