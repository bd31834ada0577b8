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

/* Reads pairs of lines, innermost inlined function first, up to the first that is not the library's. */
static enum answer understand(FILE *lines, FILE *out)
{
    char function[256], place[512];
    enum answer answer = UNKNOWN;

    while (answer != FOUND && fgets(function, sizeof function, lines) != NULL &&
           fgets(place, sizeof place, lines) != NULL) {
        const char *file = strrchr(place, '/');
        char *discriminator = strstr(place, " (discriminator ");

        function[strcspn(function, "\n")] = '\0';
        place[discriminator != NULL ? (size_t)(discriminator - place) : strcspn(place, "\n")] = '\0';
        if (place[0] == '?')
            continue;
        answer = is_ours(function) ? OURS : FOUND;
        if (answer == FOUND && strstr(place, "/gen/inline/") != NULL)
            fprintf(out, ", in %s", function); /* the line of the yield itself is not known */
        else if (answer == FOUND)
            fprintf(out, ", at %s in %s", file != NULL ? file + 1 : place, function);
    }
    return answer;
}

static enum answer look_up(const struct module *module, FILE *out)
{
    pid_t child;
    FILE *lines = ask(module, &child);
    enum answer answer;

    if (lines == NULL)
        return UNKNOWN;
    answer = understand(lines, out);
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
        answer = look_up(&module, out);
        if (answer == FOUND)
            return;
        if (answer == UNKNOWN) {
            fprintf(out, ", at %s+%#zx", module.path, (size_t)module.offset);
            return;
        }
    }
}
