/*
 * spawn.c - a child begins: what is done between vfork() and execve(), as CPython's _posixsubprocess does it.
 *
 * vfork() takes the same time however much memory the program has. Until execve() the child runs in that memory, while the
 * parent waits: it writes nothing but variables of its own, calls nothing that takes a lock, and no signal may come.
 */
#define _GNU_SOURCE
#include "async/process/process.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

enum { CLOEXEC_RANGE = 1 << 2 }; /* CLOSE_RANGE_CLOEXEC */

/* What the child tells of itself if it cannot begin. */
struct report {
    enum spawn_step step;
    int error;
};

struct spawn {
    const gen_process_attr_t *attr;
    const char *const *argv;
    const int *theirs;
    const char *search; /* PATH */
    char *path;         /* room for a directory of it, a slash and the program */
    sigset_t mask;      /* the parent's */
    int report;         /* where to tell */
};

/* --- In the child --- */

static bool is_low(int fd)
{
    return fd >= 0 && fd < STDIO_COUNT;
}

static int raised(int fd)
{
    return is_low(fd) ? fcntl(fd, F_DUPFD_CLOEXEC, STDIO_COUNT) : fd;
}

/* Makes them 0, 1 and 2, whatever they were; -1 is what the program has there itself. */
static bool place_streams(const int theirs[])
{
    int from[STDIO_COUNT];

    for (int i = 0; i < STDIO_COUNT; i++) {
        from[i] = theirs[i] == i ? i : raised(theirs[i]);
        if (from[i] < 0 && theirs[i] >= 0)
            return false;
    }
    for (int i = 0; i < STDIO_COUNT; i++) {
        if (from[i] == i ? fcntl(i, F_SETFD, 0) < 0 : from[i] >= 0 && dup2(from[i], i) < 0)
            return false;
    }
    return true;
}

/* Handlers must not run in the parent's memory once signals may come. Those that the program ignores stay ignored, but for
 * two that are ignored by programs for themselves. */
static void restore_signals(const sigset_t *mask)
{
    struct sigaction action;

    for (int signum = 1; signum < NSIG; signum++) {
        if (sigaction(signum, NULL, &action) != 0 || action.sa_handler == SIG_DFL)
            continue;
        if (action.sa_handler == SIG_IGN && signum != SIGPIPE && signum != SIGXFSZ)
            continue;
        memset(&action, 0, sizeof action);
        action.sa_handler = SIG_DFL;
        sigaction(signum, &action, NULL);
    }
    sigprocmask(SIG_SETMASK, mask, NULL);
}

static bool enter_group(const gen_process_attr_t *attr)
{
    if (attr->start_new_session && setsid() < 0)
        return false;
    return attr->process_group < 0 || setpgid(0, attr->process_group) == 0;
}

static int number(const char *text)
{
    int n = 0;

    for (; *text >= '0' && *text <= '9'; text++)
        n = n * 10 + *text - '0';
    return n;
}

/* What getdents64() fills in, from where glibc's own struct dirent64 begins. */
struct entry {
    uint64_t inode;
    int64_t offset;
    unsigned short size;
    unsigned char type;
    char name[];
};

/* For kernels older than 5.11. opendir() would allocate memory. */
static bool close_listed(void)
{
    union {
        char bytes[1024];
        struct entry aligned;
    } list;
    long got;
    int folder = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder < 0)
        return false;
    while ((got = syscall(SYS_getdents64, folder, &list, sizeof list)) > 0) {
        for (long at = 0; at < got;) {
            const struct entry *e = (const struct entry *)(const void *)(list.bytes + at);

            if (number(e->name) >= STDIO_COUNT)
                fcntl(number(e->name), F_SETFD, FD_CLOEXEC);
            at += e->size;
        }
    }
    close(folder);
    return got == 0;
}

static void close_counted(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        for (rlim_t fd = STDIO_COUNT; fd < limit.rlim_cur; fd++)
            fcntl((int)fd, F_SETFD, FD_CLOEXEC);
}

/* Has execve() close them, and not before: what tells of its failure must stay open until then. */
static bool close_others(const gen_process_attr_t *attr)
{
    if (attr->close_fds && syscall(SYS_close_range, STDIO_COUNT, ~0U, CLOEXEC_RANGE) != 0 && !close_listed())
        close_counted();
    for (size_t i = 0; i < attr->pass_fds_count; i++)
        if (fcntl(attr->pass_fds[i], F_SETFD, 0) < 0)
            return false;
    return true;
}

