/*
 * death_windows.c - a child that is expected to die, where there is no fork().
 *
 * The program starts itself once more. There the calls of last_words() answer what is wanted without doing anything, but for
 * the one that was meant, which a variable of the environment counts: that one dies.
 */
#include "death.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

enum { SURVIVED = 42, ABORTED = 3 };

static const char variable[] = "GEN_LAST_WORDS", mark[] = "last words:";
static char words[1 << 16];

/* As in death.c. */
void _exit(int status)
{
    fprintf(stderr, "_exit(%d) was called: has the bottom of a stack returned?\n", status);
    abort();
}

/* No debugger is asked. */
static LONG WINAPI end(EXCEPTION_POINTERS *exception)
{
    TerminateProcess(GetCurrentProcess(), exception->ExceptionRecord->ExceptionCode);
    return EXCEPTION_EXECUTE_HANDLER;
}

static void die(void (*function)(void *arg), void *arg)
{
    SetUnhandledExceptionFilter(end); /* cmocka has its own */
    signal(SIGABRT, SIG_DFL);
    signal(SIGSEGV, SIG_DFL);
    fprintf(stderr, "%s", mark);
    fflush(stderr);
    function(arg);
    fflush(NULL);
    TerminateProcess(GetCurrentProcess(), SURVIVED);
}

static HANDLE inherited(HANDLE handle)
{
    SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    return handle;
}

/* @return the process, whose stderr can be read from *out; NULL if there is none */
static HANDLE start(int nth, HANDLE *out)
{
    STARTUPINFOA how = {.cb = sizeof how, .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION process = {NULL, NULL, 0, 0};
    char number[16], path[MAX_PATH];
    HANDLE in, nothing = CreateFileA("NUL", GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);

    GetModuleFileNameA(NULL, path, sizeof path);
    snprintf(number, sizeof number, "%d", nth);
    SetEnvironmentVariableA(variable, number);
    CreatePipe(out, &in, NULL, 0);
    how.hStdError = inherited(in);
    how.hStdOutput = inherited(nothing);
    CreateProcessA(path, NULL, NULL, NULL, TRUE, 0, NULL, NULL, &how, &process);
    SetEnvironmentVariableA(variable, NULL);
    CloseHandle(in);
    CloseHandle(nothing);
    CloseHandle(process.hThread);
    return process.hProcess;
}

static void read_words(HANDLE out)
{
    DWORD length = 0, got = 0;

    while (length < sizeof words - 1 && ReadFile(out, words + length, (DWORD)sizeof words - 1 - length, &got, NULL) &&
           got > 0)
        length += got;
    words[length] = '\0';
    CloseHandle(out);
    for (char *end; (end = strstr(words, "\r\n")) != NULL;)
        memmove(end, end + 1, strlen(end));
}

static int signal_of(DWORD code)
{
    switch (code) {
    case ABORTED:
        return SIGABRT;
    case EXCEPTION_ACCESS_VIOLATION:
    case EXCEPTION_GUARD_PAGE:
    case EXCEPTION_STACK_OVERFLOW:
        return SIGSEGV;
    default:
        return 0;
    }
}

static const char *words_of(int nth, int by, const char *sentence)
{
    static char otherwise[64];
    HANDLE out, process;
    const char *last;
    DWORD code;

    fflush(NULL);
    process = start(nth, &out);
    if (process == NULL)
        return "no child could be made";
    read_words(out);
    WaitForSingleObject(process, INFINITE);
    GetExitCodeProcess(process, &code);
    CloseHandle(process);
    last = strstr(words, mark);
    if (code == SURVIVED)
        return "the program went on";
    if (last == NULL || signal_of(code) != by) {
        snprintf(otherwise, sizeof otherwise, "it ended otherwise: 0x%lx", (unsigned long)code);
        return otherwise;
    }
    last += strlen(mark);
    return strstr(last, sentence) != NULL ? sentence : last;
}

const char *last_words(int by, void (*function)(void *arg), void *arg, const char *sentence)
{
    static int calls;
    const char *wanted = getenv(variable);

    calls++;
    if (wanted == NULL)
        return words_of(calls, by, sentence);
    if (calls == atoi(wanted))
        die(function, arg);
    return sentence;
}
