/**
 * @file gen/cpp/generator.hpp
 * gen::generator: a handle of a generator whose body is a function of C++. Part of gen.hpp.
 */
#ifndef GEN_CPP_GENERATOR_HPP
#define GEN_CPP_GENERATOR_HPP

#include <cstddef>
#include <gen/cpp/body.hpp>
#include <iterator>
#include <utility>

namespace gen {

/**
 * A generator: Python's Generator[Yield, Send, Return]. It owns one reference, moves, and closes the generator when it is
 * destroyed.
 *
 * What is Yield may be a number, a pointer, `const char *` or gen_value_t, which C shares; an object, which need not be
 * copyable, and which is moved from body to caller; or a reference, `const T &`.
 *
 * It is an input range: `for (auto &&v : g)`, std::vector(g.begin(), g.end()), and in C++20 `g | std::views::transform(f)`.
 * As in Python a loop over one that has begun goes on where that is, so begin() makes a step. While there are iterators it may
 * not be moved.
 *
 * @tparam Yield   what it yields
 * @tparam Send    what can be sent to it; void for nothing
 * @tparam Return  what it returns in the end
 */
template <class Yield, class Send = void, class Return = void> class generator {
    template <class Y, class S, class R> friend class body;
    using received = detail::received<Yield>;
    using returned = std::conditional_t<std::is_void_v<Return>, detail::nothing, Return>;

public:
    using body_type = body<Yield, Send, Return>;                         /**< what its function is given */
    using reference = typename received::reference;                      /**< what an iterator gives */
    using value_type = std::remove_cv_t<std::remove_reference_t<Yield>>; /**< what may be kept of that */

    /** What a step answers: a value that can be tested for being there; of references a pointer. */
    using answer = std::conditional_t<std::is_reference_v<Yield>, std::add_pointer_t<Yield>, std::optional<value_type>>;

    class iterator;

    /** No generator at all: to be assigned one. */
    generator() noexcept = default;

    /**
     * A generator whose body is a function, a lambda for example, with what it has captured. It does not run before the first
     * step.
     *
     * @code
     * gen::generator<int> count(int n)                             // def count(n):
     * {
     *     return [n](gen::body<int> &self) {
     *         for (int i = 0; i < n; i++)                          //     for i in range(n):
     *             self.yield(i);                                   //         yield i
     *     };
     * }
     * @endcode
     *
     * @param function  is moved or copied into the generator, and destroyed when that is freed
     * @param attr      name, stack and so on; its destroy() is not used
     * Throws gen::memory_error if it cannot be made, with the reason.
     */
    template <class F, class = std::enable_if_t<detail::is_body<F, body_type, Return, generator>>>
    generator(F &&function, const gen_attr_t &attr = gen_attr())
        : g_(detail::new_of<body_type, Return>(gen_new_with, std::forward<F>(function), attr))
    {
    }

    generator(generator &&) noexcept = default;            /**< moves: the other has none then */
    generator &operator=(generator &&) noexcept = default; /**< closes its own one before */

    /**
     * A generator made in C, a generator expression for example: `generator<int>::adopt(gen_range(0, 10, 1))`.
     * @param g  the reference is taken over; of NULL, out of memory, gen::memory_error is thrown. What it yields must be
     *           such as Yield says: a kind that is not is a gen::type_error at the step, but of a pointer it cannot be seen
     *           what it points to.
     */
    static generator adopt(gen_t *g) { return generator(detail::handle(detail::made_or_throw(g))); }

    /** @return the generator, borrowed */
    gen_t *get() const noexcept { return g_.get(); }

    /** @return the generator, whose reference is the caller's now: for gen_map() and the like */
    gen_t *release() noexcept { return g_.release(); }

    /** @return inspect.getgeneratorstate(g) */
    gen_state_t state() const { return gen_state(get()); }

    /** `next(g)`. @return the value; nothing if it is done */
    [[gnu::always_inline]] answer next() { return answer_of(gen_next(get(), received_.place())); }

    /** `g.send(value)`. gen::type_error if it has not begun: see gen_send(). */
    template <class S = Send> [[gnu::always_inline]] answer send(std::enable_if_t<!std::is_void_v<S>, S> value)
    {
        return answer_of(gen_send(get(), detail::to_value(value), received_.place()));
    }

    /** `g.throw(e)`: throws any exception into it; of a std::exception_ptr what that points to.
     * @return as next(), if it has caught it and yielded, or returned */
    template <class E> answer throw_(E &&e)
    {
        if constexpr (std::is_same_v<std::decay_t<E>, std::exception_ptr>)
            return answer_of(throw_error(detail::error_for(e)));
        else
            return answer_of(throw_error(detail::error_for(std::make_exception_ptr(std::forward<E>(e)))));
    }

    /** `g.close()`: its body is unwound by gen::generator_exit. @return whether it has returned a value in answer, which
     * result() has then */
    bool close()
    {
        gen_status_t status = gen_close(get(), received_.place());

        if (status == GEN_RAISED)
            detail::throw_raised(get());
        return keep_result();
    }

    /** @return what it has returned: `e.value` of its StopIteration. Nothing before that; of one that returns void an empty
     * struct. */
    std::optional<returned> &result() noexcept { return result_; }

    /** Makes a step. @return at the value; end() if it is done */
    [[gnu::always_inline]] iterator begin()
    {
        step();
        return iterator(this);
    }

    /** @return the end of all */
    iterator end() noexcept { return iterator(); }

private:
    explicit generator(detail::handle &&g) noexcept : g_(std::move(g)) {}

    gen_status_t throw_error(const detail::made &e) { return gen_throw_error(get(), e.error.get(), received_.place()); }

    bool keep_result()
    {
        if (gen_is_none(*received_.place()))
            return false;
        if constexpr (!std::is_void_v<Return>)
            result_.emplace(detail::from_value<Return>(*received_.place()));
        return true;
    }

    /* Whether it yielded. */
    bool settle(gen_status_t status)
    {
        has_value_ = status == GEN_YIELDED;
        if (GEN_UNLIKELY(status == GEN_RETURNED))
            keep_result();
        else if (GEN_UNLIKELY(status == GEN_RAISED))
            detail::throw_raised(get());
        return has_value_;
    }

    [[gnu::always_inline]] void step() { settle(gen_next(get(), received_.place())); }

    answer answer_of(gen_status_t status)
    {
        if (!settle(status))
            return answer();
        if constexpr (std::is_reference_v<Yield>)
            return std::addressof(static_cast<std::remove_reference_t<Yield> &>(received_.get()));
        else
            return answer(received_.get());
    }

    detail::handle g_;
    received received_;
    bool has_value_ = false;
    std::optional<returned> result_;
};

/** An input iterator: all that are at a value are equal, and all that are at the end. */
template <class Yield, class Send, class Return> class generator<Yield, Send, Return>::iterator {
public:
    using iterator_category = std::input_iterator_tag; /**< values come once */
    using iterator_concept = std::input_iterator_tag;  /**< values come once */
    using difference_type = std::ptrdiff_t;            /**< of no use */
    using value_type = typename generator::value_type; /**< what may be kept of a value */
    using reference = typename generator::reference;   /**< what `*i` is */
    using pointer = std::add_pointer_t<reference>;     /**< what `->` is */

    /** The end. */
    iterator() noexcept = default;

    /** Where the generator is, borrowed. */
    explicit iterator(generator *g) noexcept : g_(g) {}

    /** @return the value: by value, by reference, or to be moved from, as the generator's reference says */
    reference operator*() const { return g_->received_.get(); }

    /** @return the address of an object or of what is referred to */
    template <class R = reference> std::enable_if_t<std::is_reference_v<R>, pointer> operator->() const
    {
        R object = g_->received_.get();

        return std::addressof(object);
    }

    /** Makes a step. */
    [[gnu::always_inline]] iterator &operator++()
    {
        g_->step();
        return *this;
    }

    /** Makes a step. @return something of which `*` is the value that was there before */
    auto operator++(int)
    {
        struct before {
            value_type value;
            value_type operator*() { return std::move(value); }
        } was{**this};

        g_->step();
        return was;
    }

    /** @return whether both are at the end, or neither is */
    friend bool operator==(const iterator &a, const iterator &b) noexcept { return a.is_at_end() == b.is_at_end(); }

    /** @return whether one of them is at the end */
    friend bool operator!=(const iterator &a, const iterator &b) noexcept { return !(a == b); }

private:
    bool is_at_end() const noexcept { return g_ == nullptr || !g_->has_value_; }

    generator *g_ = nullptr;
};

template <class Yield, class Send, class Return>
template <class S, class R>
R body<Yield, Send, Return>::yield_from(generator<Yield, S, R> sub)
{
    static_assert(std::is_void_v<S> || std::is_same_v<S, Send>, "what is sent to the one goes to the other");
    gen_value_t result = yield_from(gen_ref(sub.get())); /* what it returns is there until it is freed */

    if constexpr (!std::is_void_v<R>)
        return detail::from_value<R>(result);
}

} // namespace gen

#endif