static void execute_at(const struct spawn *s, const char *path)
{
    char *const *env = s->attr->env != NULL ? (char **)(uintptr_t)s->attr->env : environ;

    execve(path, (char **)(uintptr_t)s->argv, env);
}

/* Returns why it could not: of several reasons, one that is not merely that a folder does not have it. */
static int search(const struct spawn *s)
{
    int failed = 0;

    for (const char *folder = s->search, *next; folder != NULL; folder = next) {
        size_t length = strcspn(folder, ":");

        next = folder[length] == ':' ? folder + length + 1 : NULL;
        memcpy(s->path, folder, length);
        if (length > 0)
            s->path[length++] = '/';
        strcpy(s->path + length, s->argv[0]);
        execute_at(s, s->path);
        if (failed == 0 && errno != ENOENT && errno != ENOTDIR)
            failed = errno;
    }
    return failed != 0 ? failed : errno;
}

static int execute(const struct spawn *s)
{
    if (strchr(s->argv[0], '/') == NULL)
        return search(s);
    execute_at(s, s->argv[0]);
    return errno;
}

static struct report spawn_begin(const struct spawn *s)
{
    const gen_process_attr_t *attr = s->attr;

    if (!place_streams(s->theirs))
        return (struct report){SPAWN_SETUP, errno};
    if (attr->cwd != NULL && chdir(attr->cwd) != 0)
        return (struct report){SPAWN_CHDIR, errno};
    restore_signals(&s->mask);
    if (!enter_group(attr) || !close_others(attr))
        return (struct report){SPAWN_SETUP, errno};
    return (struct report){SPAWN_EXEC, execute(s)};
}

static GEN_NORETURN void run_child(const struct spawn *s)
{
    int out = raised(s->report);
    struct report report = spawn_begin(s);

    while (write(out, &report, sizeof report) < 0 && errno == EINTR) {
    }
    _Exit(255);
}

/* --- In the parent --- */

static __attribute__((noinline)) pid_t make_child(const struct spawn *s)
{
    pid_t pid = vfork();

    if (pid == 0)
        run_child(s);
    return pid;
}

/* No signal may come until the child has taken the program's handlers out. */
static int spawn_start(struct spawn *s, int *pid)
{
    sigset_t all;
    int failed;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &s->mask);
    *pid = make_child(s);
    failed = *pid < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &s->mask, NULL);
    return failed;
}

void gen_spawn_undo_(int pid)
{
    if (!gen_child_is_ours_(pid) || kill(pid, SIGKILL) != 0)
        return;
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
    }
}

/* Returns once the program runs, or does not. */
static struct report listen_to(int fd)
{
    struct report report = {SPAWN_SETUP, 0};
    ssize_t n;

    do {
        n = read(fd, &report, sizeof report);
    } while (n < 0 && errno == EINTR);
    if (n < 0)
        report.error = errno;
    return report;
}

static int start_and_listen(struct spawn *s, int *pid, enum spawn_step *step)
{
    struct report report;
    int ends[2], failed;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return errno;
    s->report = ends[1];
    failed = spawn_start(s, pid);
    close(ends[1]);
    if (failed == 0) {
        report = listen_to(ends[0]);
        failed = report.error;
        *step = report.step;
        if (failed != 0)
            gen_spawn_undo_(*pid);
    }
    close(ends[0]);
    return failed;
}

static const char *variable(const char *const *env, const char *name)
{
    size_t length = strlen(name);

    if (env == NULL)
        return getenv(name);
    for (; *env != NULL; env++)
        if (strncmp(*env, name, length) == 0 && (*env)[length] == '=')
            return *env + length + 1;
    return NULL;
}

/* A number that is free could be that of what we open ourselves. */
static int check_passed(const gen_process_attr_t *attr)
{
    for (size_t i = 0; i < attr->pass_fds_count; i++)
        if (fcntl(attr->pass_fds[i], F_GETFD) < 0)
            return errno;
    return 0;
}

int gen_spawn_(const gen_process_attr_t *attr, const char *const argv[], const int theirs[], int *pid,
               enum spawn_step *step)
{
    struct spawn s = {attr, argv, theirs, variable(attr->env, "PATH"), NULL, {{0}}, -1};
    int failed = check_passed(attr);

    *step = SPAWN_SETUP;
    if (failed != 0)
        return failed;
    if (s.search == NULL)
        s.search = "/bin:/usr/bin";
    s.path = malloc(strlen(s.search) + strlen(argv[0]) + 2);
    if (s.path == NULL)
        return ENOMEM;
    failed = start_and_listen(&s, pid, step);
    free(s.path);
    return failed;
}
