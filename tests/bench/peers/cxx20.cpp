/*
 * C++20 coroutines: a stackless generator as one writes it today, with the recursion of C++23's std::generator: the
 * root of a chain knows its leaf, and a leaf that ends hands over to its parent by symmetric transfer.
 */
#include "../bench.h"
#include "../tree.h"

#include <coroutine>
#include <cstdlib>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

namespace {

class generator {
public:
    struct promise_type;
    using handle = std::coroutine_handle<promise_type>;

    struct ending {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(handle h) noexcept
        {
            promise_type &p = h.promise();

            if (!p.parent)
                return std::noop_coroutine();
            p.root->leaf = p.parent;
            return p.parent;
        }
        void await_resume() noexcept {}
    };

    /* co_yield of a generator: the chain grows by it, and it runs at once. */
    struct delegation {
        handle sub;

        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(handle h) noexcept
        {
            sub.promise().parent = h;
            sub.promise().root = h.promise().root;
            sub.promise().root->leaf = sub;
            return sub;
        }
        void await_resume() noexcept {}
    };

    struct promise_type {
        promise_type *root = this;
        handle leaf = handle::from_promise(*this);
        handle parent = nullptr;
        int64_t value = 0;

        generator get_return_object() { return generator(handle::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        ending final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(int64_t v) noexcept
        {
            root->value = v;
            return {};
        }
        delegation yield_value(const generator &sub) noexcept { return {sub.coroutine}; }
        void return_void() noexcept {}
        void unhandled_exception() { std::terminate(); }
    };

    generator(generator &&other) noexcept : coroutine(std::exchange(other.coroutine, nullptr)) {}
    generator &operator=(generator &&) = delete;
    ~generator()
    {
        if (coroutine)
            coroutine.destroy();
    }

    bool next()
    {
        coroutine.promise().leaf.resume();
        return !coroutine.done();
    }
    int64_t value() const { return coroutine.promise().value; }
    void set(int64_t v) { coroutine.promise().value = v; }

private:
    explicit generator(handle h) : coroutine(h) {}

    handle coroutine;
};

generator counter()
{
    for (int64_t n = 1;; n++)
        co_yield n;
}

generator accumulator(const int64_t *in)
{
    for (int64_t total = 0;; total += *in)
        co_yield total;
}

generator delegate(long depth)
{
    if (depth > 0)
        co_yield delegate(depth - 1);
    else
        co_yield counter();
}

generator walk(const tree_node *node)
{
    if (node->left != nullptr)
        co_yield walk(node->left);
    co_yield node->value;
    if (node->right != nullptr)
        co_yield walk(node->right);
}

generator once(int64_t arg, int64_t *result)
{
    *result = arg;
    co_return;
}

struct cleanup {
    int64_t &cleaned;

    ~cleanup() { cleaned++; }
};

generator cleaner(int64_t &cleaned)
{
    cleanup guard{cleaned};

    co_yield 0;
}

generator map_range(int64_t stop, int64_t (*function)(int64_t))
{
    for (int64_t i = 0; i < stop; i++)
        co_yield function(i);
}

int64_t next_to(int64_t v)
{
    return v + 1;
}

void *next_open(long, char *, size_t)
{
    return new generator(counter());
}

void *delegate_open(long scale, char *, size_t)
{
    return new generator(delegate(scale - 1));
}

void *map_open(long, char *, size_t)
{
    return new generator(map_range(INT64_MAX, next_to));
}

int64_t next_run(void *state, long count)
{
    generator &g = *static_cast<generator *>(state);
    int64_t sum = 0;

    for (long i = 0; i < count && g.next(); i++)
        sum += g.value();
    return sum;
}

void next_close(void *state)
{
    delete static_cast<generator *>(state);
}

struct sender {
    int64_t in = 0;
    generator g = accumulator(&in);

    sender() { g.next(); }
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
        if (!c.g.next())
            break;
        sum += c.g.value();
    }
    return sum;
}

void send_close(void *state)
{
    delete static_cast<sender *>(state);
}

void *tree_open(long scale, char *, size_t)
{
    return tree_new(scale);
}

int64_t tree_run(void *state, long count)
{
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        generator g = walk(static_cast<tree_node *>(state));

        while (g.next())
            sum += g.value();
    }
    return sum;
}

void tree_close(void *state)
{
    tree_free(static_cast<tree_node *>(state));
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

int64_t create_run(void *state, long count)
{
    life &c = *static_cast<life *>(state);
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        int64_t result = 0;
        generator g = once(++c.position, &result);

        g.next();
        sum += result;
    }
    return sum;
}

int64_t close_run(void *state, long count)
{
    const long batch = 32;
    life &c = *static_cast<life *>(state);
    std::vector<generator> generators;
    int64_t sum = 0;

    c.lap = 0;
    for (; count > 0; count -= batch) {
        for (long i = 0; i < count && i < batch; i++) {
            generators.push_back(cleaner(c.position));
            generators.back().next();
        }
        double start = bench_now();
        while (!generators.empty()) {
            generators.pop_back();
            sum += c.position;
        }
        c.lap += bench_now() - start;
    }
    return sum;
}

void *many_open(long scale, char *, size_t)
{
    std::unique_ptr<std::vector<generator>> all(new std::vector<generator>);

    all->reserve(static_cast<size_t>(scale));
    for (long i = 0; i < scale; i++)
        all->push_back(counter());
    return all.release();
}

int64_t many_run(void *state, long count)
{
    int64_t sum = 0;

    for (long round = 0; round < count; round++)
        for (generator &g : *static_cast<std::vector<generator> *>(state)) {
            g.next();
            sum += g.value();
        }
    return sum;
}

void many_close(void *state)
{
    delete static_cast<std::vector<generator> *>(state);
}

const bench_case_t cases[] = {
    {"next", next_open, next_run, next_close, nullptr},
    {"send", send_open, send_run, send_close, nullptr},
    {"delegate", delegate_open, next_run, next_close, nullptr},
    {"tree_yield_from", tree_open, tree_run, tree_close, nullptr},
    {"create", life_open, create_run, life_close, nullptr},
    {"close", life_open, close_run, life_close, life_lap},
    {"many", many_open, many_run, many_close, nullptr},
    {"map_range", map_open, next_run, next_close, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

const bench_contender_t contender = {"cxx20", "C++20 stackless generator", cases};

} // namespace

const bench_contender_t *bench_module(void)
{
    return &contender;
}
