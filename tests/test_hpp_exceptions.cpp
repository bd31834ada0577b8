// gen.hpp: exceptions of C++ that leave a body, that are thrown into one, and that come from C; and unwinding.
// The standard library comes first: cmocka defines fail() as a macro.
#include <cstdlib>
#include <cstring>
#include <gen.hpp>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "outcome.h"
#include "record.h"

namespace {

extern const gen_exc_t PARSE_ERROR[1];
const gen_exc_t PARSE_ERROR[1] = {{"ParseError", GEN_VALUE_ERROR}};

using parse_error = gen::error_of<PARSE_ERROR, gen::value_error>;
using numbers = gen::generator<int>;

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

// One of the program's own, with more than a message.
struct coded : std::runtime_error {
    explicit coded(int number) : std::runtime_error("coded"), code(number) {}
    int code;
};

// The same of one of gen's.
struct coded_key : gen::key_error {
    explicit coded_key(int number) : gen::key_error("coded key"), code(number) {}
    int code;
};

// A generator that yields once, and then throws.
template <class E> numbers throwing(E e)
{
    return [e](gen::body<int> &self) {
        Guard guard("body");

        self.yield(1);
        throw e;
    };
}

// What the second step raises, as C sees it.
template <class E> const char *seen_by_c(E e)
{
    numbers g = throwing(e);

    g.next();
    const char *outcome = next_of(g.get());
    recorded();
    return outcome;
}

// Check that each of the standard library's exceptions becomes what Python has for it, with its message.
void test_types(void **)
{
    assert_string_equal(seen_by_c(std::runtime_error("a")), "raises RuntimeError('a')");
    assert_string_equal(seen_by_c(std::logic_error("b")), "raises RuntimeError('b')");
    assert_string_equal(seen_by_c(std::out_of_range("c")), "raises IndexError('c')");
    assert_string_equal(seen_by_c(std::invalid_argument("d")), "raises ValueError('d')");
    assert_string_equal(seen_by_c(std::domain_error("e")), "raises ValueError('e')");
    assert_string_equal(seen_by_c(std::length_error("f")), "raises ValueError('f')");
    assert_string_equal(seen_by_c(std::range_error("g")), "raises ValueError('g')");
    assert_string_equal(seen_by_c(std::overflow_error("h")), "raises OverflowError('h')");
    assert_string_equal(seen_by_c(std::underflow_error("i")), "raises ArithmeticError('i')");
    assert_string_equal(seen_by_c(coded(5)), "raises RuntimeError('coded')");
    assert_string_equal(seen_by_c(gen::key_error("j")), "raises KeyError('j')");
    assert_string_equal(seen_by_c(gen::key_error(gen_int(42))), "raises KeyError(42)");
    assert_string_equal(seen_by_c(gen::key_error()), "raises KeyError()");
    assert_string_equal(seen_by_c(gen::exception("%s")), "raises Exception('%s')");
    assert_string_equal(seen_by_c(parse_error("k")), "raises ParseError('k')");
    assert_string_equal(seen_by_c(coded_key(6)), "raises KeyError('coded key')");
    assert_string_equal(seen_by_c(7), "raises RuntimeError('a C++ exception that is no std::exception')");
    assert_non_null(std::strstr(seen_by_c(std::bad_alloc()), "raises MemoryError"));
    assert_non_null(std::strstr(seen_by_c(std::bad_cast()), "raises TypeError"));
    assert_non_null(
        std::strstr(seen_by_c(std::system_error(std::make_error_code(std::errc::io_error))), "raises OSError"));
}

// Check that a caller in C++ catches what was thrown, of the very type and with all that was in it.
void test_originals_come_back(void **)
{
    numbers g = throwing(coded(42)), h = throwing(coded_key(43)), i = throwing(44);

    g.next(), h.next(), i.next();
    try {
        g.next();
    } catch (const coded &e) {
        record("%s %d", e.what(), e.code);
    }
    try {
        h.next();
    } catch (const coded_key &e) {
        record("%s %d", e.what(), e.code);
    }
    try {
        i.next();
    } catch (int n) {
        record("%d", n);
    }
    assert_recorded("~body; coded 42; ~body; coded key 43; ~body; 44");
    assert_int_equal(g.state(), GEN_CLOSED);
    assert_false(g.next().has_value());
}

gen_status_t passes_on(gen_t *self, void *args)
{
    return gen_yield_from(self, *static_cast<gen_t **>(args), nullptr) ? GEN_RETURNED : GEN_RAISED;
}

// Check that they come back through delegators in C and C++, and leave each of them by unwinding.
void test_originals_through_delegators(void **)
{
    gen_t *inner = throwing(coded(1)).release();
    gen_t *middle = gen_new(passes_on, &inner, sizeof inner);
    numbers g = [middle](gen::body<int> &self) {
        Guard guard("outer");

        self.yield_from(middle);
    };

    g.next();
    try {
        g.next();
    } catch (const coded &e) {
        record("%d", e.code);
    }
    assert_recorded("~body; ~outer; 1");
}

// Check that what was delegated to keeps its name in the traceback when its exception leaves a delegator in C++.
void test_traceback_of_delegators(void **)
{
    gen_attr_t attr = gen_attr();

    attr.name = "inner";
    numbers inner([](gen::body<int> &) { throw coded(1); }, attr);
    attr.name = "outer";
    numbers g([&](gen::body<int> &self) { self.yield_from(std::move(inner)); }, attr);
    assert_int_equal(gen_next(g.get(), nullptr), GEN_RAISED);
    assert_non_null(std::strstr(printed(gen_error(g.get())), "in generator 'outer'\n"));
    assert_non_null(std::strstr(printed(gen_error(g.get())), "in generator 'inner'\n"));
}

gen_status_t raises(gen_t *self, void *args)
{
    return gen_raise(self, *static_cast<const gen_exc_t **>(args), "message");
}

numbers raising(const gen_exc_t *type)
{
    return numbers::adopt(gen_new(raises, &type, sizeof type));
}

// Check that an exception of C is caught by its class, by those of its bases and as std::exception.
void test_exceptions_of_c(void **)
{
    try {
        raising(GEN_KEY_ERROR).next();
    } catch (const gen::key_error &e) {
        record("%s %s", e.what(), e.type()->name);
    }
    try {
        raising(GEN_ZERO_DIVISION_ERROR).next();
    } catch (const gen::arithmetic_error &e) {
        record("%s %d", e.type()->name, e.is(GEN_ZERO_DIVISION_ERROR));
    }
    try {
        raising(PARSE_ERROR).next();
    } catch (const gen::value_error &e) {
        record("%s", e.type()->name);
    }
    try {
        raising(GEN_TIMEOUT_ERROR).next();
    } catch (const std::exception &e) {
        record("%s", e.what());
    }
    try {
        raising(GEN_EXCEPTION).next();
    } catch (const gen::exception &e) {
        record("%s", e.what());
    }
    assert_recorded("message KeyError; ZeroDivisionError 1; ParseError; message; message");
}

// Check that what is no Exception in Python is no std::exception: it passes through handlers of those.
void test_base_exceptions(void **)
{
    for (const gen_exc_t *type : {GEN_CANCELLED_ERROR, GEN_KEYBOARD_INTERRUPT, GEN_SYSTEM_EXIT, GEN_BASE_EXCEPTION})
        try {
            raising(type).next();
        } catch (const std::exception &) {
            record("caught as an exception");
        } catch (const gen::base_exception &e) {
            record("%s", e.type()->name);
        }
    assert_recorded("CancelledError; KeyboardInterrupt; SystemExit; BaseException");
}

// Check that what is thrown in is thrown at the yield, caught there by its type, and the next value comes back.
void test_throw_into(void **)
{
    numbers g = [](gen::body<int> &self) {
        for (int i = 0;; i += 10)
            try {
                self.yield(i);
            } catch (const coded &e) {
                i += e.code;
            } catch (const gen::lookup_error &e) {
                record("%s %s", e.type()->name, e.what());
            }
    };

    g.next();
    assert_int_equal(*g.throw_(coded(3)), 13);
    assert_int_equal(*g.throw_(gen::key_error("k")), 23);
    assert_int_equal(*g.throw_(std::make_exception_ptr(coded(4))), 37);
    assert_throw(g.get(), GEN_INDEX_ERROR, gen_str("of C"), "yields 47");
    assert_recorded("KeyError k; IndexError of C");
}

// Check that what is thrown in and not caught comes out again, the same object, and unwinds the body.
void test_throw_through(void **)
{
    numbers g = throwing(1), fresh = throwing(2);
    gen::value_error own("own");

    g.next();
    try {
        g.throw_(coded(3));
    } catch (const coded &e) {
        record("%d", e.code);
    }
    try {
        fresh.throw_(own);
    } catch (const gen::value_error &e) {
        record("%s %s", e.what(), e.error() == own.error() ? "the same" : "another");
    }
    assert_recorded("~body; 3; own the same");
}

// Check that throw_() answers nothing where the body has returned, with its result.
void test_throw_and_return(void **)
{
    gen::generator<int, void, int> g = [](gen::body<int, void, int> &self) {
        try {
            self.yield(1);
        } catch (int n) {
            return n;
        }
        return 0;
    };

    g.next();
    assert_false(g.throw_(9).has_value());
    assert_int_equal(*g.result(), 9);
}

// Check that StopIteration does not leave a body: RuntimeError, caused by it (PEP 479).
void test_stop_iteration(void **)
{
    numbers g = throwing(gen::stop_iteration());

    g.next();
    try {
        g.next();
    } catch (const gen::runtime_error &e) {
        record("%s", e.what());
        try {
            std::rethrow_if_nested(e);
        } catch (const gen::stop_iteration &) {
            record("nested");
        }
    }
    assert_recorded("~body; generator raised StopIteration; nested");
}

// Check that a nested exception is the cause for C, and nested again for C++, at each level.
void test_nested(void **)
{
    numbers g = [](gen::body<int> &self) {
        self.yield(1);
        try {
            try {
                throw coded(1);
            } catch (...) {
                std::throw_with_nested(gen::key_error("middle"));
            }
        } catch (...) {
            std::throw_with_nested(std::runtime_error("outer"));
        }
    };

    g.next();
    assert_next(g.get(), "raises RuntimeError('outer')");
    assert_string_equal(chain_of(g.get()),
                        "RuntimeError('outer')<cause KeyError('middle')<cause RuntimeError('coded')>>");
    try {
        gen::detail::throw_raised(g.get());
    } catch (const std::runtime_error &outer) {
        try {
            std::rethrow_if_nested(outer);
        } catch (const gen::key_error &middle) {
            record("%s", middle.what());
            try {
                std::rethrow_if_nested(middle);
            } catch (const coded &inner) {
                record("%d", inner.code);
            }
        }
    }
    assert_recorded("middle; 1");
}

gen_status_t raises_from(gen_t *self, void *)
{
    gen_error_t *cause = gen_error_new(GEN_KEY_ERROR, "cause"), *e = gen_error_new(GEN_VALUE_ERROR, "effect");

    gen_raise_from(self, e, cause);
    gen_error_free(cause);
    gen_error_free(e);
    return GEN_RAISED;
}

gen_status_t raises_in_a_ring(gen_t *self, void *)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "ring"), *f = gen_error_new(GEN_VALUE_ERROR, "ring");

    gen_error_set_cause(e, f);
    gen_error_set_cause(f, e);
    gen_raise_error(self, e);
    gen_error_set_context(e, nullptr);
    gen_error_free(e);
    gen_error_free(f);
    return GEN_RAISED;
}

