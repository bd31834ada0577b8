/**
 * @file gen/async/process.h
 * Subprocesses with pipes.
 *
 * @code
 * const char *argv[] = {"sort", "-r", NULL};
 * gen_process_attr_t attr = gen_process_attr();
 * gen_process_t *process;
 * gen_output_t output;
 *
 * attr.std_in = attr.std_out = GEN_PIPE;
 * if (!gen_create_subprocess_exec(self, &attr, argv, &process))
 *     return GEN_RAISED;
 * if (gen_process_communicate(self, process, "a\nb\n", 4, &output))
 *     fwrite(output.out, 1, output.out_size, stdout);
 * gen_process_free(process);
 * @endcode
 */
#ifndef GEN_ASYNC_PROCESS_H
#define GEN_ASYNC_PROCESS_H

#include <gen/async/stream.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A subprocess. */
typedef struct gen_process gen_process_t;

/** What a standard stream of a subprocess may be besides a file descriptor: the constants of Python's subprocess. */
enum {
    GEN_INHERIT = -4, /**< the program's own; Python's None */
    GEN_DEVNULL = -3, /**< /dev/null */
    GEN_STDOUT = -2,  /**< for std_err: where std_out goes */
    GEN_PIPE = -1     /**< a gen_stream_t: gen_process_stdin() and so on */
};

/** What may be asked for. Start from gen_process_attr(); later versions add members at the end. */
typedef struct {
    size_t struct_size;     /**< sizeof(gen_process_attr_t) as the caller knows it */
    int std_in;             /**< one of the constants, or a file descriptor, which stays the caller's */
    int std_out;            /**< likewise */
    int std_err;            /**< likewise */
    const char *cwd;        /**< the directory to start in; NULL for the program's own */
    const char *const *env; /**< "NAME=value", ended by NULL; NULL for the program's own */
    bool close_fds; /**< true unless set: the child has 0, 1, 2 and pass_fds. false: all that are not close-on-exec. */
    const int *pass_fds;    /**< descriptors that it has too, with the same numbers; NULL for none */
    size_t pass_fds_count;  /**< how many */
    bool start_new_session; /**< it calls setsid() */
    int process_group;      /**< it calls setpgid(0, process_group); -1, unless set, for the program's own */
} gen_process_attr_t;

/** @return the default attributes: everything inherited */
static inline gen_process_attr_t gen_process_attr(void)
{
    gen_process_attr_t attr = {
        sizeof(gen_process_attr_t), GEN_INHERIT, GEN_INHERIT, GEN_INHERIT, NULL, NULL, true, NULL, 0, false, -1};

    return attr;
}

/**
 * `await asyncio.create_subprocess_exec(*argv, ...)`. It takes the same time however much memory the program has. As in
 * Python, the child has the signal mask of the thread that starts it, and signals that the program ignores are ignored in it
 * but for SIGPIPE and SIGXFSZ. SIGCHLD is left to the program.
 * @param self     the coroutine that runs
 * @param attr     NULL for the defaults
 * @param argv     the program, searched for in PATH, and its arguments, ended by NULL
 * @param process  set to the process; to NULL if an exception is pending
 * @return true; false if an exception is pending: FileNotFoundError "[Errno 2] No such file or directory: 'program'",
 *     PermissionError and the like, which name the program, or attr->cwd if it is that
 */
GEN_API bool gen_create_subprocess_exec(gen_t *self, const gen_process_attr_t *attr, const char *const argv[],
                                        gen_process_t **process) GEN_CHECKED;

/** `await asyncio.create_subprocess_shell(command, ...)`: by /bin/sh -c. */
GEN_API bool gen_create_subprocess_shell(gen_t *self, const gen_process_attr_t *attr, const char *command,
                                         gen_process_t **process) GEN_CHECKED;

/** @return the stream that writes to its input, borrowed; NULL unless that is a pipe */
GEN_API gen_stream_t *gen_process_stdin(const gen_process_t *process);

/** @return the stream that reads its output, borrowed; NULL unless that is a pipe */
GEN_API gen_stream_t *gen_process_stdout(const gen_process_t *process);

/** @return the stream that reads its error output, borrowed; NULL unless that is a pipe */
GEN_API gen_stream_t *gen_process_stderr(const gen_process_t *process);

/** @return its number, also after it has ended */
GEN_API int gen_process_pid(const gen_process_t *process);

/**
 * process.returncode.
 * @param process     the process
 * @param returncode  set to what it exited with, or -N if signal N ended it; may be NULL. 255 if it cannot be known, because
 *                    the program has taken the status itself (waitpid(-1)), or ignores SIGCHLD, which the loop's exception
 *                    handler is told: "child process pid 42 exit status already read: will report returncode 255".
 * @return whether it has ended
 */
GEN_API bool gen_process_returncode(const gen_process_t *process, int *returncode);

/**
 * `returncode = await process.wait()`. It may never end while nobody reads its output: gen_process_communicate() does.
 * @param self        the coroutine that runs
 * @param process     the process
 * @param returncode  as for gen_process_returncode()
 * @return true; false if an exception is pending
 */
GEN_API bool gen_process_wait(gen_t *self, gen_process_t *process, int *returncode) GEN_CHECKED;

/** process.send_signal(). @return false if it has ended: Python's ProcessLookupError */
GEN_API bool gen_process_send_signal(gen_process_t *process, int signum);

/** process.terminate(): SIGTERM. @return as gen_process_send_signal() */
GEN_API bool gen_process_terminate(gen_process_t *process);

/** process.kill(): SIGKILL. @return as gen_process_send_signal() */
GEN_API bool gen_process_kill(gen_process_t *process);

/** What a process has written: the process's, good until it is freed. Each has a NUL behind it; "" if it is no pipe. */
typedef struct gen_output {
    const char *out; /**< its output */
    size_t out_size; /**< in bytes */
    const char *err; /**< its error output */
    size_t err_size; /**< in bytes */
} gen_output_t;

/**
 * `stdout, stderr = await process.communicate(input)`: writes all of @p input, reads everything, waits for the end. As
 * in Python, it is no error if the process does not read its input.
 * @param self     the coroutine that runs
 * @param process  the process
 * @param input    what to write, which is copied; NULL to write nothing
 * @param size     how much
 * @param output   what was read
 * @return true; false if an exception is pending
 */
GEN_API bool gen_process_communicate(gen_t *self, gen_process_t *process, const void *input, size_t size,
                                     gen_output_t *output) GEN_CHECKED;

/** Frees it with its streams. One that still runs is killed. NULL is fine. */
GEN_API void gen_process_free(gen_process_t *process);

#ifdef __cplusplus
}
#endif

#endif
