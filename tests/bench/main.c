/*
 * gen-bench: what gen's operations cost beside those of its peers.
 */
#include "check.h"
#include "measure.h"
#include "remote.h"
#include "report.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
    bool json, alone, check, check_million;
    const char *serve;
    struct wish wish;
};

static void usage(FILE *out)
{
    fputs("usage: gen-bench [--json] [--alone] [--rounds N] [ROW...]\n"
          "       gen-bench --check | --check-million\n"
          "\n"
          "Measures gen and its peers in alternating samples, all rows or those named.\n"
          "\n"
          "  --json           print one JSON object instead of tables\n"
          "  --alone          without the peers\n"
          "  --rounds N       samples of each contender at each row, at most 512 (default 201)\n"
          "  --check          do all work at a small scale and check its results; no timing\n"
          "  --check-million  hold a million generators and check their memory\n"
          "\n"
          "Rows:",
          out);
    for (const struct row *row = bench_rows; row->name != NULL; row++)
        fprintf(out, "%s%s", (row - bench_rows) % 6 == 0 ? "\n  " : " ", row->name);
    fputc('\n', out);
}

static bool is_row(const char *name)
{
    for (const struct row *row = bench_rows; row->name != NULL; row++)
        if (strcmp(row->name, name) == 0)
            return true;
    return false;
}

static int refuse(const char *what, const char *arg)
{
    fprintf(stderr, "gen-bench: %s: %s\n", what, arg);
    return 2;
}

/* Row names are gathered at the front of argv. @return an exit status, or -1 to go on */
static int parse(struct options *options, int argc, char **argv)
{
    int names = 0;

    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";

        if (strcmp(argv[i], "--help") == 0)
            return usage(stdout), 0;
        if (strcmp(argv[i], "--json") == 0)
            options->json = true;
        else if (strcmp(argv[i], "--alone") == 0)
            options->alone = true;
        else if (strcmp(argv[i], "--check") == 0)
            options->check = true;
        else if (strcmp(argv[i], "--check-million") == 0)
            options->check_million = true;
        else if (strcmp(argv[i], "--serve") == 0)
            options->serve = value, i++;
        else if (strcmp(argv[i], "--rounds") == 0 && atoi(value) >= 1 && atoi(value) <= SAMPLES_MAX)
            options->wish.plan.rounds = atoi(value), i++;
        else if (is_row(argv[i]))
            argv[names++] = argv[i];
        else
            return refuse(argv[i][0] == '-' ? "bad option" : "no such row", argv[i]);
    }
    options->wish.names = (const char *const *)argv;
    options->wish.name_count = names;
    return -1;
}

/* Stays on one processor, its children too: to move costs caches. */
static void pin(void)
{
    cpu_set_t set;
    int cpu = sched_getcpu();

    if (cpu < 0)
        return;
    CPU_ZERO(&set);
    CPU_SET((size_t)cpu, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static int serve(const char *name)
{
    static struct roster roster;
    const struct player *player;

    roster_load_local(&roster);
    player = roster_find(&roster, name);
    if (player == NULL)
        return refuse("no such contender", name);
    remote_serve(player->local);
    return 0;
}

int main(int argc, char **argv)
{
    static struct roster roster;
    static struct report report;
    struct options options = {
        .wish.plan = {.rounds = 201, .sample_ns = 1e5, .warm_runs = 1, .budget_ns = 5e8, .progress = true}};
    int status = parse(&options, argc, argv);

    if (status >= 0)
        return status;
    if (options.serve != NULL)
        return serve(options.serve);
    if (options.alone)
        roster_load_gen(&roster);
    else
        roster_load(&roster);
    if (options.check)
        return check_all(&roster);
    if (options.check_million)
        return check_million(&roster);
    pin();
    measure(&report, &roster, &options.wish);
    if (options.json)
        report_json(&report, &roster);
    else
        report_table(&report, &roster);
    return 0;
}
