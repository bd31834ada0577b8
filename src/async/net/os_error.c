/* os_error.c - OSError and its subtypes, by errno. */
#include <errno.h>
#include <gen/async/os_error.h>
#include <stdio.h>
#include <string.h>

const gen_exc_t GEN_BLOCKING_IO_ERROR[1] = {{"BlockingIOError", GEN_OS_ERROR}};
const gen_exc_t GEN_BROKEN_PIPE_ERROR[1] = {{"BrokenPipeError", GEN_CONNECTION_ERROR}};
const gen_exc_t GEN_CHILD_PROCESS_ERROR[1] = {{"ChildProcessError", GEN_OS_ERROR}};
const gen_exc_t GEN_CONNECTION_ABORTED_ERROR[1] = {{"ConnectionAbortedError", GEN_CONNECTION_ERROR}};
const gen_exc_t GEN_CONNECTION_REFUSED_ERROR[1] = {{"ConnectionRefusedError", GEN_CONNECTION_ERROR}};
const gen_exc_t GEN_CONNECTION_RESET_ERROR[1] = {{"ConnectionResetError", GEN_CONNECTION_ERROR}};
const gen_exc_t GEN_FILE_EXISTS_ERROR[1] = {{"FileExistsError", GEN_OS_ERROR}};
const gen_exc_t GEN_FILE_NOT_FOUND_ERROR[1] = {{"FileNotFoundError", GEN_OS_ERROR}};
const gen_exc_t GEN_INTERRUPTED_ERROR[1] = {{"InterruptedError", GEN_OS_ERROR}};
const gen_exc_t GEN_IS_A_DIRECTORY_ERROR[1] = {{"IsADirectoryError", GEN_OS_ERROR}};
const gen_exc_t GEN_NOT_A_DIRECTORY_ERROR[1] = {{"NotADirectoryError", GEN_OS_ERROR}};
const gen_exc_t GEN_PERMISSION_ERROR[1] = {{"PermissionError", GEN_OS_ERROR}};
const gen_exc_t GEN_PROCESS_LOOKUP_ERROR[1] = {{"ProcessLookupError", GEN_OS_ERROR}};
const gen_exc_t GEN_GAI_ERROR[1] = {{"gaierror", GEN_OS_ERROR}};

static const struct {
    int errnum;
    const gen_exc_t *type;
} subtypes[] = {
    {EAGAIN, GEN_BLOCKING_IO_ERROR},
    {EALREADY, GEN_BLOCKING_IO_ERROR},
    {EINPROGRESS, GEN_BLOCKING_IO_ERROR},
    {EPIPE, GEN_BROKEN_PIPE_ERROR},
    {ESHUTDOWN, GEN_BROKEN_PIPE_ERROR},
    {ECHILD, GEN_CHILD_PROCESS_ERROR},
    {ECONNABORTED, GEN_CONNECTION_ABORTED_ERROR},
    {ECONNREFUSED, GEN_CONNECTION_REFUSED_ERROR},
    {ECONNRESET, GEN_CONNECTION_RESET_ERROR},
    {EEXIST, GEN_FILE_EXISTS_ERROR},
    {ENOENT, GEN_FILE_NOT_FOUND_ERROR},
    {EINTR, GEN_INTERRUPTED_ERROR},
    {EISDIR, GEN_IS_A_DIRECTORY_ERROR},
    {ENOTDIR, GEN_NOT_A_DIRECTORY_ERROR},
    {EACCES, GEN_PERMISSION_ERROR},
    {EPERM, GEN_PERMISSION_ERROR},
    {ESRCH, GEN_PROCESS_LOOKUP_ERROR},
    {ETIMEDOUT, GEN_TIMEOUT_ERROR},
};

static const gen_exc_t *type_of(int errnum)
{
    for (size_t i = 0; i < sizeof subtypes / sizeof *subtypes; i++)
        if (subtypes[i].errnum == errnum)
            return subtypes[i].type;
    return GEN_OS_ERROR;
}

gen_error_t *gen_os_error(int errnum, const char *about)
{
    const gen_exc_t *type = type_of(errnum);

    if (about == NULL)
        return gen_error_new(type, "[Errno %d] %s", errnum, strerror(errnum));
    return gen_error_new(type, "[Errno %d] %s: '%s'", errnum, strerror(errnum), about);
}

gen_status_t gen_raise_os_error(gen_t *self, int errnum, const char *about)
{
    gen_error_t *e = gen_os_error(errnum, about);

    gen_raise_error(self, e);
    gen_error_free(e);
    return GEN_RAISED;
}

int gen_error_errno(const gen_error_t *e)
{
    int errnum = 0;

    if (!gen_error_is(e, GEN_OS_ERROR) || sscanf(gen_error_message(e), "[Errno %d]", &errnum) != 1)
        return 0;
    return errnum;
}