// Check that causes of C are nested exceptions in C++, and that a ring of them ends.
void test_causes_of_c(void **)
{
    numbers g = numbers::adopt(gen_new(raises_from, nullptr, 0));
    gen_error_t *kept = nullptr;

    try {
        g.next();
    } catch (const gen::value_error &e) {
        record("%s", e.what());
        try {
            std::rethrow_if_nested(e);
        } catch (const gen::key_error &cause) {
            record("%s", cause.what());
        }
    }
    try {
        numbers::adopt(gen_new(raises_in_a_ring, nullptr, 0)).next();
    } catch (const gen::key_error &e) {
        record("%s", e.what());
        kept = gen_error_ref(e.error());
    }
    gen_error_set_cause(kept, nullptr); // which breaks the ring
    gen_error_free(kept);
    assert_recorded("effect; cause; ring");
}

// Check that an exception which is rethrown unchanged is the same for C, with its context, and not a context of itself.
void test_rethrown(void **)
{
    gen_error_t *handled = gen_error_new(GEN_KEY_ERROR, "handled");
    numbers inner = raising(GEN_VALUE_ERROR);
    numbers g = [&inner](gen::body<int> &) {
        try {
            inner.next();
        } catch (const gen::exception &) {
            throw;
        }
    };
    gen_handler_t handler;

    gen_except_begin(&handler, handled);
    assert_next(g.get(), "raises ValueError('message')");
    gen_except_end(&handler);
    assert_string_equal(chain_of(g.get()), "ValueError('message')<context KeyError('handled')>");
    gen_error_free(handled);
}

