#include "roster.h"

#include "gen_contender.h"
#include "raw.h"
#include "remote.h"

#include <dlfcn.h>
#include <elf.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct player *add(struct roster *roster, const char *name)
{
    struct player *player = &roster->players[roster->count++];

    memset(player, 0, sizeof *player);
    player->name = name;
    player->absent = true;
    return player;
}

static void add_local(struct roster *roster, const char *name, const bench_contender_t *contender)
{
    struct player *player = add(roster, name);

    if (contender == NULL)
        return;
    player->local = contender;
    player->absent = false;
    snprintf(player->version, sizeof player->version, "%s", contender->version);
}

/* Modules stand beside the program. They must not see its symbols: two Luas, two libgens live side by side. */
static void *open_module(const char *name)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 64);
    char *slash;

    if (length <= 0)
        return NULL;
    path[length] = '\0';
    slash = strrchr(path, '/');
    snprintf(slash + 1, 64, "bench-%s.so", name);
    return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

static void add_module(struct roster *roster, const char *name)
{
    void *module = open_module(name);
    const bench_contender_t *(*contender)(void) = NULL;

    if (module != NULL)
        *(void **)(void *)&contender = dlsym(module, "bench_module");
    add_local(roster, name, contender == NULL ? NULL : contender());
}

/* One that has a process of its own, of at most three words. */
static struct player *add_remote(struct roster *roster, const char *name, const char *program, const char *arg,
                                 const char *second)
{
    struct player *player = add(roster, name);
    struct remote remote;

    player->command[0] = program;
    player->command[1] = arg;
    player->command[2] = second;
    if (program[0] == '\0')
        return player;
    if (remote_start(&remote, player->command, NULL) && remote_ask(&remote, "version")) {
        player->absent = false;
        snprintf(player->version, sizeof player->version, "%.*s", (int)sizeof player->version - 1, remote.answer);
    }
    remote_stop(&remote);
    return player;
}

/* Gives the last one that was added an echo server: a program and up to two words for it. */
static void add_server(struct roster *roster, const char *program, const char *arg, const char *second)
{
    struct player *player = &roster->players[roster->count - 1];

    player->server[0] = program;
    player->server[1] = arg;
    player->server[2] = second;
    player->loop = player->local != &gen_contender;
}

static void add_loops(struct roster *roster)
{
    add_remote(roster, "asyncio", BENCH_PYTHON, BENCH_PEERS "/loops.py", NULL);
    add_server(roster, BENCH_PYTHON, BENCH_PEERS "/echo.py", NULL);
    add_remote(roster, "uvloop", BENCH_UVLOOP_PYTHON, BENCH_PEERS "/loops.py", "uvloop");
    add_server(roster, BENCH_UVLOOP_PYTHON, BENCH_PEERS "/echo.py", "uvloop");
    add_remote(roster, "go", BENCH_GO, NULL, NULL);
    add_server(roster, BENCH_GO "-echo", NULL, NULL);
}

void roster_load_gen(struct roster *roster)
{
    roster->count = 0;
    add_local(roster, "raw", &raw_contender);
    add_local(roster, "gen", &gen_contender);
    add_server(roster, BENCH_ECHO_SERVER, "--port", "0");
    add_local(roster, "gen_flat", &gen_flat_contender);
    add_module(roster, "gen_shared");
    add_module(roster, "libuv");
    add_server(roster, BENCH_ECHO_LIBUV, NULL, NULL);
    add_module(roster, "cxx20");
}

void roster_load_local(struct roster *roster)
{
    roster_load_gen(roster);
    add_module(roster, "ucontext");
    add_module(roster, "coroutine2");
    add_module(roster, "lua");
    add_module(roster, "luajit");
}

void roster_load(struct roster *roster)
{
    roster_load_local(roster);
    add_remote(roster, "cpython", BENCH_PYTHON, BENCH_PEERS "/cpython.py", NULL);
    add_remote(roster, "greenlet", BENCH_GREENLET_PYTHON, BENCH_PEERS "/greenlets.py", NULL);
    add_loops(roster);
}

bool player_has(const struct player *player, const char *work)
{
    bool async = strncmp(work, "async_", 6) == 0;

    bool both = strcmp(player->name, "gen") == 0 || strcmp(player->name, "gen_flat") == 0;

    return !player->absent && (player->loop == async || both);
}

const struct player *roster_find(const struct roster *roster, const char *name)
{
    for (int i = 0; i < roster->count; i++)
        if (strcmp(roster->players[i].name, name) == 0)
            return roster->players[i].absent ? NULL : &roster->players[i];
    return NULL;
}

struct player roster_apart(const struct player *player, const char *set)
{
    struct player apart = *player;

    apart.set = set;
    if (player->local != NULL) {
        apart.local = NULL;
        apart.command[0] = "/proc/self/exe";
        apart.command[1] = "--serve";
        apart.command[2] = player->name;
    }
    return apart;
}

static long text_of(FILE *file)
{
    Elf64_Ehdr header;
    Elf64_Shdr section;
    long text = 0;

    if (fread(&header, sizeof header, 1, file) != 1 || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
        return 0;
    for (int i = 0; i < header.e_shnum; i++) {
        if (fseek(file, (long)header.e_shoff + i * (long)sizeof section, SEEK_SET) != 0 ||
            fread(&section, sizeof section, 1, file) != 1)
            return 0;
        if (section.sh_type == SHT_PROGBITS && (section.sh_flags & SHF_EXECINSTR) != 0)
            text += (long)section.sh_size;
    }
    return text;
}

long roster_text_size(void)
{
    void *module = open_module("gen_shared");
    const void *(*symbol)(void) = NULL;
    Dl_info info;
    FILE *file;
    long text;

    if (module != NULL)
        *(void **)(void *)&symbol = dlsym(module, "bench_library_symbol");
    if (symbol == NULL || dladdr(symbol(), &info) == 0 || (file = fopen(info.dli_fname, "rb")) == NULL)
        return 0;
    text = text_of(file);
    fclose(file);
    return text;
}
