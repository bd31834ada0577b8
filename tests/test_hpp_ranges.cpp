// gen.hpp: generators as ranges. What C++20 adds is left out where the library has no ranges, or the compiler cannot read them.
// The standard library comes first: cmocka defines fail() as a macro.
#include <algorithm>
#include <gen.hpp>
#include <iterator>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

// clang before 16 refuses libstdc++'s <ranges>.
#if __cplusplus >= 202002L && !(defined(__clang__) && __clang_major__ < 16)
#include <ranges>
#ifdef __cpp_lib_ranges
#define HAVE_RANGES 1
#endif
#endif

#include "outcome.h"
#include "record.h"

namespace {

gen::generator<int> count(int n)
{
    return [n](gen::body<int> &self) {
        for (int i = 0; i < n; i++)
            self.yield(i);
    };
}

gen::generator<std::unique_ptr<int>> boxes(int n)
{
    return [n](gen::body<std::unique_ptr<int>> &self) {
        for (int i = 0; i < n; i++)
            self.yield(std::make_unique<int>(i));
    };
}

// Check that algorithms and containers of C++17 take a generator's iterators.
void test_algorithms(void **)
{
    gen::generator<int> a = count(5), b = count(5), c = count(10), d = count(5);
    std::vector<int> all(a.begin(), a.end());

    assert_int_equal(all.size(), 5);
    assert_int_equal(std::accumulate(b.begin(), b.end(), 0), 10);
    assert_int_equal(*std::find(c.begin(), c.end(), 7), 7);
    assert_int_equal(*c.next(), 8);
    assert_int_equal(std::count_if(d.begin(), d.end(), [](int n) { return n % 2 == 0; }), 3);
}

// Check that what can only be moved is moved into a container by its iterators.
void test_moved_into_a_container(void **)
{
    gen::generator<std::unique_ptr<int>> g = boxes(3);
    std::vector<std::unique_ptr<int>> all(g.begin(), g.end());

    assert_int_equal(all.size(), 3);
    assert_int_equal(*all[2], 2);
}

// Check that an exception leaves an algorithm, and the generator is closed by it.
void test_exceptions(void **)
{
    gen::generator<int> g = [](gen::body<int> &self) {
        self.yield(1);
        throw gen::key_error("late");
    };

    try {
        record("%d", std::accumulate(g.begin(), g.end(), 0));
    } catch (const gen::key_error &e) {
        record("%s", e.what());
    }
    assert_recorded("late");
    assert_int_equal(g.state(), GEN_CLOSED);
}

#ifdef HAVE_RANGES

static_assert(std::input_iterator<gen::generator<int>::iterator>);
static_assert(std::input_iterator<gen::generator<std::string>::iterator>);
static_assert(std::input_iterator<gen::generator<const std::string &>::iterator>);
static_assert(std::input_iterator<gen::generator<std::unique_ptr<int>>::iterator>);
static_assert(std::ranges::input_range<gen::generator<int>>);
static_assert(!std::ranges::forward_range<gen::generator<int>>);
static_assert(std::ranges::viewable_range<gen::generator<int>>);
static_assert(std::ranges::viewable_range<gen::generator<int> &>);
static_assert(!std::copyable<gen::generator<int>>);

// Check that views take a generator, as a temporary that they own too, and are lazy.
void test_views(void **)
{
    auto squares = count(1000000) | std::views::filter([](int n) { return n % 2 == 1; }) |
                   std::views::transform([](int n) { return n * n; }) | std::views::take(3);

    for (int n : squares)
        record("%d", n);
    assert_recorded("1; 9; 25");
}

// Check that a view of one that stays the caller's leaves it where the view has ended.
void test_view_of_another(void **)
{
    gen::generator<int> g = count(10);

    for (int n : g | std::views::take_while([](int i) { return i < 2; }))
        record("%d", n);
    assert_recorded("0; 1");
    assert_int_equal(*g.next(), 3);
}

// Check that the algorithms of std::ranges take generators.
void test_range_algorithms(void **)
{
    std::vector<int> all;

    std::ranges::copy(count(4), std::back_inserter(all));
    assert_int_equal(all.size(), 4);
    gen::generator<int> g = count(100);
    assert_int_equal(*std::ranges::find(g, 42), 42);
    std::ranges::for_each(boxes(2), [](auto &&box) { record("%d", *box); });
    assert_recorded("0; 1");
}

// Check that a generator can be a view's source and its user: a pipeline of bodies and views.
void test_pipeline(void **)
{
    gen::generator<std::string> g = [](gen::body<std::string> &self) {
        for (int n : count(100) | std::views::drop(97))
            self.yield(std::to_string(n));
    };

    for (auto &&size : std::move(g) | std::views::transform(&std::string::size))
        record("%d", static_cast<int>(size));
    assert_recorded("2; 2; 2");
}

#endif

} // namespace

int main()
{
    const struct CMUnitTest tests[] = {
        TEST(test_algorithms), TEST(test_moved_into_a_container), TEST(test_exceptions),
#ifdef HAVE_RANGES
        TEST(test_views),      TEST(test_view_of_another),        TEST(test_range_algorithms), TEST(test_pipeline),
#endif
    };

    return cmocka_run_group_tests_name("hpp_ranges", tests, NULL, NULL);
}
