// gen.hpp: generators whose bodies are functions of C++; their steps, values, results and lives.
// The standard library comes first: cmocka defines fail() as a macro.
#include <gen.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "outcome.h"
#include "record.h"

namespace {

// Counts how many there are, and says nothing of who moved or copied what.
class Item {
public:
    explicit Item(int n) : n_(n) { alive++; }
    Item(const Item &other) : n_(other.n_)
    {
        alive++;
        copies++;
    }
    Item(Item &&other) noexcept : n_(other.n_)
    {
        other.n_ = -1;
        alive++;
    }
    Item &operator=(const Item &) = default;
    Item &operator=(Item &&) = default;
    ~Item() { alive--; }

    int number() const { return n_; }

    static int alive, copies;

private:
    int n_;
};

int Item::alive, Item::copies;

gen::generator<int> count(int n)
{
    return [n](gen::body<int> &self) {
        for (int i = 0; i < n; i++)
            self.yield(i);
    };
}

// Check that a loop gets each value once, in order, from a lambda with what it captured.
void test_a_loop(void **)
{
    for (int i : count(3))
        record("%d", i);
    for (int i : count(0))
        record("never %d", i);
    assert_recorded("0; 1; 2");
}

// Check that next() has a value until the generator is done, and then none, as often as it is asked.
void test_next(void **)
{
    gen::generator<int> g = count(2);

    assert_int_equal(g.state(), GEN_CREATED);
    assert_int_equal(*g.next(), 0);
    assert_int_equal(*g.next(), 1);
    assert_int_equal(g.state(), GEN_SUSPENDED);
    assert_false(g.next().has_value());
    assert_false(g.next().has_value());
    assert_int_equal(g.state(), GEN_CLOSED);
}

// Check that a loop which is left can be gone on with, by another loop or by next(): as in Python.
void test_a_loop_goes_on(void **)
{
    gen::generator<int> g = count(5);

    for (int i : g)
        if (i == 1)
            break;
    assert_int_equal(*g.next(), 2);
    for (int i : g)
        record("%d", i);
    assert_recorded("3; 4");
}

// Check that what is sent is what the yield evaluates to, and that next() sends nothing.
void test_send(void **)
{
    gen::generator<int, int> g = [](gen::body<int, int> &self) {
        int total = 0;

        for (;;) {
            std::optional<int> sent = self.yield(total);

            record("%s", sent.has_value() ? "value" : "nothing");
            total += sent.value_or(100);
        }
    };

    assert_int_equal(*g.next(), 0);
    assert_int_equal(*g.send(5), 5);
    assert_int_equal(*g.next(), 105);
    assert_int_equal(*g.send(0), 105);
    assert_recorded("value; nothing; value");
}

// Check that a value sent to a generator that has not begun is CPython's TypeError, and changes nothing.
void test_send_to_a_fresh_one(void **)
{
    gen::generator<int, int> g = [](gen::body<int, int> &self) { self.yield(1); };

    try {
        g.send(1);
        record("sent");
    } catch (const gen::type_error &e) {
        record("%s", e.what());
    }
    assert_recorded("can't send non-None value to a just-started generator");
    assert_int_equal(*g.next(), 1);
}

// Check that an object is sent by a move, and destroyed by the body, whose it is.
void test_send_objects(void **)
{
    using sum = gen::generator<int, std::unique_ptr<Item>>;
    sum g = [](sum::body_type &self) {
        int total = 0;

        for (;;)
            if (auto item = self.yield(total); item.has_value())
                total += (*item)->number();
    };

    g.next();
    assert_int_equal(*g.send(std::make_unique<Item>(3)), 3);
    assert_int_equal(*g.send(std::make_unique<Item>(4)), 7);
    assert_int_equal(Item::alive, 0);
}

// Check that a result is there at the end, and not before.
void test_result(void **)
{
    gen::generator<int, void, std::string> g = [](auto &self) -> std::string {
        self.yield(1);
        return std::string(100, 'x');
    };

    g.next();
    assert_false(g.result().has_value());
    assert_false(g.next().has_value());
    assert_int_equal(g.result()->size(), 100);
    assert_false(g.next().has_value());
    assert_int_equal(g.result()->size(), 100);
}

// Check that objects are yielded without a copy where they are temporaries, by one copy where not, and that all are destroyed.
void test_objects(void **)
{
    {
        gen::generator<Item> g = [](gen::body<Item> &self) {
            const Item kept(2);

            self.yield(Item(1));
            self.yield(kept);
            self.yield(Item(kept.number() + 1));
        };

        Item::copies = 0;
        for (Item &&item : g)
            record("%d", item.number());
        assert_int_equal(Item::copies, 1);
    }
    assert_recorded("1; 2; 3");
    assert_int_equal(Item::alive, 0);
}

// Check that an object which the caller moves away is its own then, and outlives the step and the generator.
void test_objects_are_moved(void **)
{
    std::vector<std::unique_ptr<Item>> kept;

    {
        gen::generator<std::unique_ptr<Item>> g = [](auto &self) {
            for (int i = 0; i < 3; i++)
                self.yield(std::make_unique<Item>(i));
        };

        kept.push_back(*g.next());
        for (auto &&item : g)
            kept.push_back(std::move(item));
    }
    assert_int_equal(Item::alive, 3);
    assert_int_equal(kept[2]->number(), 2);
    kept.clear();
    assert_int_equal(Item::alive, 0);
}

// Check that an object which waits at a yield is destroyed with the generator, whether anybody looked at it or not.
void test_objects_nobody_took(void **)
{
    auto make = [] {
        return gen::generator<Item>([](gen::body<Item> &self) {
            Item local(7);

            for (int i = 0;; i++)
                self.yield(Item(i));
        });
    };

    {
        gen::generator<Item> fresh = make(), stepped = make(), closed = make();

        stepped.next();
        closed.begin();
        assert_int_equal(Item::alive, 4);
        closed.close();
        assert_int_equal(Item::alive, 2);
    }
    assert_int_equal(Item::alive, 0);
}

// Check that references are yielded as such: the caller sees and changes the body's own object.
void test_references(void **)
{
    gen::generator<int &> g = [](gen::body<int &> &self) {
        int mine = 1;

        self.yield(mine);
        record("%d", mine);
        self.yield(mine);
    };

    for (int &n : g)
        n += 10;
    assert_recorded("11");

    std::vector<Item> items;
    items.emplace_back(5);
    gen::generator<const Item &> all = [&items](gen::body<const Item &> &self) {
        for (const Item &item : items)
            self.yield(item);
    };
    Item::copies = 0;
    const Item *item = all.next();
    assert_ptr_equal(item, &items[0]);
    assert_null(all.next());
    assert_int_equal(Item::copies, 0);
}

enum class Colour { red = 1, blue = 2 };

// Check numbers of all kinds, and enumerations, at their limits.
void test_small_values(void **)
{
    gen::generator<uint64_t> wide = [](auto &self) { self.yield(UINT64_MAX); };
    gen::generator<signed char> narrow = [](auto &self) { self.yield(-128); };
    gen::generator<bool> truth = [](auto &self) { self.yield(true); };
    gen::generator<double> real = [](auto &self) { self.yield(0.25); };
    gen::generator<Colour> colour = [](auto &self) { self.yield(Colour::blue); };
    gen::generator<const char *> text = [](auto &self) {
        self.yield("text");
        self.yield(nullptr);
    };
    gen::generator<int *> address = [](auto &self) {
        int n = 4;

        self.yield(&n);
        self.yield(nullptr);
    };

    assert_true(*wide.next() == UINT64_MAX);
    assert_int_equal(*narrow.next(), -128);
    assert_true(*truth.next());
    assert_true(*real.next() == 0.25);
    assert_true(*colour.next() == Colour::blue);
    assert_string_equal(*text.next(), "text");
    assert_null(*text.next());
    assert_int_equal(**address.next(), 4);
    assert_null(*address.next());
}

// Check that None is told from a value where any value may come.
void test_raw_values(void **)
{
    gen::generator<gen_value_t> g = [](gen::body<gen_value_t> &self) {
        self.yield(GEN_NONE);
        self.yield(gen_str("text"));
    };

    assert_true(gen_is_none(*g.next()));
    assert_string_equal(gen_as_str(*g.next()), "text");
}

// Check that C sees ordinary values: numbers, strings and None.
void test_driven_by_c(void **)
{
    gen::generator<int> numbers = count(1);
    gen::generator<const char *, void, double> texts = [](auto &self) {
        self.yield("text");
        return 0.5;
    };

    assert_next(numbers.get(), "yields 0");
    assert_next(numbers.get(), "returns None");
    assert_next(texts.get(), "yields 'text'");
    assert_next(texts.get(), "returns 0.5");
}

gen_value_t square(gen_t *, gen_value_t v, void *)
{
    return gen_int(gen_as_int(v) * gen_as_int(v));
}

// Check that generator expressions take a generator of C++, and give one.
void test_generator_expressions(void **)
{
    auto squares = gen::generator<int>::adopt(gen_map(gen_take(count(10).release(), 4), square, nullptr));

    for (int n : squares)
        record("%d", n);
    assert_recorded("0; 1; 4; 9");
}

gen_status_t yields_strings(gen_t *self, void *)
{
    char buffer[] = "a0";

    for (; buffer[1] < '3'; buffer[1]++)
        if (!gen_yield(self, gen_str(buffer), nullptr))
            return GEN_RAISED;
    return gen_return(self, gen_str("end"));
}

// Check that strings of C become strings of C++, which are the caller's own.
void test_strings_of_c(void **)
{
    using strings = gen::generator<std::string, void, std::string>;
    strings g = strings::adopt(gen_new(yields_strings, nullptr, 0));
    std::vector<std::string> all(g.begin(), g.end());

    assert_int_equal(all.size(), 3);
    assert_string_equal(all[0].c_str(), "a0");
    assert_string_equal(all[2].c_str(), "a2");
    assert_string_equal(g.result()->c_str(), "end");
    auto views = gen::generator<std::string_view>::adopt(gen_new(yields_strings, nullptr, 0));
    assert_true(*views.next() == "a0");
}

// Check that another kind of value than the type says is a TypeError, and None where nothing was returned is no result.
void test_other_kinds(void **)
{
    auto refuse = [](auto handle) {
        try {
            handle.next();
            record("accepted");
        } catch (const gen::type_error &e) {
            record("%s", e.what());
        }
    };

    refuse(gen::generator<int>::adopt(gen_new(yields_strings, nullptr, 0)));
    refuse(gen::generator<std::string>::adopt(gen_range(0, 3, 1)));
    refuse(gen::generator<double>::adopt(gen_new(yields_strings, nullptr, 0)));
    refuse(gen::generator<int *>::adopt(gen_range(0, 3, 1)));
    refuse(gen::generator<double>::adopt(gen_range(0, 3, 1)));
    assert_recorded(
        "'str' where 'int' is needed; 'int' where 'pointer' is needed; 'str' where 'float' is needed; 'int' "
        "where 'pointer' is needed; accepted");
    gen::generator<int, void, int> none = gen::generator<int, void, int>::adopt(gen_range(0, 0, 1));
    assert_false(none.next().has_value());
    assert_false(none.result().has_value());
}

gen::generator<int, int, std::string> inner()
{
    return [](gen::body<int, int, std::string> &self) {
        std::string all;

        for (int i = 0; i < 2; i++)
            all += std::to_string(self.yield(i).value_or(-1)) + ",";
        return all;
    };
}

// Check that yield_from() passes values both ways, and evaluates to what the other returned, an object too.
void test_yield_from(void **)
{
    using outer = gen::generator<int, int, std::string>;
    outer g = [](outer::body_type &self) {
        self.yield(10);
        std::string first = self.yield_from(inner());
        return first + self.yield_from(inner());
    };

    assert_int_equal(*g.next(), 10);
    assert_int_equal(*g.next(), 0);
    assert_int_equal(*g.send(7), 1);
    assert_int_equal(*g.send(8), 0);
    assert_int_equal(*g.next(), 1);
    assert_false(g.send(9).has_value());
    assert_string_equal(g.result()->c_str(), "7,8,-1,9,");
}

gen::generator<int> tree(int depth)
{
    return [depth](gen::body<int> &self) {
        if (depth == 0)
            return;
        self.yield_from(tree(depth - 1));
        self.yield(depth);
        self.yield_from(tree(depth - 1));
    };
}

// Check recursion by delegation, and delegation to what was made in C.
void test_recursion(void **)
{
    int sum = 0, n = 0;

    for (int depth : tree(5)) {
        sum += depth;
        n++;
    }
    assert_int_equal(n, 31);
    assert_int_equal(sum, 57);

    gen::generator<std::string> g = [](gen::body<std::string> &self) {
        gen_value_t result = self.yield_from(gen_new(yields_strings, nullptr, 0));
        self.yield(gen_as_str(result));
    };
    for (std::string s : g)
        record("%s", s.c_str());
    assert_recorded("a0; a1; a2; end");
}

// Check that a generator done already has no result to delegate for: a TypeError; and that one that returns void is fine.
void test_yield_from_one_that_is_done(void **)
{
    gen::generator<int, int, std::string> done = inner();
    gen::generator<int> empty = count(0);

    while (done.next())
        continue;
    empty.next();
    gen::generator<int, int> g = [&](gen::body<int, int> &self) {
        self.yield_from(std::move(empty));
        self.yield_from(std::move(done));
    };
    try {
        g.next();
    } catch (const gen::type_error &e) {
        record("%s", e.what());
    }
    assert_recorded("'None' where 'pointer' is needed");
}

// Check that handles move, that what is assigned to closes its own before, and that an empty one can be destroyed.
void test_moves(void **)
{
    auto make = [](int n) {
        return gen::generator<int>([n, item = Item(n)](gen::body<int> &self) {
            Item local(n);

            for (;;)
                self.yield(item.number());
        });
    };
    gen::generator<int> a = make(1), b = make(2), none;

    a.next();
    b.next();
    assert_int_equal(Item::alive, 4);
    a = std::move(b);
    assert_int_equal(Item::alive, 2);
    assert_int_equal(*a.next(), 2);
    none = std::move(a);
    assert_int_equal(*none.next(), 2);
    none = gen::generator<int>();
    assert_int_equal(Item::alive, 0);
    assert_null(none.get());
}

// Check that a body may free its own generator, which is unwound at its next yield.
void test_freed_by_its_own_body(void **)
{
    gen::generator<int> g;
    gen_value_t v = GEN_NONE;

    g = [&g, item = Item(1)](gen::body<int> &self) {
        Item local(2);

        gen_free(g.release());
        self.yield(3);
        record("never");
    };
    assert_int_equal(gen_next(g.get(), &v), GEN_YIELDED);
    assert_int_equal(gen_as_int(v), 3);
    assert_int_equal(Item::alive, 0);
    assert_recorded("");
}

// Check that name and stack are those that were asked for.
void test_attributes(void **)
{
    gen_attr_t attr = gen_attr();

    attr.name = "named";
    attr.stack_size = 256 * 1024;
    auto body = [](gen::body<int> &self) {
        volatile char large[200 * 1024];

        large[0] = 1;
        self.yield(large[0]);
    };
    gen::generator<int> g(body, attr);
    assert_string_equal(gen_name(g.get()), "named");
    assert_int_equal(*g.next(), 1);
}

// Check that what is captured is destroyed where no generator can be made, and the reason is thrown.
void test_cannot_be_made(void **)
{
    gen_attr_t attr = gen_attr();

    attr.stack_size = SIZE_MAX / 2;
    try {
        gen::generator<int> g([item = Item(1)](gen::body<int> &self) { self.yield(item.number()); }, attr);
        record("made");
    } catch (const gen::memory_error &e) {
        record("%s", e.what()[0] != '\0' ? "a reason" : "none");
    }
    assert_recorded("a reason");
    assert_int_equal(Item::alive, 0);
    try {
        (void)gen::generator<int>::adopt(nullptr);
    } catch (const gen::memory_error &) {
        record("nothing to adopt");
    }
    assert_recorded("nothing to adopt");
}

// Check that iterators compare, and that i++ gives the value that was there.
void test_iterators(void **)
{
    gen::generator<std::string> g = [](auto &self) {
        self.yield("one");
        self.yield("two");
    };
    auto i = g.begin();

    assert_true(i != g.end());
    assert_true(i == i);
    assert_int_equal(i->size(), 3);
    assert_string_equal((*i++).c_str(), "one");
    assert_string_equal((*i).c_str(), "two");
    assert_true(++i == g.end());
}

} // namespace

int main()
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_loop),
        TEST(test_next),
        TEST(test_a_loop_goes_on),
        TEST(test_send),
        TEST(test_send_to_a_fresh_one),
        TEST(test_send_objects),
        TEST(test_result),
        TEST(test_objects),
        TEST(test_objects_are_moved),
        TEST(test_objects_nobody_took),
        TEST(test_references),
        TEST(test_small_values),
        TEST(test_raw_values),
        TEST(test_driven_by_c),
        TEST(test_generator_expressions),
        TEST(test_strings_of_c),
        TEST(test_other_kinds),
        TEST(test_yield_from),
        TEST(test_recursion),
        TEST(test_yield_from_one_that_is_done),
        TEST(test_moves),
        TEST(test_freed_by_its_own_body),
        TEST(test_attributes),
        TEST(test_cannot_be_made),
        TEST(test_iterators),
    };

    return cmocka_run_group_tests_name("hpp_generators", tests, NULL, NULL);
}
