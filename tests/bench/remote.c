#include "remote.h"

#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void become(const char *const *argv, const char *set, const int in[2], const int out[2])
{
    char *args[8];
    int n = 0;

    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    close(in[0]), close(in[1]), close(out[0]), close(out[1]);
    if (set != NULL)
        putenv(strdup(set));
    for (; argv[n] != NULL && n < 7; n++)
        args[n] = strdup(argv[n]);
    args[n] = NULL;
    execvp(args[0], args);
    _exit(127);
}

bool remote_start(struct remote *remote, const char *const *argv, const char *set)
{
    int in[2], out[2];

    memset(remote, 0, sizeof *remote);
    signal(SIGPIPE, SIG_IGN);
    if (pipe2(in, O_CLOEXEC) != 0)
        return false;
    if (pipe2(out, O_CLOEXEC) != 0) {
        close(in[0]), close(in[1]);
        return false;
    }
    remote->pid = fork();
    if (remote->pid == 0)
        become(argv, set, in, out);
    close(in[0]), close(out[1]);
    remote->to = fdopen(in[1], "we");
    remote->from = fdopen(out[0], "re");
    return remote->pid > 0 && remote->to != NULL && remote->from != NULL;
}

bool remote_ask(struct remote *remote, const char *fmt, ...)
{
    char line[sizeof remote->answer];
    va_list args;

    va_start(args, fmt);
    vfprintf(remote->to, fmt, args);
    va_end(args);
    fputc('\n', remote->to);
    if (fflush(remote->to) != 0 || fgets(line, sizeof line, remote->from) == NULL) {
        snprintf(remote->answer, sizeof remote->answer, "died");
        return false;
    }
    line[strcspn(line, "\n")] = '\0';
    if (strncmp(line, "ok", 2) == 0) {
        strcpy(remote->answer, line + (line[2] == ' ' ? 3 : 2));
        return true;
    }
    strcpy(remote->answer, strncmp(line, "failed ", 7) == 0 ? line + 7 : "");
    return false;
}

void remote_stop(struct remote *remote)
{
    if (remote->to != NULL)
        fclose(remote->to);
    if (remote->from != NULL)
        fclose(remote->from);
    if (remote->pid > 0)
        waitpid(remote->pid, NULL, 0);
    memset(remote, 0, sizeof *remote);
}

/* The other end. */

enum { MAX_OPEN = 32 };

struct server {
    const bench_contender_t *contender;
    struct {
        const bench_case_t *work;
        void *state;
    } open[MAX_OPEN];
    int count;
};

static long memory(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char line[128];
    long sum = 0, kib;

    if (status == NULL)
        return 0;
    while (fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmRSS: %ld", &kib) == 1 || sscanf(line, "VmPTE: %ld", &kib) == 1)
            sum += kib * 1024;
    fclose(status);
    return sum;
}

static void serve_open(struct server *server, const char *name, long scale)
{
    char why[192] = "";

    for (const bench_case_t *c = server->contender->cases; c->name != NULL; c++)
        if (strcmp(c->name, name) == 0 && server->count < MAX_OPEN) {
            void *state = c->open(scale, why, sizeof why);

            if (state == NULL && why[0] != '\0') {
                printf("failed %s\n", why);
                return;
            }
            if (state == NULL)
                break;
            server->open[server->count].work = c;
            server->open[server->count].state = state;
            printf("ok %d\n", server->count++);
            return;
        }
    puts("absent");
}

static void serve_run(const struct server *server, int id, long count)
{
    const bench_case_t *work = server->open[id].work;
    void *state = server->open[id].state;
    bench_watch_t watch = bench_start();
    int64_t sum = work->run(state, count);
    double ns = bench_stop(watch);

    printf("ok %.0f %lld\n", work->lap != NULL ? work->lap(state) : ns, (long long)sum);
}

static void serve_close(struct server *server, int id)
{
    server->open[id].work->close(server->open[id].state);
    server->open[id].work = NULL;
    puts("ok");
}

void remote_serve(const bench_contender_t *contender)
{
    struct server server = {.contender = contender};
    char line[128], name[64];
    long scale, count;
    int id;

    while (fgets(line, sizeof line, stdin) != NULL) {
        if (strcmp(line, "version\n") == 0)
            printf("ok %s\n", contender->version);
        else if (sscanf(line, "open %63s %ld", name, &scale) == 2)
            serve_open(&server, name, scale);
        else if (strcmp(line, "memory\n") == 0)
            printf("ok %ld\n", memory());
        else if (sscanf(line, "%63s %d", name, &id) != 2 || id < 0 || id >= server.count || !server.open[id].work)
            puts("failed no such case is open");
        else if (sscanf(line, "run %d %ld", &id, &count) == 2)
            serve_run(&server, id, count);
        else if (strcmp(name, "close") == 0)
            serve_close(&server, id);
        else
            puts("failed unknown verb");
        fflush(stdout);
    }
}
