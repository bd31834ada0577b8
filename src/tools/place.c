/*
 * place.c - the place in the source that a suspended stack waits at, for people to read.
 *
 * File and line of a return address are binutils' addr2line's to tell, where that is installed.
 */
#define _GNU_SOURCE
#include "tools/place.h"
#include "machine/module.h"
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool find_module(struct module *module, uintptr_t pc)
{
    if (!gen_module_find_(module, pc))
        return false;
    if (module->path[0] == '\0') { /* the program itself */
        ssize_t length = readlink("/proc/self/exe", module->path, sizeof module->path - 1);

        module->path[length > 0 ? length : 0] = '\0';
    }
    return true;
}

/* Starts it, to write to output. @return an error's number, or 0 */
static int spawn(char *const argv[], int output, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);

    if (error != 0)
        return error;
    error = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (error == 0)
        error = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (error == 0)
        error = posix_spawnp(child, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static void wait_for(pid_t child)
{
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
}

/* Starts addr2line. @return its output, or NULL */
static FILE *ask(const struct module *module, pid_t *child)
{
    char path[sizeof module->path], offset[32];
    char *argv[] = {(char[]){"addr2line"}, (char[]){"-fie"}, path, offset, NULL};
    FILE *lines = NULL;
    int ends[2], error;

    memcpy(path, module->path, sizeof path);
    snprintf(offset, sizeof offset, "%#zx", (size_t)module->offset);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return NULL;
    error = spawn(argv, ends[1], child);
    close(ends[1]);
    if (error == 0)
        lines = fdopen(ends[0], "r");
    if (lines == NULL)
        close(ends[0]);
    if (error == 0 && lines == NULL)
        wait_for(*child);
    return lines;
}

/* The library's own functions are not what is asked for. */
static bool is_ours(const char *function)
{
    static const char *const others[] = {"careful_switch", "watched_switch", "pass_on", "step_delegate"};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(function, others[i]) == 0)
            return true;
    return strncmp(function, "gen_", 4) == 0;
}

enum answer { UNKNOWN, OURS, FOUND };

/* A function and a place in it, `/home/me/file.c:12`; the first character of what is not known is a question mark. */
struct pair {
    char function[256], place[512];
};

/* What to make of the pairs, innermost inlined function first; line is a body's. */
typedef enum answer reader_t(FILE *lines, unsigned line, FILE *out);

static bool read_pair(FILE *lines, struct pair *pair)
{
    char *discriminator;

    if (fgets(pair->function, sizeof pair->function, lines) == NULL ||
        fgets(pair->place, sizeof pair->place, lines) == NULL)
        return false;
    discriminator = strstr(pair->place, " (discriminator ");
    pair->function[strcspn(pair->function, "\n")] = '\0';
    pair->place[discriminator != NULL ? (size_t)(discriminator - pair->place) : strcspn(pair->place, "\n")] = '\0';
    return true;
}

static const char *without_folder(const char *place)
{
    const char *file = strrchr(place, '/');

    return file != NULL ? file + 1 : place;
}

/* Up to the first that is not the library's. */
static enum answer read_frame(FILE *lines, unsigned line, FILE *out)
{
    struct pair pair;
    enum answer answer = UNKNOWN;

    (void)line;
    while (answer != FOUND && read_pair(lines, &pair)) {
        if (pair.place[0] == '?')
            continue;
        answer = is_ours(pair.function) ? OURS : FOUND;
        if (answer == FOUND && strstr(pair.place, "/gen/inline/") != NULL)
            fprintf(out, ", in %s", pair.function); /* the line of the yield itself is not known */
        else if (answer == FOUND)
            fprintf(out, ", at %s in %s", without_folder(pair.place), pair.function);
    }
    return answer;
}

/* The last: a body begins there, whatever is inlined into it. */
static enum answer read_body(FILE *lines, unsigned line, FILE *out)
{
    struct pair pair;
    char *colon = NULL;

    pair.place[0] = '?';
    while (read_pair(lines, &pair))
        continue;
    if (pair.place[0] != '?')
        colon = strrchr(pair.place, ':');
    if (colon == NULL)
        return UNKNOWN;
    *colon = '\0';
    fprintf(out, ", at %s:%u in %s", without_folder(pair.place), line, pair.function);
    return FOUND;
}

static enum answer look_up(const struct module *module, reader_t *reader, unsigned line, FILE *out)
{
    pid_t child;
    FILE *lines = ask(module, &child);
    enum answer answer;

    if (lines == NULL)
        return UNKNOWN;
    answer = reader(lines, line, out);
    fclose(lines);
    wait_for(child);
    return answer;
}

/* Out of the library's functions: only where frame pointers are kept, as in builds that are not optimised. */
static uintptr_t caller(const gen_t *g, uintptr_t *frame)
{
    const uintptr_t *words = (const uintptr_t *)*frame;

    if (*frame < (uintptr_t)g->stack.low || *frame >= (uintptr_t)g - 2 * sizeof *words || *frame % sizeof *words != 0)
        return 0;
    *frame = words[0];
    return words[1];
}

void gen_print_place_(const gen_t *g, gen_context_t_ context, FILE *out)
{
    enum { LEVELS = 8 };
    uintptr_t frame, pc = gen_context_pc_(context, &frame);

    for (int i = 0; i < LEVELS && pc != 0; i++, pc = caller(g, &frame)) {
        struct module module;
        enum answer answer;

        if (!find_module(&module, pc - 1)) /* within the call */
            return;
        answer = look_up(&module, read_frame, 0, out);
        if (answer == FOUND)
            return;
        if (answer == UNKNOWN) {
            fprintf(out, ", at %s+%#zx", module.path, (size_t)module.offset);
            return;
        }
    }
}

void gen_print_line_(const gen_t *g, FILE *out)
{
    struct module module;
    gen_stackless_body_t *body = g->stackless->body;
    uintptr_t pc;

    memcpy(&pc, &body, sizeof pc);
    if (!find_module(&module, pc))
        fprintf(out, ", at line %u", g->hot.at);
    else if (look_up(&module, read_body, g->hot.at, out) == UNKNOWN)
        fprintf(out, ", at line %u of %s+%#zx", g->hot.at, module.path, (size_t)module.offset);
}
