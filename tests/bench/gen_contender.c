/*
 * gen as a contender: in the program under the name "gen", in the module with the shared library as "gen_shared".
 */
#include "gen_contender.h"

#include "gen_async_cases.h"
#include "gen_cases.h"

static const bench_case_t cases[] = {
    {"next", gen_next_open, gen_case_next, gen_case_close, NULL},
    {"next_fp", gen_fp_open, gen_fp_run, gen_case_close, NULL},
    {"next_rounding", gen_rounding_open, gen_case_next, gen_case_close, NULL},
    {"send", gen_send_open, gen_send_run, gen_case_close, NULL},
    {"delegate", gen_delegate_open, gen_case_next, gen_case_close, NULL},
    {"tree_yield_from", gen_walk_open, gen_tree_run, gen_tree_close, NULL},
    {"tree_recursion", gen_recursion_open, gen_tree_run, gen_tree_close, NULL},
    {"create", gen_create_open, gen_create_run, free, NULL},
    {"throw", gen_throw_open, gen_throw_run, gen_case_close, NULL},
    {"close", gen_create_open, gen_close_run, free, gen_case_lap},
    {"many", gen_many_open, gen_many_run, gen_many_close, NULL},
    {"small", gen_small_open, gen_many_run, gen_many_close, NULL},
    {"live", gen_live_open, gen_live_run, gen_live_close, NULL},
    {"handed_over", gen_handed_open, gen_handed_run, gen_handed_close, gen_handed_lap},
    {"map_range", gen_map_open, gen_case_next, gen_case_close, NULL},
#ifdef BENCH_ASYNC
    {"async_switch", gen_async_open, gen_async_switch_run, gen_async_close, NULL},
    {"async_spawn_join", gen_async_open, gen_async_spawn_run, gen_async_close, NULL},
    {"async_queue", gen_async_open, gen_async_queue_run, gen_async_close, NULL},
    {"async_sleepers", gen_async_sleepers_open, gen_async_sleepers_run, gen_async_sleepers_close,
     gen_async_sleepers_lap},
#endif
    {NULL, NULL, NULL, NULL, NULL},
};

#ifdef BENCH_MODULE
static const bench_contender_t gen_contender = {"gen_shared", "gen through libgen.so", cases};

const bench_contender_t *bench_module(void)
{
    return &gen_contender;
}

const void *bench_library_symbol(void)
{
    return GEN_EXCEPTION;
}
#else
const bench_contender_t gen_contender = {"gen", "gen, linked statically", cases};
#endif
