/* version.c */
#include <gen/version.h>

#define VERSION_TEXT(number) #number
#define VERSION(major, minor, patch) VERSION_TEXT(major) "." VERSION_TEXT(minor) "." VERSION_TEXT(patch)

const char *gen_version(void)
{
    return VERSION(GEN_VERSION_MAJOR, GEN_VERSION_MINOR, GEN_VERSION_PATCH);
}
