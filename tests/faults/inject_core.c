/* inject_core.c - the calls that only the core makes, wrapped: to find a line of source. */
#define _GNU_SOURCE
#include "inject.h"
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/types.h>

WRAP(int, pipe2, (int ends[2], int flags))
{
    return inject_fails("pipe2", EMFILE) ? -1 : __real_pipe2(ends, flags);
}

WRAP(int, posix_spawn_file_actions_init, (posix_spawn_file_actions_t * actions))
{
    return inject_fails("posix_spawn_file_actions_init", ENOMEM) ? ENOMEM
                                                                 : __real_posix_spawn_file_actions_init(actions);
}

WRAP(int, posix_spawn_file_actions_adddup2, (posix_spawn_file_actions_t * actions, int from, int to))
{
    return inject_fails("posix_spawn_file_actions_adddup2", ENOMEM)
               ? ENOMEM
               : __real_posix_spawn_file_actions_adddup2(actions, from, to);
}

WRAP(int, posix_spawn_file_actions_addopen,
     (posix_spawn_file_actions_t * actions, int to, const char *path, int flags, mode_t mode))
{
    return inject_fails("posix_spawn_file_actions_addopen", ENOMEM)
               ? ENOMEM
               : __real_posix_spawn_file_actions_addopen(actions, to, path, flags, mode);
}

WRAP(int, posix_spawnp,
     (pid_t * child, const char *file, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attr,
      char *const argv[], char *const env[]))
{
    return inject_fails("posix_spawnp", EAGAIN) ? EAGAIN : __real_posix_spawnp(child, file, actions, attr, argv, env);
}

WRAP(FILE *, fdopen, (int fd, const char *mode))
{
    return inject_fails("fdopen", ENOMEM) ? NULL : __real_fdopen(fd, mode);
}

WRAP(ssize_t, readlink, (const char *path, char *to, size_t size))
{
    return inject_fails("readlink", EACCES) ? -1 : __real_readlink(path, to, size);
}
