/**
 * @file gen/async/os_error.h
 * What the operating system refuses: OSError and its subtypes (PEP 3151).
 *
 * Whatever in gen::async talks to the system raises these, with Python's text: "[Errno 111] Connection refused". To
 * handle a kind of failure, catch its type; gen_error_errno() tells the number.
 *
 * @code
 * if (!gen_open_connection(self, "localhost", 8888, &stream)) {
 *     if (gen_catch(self, GEN_CONNECTION_REFUSED_ERROR))
 *         ...
 * @endcode
 */
#ifndef GEN_ASYNC_OS_ERROR_H
#define GEN_ASYNC_OS_ERROR_H

#include <gen.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @name Subtypes of OSError
 * ETIMEDOUT is gen/error.h's GEN_TIMEOUT_ERROR; a number that has no subtype is a plain GEN_OS_ERROR.
 * @{
 */
extern GEN_DATA const gen_exc_t GEN_BLOCKING_IO_ERROR[1];        /**< EAGAIN, EALREADY, EINPROGRESS */
extern GEN_DATA const gen_exc_t GEN_BROKEN_PIPE_ERROR[1];        /**< ConnectionError: EPIPE, ESHUTDOWN */
extern GEN_DATA const gen_exc_t GEN_CHILD_PROCESS_ERROR[1];      /**< ECHILD */
extern GEN_DATA const gen_exc_t GEN_CONNECTION_ABORTED_ERROR[1]; /**< ConnectionError: ECONNABORTED */
extern GEN_DATA const gen_exc_t GEN_CONNECTION_REFUSED_ERROR[1]; /**< ConnectionError: ECONNREFUSED */
extern GEN_DATA const gen_exc_t GEN_CONNECTION_RESET_ERROR[1];   /**< ConnectionError: ECONNRESET */
extern GEN_DATA const gen_exc_t GEN_FILE_EXISTS_ERROR[1];        /**< EEXIST */
extern GEN_DATA const gen_exc_t GEN_FILE_NOT_FOUND_ERROR[1];     /**< ENOENT */
extern GEN_DATA const gen_exc_t GEN_INTERRUPTED_ERROR[1];        /**< EINTR */
extern GEN_DATA const gen_exc_t GEN_IS_A_DIRECTORY_ERROR[1];     /**< EISDIR */
extern GEN_DATA const gen_exc_t GEN_NOT_A_DIRECTORY_ERROR[1];    /**< ENOTDIR */
extern GEN_DATA const gen_exc_t GEN_PERMISSION_ERROR[1];         /**< EACCES, EPERM */
extern GEN_DATA const gen_exc_t GEN_PROCESS_LOOKUP_ERROR[1];     /**< ESRCH */
extern GEN_DATA const gen_exc_t GEN_GAI_ERROR[1];                /**< socket.gaierror: a name was not resolved */
/** @} */

/**
 * Makes the OSError of a number: Python's `OSError(errnum, os.strerror(errnum), about)`.
 * @param errnum  an errno; it chooses the subtype
 * @param about   what it is about, a file's name as a rule: "[Errno 2] No such file or directory: 'about'"; NULL for
 *                nothing
 * @return a new reference, never NULL, as gen_error_new()
 */
GEN_API gen_error_t *gen_os_error(int errnum, const char *about) GEN_CHECKED;

/** Raises it. @return GEN_RAISED, to be returned from the body */
GEN_API gen_status_t gen_raise_os_error(gen_t *self, int errnum, const char *about);

/** @return the number in the message of an OSError, OSError.errno; 0 if @p e has none */
GEN_API int gen_error_errno(const gen_error_t *e);

#ifdef __cplusplus
}
#endif

#endif
