/**
 * @file gen/version.h
 * The version of the library.
 */
#ifndef GEN_VERSION_H
#define GEN_VERSION_H

#include <gen/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @return the version of the library that runs, "MAJOR.MINOR.PATCH" */
GEN_API const char *gen_version(void);

#ifdef __cplusplus
}
#endif

#endif