// Check that close() unwinds the body through handlers of std::exception, innermost object first.
void test_close_unwinds(void **)
{
    numbers g = [](gen::body<int> &self) {
        Guard outer("outer");

        try {
            Guard inner("inner");

            self.yield(1);
        } catch (const std::exception &) {
            record("an exception");
        } catch (const gen::generator_exit &) {
            record("exit");
            throw;
        }
    };

    g.next();
    assert_false(g.close());
    assert_recorded("~inner; exit; ~outer");
    assert_false(g.close());
    assert_int_equal(g.state(), GEN_CLOSED);
}

// Check that a suspended generator is unwound when its handle is destroyed, by an exception too, and when it is replaced.
void test_destroyed_unwinds(void **)
{
    auto started = [](const char *name) {
        numbers g = [name](gen::body<int> &self) {
            Guard guard(name);

            self.yield(1);
        };

        g.next();
        return g;
    };

    {
        numbers g = started("scope");
    }
    try {
        numbers g = started("exception");

        throw coded(1);
    } catch (const coded &e) {
        record("%d", e.code);
    }
    numbers g = started("replaced");
    g = started("last");
    record("replaced");
    g = numbers();
    assert_recorded("~scope; ~exception; 1; ~replaced; replaced; ~last");
}

// Check that a delegator closes what it delegates to: unwound from the inside.
void test_close_unwinds_a_chain(void **)
{
    numbers g = [](gen::body<int> &self) {
        Guard guard("outer");

        self.yield_from(throwing(coded(1)));
    };

    g.next();
    g = numbers();
    assert_recorded("~body; ~outer");
}

