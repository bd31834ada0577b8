/**
 * @file gen/cpp/body.hpp
 * What a body in C++ is given: itself. Part of gen.hpp.
 *
 * An exception that arrives at a yield is thrown there; so is gen::generator_exit, when the generator is closed or freed. Stack
 * unwinding then runs the destructors of all that the body has on its stack, and what is not caught goes on to the caller.
 *
 * What leads to the switch of stacks is always inlined: after it each return from a function would be mispredicted.
 *
 * A yield in a destructor, or in a function that is noexcept, ends the program if an exception arrives there. So does, without
 * any cleanup of this body, one that passes through frames in C which were not compiled with `-fexceptions`; those of the C
 * library's qsort() and bsearch() were.
 */
#ifndef GEN_CPP_BODY_HPP
#define GEN_CPP_BODY_HPP

#include <gen/cpp/raise.hpp>
#include <gen/cpp/value.hpp>

namespace gen {

template <class Yield, class Send, class Return> class generator;
template <class Return> class coroutine;

/** Itself: what the body of a coroutine is given, and the base of what that of a generator is. */
class self {
public:
    /** Of the generator that runs; not for users. */
    self(gen_t *g, detail::arrival &arrived) noexcept : g_(g), arrived_(&arrived) {}
    self(const self &) = delete;            /**< there is one of each */
    self &operator=(const self &) = delete; /**< there is one of each */

    /** @return itself, for functions of C; borrowed */
    gen_t *get() const noexcept { return g_; }

    /**
     * Calls of C's functions that answer false while an exception is pending: it is thrown.
     *
     * @code
     * self.check(gen_sleep(self.get(), 1.0));      // await asyncio.sleep(1.0)
     * @endcode
     *
     * @param ok  what the function answered
     */
    [[gnu::always_inline]] void check(bool ok)
    {
        if (GEN_UNLIKELY(!ok))
            detail::throw_pending(g_, *arrived_);
    }

    /** `await awaitable`: as gen_await(), in a coroutine. @return what it returned */
    gen_value_t await(gen_t *awaitable)
    {
        gen_value_t result = GEN_NONE;

        check(gen_await(g_, awaitable, &result));
        return result;
    }

