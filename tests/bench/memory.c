/*
 * Places as far apart as gen's stacks are. At each visit the lines are touched that gen touches: the hot part of its
 * struct, and the two below that hold the suspended context.
 */
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define STRIDE ((size_t)132 * 1024)
#define HEADER ((size_t)512)
#define LINE 64
#define COLOURS 32

struct memory {
    char *base;
    size_t size;
    long count;
    int64_t *places[]; /* where each counts */
};

static void *open_coloured_by(long scale, char *why, size_t why_size, size_t colours)
{
    struct memory *memory = malloc(sizeof *memory + (size_t)scale * sizeof(int64_t *));

    if (memory == NULL)
        return NULL;
    memory->count = scale;
    memory->size = (size_t)scale * STRIDE;
    memory->base = mmap(NULL, memory->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory->base == MAP_FAILED) {
        snprintf(why, why_size, "no address space");
        free(memory);
        return NULL;
    }
    madvise(memory->base, memory->size, MADV_NOHUGEPAGE);
    for (size_t i = 0; i < (size_t)scale; i++)
        memory->places[i] = (int64_t *)(void *)(memory->base + (i + 1) * STRIDE - HEADER - i % colours * LINE);
    return memory;
}

static void *coloured_open(long scale, char *why, size_t why_size)
{
    return open_coloured_by(scale, why, why_size, COLOURS);
}

static void *uncoloured_open(long scale, char *why, size_t why_size)
{
    return open_coloured_by(scale, why, why_size, 1);
}

static int64_t memory_run(void *state, long count)
{
    struct memory *memory = state;
    int64_t sum = 0;

    for (long round = 0; round < count; round++)
        for (long i = 0; i < memory->count; i++) {
            int64_t *place = memory->places[i];

            sum += ++place[0];
            ++place[-2 * (LINE / 8)];
            ++place[-3 * (LINE / 8)];
        }
    return sum;
}

static void memory_close(void *state)
{
    struct memory *memory = state;

    munmap(memory->base, memory->size);
    free(memory);
}

static const bench_case_t coloured_cases[] = {
    {"many", coloured_open, memory_run, memory_close, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const bench_case_t uncoloured_cases[] = {
    {"many", uncoloured_open, memory_run, memory_close, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const bench_contender_t memory_coloured = {"memory", "memory alone", coloured_cases};
const bench_contender_t memory_uncoloured = {"memory_uncoloured", "memory alone", uncoloured_cases};

static void touch(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    for (size_t i = 0; p != MAP_FAILED && i < size; i += page)
        p[i] = 1;
}

void memory_warm_up(size_t size)
{
    size_t spare = (size_t)sysconf(_SC_AVPHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE) / 4 * 3;
    pid_t child = fork();

    if (child == 0) {
        touch(size < spare ? size : spare);
        _exit(0);
    }
    if (child > 0)
        waitpid(child, NULL, 0);
}
