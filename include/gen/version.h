/**
 * @file gen/version.h
 * The version of the library: what a program was compiled with, and what it runs with.
 *
 * @code
 * #if !GEN_VERSION_AT_LEAST(0, 1, 0)
 * #error "gen 0.1 or newer is needed"
 * #endif
 * @endcode
 */
#ifndef GEN_VERSION_H
#define GEN_VERSION_H

#include <gen/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @name The version of the headers
 * @{
 */

#define GEN_VERSION_MAJOR 0 /**< changes when programs must be changed: semver.org */
#define GEN_VERSION_MINOR 1 /**< changes when something is added; in 0.x, when programs must be changed, too */
#define GEN_VERSION_PATCH 0 /**< changes when something is mended */

/** Whether the headers are of this version or a newer one; for `#if`, too. */
#define GEN_VERSION_AT_LEAST(major, minor, patch)                                                                      \
    (GEN_VERSION_MAJOR > (major) ||                                                                                    \
     (GEN_VERSION_MAJOR == (major) &&                                                                                  \
      (GEN_VERSION_MINOR > (minor) || (GEN_VERSION_MINOR == (minor) && GEN_VERSION_PATCH >= (patch)))))

/** @} */

/** @return the version of the library that runs, "MAJOR.MINOR.PATCH" */
GEN_API const char *gen_version(void);

#ifdef __cplusplus
}
#endif

#endif
