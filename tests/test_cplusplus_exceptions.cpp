// C++ exceptions belong to the stack that has caught them, or through which they are on their way: bodies that wait in a
// handler, or in a destructor that unwinding has called, do not disturb each other or whoever steps them.
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <thread>

#include "outcome.h"
#include "record.h"

namespace {

// Long enough to be allocated, so that one that is freed too early is noticed.
std::string text_of(int n)
{
    return std::string(40, static_cast<char>('0' + n));
}

// What `throw;` finds.
void record_rethrown(const char *who)
{
    try {
        if (std::current_exception() == nullptr) {
            record("%s: none", who);
            return;
        }
        throw;
    } catch (const std::string &what) {
        record("%s: %c of %zu", who, what[0], what.size());
    }
}

int uncaught()
{
#if __cplusplus >= 201703L
    return std::uncaught_exceptions();
#else
    return std::uncaught_exception() ? 1 : 0;
#endif
}

// Yields n inside a handler of its own.
gen_status_t wait_in_handler(gen_t *self, void *args)
{
    int n = *static_cast<int *>(args);
    gen_status_t status = GEN_RETURNED;

    try {
        throw text_of(n);
    } catch (const std::string &) {
        if (!gen_yield(self, gen_int(n), nullptr))
            status = GEN_RAISED;
        record_rethrown("body");
    }
    record_rethrown("body, after");
    return status;
}

gen_t *waiting_in_handler(int n)
{
    gen_t *g = gen_new(wait_in_handler, &n, sizeof n);

    gen_next(g, nullptr);
    return g;
}

// Check that each of two bodies that wait in handlers has caught its own exception, whichever ends first.
void test_two_bodies(void **)
{
    gen_t *a = waiting_in_handler(1), *b = waiting_in_handler(2);

    assert_next(a, "returns None");
    assert_next(b, "returns None");
    assert_recorded("body: 1 of 40; body, after: none; body: 2 of 40; body, after: none");
    gen_free(a);
    gen_free(b);
    a = waiting_in_handler(3);
    b = waiting_in_handler(4);
    assert_next(b, "returns None");
    assert_next(a, "returns None");
    assert_recorded("body: 4 of 40; body, after: none; body: 3 of 40; body, after: none");
    gen_free(a);
    gen_free(b);
}

gen_status_t look(gen_t *self, void *)
{
    record_rethrown("begun");
    record("uncaught %d", uncaught());
    return gen_yield(self, GEN_NONE, nullptr) ? GEN_RETURNED : GEN_RAISED;
}

// Check that a body that begins inside its caller's handler has caught nothing, and leaves the caller's as it was.
void test_begun_in_a_handler(void **)
{
    gen_t *a, *b = gen_new(look, nullptr, 0);

    try {
        throw text_of(5);
    } catch (const std::string &) {
        a = waiting_in_handler(1);
        record_rethrown("caller");
        assert_next(b, "yields None");
        record_rethrown("caller");
    }
    assert_next(b, "returns None");
    assert_next(a, "returns None");
    record_rethrown("caller, after");
    assert_recorded(
        "caller: 5 of 40; begun: none; uncaught 0; caller: 5 of 40; body: 1 of 40; body, after: none; caller, "
        "after: none");
    gen_free(a);
    gen_free(b);
}

// Check that a body can be closed, thrown into and freed inside somebody else's handler.
void test_ended_in_a_handler(void **)
{
    gen_t *closed = waiting_in_handler(1), *thrown_into = waiting_in_handler(2), *freed = waiting_in_handler(3);

    try {
        throw text_of(5);
    } catch (const std::string &) {
        assert_close(closed, "returns None");
        record_rethrown("caller");
        assert_throw(thrown_into, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
        record_rethrown("caller");
        gen_free(freed);
        record_rethrown("caller");
    }
    assert_recorded("body: 1 of 40; body, after: none; caller: 5 of 40; body: 2 of 40; body, after: none; caller: 5 of "
                    "40; body: 3 of 40; body, after: none; caller: 5 of 40");
    gen_free(closed);
    gen_free(thrown_into);
}

gen_status_t nested_handlers(gen_t *self, void *)
{
    try {
        throw text_of(1);
    } catch (const std::string &) {
        try {
            throw text_of(2);
        } catch (const std::string &) {
            if (!gen_yield(self, gen_int(2), nullptr))
                return GEN_RAISED;
            record_rethrown("inner");
        }
        if (!gen_yield(self, gen_int(1), nullptr))
            return GEN_RAISED;
        record_rethrown("outer");
    }
    return GEN_RETURNED;
}

// Check that a body may wait at each level of its nested handlers.
void test_nested_handlers(void **)
{
    gen_t *a = gen_new(nested_handlers, nullptr, 0), *b = gen_new(nested_handlers, nullptr, 0);

    assert_next(a, "yields 2");
    assert_next(b, "yields 2");
    assert_next(a, "yields 1");
    assert_next(a, "returns None");
    assert_next(b, "yields 1");
    gen_free(b);
    assert_recorded("inner: 2 of 40; outer: 1 of 40; inner: 2 of 40");
    gen_free(a);
}

gen_status_t delegate_in_handler(gen_t *self, void *args)
{
    try {
        throw text_of(7);
    } catch (const std::string &) {
        int n = *static_cast<int *>(args);
        gen_t *sub = n > 1 ? gen_new(delegate_in_handler, &--n, sizeof n) : gen_new(wait_in_handler, &n, sizeof n);

        if (!gen_yield_from(self, sub, nullptr))
            return GEN_RAISED;
        record_rethrown("delegator");
    }
    return GEN_RETURNED;
}

// Check that each generator of a chain that delegates from handlers has its own, to the end of the chain.
void test_delegation_in_handlers(void **)
{
    int depth = 2;
    gen_t *g = gen_new(delegate_in_handler, &depth, sizeof depth), *other = waiting_in_handler(4);

    assert_next(g, "yields 1");
    assert_next(other, "returns None");
    assert_next(g, "returns None");
    assert_recorded(
        "body: 4 of 40; body, after: none; body: 1 of 40; body, after: none; delegator: 7 of 40; delegator: 7 "
        "of 40");
    gen_free(g);
    gen_free(other);
}

// Yields where it is destroyed.
class Yielder {
public:
    explicit Yielder(gen_t *self) : self_(self) {}
    Yielder(const Yielder &) = delete;
    Yielder &operator=(const Yielder &) = delete;
    ~Yielder()
    {
        bool resumed = gen_yield(self_, gen_int(uncaught()), nullptr);

        record("resumed %d, uncaught %d", resumed, uncaught());
    }

private:
    gen_t *self_;
};

gen_status_t yield_while_unwinding(gen_t *self, void *args)
{
    int n = *static_cast<int *>(args);

    try {
        Yielder yielder(self);

        throw text_of(n);
    } catch (const std::string &what) {
        record("caught %c, uncaught %d", what[0], uncaught());
    }
    return gen_pending(self) == nullptr ? GEN_RETURNED : GEN_RAISED;
}

// Check that a destructor which unwinding has called may yield: the exception in flight is its stack's alone.
void test_yield_while_unwinding(void **)
{
    int one = 1, two = 2;
    gen_t *a = gen_new(yield_while_unwinding, &one, sizeof one), *b = gen_new(yield_while_unwinding, &two, sizeof two);

    assert_next(a, "yields 1");
    record("caller, uncaught %d", uncaught());
    assert_next(b, "yields 1");
    assert_next(a, "returns None");
    gen_free(b);
    record("caller, uncaught %d", uncaught());
    assert_recorded("caller, uncaught 0; resumed 1, uncaught 1; caught 1, uncaught 0; resumed 0, uncaught 1; caught 2, "
                    "uncaught 0; caller, uncaught 0");
    gen_free(a);
}

// Steps g inside a handler, when it is destroyed by unwinding.
class Stepper {
public:
    explicit Stepper(gen_t *g) : g_(g) {}
    Stepper(const Stepper &) = delete;
    Stepper &operator=(const Stepper &) = delete;
    ~Stepper() { record("%s", next_of(g_)); }

private:
    gen_t *g_;
};

// Check that a generator may be stepped by a destructor that unwinding has called, and ends no handler of anybody's.
void test_stepped_while_unwinding(void **)
{
    gen_t *g = waiting_in_handler(1);

    try {
        Stepper stepper(g);

        throw text_of(5);
    } catch (const std::string &) {
        record_rethrown("caller");
    }
    record("uncaught %d", uncaught());
    assert_recorded("body: 1 of 40; body, after: none; returns None; caller: 5 of 40; uncaught 0");
    gen_free(g);
}

// Check that what a body has caught goes along to another thread, which has caught something itself.
void test_another_thread(void **)
{
    gen_t *g = waiting_in_handler(1);

    try {
        throw text_of(5);
    } catch (const std::string &) {
        std::thread([g] {
            try {
                throw text_of(6);
            } catch (const std::string &) {
                record("%s", next_of(g));
                record_rethrown("thread");
            }
        }).join();
        record_rethrown("caller");
    }
    assert_recorded("body: 1 of 40; body, after: none; returns None; thread: 6 of 40; caller: 5 of 40");
    gen_free(g);
}

gen_t *comparing; // the generator that sorts, until its first comparison

int compare(const void *a, const void *b)
{
    gen_t *self = comparing;

    comparing = nullptr;
    try {
        throw text_of(8);
    } catch (const std::string &) {
        if (self != nullptr && gen_yield(self, GEN_NONE, nullptr))
            record_rethrown("comparison");
    }
    return *static_cast<const int *>(a) - *static_cast<const int *>(b);
}

gen_status_t sort(gen_t *self, void *)
{
    int numbers[] = {2, 1};

    comparing = self;
    try {
        throw text_of(9);
    } catch (const std::string &) {
        std::qsort(numbers, 2, sizeof *numbers, compare);
        record_rethrown("sort");
    }
    return gen_pending(self) == nullptr ? GEN_RETURNED : GEN_RAISED;
}

// Check that frames in C in between change nothing, on either side of a step.
void test_frames_in_c(void **)
{
    gen_t *g = gen_new(sort, nullptr, 0), *other = waiting_in_handler(1);
    gen_value_t v = GEN_NONE;

    assert_next(g, "yields None");
    try {
        throw text_of(5);
    } catch (const std::string &) {
        if (!gen_next_or(other, gen_int(0), &v)) // steps from inside the library, which is C
            record("raised");
        record_rethrown("caller");
    }
    assert_next(g, "returns None");
    assert_recorded("body: 1 of 40; body, after: none; caller: 5 of 40; comparison: 8 of 40; sort: 9 of 40");
    gen_free(g);
    gen_free(other);
}

// Check that three hundred bodies can wait in handlers, and end in any order.
void test_many(void **)
{
    enum { COUNT = 300 };
    static gen_t *all[COUNT];
    int wrong = 0;

    for (int i = 0; i < COUNT; i++)
        all[i] = waiting_in_handler(i % 10);
    for (int i = 0; i < COUNT; i++) {
        int k = static_cast<int>(i * 7919LL % COUNT);
        char expected[64];

        std::snprintf(expected, sizeof expected, "body: %d of 40; body, after: none", k % 10);
        if (gen_next(all[k], nullptr) != GEN_RETURNED || std::string(recorded()) != expected)
            wrong++;
        gen_free(all[k]);
    }
    assert_int_equal(wrong, 0);
}

} // namespace

int main()
{
    const struct CMUnitTest tests[] = {
        TEST(test_two_bodies),
        TEST(test_begun_in_a_handler),
        TEST(test_ended_in_a_handler),
        TEST(test_nested_handlers),
        TEST(test_delegation_in_handlers),
        TEST(test_yield_while_unwinding),
        TEST(test_stepped_while_unwinding),
        TEST(test_another_thread),
        TEST(test_frames_in_c),
        TEST(test_many),
    };

    return cmocka_run_group_tests_name("cplusplus_exceptions", tests, NULL, NULL);
}
