/*
 * Lua 5.4 and LuaJIT, each in a module of its own: this file is compiled once against either. The work is in
 * lua.lua; a step runs wholly inside Lua, as a Lua program's would.
 */
#include "../bench.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef BENCH_LUAJIT
#include <luajit.h>
#define NAME "luajit"
#define VERSION LUAJIT_VERSION
#else
#define NAME "lua"
#define VERSION LUA_RELEASE
#endif

/* One interpreter for each case: what the others leave to the garbage collector does not disturb it. */
struct lua_case {
    lua_State *lua;
    double lap;
};

static int now(lua_State *lua)
{
    lua_pushnumber(lua, bench_now());
    return 1;
}

static void lua_case_close(void *state)
{
    struct lua_case *c = state;

    if (c->lua != NULL)
        lua_close(c->lua);
    free(c);
}

/* Leaves the case's run function on the stack, where run finds it. */
static void *lua_case_open(const char *name, long scale, char *why, size_t why_size)
{
    struct lua_case *c = calloc(1, sizeof *c);

    if (c == NULL || (c->lua = luaL_newstate()) == NULL) {
        free(c);
        return NULL;
    }
    luaL_openlibs(c->lua);
    lua_register(c->lua, "now", now);
    lua_pushstring(c->lua, name);
    lua_setglobal(c->lua, "case");
    lua_pushinteger(c->lua, (lua_Integer)scale);
    lua_setglobal(c->lua, "scale");
    if (luaL_loadfile(c->lua, BENCH_PEERS "/lua.lua") != 0 || lua_pcall(c->lua, 0, 1, 0) != 0) {
        snprintf(why, why_size, "%s", lua_tostring(c->lua, -1));
        lua_case_close(c);
        return NULL;
    }
    if (!lua_isfunction(c->lua, -1)) {
        lua_case_close(c);
        return NULL;
    }
    return c;
}

static int64_t lua_case_run(void *state, long count)
{
    struct lua_case *c = state;
    int64_t sum = 0;

    lua_pushvalue(c->lua, -1);
    lua_pushinteger(c->lua, (lua_Integer)count);
    if (lua_pcall(c->lua, 1, 2, 0) == 0) {
        sum = (int64_t)lua_tonumber(c->lua, -2);
        c->lap = lua_tonumber(c->lua, -1);
        lua_pop(c->lua, 1);
    }
    lua_pop(c->lua, 1);
    return sum;
}

static double lua_case_lap(void *state)
{
    return ((struct lua_case *)state)->lap;
}

#define OPEN(name)                                                                                                     \
    static void *name##_open(long scale, char *why, size_t why_size)                                                   \
    {                                                                                                                  \
        return lua_case_open(#name, scale, why, why_size);                                                             \
    }

OPEN(next)
OPEN(send)
OPEN(delegate)
OPEN(tree_yield_from)
OPEN(tree_recursion)
OPEN(create)
OPEN(close)
OPEN(many)
OPEN(map_range)

static const bench_case_t cases[] = {
    {"next", next_open, lua_case_run, lua_case_close, NULL},
    {"send", send_open, lua_case_run, lua_case_close, NULL},
    {"delegate", delegate_open, lua_case_run, lua_case_close, NULL},
    {"tree_yield_from", tree_yield_from_open, lua_case_run, lua_case_close, NULL},
    {"tree_recursion", tree_recursion_open, lua_case_run, lua_case_close, NULL},
    {"create", create_open, lua_case_run, lua_case_close, NULL},
    {"close", close_open, lua_case_run, lua_case_close, lua_case_lap},
    {"many", many_open, lua_case_run, lua_case_close, NULL},
    {"map_range", map_range_open, lua_case_run, lua_case_close, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const bench_contender_t contender = {NAME, VERSION, cases};

const bench_contender_t *bench_module(void)
{
    return &contender;
}
