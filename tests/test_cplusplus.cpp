// Bodies in C++: destructors run when a generator is closed or thrown into, because frames return normally.
// The standard library comes first: cmocka defines fail() as a macro.
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "death.h"
#include "outcome.h"
#include "record.h"

namespace {

// Says when it is destroyed.
class Guard {
public:
    explicit Guard(const char *name) : name_(name) {}
    Guard(const Guard &) = delete;
    Guard &operator=(const Guard &) = delete;
    ~Guard() { record("~%s", name_); }

private:
    const char *name_;
};

bool inner(gen_t *self)
{
    Guard guard("inner");

    return gen_yield(self, gen_int(1), nullptr);
}

gen_status_t body(gen_t *self, void *)
{
    Guard outer("outer");
    std::vector<std::unique_ptr<Guard>> guards;

    guards.emplace_back(new Guard("element"));
    if (!inner(self)) {
        record("%s", error_text(gen_pending(self)));
        return GEN_RAISED;
    }
    return gen_return(self, gen_str("done"));
}

gen_t *started()
{
    gen_t *g = gen_new(body, nullptr, 0);

    gen_next(g, nullptr);
    return g;
}

// Check that destructors run on close, innermost frame first.
void test_destructors_run_on_close(void **)
{
    gen_t *g = started();

    assert_close(g, "returns None");
    assert_recorded("~inner; GeneratorExit(); ~element; ~outer");
    gen_free(g);
}

// Check that they run on throw, and when a suspended generator is freed.
void test_destructors_run_on_throw_and_free(void **)
{
    gen_t *g = started();

    assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
    assert_recorded("~inner; KeyError(); ~element; ~outer");
    gen_free(g);
    gen_free(started());
    assert_recorded("~inner; GeneratorExit(); ~element; ~outer");
}

// Check that they run when the body just ends.
void test_destructors_run_at_the_end(void **)
{
    gen_t *g = started();

    assert_recorded("");
    assert_next(g, "returns 'done'");
    assert_recorded("~inner; ~element; ~outer");
    gen_free(g);
}

std::mutex mutex;

gen_status_t hold_lock(gen_t *self, void *)
{
    std::lock_guard<std::mutex> lock(mutex);

    return gen_yield(self, GEN_NONE, nullptr) ? GEN_RETURNED : GEN_RAISED;
}

// Check that a lock that is held across a yield is released by a close.
void test_a_lock_is_released_on_close(void **)
{
    gen_t *g = gen_new(hold_lock, nullptr, 0);

    assert_next(g, "yields None");
    assert_false(mutex.try_lock());
    gen_free(g);
    assert_true(mutex.try_lock());
    mutex.unlock();
}

gen_status_t throw_and_catch(gen_t *self, void *)
{
    try {
        Guard guard("try");

        if (!gen_yield(self, gen_int(1), nullptr))
            return GEN_RAISED;
        throw std::string("thrown");
    } catch (const std::string &what) {
        record("caught %s", what.c_str());
        if (!gen_yield(self, gen_int(2), nullptr)) // while a C++ exception is being handled
            return GEN_RAISED;
        record("still %s", what.c_str());
    }
    return gen_return(self, gen_int(3));
}

// Check that C++ exceptions work inside a body, and that it may yield in a handler.
void test_cplusplus_exceptions_inside_a_body(void **)
{
    gen_t *g = gen_new(throw_and_catch, nullptr, 0);

    assert_next(g, "yields 1");
    assert_next(g, "yields 2");
    assert_next(g, "returns 3");
    assert_recorded("~try; caught thrown; still thrown");
    gen_free(g);
}

gen_status_t delegate(gen_t *self, void *)
{
    Guard guard("delegator");

    return gen_yield_from(self, gen_new(body, nullptr, 0), nullptr) ? GEN_RETURNED : GEN_RAISED;
}

// Check that a chain of delegation is unwound from the inside.
void test_destructors_along_a_chain(void **)
{
    gen_t *g = gen_new(delegate, nullptr, 0);

    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("~inner; GeneratorExit(); ~element; ~outer; ~delegator");
}

void destroy(void *args)
{
    static_cast<std::string *>(*static_cast<void **>(args))->append(" destroyed");
}

// Check that the header's macro and inline functions compile and work in C++, and that arguments can be owned.
void test_the_header_in_cplusplus(void **)
{
    std::string text("text");
    void *address = &text;
    gen_attr_t attr = gen_attr();
    int64_t sum = 0;
    gen_t *g;

    attr.destroy = destroy;
    attr.name = "from C++";
    g = gen_new_with(&attr, body, &address, sizeof address);
    GEN_FOREACH (v, g)
        sum += gen_as_int(v);
    assert_int_equal(sum, 1);
    assert_string_equal(gen_name(g), "from C++");
    gen_free(g);
    assert_string_equal(text.c_str(), "text destroyed");
    recorded();
}

gen_status_t let_one_out(gen_t *, void *)
{
    throw std::runtime_error("not a gen_error_t");
}

void catch_across(void *)
{
    try {
        gen_next(gen_new(let_one_out, nullptr, 0), nullptr);
    } catch (const std::exception &) {
    }
}

#ifdef _LIBCPP_VERSION
const char terminates[] = "terminating with uncaught exception of type std::runtime_error";
#else
const char terminates[] = "terminate called after throwing an instance of 'std::runtime_error'";
#endif

// Check that a C++ exception that leaves a body ends the program, with the C++ library's sentence: it cannot cross stacks.
void test_an_exception_that_leaves_a_body(void **)
{
#ifdef _WIN32 // where the search for a handler ends with the stack, and the system ends the program
    skip();
#endif
    assert_death(catch_across, nullptr, terminates);
}

} // namespace

int main()
{
    const struct CMUnitTest tests[] = {
        TEST(test_destructors_run_on_close),
        TEST(test_destructors_run_on_throw_and_free),
        TEST(test_destructors_run_at_the_end),
        TEST(test_a_lock_is_released_on_close),
        TEST(test_cplusplus_exceptions_inside_a_body),
        TEST(test_destructors_along_a_chain),
        TEST(test_the_header_in_cplusplus),
        TEST(test_an_exception_that_leaves_a_body),
    };

    return cmocka_run_group_tests_name("cplusplus", tests, NULL, NULL);
}