// Check that close() has what the body returned in answer, and throws what it threw instead.
void test_close_answers(void **)
{
    gen::generator<int, void, int> returns = [](gen::body<int, void, int> &self) {
        try {
            self.yield(1);
        } catch (const gen::generator_exit &) {
        }
        return 5;
    };
    numbers throws = [](gen::body<int> &self) {
        try {
            self.yield(1);
        } catch (...) {
            throw coded(6);
        }
    };

    returns.next(), throws.next();
    assert_true(returns.close());
    assert_int_equal(*returns.result(), 5);
    try {
        throws.close();
    } catch (const coded &e) {
        record("%d", e.code);
    }
    assert_recorded("6");
}

// Check that a body which yields in answer to close() is CPython's RuntimeError, and can go on.
void test_close_ignored(void **)
{
    numbers g = [](gen::body<int> &self) {
        Guard guard("body");

        try {
            self.yield(1);
        } catch (...) {
            self.yield(2);
        }
        self.yield(3);
    };

    g.next();
    try {
        g.close();
    } catch (const gen::runtime_error &e) {
        record("%s", e.what());
    }
    assert_int_equal(*g.next(), 3);
    g = numbers();
    assert_recorded("generator ignored GeneratorExit; ~body");
}

void hear(gen_t *, gen_error_t *e, void *)
{
    record("unraisable %s", error_text(e));
}

// Check that what is thrown while a generator is freed goes to the hook, not through the destructor.
void test_unraisable(void **)
{
    gen_set_unraisable_hook(hear, nullptr);
    {
        numbers g = [](gen::body<int> &self) {
            try {
                self.yield(1);
            } catch (...) {
                throw std::out_of_range("late");
            }
        };

        g.next();
    }
    gen_set_unraisable_hook(nullptr, nullptr);
    assert_recorded("unraisable IndexError('late')");
}

// Check that the next of a generator that runs is CPython's ValueError, and harms nothing.
void test_reentry(void **)
{
    numbers g;

    g = [&g](gen::body<int> &self) {
        try {
            gen_value_t v;

            if (gen_next(g.get(), &v) == GEN_RAISED)
                gen::detail::throw_raised(g.get());
        } catch (const gen::value_error &e) {
            record("%s", e.what());
        }
        self.yield(1);
    };
    assert_int_equal(*g.next(), 1);
    assert_recorded("generator already executing");
}

int compare(const void *a, const void *b);
gen::body<int> *comparing;

int compare(const void *a, const void *b)
{
    comparing->yield(1);
    return *static_cast<const int *>(a) - *static_cast<const int *>(b);
}

