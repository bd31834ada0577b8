// gen.hpp: coroutines whose bodies are functions of C++.
// The standard library comes first: cmocka defines fail() as a macro.
#include <gen.hpp>
#include <memory>
#include <stdexcept>
#include <string>

#include "outcome.h"
#include "record.h"

namespace {

// An awaitable that yields to whoever drives the coroutine, and then returns what it is sent.
gen_t *wait_for_driver()
{
    static const gen_iterator_t type = {
        "wait",
        [](gen_t *, void *state, gen_value_t *out) {
            bool *begun = static_cast<bool *>(state);

            *out = gen_str(*begun ? "done" : "waits");
            return std::exchange(*begun, true) ? GEN_RETURNED : GEN_YIELDED;
        },
        nullptr,
        nullptr,
        nullptr,
        nullptr,
    };
    bool begun = false;

    return gen_iter_new(&type, &begun, sizeof begun);
}

gen::coroutine<std::string> fetch(int n)
{
    return [n](gen::self &self) {
        gen_value_t answer = self.await(wait_for_driver());

        return std::string(gen_as_str(answer)) + " " + std::to_string(n);
    };
}

// Check that a coroutine awaits others and what was made in C, and has what they returned.
void test_await(void **)
{
    gen::coroutine<int> both = [](gen::self &self) {
        std::string first = self.await(fetch(1)), second = self.await(fetch(2));

        record("%s, %s", first.c_str(), second.c_str());
        return 3;
    };

    assert_true(gen_is_coroutine(both.get()));
    assert_next(both.get(), "yields 'waits'");
    assert_next(both.get(), "yields 'waits'");
    assert_next(both.get(), "returns 3");
    assert_recorded("done 1, done 2");
}

// Check that an exception goes from one to the other as it was thrown, and that it is caught there.
void test_exceptions(void **)
{
    auto fails = []() -> gen::coroutine<std::unique_ptr<int>> {
        return [](gen::self &self) -> std::unique_ptr<int> {
            self.await(wait_for_driver());
            throw std::out_of_range("lost");
        };
    };
    gen::coroutine<> catches = [fails](gen::self &self) {
        try {
            self.await(fails());
        } catch (const std::out_of_range &e) {
            record("%s", e.what());
        }
        self.await(fails());
    };

    assert_next(catches.get(), "yields 'waits'");
    assert_next(catches.get(), "yields 'waits'");
    assert_next(catches.get(), "raises IndexError('lost')");
    assert_recorded("lost");
}

// Check that one which waits is unwound when it is freed, with what it awaits.
void test_unwound(void **)
{
    struct Guard {
        const char *name;
        ~Guard() { record("~%s", name); }
    };
    gen::coroutine<> outer = [](gen::self &self) {
        Guard guard{"outer"};

        self.await(gen::coroutine<>([](gen::self &inner) {
            Guard also{"inner"};

            inner.await(wait_for_driver());
        }));
    };

    assert_next(outer.get(), "yields 'waits'");
    outer = gen::coroutine<>();
    assert_recorded("~inner; ~outer");
}

// Check that a coroutine is awaited once, and not by a plain generator: CPython's errors.
void test_misuse(void **)
{
    gen::coroutine<> done = [](gen::self &) {};

    assert_next(done.get(), "returns None");
    assert_next(done.get(), "raises RuntimeError('cannot reuse already awaited coroutine')");
    gen::generator<int> g = [](gen::body<int> &self) { self.yield_from(fetch(1).release()); };
    try {
        g.next();
    } catch (const gen::type_error &e) {
        record("%s", e.what());
    }
    assert_recorded("cannot 'yield from' a coroutine object in a non-coroutine generator");
}

} // namespace

int main()
{
    const struct CMUnitTest tests[] = {
        TEST(test_await),
        TEST(test_exceptions),
        TEST(test_unwound),
        TEST(test_misuse),
    };

    return cmocka_run_group_tests_name("hpp_coroutines", tests, NULL, NULL);
}
