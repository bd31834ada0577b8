#include "rows.h"

#include <gen/switch.h>

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { TREE = 65535, MANY = 100000, MILLION = 1000000 };

/* What a step may cost: without a stack, and by the kind of switch. */
#define FLAT_STEP 0.42
/* One is a block of 208; and, as with all others, there is the pointer to it, and its share of the page tables and the like. */
#define FLAT_BYTES (208 + 8 + 8)
#ifdef GEN_SWITCH_NATIVE_
#define STEP 0.58
#define STEP_SHARED 0.61
#define TREE_YIELD_FROM 3.3
#define CREATE 2.0
#define THROW 1.4
#else
#define STEP 1.25
#define STEP_SHARED 1.30
#define TREE_YIELD_FROM 4.0
#define CREATE 2.2
#define THROW 2.0
#endif

const struct row bench_rows[] = {
    {"next", "next and yield", "next", "gen", 0, GROUP_NEXT, OF_RAW, NULL, STEP, 0},
    {"next_shared", "the same through libgen.so", "next", "gen_shared", 0, GROUP_NEXT, OF_RAW, NULL, STEP_SHARED, 0},
    {"next_fp", "next where both sides have computed", "next_fp", "gen", 0, GROUP_NEXT, OF_ROW, "next", 1.05, 0},
    {"next_rounding", "next where they round differently", "next_rounding", "gen", 0, GROUP_NEXT, OF_NOTHING, NULL, 0,
     0},
    {"send", "send and yield", "send", "gen", 0, GROUP_SEND, OF_RAW, NULL, STEP, 0},
    {"send_shared", "the same through libgen.so", "send", "gen_shared", 0, GROUP_SEND, OF_RAW, NULL, STEP_SHARED, 0},
    {"flat_next", "next and yield, no stack", "next", "gen_flat", 0, GROUP_NEXT, OF_RAW, NULL, FLAT_STEP, 0},
    {"flat_next_cxx20", "the same beside C++20's", "next", "gen_flat", 0, GROUP_NEXT, OF_PEER, "cxx20", 2.0, 0},
    {"flat_send", "send and yield, no stack", "send", "gen_flat", 0, GROUP_SEND, OF_RAW, NULL, FLAT_STEP, 0},
    {"flat_send_cxx20", "the same beside C++20's", "send", "gen_flat", 0, GROUP_SEND, OF_PEER, "cxx20", 2.0, 0},
    {"delegate_1", "next through 1 yield from", "delegate", "gen", 1, GROUP_DELEGATE, OF_RAW, NULL, STEP, 0},
    {"delegate_10", "next through 10", "delegate", "gen", 10, GROUP_DELEGATE, OF_RAW, NULL, STEP, 0},
    {"delegate_100", "next through 100", "delegate", "gen", 100, GROUP_DELEGATE, OF_RAW, NULL, STEP, 0},
    {"delegate_1000", "next through 1000", "delegate", "gen", 1000, GROUP_DELEGATE, OF_RAW, NULL, STEP, 0},
    {"flat_delegate_1", "next through 1, no stacks", "delegate", "gen_flat", 1, GROUP_DELEGATE, OF_ROW, "flat_next",
     1.1, 0},
    {"flat_delegate_10", "next through 10", "delegate", "gen_flat", 10, GROUP_DELEGATE, OF_ROW, "flat_next", 1.1, 0},
    {"flat_delegate_100", "next through 100", "delegate", "gen_flat", 100, GROUP_DELEGATE, OF_ROW, "flat_next", 1.1, 0},
    {"flat_delegate_1000", "next through 1000", "delegate", "gen_flat", 1000, GROUP_DELEGATE, OF_ROW, "flat_next", 1.1,
     0},
    {"tree_yield_from", "tree walk, a generator a node", "tree_yield_from", "gen", TREE, GROUP_WALK, OF_RAW, NULL,
     TREE_YIELD_FROM, 0},
    {"flat_tree_yield_from", "tree walk, no stacks", "tree_yield_from", "gen_flat", TREE, GROUP_WALK, OF_PEER, "cxx20",
     1.0, 0},
    {"tree_recursion", "tree walk, plain recursion", "tree_recursion", "gen", TREE, GROUP_RECURSION, OF_RAW, NULL, 1.4,
     0},
    {"create", "create, run to the end, free", "create", "gen", 0, GROUP_CREATE, OF_RAW, NULL, CREATE, 0},
    {"flat_create", "the same without a stack", "create", "gen_flat", 0, GROUP_CREATE, OF_PEER, "cxx20", 1.5, 0},
    {"throw", "throw, catch, next yield", "throw", "gen", 0, GROUP_THROW, OF_RAW, NULL, THROW, 0},
    {"flat_throw", "the same without a stack", "throw", "gen_flat", 0, GROUP_THROW, OF_RAW, NULL, 2.0, 0},
    {"close", "close with cleanup, and free", "close", "gen", 0, GROUP_CLOSE, OF_RAW, NULL, 3.0, 0},
    {"flat_close", "the same without a stack", "close", "gen_flat", 0, GROUP_CLOSE, OF_PEER, "cxx20", 2.0, 0},
    {"map_range", "map over range, no stack", "map_range", "gen", 0, GROUP_MAP, OF_RAW, NULL, 0.5, 0},
    {"live_10k", "make, step and free, 10 000 at once", "live", "gen", 10000, GROUP_LIVE_10K, OF_RAW, NULL, 60, 0},
    {"live_100k", "make, step and free, 100 000 at once", "live", "gen", MANY, GROUP_LIVE_100K, OF_RAW, NULL, 60, 0},
    {"handed_over", "made in one thread, freed in another", "handed_over", "gen", 10000, GROUP_HANDED, OF_RAW, NULL, 60,
     0},
    {"round_robin_30k", "30 000 generators in turn", "many", "gen", 30000, GROUP_APART, OF_COLOUR, NULL, 0.75, 0},
    {"round_robin_100k", "100 000 generators in turn", "many", "gen", MANY, GROUP_APART, OF_COLOUR, NULL, 0.75, 0},
    {"million_guarded", "1 000 000 live, guarded", "many", "gen", MILLION, GROUP_APART, OF_BYTES, NULL, 4.4 * 1024, 0},
    {"flat_million", "1 000 000 live, no stacks", "many", "gen_flat", MILLION, GROUP_APART, OF_BYTES, NULL, FLAT_BYTES,
     0},
    {"flat_round_robin_1m", "1 000 000 without stacks in turn", "many", "gen_flat", MILLION, GROUP_APART, OF_PEER,
     "cxx20", 2.0, 0},
    {"million_small", "1 000 000 live, small stacks", "small", "gen", MILLION, GROUP_APART, OF_BYTES, NULL, 1.4 * 1024,
     0},
    {"text_size", "machine code of libgen", "", "gen", 0, GROUP_APART, OF_BYTES, NULL, 56 * 1024, 0},
    {"async_switch", "sleep(0), two tasks in turn", "async_switch", "gen", 0, GROUP_SWITCH, OF_RAW, NULL, 2.5, 25},
    {"async_spawn_join", "spawn a task and await it", "async_spawn_join", "gen", 0, GROUP_SPAWN, OF_RAW, NULL, 10, 100},
    {"async_queue", "round trip by two queues", "async_queue", "gen", 0, GROUP_QUEUE, OF_RAW, NULL, 10, 100},
    {"async_sleepers_1m", "1 000 000 tasks sleep and end", "async_sleepers", "gen", MILLION, GROUP_APART, OF_PEER,
     "libuv", 8, 0},
    {"async_sleepers_1m_memory", "1 000 000 sleeping tasks", "async_sleepers", "gen", MILLION, GROUP_APART, OF_BYTES,
     NULL, 4.5 * 1024 * 1024 * 1024 / (double)MILLION, 0},
    {"flat_sleepers_1m", "the same without stacks", "async_sleepers", "gen_flat", MILLION, GROUP_APART, OF_PEER,
     "libuv", 1.0, 0},
    {"flat_sleepers_1m_memory", "1 000 000 sleeping, no stacks", "async_sleepers", "gen_flat", MILLION, GROUP_APART,
     OF_BYTES, NULL, 960, 0},
    {"async_echo", "echo 64 bytes on one of 64 connections", "async_echo", "gen", 64, GROUP_APART, OF_PEER, "libuv",
     1.15, 0},
    {"async_echo_1k_16k", "echo 16 KiB on one of 1000 connections", "async_echo_16k", "gen", 1000, GROUP_APART, OF_PEER,
     "libuv", 1.4, 0},
    {"async_idle_1k_each", "each of 1000 idle connections", "async_idle_each", "gen", 1000, GROUP_APART, OF_BYTES, NULL,
     5.5 * 1024, 0},
    {"async_idle_1k", "server of 1000 idle connections", "async_idle", "gen", 1000, GROUP_APART, OF_BYTES, NULL,
     16 * 1024 * 1024, 0},
    {NULL, NULL, NULL, NULL, 0, GROUP_APART, OF_NOTHING, NULL, 0, 0},
};

static bool is_walk(const char *work)
{
    return strncmp(work, "tree_", 5) == 0;
}

static bool is_crowd(const char *work)
{
    return strcmp(work, "async_sleepers") == 0 || strcmp(work, "live") == 0 || strcmp(work, "handed_over") == 0;
}

static bool is_round(const char *work)
{
    return strcmp(work, "many") == 0 || strcmp(work, "small") == 0;
}

long row_steps(const char *work, long scale)
{
    return is_walk(work) || is_round(work) || is_crowd(work) ? scale : 1;
}

long long row_sum(const char *work, long scale, long long done, long count)
{
    long long sequence = count * done + (long long)count * (count + 1) / 2;

    if (is_walk(work) || is_crowd(work))
        return (long long)count * scale * (scale + 1) / 2;
    return is_round(work) ? scale * sequence : sequence;
}
