/**
 * @file gen/cpp/coroutine.hpp
 * gen::coroutine: a coroutine of gen's whose body is a function of C++. Part of gen.hpp.
 *
 * It has a stack of its own and awaits by a call, in whatever function it has called: it is no coroutine of C++20, whose
 * `co_await` it neither has nor needs. A coroutine of C++20 cannot await it either: that waits by returning to whoever resumed
 * it, and gen's by yielding to whoever drives it.
 */
#ifndef GEN_CPP_COROUTINE_HPP
#define GEN_CPP_COROUTINE_HPP

#include <gen/cpp/generator.hpp>

namespace gen {

/**
 * A coroutine: to be awaited by another, or given to gen_run(), gen_create_task() and the like.
 *
 * @code
 * gen::coroutine<std::string> fetch(int n)                         // async def fetch(n):
 * {
 *     return [n](gen::self &self) {
 *         self.check(gen_sleep(self.get(), 1.0));                  //     await asyncio.sleep(1.0)
 *         return std::to_string(n);                                //     return str(n)
 *     };
 * }
 *
 * std::string s = self.await(fetch(1));                            // s = await fetch(1)
 * gen_run(fetch(1).release(), nullptr, nullptr);                   // asyncio.run(fetch(1))
 * @endcode
 *
 * @tparam Return  what it returns. What C is given of an object is its address, good until the coroutine is freed.
 */
template <class Return = void> class coroutine {
public:
    /** No coroutine at all. */
    coroutine() noexcept = default;

    /** A coroutine whose body is a function. As of a generator. */
    template <class F, class = std::enable_if_t<detail::is_body<F, self, Return, coroutine>>>
    coroutine(F &&function, const gen_attr_t &attr = gen_attr())
        : g_(detail::new_of<self, Return>(gen_coroutine, std::forward<F>(function), attr))
    {
    }

    coroutine(coroutine &&) noexcept = default;            /**< moves: the other has none then */
    coroutine &operator=(coroutine &&) noexcept = default; /**< frees its own one before */

    /** @return the coroutine, borrowed */
    gen_t *get() const noexcept { return g_.get(); }

    /** @return the coroutine, whose reference is the caller's now */
    gen_t *release() noexcept { return g_.release(); }

private:
    detail::handle g_;
};

template <class Return> Return self::await(coroutine<Return> awaited)
{
    gen_value_t result = await(gen_ref(awaited.get())); /* what it returns is there until it is freed */

    if constexpr (!std::is_void_v<Return>)
        return detail::from_value<Return>(result);
}

} // namespace gen

#endif
