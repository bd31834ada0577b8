/* version.c */
#include <gen/version.h>

#ifndef GEN_VERSION_STRING
#define GEN_VERSION_STRING "0.1.0"
#endif

const char *gen_version(void)
{
    return GEN_VERSION_STRING;
}
