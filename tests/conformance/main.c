/*
 * gen-gp [--idioms|--stackless|--mixed] FILE...: runs the generator programs in the files and prints the trace of each.
 * With --idioms it uses the library as its users do, wherever the language lets it; with --stackless no body has a stack;
 * with --mixed a coin decides for each generator that is made, the same at each run.
 *
 * What a program makes are generators and iterators of the library, driven through its public functions; the executor
 * only walks the statements between the steps.
 */
#include "execute.h"
#include "trace.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    gp_text_t text = {NULL, 0, 0};
    char piece[4096];

    gp_text_add(&text, "");
    if (file == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(2);
    }
    while (fgets(piece, sizeof piece, file) != NULL)
        gp_text_add(&text, piece);
    if (ferror(file)) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(2);
    }
    fclose(file);
    return text.text;
}

static void trace_unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)g;
    gp_trace_exception(context, "unraisable", gp_keep(context, gen_error_ref(e)));
}

static void run_main(gp_world_t *world)
{
    gp_instance_t *instance = gp_instance_new(world, world->program->main, "main");
    gp_frame_t frame = {.instance = instance, .self = NULL, .body = NULL, .result = GEN_NONE};

    if (gp_execute(&frame, world->program->main->block) == GP_FLOW_RAISE)
        gp_trace_exception(world, "main !!", frame.raised);
    gp_instance_free(instance);
}

/* Drops the handles that are set when main ends; one that is set meanwhile goes with the world. */
static void clean_up(gp_world_t *world)
{
    int count = world->set;
    int *order = gp_allocate((size_t)(count + 1) * sizeof *order);

    gp_text_add(&world->trace, "end\n");
    memcpy(order, world->order, (size_t)count * sizeof *order);
    for (int i = 0; i < count; i++) {
        if (world->handles[order[i]].object == NULL)
            continue;
        gp_text_format(&world->trace, "cleanup %s\n", world->program->handles.names[order[i]]);
        gen_free(gp_handle_take(world, order[i]));
    }
    free(order);
}

/* How programs are run. */
struct mode {
    const char *option;
    bool idioms;
    unsigned stackless; /* of 256 bodies */
};

static const struct mode MODES[] = {
    {"--idioms", true, 0}, {"--stackless", false, 256}, {"--mixed", false, 128}, {NULL, false, 0}};

/* What the coin begins with: each program has a sequence of its own. */
static uint64_t seed_of(const char *name)
{
    uint64_t seed = 0;

    for (; *name != '\0'; name++)
        seed = seed * 31 + (unsigned char)*name;
    return seed;
}

static void run_program(gp_program_t *program, const struct mode *mode)
{
    gp_world_t world;

    gp_world_open(&world, program);
    world.idioms = mode->idioms;
    world.stackless = mode->stackless;
    world.coin = seed_of(program->name);
    gen_set_unraisable_hook(trace_unraisable, &world);
    run_main(&world);
    clean_up(&world);
    printf("== %s\n%s", program->name, world.exhausted ? "BUDGET\n" : world.trace.text);
    world.exhausted = true;
    while (world.set > 0)
        gen_free(gp_handle_take(&world, world.order[0]));
    gen_set_unraisable_hook(NULL, NULL);
    gp_world_close(&world);
}

static void run_file(const char *path, const struct mode *mode)
{
    gp_arena_t arena = {NULL};
    char *text = read_file(path);

    for (gp_program_t *program = gp_parse(&arena, path, text); program != NULL; program = program->next)
        run_program(program, mode);
    gp_arena_free(&arena);
    free(text);
}

int main(int argc, char **argv)
{
    const struct mode *mode = MODES;
    int first;

    while (mode->option != NULL && (argc < 2 || strcmp(argv[1], mode->option) != 0))
        mode++;
    first = mode->option != NULL ? 2 : 1;
    if (argc <= first) {
        fputs("usage: gen-gp [--idioms|--stackless|--mixed] FILE...\n", stderr);
        return 2;
    }
    for (int i = first; i < argc; i++)
        run_file(argv[i], mode);
    if (fflush(stdout) != 0) {
        fputs("gen-gp: cannot write the trace\n", stderr);
        return 1;
    }
    return 0;
}
