/* inject_system.h - system calls that fail as inject.h says, in the library and in libuv. */
#ifndef INJECT_SYSTEM_H
#define INJECT_SYSTEM_H

/* libuv's allocations are counted, and fail, as the library's. To be called before libuv allocates. */
void inject_into_libuv(void);

#endif