// Check that a comparison of std::qsort()'s may yield, and is unwound through it.
void test_through_qsort(void **)
{
    numbers g = [](gen::body<int> &self) {
        int array[] = {3, 1, 2};
        Guard guard("body");

        comparing = &self;
        std::qsort(array, 3, sizeof *array, compare);
        record("%d%d%d", array[0], array[1], array[2]);
    };

    while (g.next())
        continue;
    assert_recorded("123; ~body");
    numbers h = [](gen::body<int> &self) {
        int array[] = {3, 1, 2};
        Guard guard("body");

        comparing = &self;
        std::qsort(array, 3, sizeof *array, compare);
    };
    h.next();
    try {
        h.throw_(coded(8));
    } catch (const coded &e) {
        record("%d", e.code);
    }
    assert_recorded("~body; 8");
}

// Check that a body may yield in a handler, and while others handle theirs.
void test_yield_in_handlers(void **)
{
    auto make = [](int n) {
        return numbers([n](gen::body<int> &self) {
            try {
                throw coded(n);
            } catch (const coded &e) {
                self.yield(e.code);
                try {
                    throw;
                } catch (const coded &again) {
                    self.yield(again.code);
                }
            }
        });
    };
    numbers a = make(1), b = make(2);

    record("%d", *a.next());
    record("%d", *b.next());
    record("%d", *a.next());
    record("%d", *b.next());
    assert_recorded("1; 2; 1; 2");
}

// Check that exceptions cross where the generator is stepped by another thread, and outlive that.
void test_another_thread(void **)
{
    numbers g = throwing(coded(11));

    g.next();
    std::future<int> answer = std::async(std::launch::async, [&g]() -> int { return g.next().value(); });
    try {
        answer.get();
    } catch (const coded &e) {
        record("%d", e.code);
    }
    assert_recorded("~body; 11");
}

// Check that a deep chain is unwound by one exception, level by level, and the original comes out.
void test_deep_chain(void **)
{
    struct chain {
        static numbers make(int depth)
        {
            return [depth](gen::body<int> &self) {
                if (depth == 0)
                    throw coded(99);
                self.yield_from(make(depth - 1));
            };
        }
    };
    numbers g = chain::make(50);

    try {
        g.next();
    } catch (const coded &e) {
        record("%d", e.code);
    }
    assert_recorded("99");
}

// Check that an exception that is kept outlives its generator.
void test_kept(void **)
{
    std::exception_ptr kept;

    try {
        raising(GEN_KEY_ERROR).next();
    } catch (...) {
        kept = std::current_exception();
    }
    try {
        std::rethrow_exception(kept);
    } catch (const gen::base_exception &e) {
        gen::base_exception copy = e;

        record("%s", copy.what());
    }
    assert_recorded("message");
}

// Check that check() throws what a call of C left pending, and says so of one that left nothing.
void test_check(void **)
{
    numbers g = [](gen::body<int> &self) {
        try {
            gen_raise(self.get(), GEN_KEY_ERROR, "pending");
            self.check(false);
        } catch (const gen::key_error &e) {
            record("%s", e.what());
        }
        try {
            self.check(false);
        } catch (const gen::system_error &e) {
            record("%s", e.what());
        }
        self.check(true);
    };

    g.next();
    assert_recorded("pending; a call failed without an exception pending");
}

} // namespace

int main()
{
    const struct CMUnitTest tests[] = {
        TEST(test_types),
        TEST(test_originals_come_back),
        TEST(test_originals_through_delegators),
        TEST(test_traceback_of_delegators),
        TEST(test_exceptions_of_c),
        TEST(test_base_exceptions),
        TEST(test_throw_into),
        TEST(test_throw_through),
        TEST(test_throw_and_return),
        TEST(test_stop_iteration),
        TEST(test_nested),
        TEST(test_causes_of_c),
        TEST(test_rethrown),
        TEST(test_close_unwinds),
        TEST(test_destroyed_unwinds),
        TEST(test_close_unwinds_a_chain),
        TEST(test_close_answers),
        TEST(test_close_ignored),
        TEST(test_unraisable),
        TEST(test_reentry),
        TEST(test_through_qsort),
        TEST(test_yield_in_handlers),
        TEST(test_another_thread),
        TEST(test_deep_chain),
        TEST(test_kept),
        TEST(test_check),
    };

    return cmocka_run_group_tests_name("hpp_exceptions", tests, NULL, NULL);
}
