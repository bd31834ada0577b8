/*
 * Boost.Coroutine2: pull_type on pooled stacks; the million live ones on protected ones, a guard page each. A value
 * is sent by a variable that both sides see. close is the destructor, which unwinds the stack by a C++ exception.
 */
#include "../bench.h"
#include "../tree.h"

#include <boost/context/pooled_fixedsize_stack.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <boost/coroutine2/coroutine.hpp>
#include <boost/version.hpp>
#include <cstdio>
#include <exception>
#include <memory>
#include <vector>

namespace {

using coro = boost::coroutines2::coroutine<int64_t>;
using source_t = coro::pull_type;
using sink_t = coro::push_type;

boost::context::pooled_fixedsize_stack &pool()
{
    static boost::context::pooled_fixedsize_stack stacks(16 * 1024);

    return stacks;
}

void counter(sink_t &sink)
{
    for (int64_t n = 1;; n++)
        sink(n);
}

/* pull_type runs to the first yield at once: one value is there before the first step. */
struct one {
    source_t source;
    bool fresh = true;

    template <typename Body> explicit one(Body body) : source(pool(), body) {}

    bool step()
    {
        if (!fresh)
            source();
        fresh = false;
        return static_cast<bool>(source);
    }
};

void *next_open(long, char *, size_t)
{
    return new one(counter);
}

int64_t next_run(void *state, long count)
{
    one &c = *static_cast<one *>(state);
    int64_t sum = 0;

    for (long i = 0; i < count && c.step(); i++)
        sum += c.source.get();
    return sum;
}

void next_close(void *state)
{
    delete static_cast<one *>(state);
}

struct sender {
    int64_t in = 0;
    source_t source;

    sender()
        : source(pool(), [this](sink_t &sink) {
              for (int64_t total = 0;; total += in)
                  sink(total);
          })
    {
    }
};

void *send_open(long, char *, size_t)
{
    return new sender;
}

int64_t send_run(void *state, long count)
{
    sender &c = *static_cast<sender *>(state);
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        c.in = 1;
        c.source();
        sum += c.source.get();
    }
    return sum;
}

void send_close(void *state)
{
    delete static_cast<sender *>(state);
}

void delegate(sink_t &sink, long depth)
{
    source_t sub(pool(), [depth](sink_t &inner) { depth > 1 ? delegate(inner, depth - 1) : counter(inner); });

    for (int64_t v : sub)
        sink(v);
}

void *delegate_open(long scale, char *, size_t)
{
    return new one([scale](sink_t &sink) { delegate(sink, scale); });
}

void walk(sink_t &sink, const tree_node *node);

void walk_each(sink_t &sink, const tree_node *node)
{
    if (node == nullptr)
        return;
    source_t sub(pool(), [node](sink_t &inner) { walk(inner, node); });
    for (int64_t v : sub)
        sink(v);
}

void walk(sink_t &sink, const tree_node *node)
{
    walk_each(sink, node->left);
    sink(node->value);
    walk_each(sink, node->right);
}

void recurse(sink_t &sink, const tree_node *node)
{
    if (node->left != nullptr)
        recurse(sink, node->left);
    sink(node->value);
    if (node->right != nullptr)
        recurse(sink, node->right);
}

void *tree_open(long scale, char *, size_t)
{
    return tree_new(scale);
}

void tree_close(void *state)
{
    tree_free(static_cast<tree_node *>(state));
}

template <typename Body> int64_t tree_run(void *state, long count, Body body)
{
    const tree_node *root = static_cast<tree_node *>(state);
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        source_t source(pool(), [root, body](sink_t &sink) { body(sink, root); });

        for (int64_t v : source)
            sum += v;
    }
    return sum;
}

int64_t walk_run(void *state, long count)
{
    return tree_run(state, count, walk);
}

int64_t recursion_run(void *state, long count)
{
    return tree_run(state, count, recurse);
}

struct life {
    int64_t position = 0;
    double lap = 0;
};

void *life_open(long, char *, size_t)
{
    return new life;
}

void life_close(void *state)
{
    delete static_cast<life *>(state);
}

double life_lap(void *state)
{
    return static_cast<life *>(state)->lap;
}

/* The sink is never called: the value comes back through a variable, as a return value does. */
int64_t create_run(void *state, long count)
{
    life &c = *static_cast<life *>(state);
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        int64_t result = 0;
        const int64_t arg = ++c.position;
        source_t source(pool(), [&result, arg](sink_t &) { result = arg; });

        sum += result;
    }
    return sum;
}

struct cleanup {
    int64_t &cleaned;

    ~cleanup() { cleaned++; }
};

int64_t close_run(void *state, long count)
{
    const long batch = 32;
    life &c = *static_cast<life *>(state);
    std::vector<std::unique_ptr<source_t>> sources;
    int64_t sum = 0;

    c.lap = 0;
    for (; count > 0; count -= batch) {
        for (long i = 0; i < count && i < batch; i++)
            sources.emplace_back(new source_t(pool(), [&c](sink_t &sink) {
                cleanup guard{c.position};

                sink(0);
            }));
        double start = bench_now();
        for (auto &source : sources) {
            source.reset();
            sum += c.position;
        }
        c.lap += bench_now() - start;
        sources.clear();
    }
    return sum;
}

struct many {
    std::vector<source_t> sources;
    bool fresh = true;
};

void *many_open(long scale, char *why, size_t why_size)
{
    std::unique_ptr<many> all(new many);

    try {
        all->sources.reserve(static_cast<size_t>(scale));
        for (long i = 0; i < scale; i++)
            all->sources.emplace_back(boost::context::protected_fixedsize_stack(16 * 1024), counter);
    } catch (const std::exception &e) {
        std::snprintf(why, why_size, "at %zu: %s", all->sources.size(), e.what());
        return nullptr;
    }
    return all.release();
}

int64_t many_run(void *state, long count)
{
    many &all = *static_cast<many *>(state);
    int64_t sum = 0;

    for (long round = 0; round < count; round++) {
        for (source_t &source : all.sources) {
            if (!all.fresh)
                source();
            sum += source.get();
        }
        all.fresh = false;
    }
    return sum;
}

void many_close(void *state)
{
    delete static_cast<many *>(state);
}

const bench_case_t cases[] = {
    {"next", next_open, next_run, next_close, nullptr},
    {"send", send_open, send_run, send_close, nullptr},
    {"delegate", delegate_open, next_run, next_close, nullptr},
    {"tree_yield_from", tree_open, walk_run, tree_close, nullptr},
    {"tree_recursion", tree_open, recursion_run, tree_close, nullptr},
    {"create", life_open, create_run, life_close, nullptr},
    {"close", life_open, close_run, life_close, life_lap},
    {"many", many_open, many_run, many_close, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

const bench_contender_t contender = {"coroutine2", "Boost.Coroutine2 of Boost " BOOST_LIB_VERSION, cases};

} // namespace

const bench_contender_t *bench_module(void)
{
    return &contender;
}