    /** `await c`, in a coroutine. @return what it returned */
    template <class Return> Return await(coroutine<Return> awaited);

private:
    gen_t *g_;
    detail::arrival *arrived_;
};

/**
 * Itself: what the body of a generator is given.
 * @tparam Yield   what it yields
 * @tparam Send    what it is sent; void for nothing
 * @tparam Return  what it returns
 */
template <class Yield, class Send = void, class Return = void> class body : public self {
public:
    /** Of the generator that runs; not for users. */
    body(gen_t *g, detail::arrival &arrived) noexcept : self(g, arrived) {}

    /** What a yield evaluates to: std::optional<Send>, without a value for a plain next; void if nothing is ever sent. */
    using sent = std::conditional_t<std::is_void_v<Send>, void,
                                    std::optional<std::conditional_t<std::is_void_v<Send>, int, Send>>>;

    /**
     * `yield value`. An object stays where it is until the next step, and may be moved from by whoever receives it: what is
     * no temporary is copied before.
     */
    template <class T = Yield>
    [[gnu::always_inline]] sent yield(std::enable_if_t<!detail::is_small<T> && !std::is_reference_v<T>, T> &&value)
    {
        return put(detail::to_place(value));
    }

    /** `yield value`, of a copy. */
    template <class T = Yield>
    [[gnu::always_inline]] sent yield(const std::enable_if_t<!detail::is_small<T> && !std::is_reference_v<T>, T> &value)
    {
        T copy(value);

        return put(detail::to_place(copy));
    }

    /** `yield value`, of a number, a pointer or the like, or of a reference. */
    template <class T = Yield>
    [[gnu::always_inline]] sent yield(std::enable_if_t<detail::is_small<T> || std::is_reference_v<T>, T> value)
    {
        if constexpr (std::is_reference_v<T>)
            return put(detail::to_place(value));
        else
            return put(detail::to_small<T>(value));
    }

    /** `yield from sub`. @return what it returned; TypeError if that is None, as of one that was done already, and the
     * generator is not one that returns void */
    template <class S, class R> R yield_from(generator<Yield, S, R> sub);

    /** `yield from sub`, of any generator or iterator, whose values must be such as a generator of Yield can receive: as
     * gen_yield_from(). The reference is taken over. @return what it returned */
    gen_value_t yield_from(gen_t *sub)
    {
        gen_value_t result = GEN_NONE;

        check(gen_yield_from(get(), sub, &result));
        return result;
    }

private:
    [[gnu::always_inline]] sent put(gen_value_t out)
    {
        if constexpr (std::is_void_v<Send>) {
            check(gen_yield(get(), out, nullptr));
        } else {
            gen_value_t in = GEN_NONE;

            check(gen_yield(get(), out, &in));
            return detail::from_optional<Send>(in);
        }
    }
};

namespace detail {

/* What a generator owns: its function, and what that has returned. */
template <class Function, class Body, class Return> class frame {
public:
    template <class F> explicit frame(F &&function) : function_(std::forward<F>(function)) {}

    /* The body of all: no exception but a cancelled thread's leaves it. */
    static gen_status_t run(gen_t *self, void *args)
    {
        frame *mine = *static_cast<frame **>(args);

        try {
            return mine->call(self);
        } catch (...) {
            return leave_pending(self, mine->arrived_);
        }
    }

    static void destroy(void *args) { delete *static_cast<frame **>(args); }

private:
    gen_status_t call(gen_t *g)
    {
        Body self(g, arrived_);

        if constexpr (std::is_void_v<Return>) {
            function_(self);
            return gen_return(g, GEN_NONE);
        } else {
            result_.emplace(function_(self));
            return gen_return(g, to_value(*result_));
        }
    }

    Function function_;
    arrival arrived_;
    std::optional<std::conditional_t<std::is_void_v<Return>, nothing, Return>> result_;
};

/* Throws why a generator could not be made. */
inline gen_t *made_or_throw(gen_t *g)
{
    if (g == nullptr)
        throw memory_error(std::string(gen_new_error()));
    return g;
}

/* Makes a generator or coroutine of a function. maker is gen_new_with() or gen_coroutine(). */
template <class Body, class Return, class F, class Maker> gen_t *new_of(Maker *maker, F &&function, gen_attr_t attr)
{
    using Frame = frame<std::decay_t<F>, Body, Return>;
    std::unique_ptr<Frame> made(new Frame(std::forward<F>(function)));
    Frame *address = made.get();
    gen_t *g;

    attr.destroy = Frame::destroy;
    g = made_or_throw(maker(&attr, Frame::run, &address, sizeof address));
    (void)made.release();
    return g;
}

/* Whether F can be the body of one. */
template <class F, class Body, class Return, class Handle>
constexpr bool is_body =
    !std::is_same_v<std::decay_t<F>, Handle> && std::is_invocable_r_v<Return, std::decay_t<F> &, Body &>;

/* A reference to a generator. */
class handle {
public:
    handle() noexcept = default;
    explicit handle(gen_t *g) noexcept : g_(g) {} // takes it over
    handle(handle &&other) noexcept : g_(other.release()) {}
    handle &operator=(handle &&other) noexcept
    {
        gen_t *old = g_;

        g_ = other.release();
        if (old != g_)
            gen_free(old);
        return *this;
    }
    ~handle() { gen_free(g_); }

    gen_t *get() const noexcept { return g_; }

    gen_t *release() noexcept
    {
        gen_t *g = g_;

        g_ = nullptr;
        return g;
    }

private:
    gen_t *g_ = nullptr;
};

} // namespace detail
} // namespace gen

#endif
