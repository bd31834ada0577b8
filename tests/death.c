/* death.c - a child that is expected to die. */
#include "death.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SURVIVED = 42 };

static char words[4096];

/*
 * The stack switch ends the process with _exit(0) if the function at the bottom of a stack ever returns, which would look
 * like a pass. No test calls _exit(): so this one, which the linker prefers to the C library's, tells it from the end.
 */
void _exit(int status)
{
    fprintf(stderr, "_exit(%d) was called: has the bottom of a stack returned?\n", status);
    abort();
}

/* Set where what the tests cover is counted: a child that is killed must write its counts first. */
extern void __gcov_dump(void) __attribute__((weak));

static void count_and_die(int signal_number)
{
    __gcov_dump();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void die(int out, void (*function)(void *arg), void *arg)
{
    const struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
    signal(SIGABRT, __gcov_dump != NULL ? count_and_die : SIG_DFL); /* cmocka catches both */
    signal(SIGSEGV, SIG_DFL);
    dup2(out, STDERR_FILENO);
    function(arg);
    if (__gcov_dump != NULL)
        __gcov_dump();
    _Exit(SURVIVED);
}

static void read_words(int in)
{
    size_t length = 0;
    ssize_t got;

    while (length < sizeof words - 1 && (got = read(in, words + length, sizeof words - 1 - length)) > 0)
        length += (size_t)got;
    words[length] = '\0';
}

const char *last_words(int by, void (*function)(void *arg), void *arg, const char *sentence)
{
    int ends[2], status;
    pid_t child;

    fflush(NULL);
    if (pipe(ends) != 0 || (child = fork()) < 0)
        return "no child could be made";
    if (child == 0) {
        close(ends[0]); /* so that one that talks for ever dies when nobody listens any more */
        die(ends[1], function, arg);
    }
    close(ends[1]);
    read_words(ends[0]);
    close(ends[0]);
    waitpid(child, &status, 0);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != by)
        return WIFEXITED(status) && WEXITSTATUS(status) == SURVIVED ? "the program went on" : "it ended otherwise";
    return strstr(words, sentence) != NULL ? sentence : words;
}
