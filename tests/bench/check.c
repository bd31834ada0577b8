#include "check.h"

#include "entrant.h"
#include "rows.h"

#include <gen.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif

/* Sanitizers know nothing of the contenders' stacks, and change what memory costs. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

static const struct {
    const char *work;
    long scale;
} small[] = {
    {"next", 0},
    {"next_fp", 0},
    {"next_rounding", 0},
    {"send", 0},
    {"delegate", 1},
    {"delegate", 20},
    {"tree_yield_from", 63},
    {"tree_recursion", 63},
    {"create", 0},
    {"throw", 0},
    {"close", 0},
    {"many", 50},
    {"small", 50},
    {"live", 50},
    {"handed_over", 50},
    {"map_range", 0},
    {"async_switch", 0},
    {"async_spawn_join", 0},
    {"async_queue", 0},
    {"async_sleepers", 50},
};

enum { REPEATS = 20 }; /* more than malloc() caches of one size */

static size_t in_use(void)
{
#if __GLIBC_PREREQ(2, 33)
    return mallinfo2().uordblks;
#else
    return 0;
#endif
}

/* Runs one work twice, in pieces that do not divide the batches evenly. */
static bool check_one(const struct player *player, const char *work, long scale)
{
    struct entrant *e = malloc(sizeof *e);
    bool good = true;

    if (e == NULL)
        return false;
    e->failure[0] = '\0';
    if (player_has(player, work) && entrant_open(e, player, work, scale)) {
        good = entrant_run(e, 1) >= 0 && entrant_run(e, 70) >= 0 && entrant_run(e, 29) >= 0;
        entrant_close(e);
    }
    if (!good || e->failure[0] != '\0')
        printf("%s: %s at scale %ld: %s\n", player->name, work, scale, e->failure);
    good = good && e->failure[0] == '\0';
    free(e);
    return good;
}

/* How often in a row the work left more behind than there was before. A few times it may: malloc() counts what it caches
 * for a thread as in use. */
static int growths(const struct player *gen, const char *work, long scale, bool *good)
{
    int count = 0;

    for (int k = 0; k < REPEATS; k++) {
        size_t before = in_use();

        *good = check_one(gen, work, scale) && *good;
        if (in_use() <= before)
            return 0;
        count++;
    }
    return count;
}

static bool check_leaks(const struct player *gen)
{
    gen_stack_stats_t stats;
    bool good = true;

    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        if (growths(gen, small[i].work, small[i].scale, &good) == REPEATS && !SANITIZED) {
            printf("%s: %s leaves more behind each time\n", gen->name, small[i].work);
            good = false;
        }
        gen_stack_stats(&stats);
        if (stats.live != 0) {
            printf("%s: %s leaves %zu generators behind\n", gen->name, small[i].work, stats.live);
            good = false;
        }
    }
    return good;
}

int check_all(const struct roster *roster)
{
    const struct player *gen = roster_find(roster, "gen");
    bool good = true;

    for (int p = 0; p < roster->count; p++) {
        const struct player *player = &roster->players[p];

        if (player->absent || (SANITIZED && player != gen && strncmp(player->name, "gen_", 4) != 0))
            continue;
        for (size_t i = 0; i < sizeof small / sizeof *small; i++)
            good = check_one(player, small[i].work, small[i].scale) && good;
        printf("%s: done\n", player->name);
    }
    good = check_leaks(gen) && good;
    good = check_leaks(roster_find(roster, "gen_flat")) && good;
    puts(good ? "all sums are right, and gen leaves nothing behind" : "failed");
    return good ? 0 : 1;
}

static long available_kib(void)
{
    FILE *file = fopen("/proc/meminfo", "r");
    char line[128];
    long kib = 0;

    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "MemAvailable: %ld", &kib) == 1)
            break;
    if (file != NULL)
        fclose(file);
    return kib;
}

static bool has_guards_without_mappings(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    bool has = page != MAP_FAILED && madvise(page, 4096, MADV_GUARD_INSTALL) == 0;

    if (page != MAP_FAILED)
        munmap(page, 4096);
    return has;
}

static const struct row *find_row(const char *name)
{
    const struct row *row = bench_rows;

    while (row->name != NULL && strcmp(row->name, name) != 0)
        row++;
    return row;
}

/* In a process of its own, so that its memory can be told from this one's. */
static bool check_memory(const struct roster *roster, const struct row *row)
{
    struct player apart = roster_apart(roster_find(roster, row->player), NULL);
    struct entrant *e = malloc(sizeof *e);
    double each = -1;

    if (e == NULL)
        return false;
    if (entrant_open(e, &apart, row->work, row->scale) && entrant_run(e, 2) >= 0)
        each = (double)entrant_memory(e) / (double)row->scale;
    entrant_close(e);
    if (each < 0)
        printf("%s: %s\n", row->name, e->failure);
    else
        printf("%s: %.0f bytes each, at most %.0f are allowed\n", row->name, each, row->target);
    free(e);
    return each > 0 && each <= row->target;
}

int check_million(const struct roster *roster)
{
    bool good;

    if (SANITIZED || available_kib() < 6L * 1024 * 1024 || !has_guards_without_mappings()) {
        puts("needs 6 GiB of memory, Linux 6.13 for its guards, and no sanitizer: skipped");
        return CHECK_SKIPPED;
    }
    good = check_memory(roster, find_row("million_guarded"));
    good = check_memory(roster, find_row("million_small")) && good;
    good = check_memory(roster, find_row("flat_million")) && good;
    return good ? 0 : 1;
}
