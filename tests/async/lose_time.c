/* lose_time.c - preloaded by tests: two milliseconds go by before each uv_run(), as if the process were not scheduled, so
 * that whatever is armed before libuv polls has come to its time by then. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
#include <uv.h>

int uv_run(uv_loop_t *loop, uv_run_mode mode)
{
    static int (*run)(uv_loop_t * loop, uv_run_mode mode);

    if (run == NULL)
        *(void **)&run = dlsym(RTLD_NEXT, "uv_run");
    usleep(2000);
    return run(loop, mode);
}
