/* version.c */
#include <gen/version.h>

#define TEXT(number) #number
#define VERSION(major, minor, patch) TEXT(major) "." TEXT(minor) "." TEXT(patch)

const char *gen_version(void)
{
    return VERSION(GEN_VERSION_MAJOR, GEN_VERSION_MINOR, GEN_VERSION_PATCH);
}
