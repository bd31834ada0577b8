"""What CPython's itertools do, one line for each use: results.c does the same with gen's."""
import functools
import io
import itertools
import operator

MOST = 8  # of an endless one


def text(value):
    return repr(value)


def show(label, make):
    """Steps on behind exceptions, as far as MOST steps go, and once behind the end."""
    seen = []
    try:
        it = make()
        for _ in range(MOST):
            try:
                seen.append(text(next(it)))
            except StopIteration:
                seen.append("done")
                break
            except Exception as e:
                seen.append(f"{type(e).__name__}: {e}")
    except Exception as e:  # CPython looks at its arguments and at pools, where gen waits for the first step
        seen += [f"{type(e).__name__}: {e}", "done"]
    print(label + ":", "; ".join(seen))


def tell(label, answer):
    try:
        print(label + ":", repr(answer()))
    except Exception as e:
        print(f"{label}: {type(e).__name__}: {e}")


def numbers():
    yield from range(6)


def mixed():
    yield from (1, 0.5, "a", 2)


def words():
    for word in "to be or not to be".split():
        yield word


def broken():
    yield 1
    yield 2
    raise KeyError(3)


class Skipping:
    """An iterator that raises at 2, and goes on."""

    def __init__(self):
        self.at = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.at += 1
        if self.at == 2:
            raise ValueError("two")
        if self.at > 4:
            raise StopIteration
        return self.at


def small(value):
    return value < 3


def odd(value):
    return value % 2 == 1


def not_two(value):
    if value == 2:
        raise ValueError("not two")
    return value < 4


def times(total, value):
    if value == 3:
        raise ValueError("not three")
    return total * value


def batched(source, n):
    """itertools.batched(), which CPython has from 3.12 on, for those before."""
    if n < 1:
        raise ValueError("n must be at least one")
    while batch := tuple(itertools.islice(source, n)):
        yield batch


i = itertools
batched = getattr(i, "batched", batched)
show("count", lambda: i.count(3, 2))
show("count down", lambda: i.count(0, -1))
show("count still", lambda: i.count(7, 0))
show("repeat", lambda: i.repeat("x", 3))
show("repeat none", lambda: i.repeat(None, 2))
show("repeat never", lambda: i.repeat(1, 0))
show("repeat for ever", lambda: i.repeat(0.5))
show("cycle", lambda: i.cycle(iter("abc")))
show("cycle words", lambda: i.cycle(words()))
show("cycle nothing", lambda: i.cycle(iter("")))
show("cycle broken", lambda: i.cycle(broken()))
show("cycle skipping", lambda: i.cycle(Skipping()))
show("compress", lambda: i.compress(words(), numbers()))
show("compress truth", lambda: i.compress(i.count(), iter((None, 0, 5, 0.0, "", "0", -0.5, 1))))
show("compress short data", lambda: i.compress(numbers(), i.repeat(1)))
show("compress broken selectors", lambda: i.compress(numbers(), broken()))
show("compress skipping", lambda: i.compress(Skipping(), i.repeat(1)))
show("dropwhile", lambda: i.dropwhile(small, numbers()))
show("dropwhile all", lambda: i.dropwhile(small, iter((1, 2))))
show("dropwhile again", lambda: i.dropwhile(small, iter((1, 5, 2))))
show("dropwhile raises", lambda: i.dropwhile(not_two, numbers()))
show("dropwhile skipping", lambda: i.dropwhile(odd, Skipping()))
show("dropwhile nothing", lambda: i.dropwhile(None, iter((1, 5))))
show("takewhile", lambda: i.takewhile(small, numbers()))
show("takewhile all", lambda: i.takewhile(small, iter((1, 2))))
show("takewhile raises", lambda: i.takewhile(not_two, numbers()))
show("takewhile skipping", lambda: i.takewhile(small, Skipping()))
show("takewhile nothing", lambda: i.takewhile(None, iter((1, 5))))
show("filterfalse", lambda: i.filterfalse(odd, numbers()))
show("filterfalse truth", lambda: i.filterfalse(None, iter((0, 1, "", "a", 0.0, None))))
show("filterfalse raises", lambda: i.filterfalse(not_two, iter((2, 5, 2, 6))))
show("filterfalse skipping", lambda: i.filterfalse(small, Skipping()))
show("islice", lambda: i.islice(numbers(), 1, 5, 2))
show("islice endless", lambda: i.islice(i.count(), 2, None, 3))
show("islice empty", lambda: i.islice(numbers(), 3, 3, 1))
show("islice backwards", lambda: i.islice(numbers(), 4, 2, 1))
show("islice short", lambda: i.islice(numbers(), 4, 100, 1))
show("islice step 0", lambda: i.islice(numbers(), 0, 4, 0))
show("islice broken", lambda: i.islice(broken(), 0, None, 2))
show("islice skipping", lambda: i.islice(Skipping(), 0, None, 1))
for start, stop, step in ((0, 4, 3), (0, 5, 4), (4, 2, 1), (1, 6, 2), (2, 2, 5)):
    source = numbers()
    list(i.islice(source, start, stop, step))
    show(f"after islice {start} {stop} {step}", lambda: source)
show("accumulate", lambda: i.accumulate(numbers()))
show("accumulate words", lambda: i.accumulate(words()))
show("accumulate mixed", lambda: i.accumulate(mixed()))
show("accumulate initial", lambda: i.accumulate(iter((1, 2)), initial=10))
show("accumulate initial text", lambda: i.accumulate(iter(("b", "c")), initial="a"))
show("accumulate initial alone", lambda: i.accumulate(iter(()), initial=10))
show("accumulate nothing", lambda: i.accumulate(iter(())))
show("accumulate none", lambda: i.accumulate(iter((None, 1))))
show("accumulate times", lambda: i.accumulate(iter((1, 2, 3, 4)), times))
show("accumulate skipping", lambda: i.accumulate(Skipping()))
show("accumulate broken", lambda: i.accumulate(broken()))
show("pairwise", lambda: i.pairwise(numbers()))
show("pairwise words", lambda: i.pairwise(words()))
show("pairwise of one", lambda: i.pairwise(iter((1,))))
show("pairwise of none", lambda: i.pairwise(iter(())))
show("pairwise broken", lambda: i.pairwise(broken()))
show("pairwise skipping", lambda: i.pairwise(Skipping()))
show("batched", lambda: batched(numbers(), 4))
show("batched even", lambda: batched(words(), 3))
show("batched by one", lambda: batched(iter(("a", None)), 1))
show("batched nothing", lambda: batched(iter(()), 2))
show("batched by none", lambda: batched(numbers(), 0))
show("batched broken", lambda: batched(broken(), 2))
show("batched skipping", lambda: batched(Skipping(), 2))
show("combinations", lambda: i.combinations(range(4), 2))
show("combinations of words", lambda: i.combinations(words(), 5))
show("combinations of all", lambda: i.combinations(numbers(), 6))
show("combinations of one", lambda: i.combinations(numbers(), 1))
show("combinations of none", lambda: i.combinations(numbers(), 0))
show("combinations of too many", lambda: i.combinations(numbers(), 7))
show("combinations of nothing", lambda: i.combinations((), 0))
show("combinations broken", lambda: i.combinations(broken(), 1))
show("permutations", lambda: i.permutations(range(3)))
show("permutations of two", lambda: i.permutations(range(3), 2))
show("permutations of words", lambda: i.permutations(words(), 2))
show("permutations of many", lambda: i.permutations(numbers(), 4))
show("permutations of none", lambda: i.permutations(numbers(), 0))
show("permutations of too many", lambda: i.permutations(range(2), 3))
show("permutations of nothing", lambda: i.permutations(()))
show("permutations broken", lambda: i.permutations(broken()))
show("product", lambda: i.product(range(2), words()))
show("product of one", lambda: i.product(words(), ("x",)))
show("product of nothing", lambda: i.product((), words()))
show("product by nothing", lambda: i.product(words(), ()))
show("product broken", lambda: i.product(numbers(), broken()))
show("zip_longest", lambda: i.zip_longest(numbers(), range(2), fillvalue="none"))
show("zip_longest other", lambda: i.zip_longest(range(2), words()))
show("zip_longest even", lambda: i.zip_longest(range(2), range(2, 4), fillvalue=9))
show("zip_longest of nothing", lambda: i.zip_longest((), (), fillvalue=9))
show("zip_longest broken", lambda: i.zip_longest(broken(), numbers()))
show("zip_longest broken later", lambda: i.zip_longest((), broken()))
show("zip_longest skipping", lambda: i.zip_longest(Skipping(), numbers()))

show("values", lambda: iter((1, "a", None)))
show("values of none", lambda: iter(()))
show("values of nothing", lambda: iter(None))
show("reversed", lambda: reversed((1, "a", None)))
show("reversed of none", lambda: reversed(()))
for line, separator in (("  to be  or\tnot\n", None), ("", None), (" \r\v\f ", None), ("a,b,,c", ","), ("", ","), (",", ","),
                        ("a--b---c", "--"), ("x", "")):
    show(f"split {line!r} {separator!r}", lambda: iter(line.split(separator)))
show("lines", lambda: iter(io.StringIO("one\ntwo\n\nlast")))
show("lines of nothing", lambda: iter(None))
show("chain", lambda: i.chain.from_iterable((iter("ab"), iter(""), iter((1, 2)))))
show("chain words", lambda: i.chain.from_iterable(line.split() for line in io.StringIO("to be\n\nor not")))
show("chain of none", lambda: i.chain.from_iterable(()))
show("chain broken", lambda: i.chain.from_iterable((broken(), iter("a"))))
show("chain skipping", lambda: i.chain.from_iterable((Skipping(), Skipping())))
show("chain of integers", lambda: i.chain.from_iterable(iter((5, None))))
show("chain of broken sources", lambda: i.chain.from_iterable(iter("a") for _ in broken()))
tell("all", lambda: all(numbers()))
tell("all true", lambda: all(words()))
tell("all of none", lambda: all(()))
tell("all broken", lambda: all(broken()))
tell("any", lambda: any(numbers()))
tell("any true", lambda: any(iter((0, "", None))))
tell("any of none", lambda: any(()))
tell("any broken", lambda: any(broken()))
tell("any skipping", lambda: all(Skipping()))
tell("sum", lambda: sum(numbers()))
tell("sum start", lambda: sum(numbers(), 0.5))
tell("sum of none", lambda: sum((), 7))
tell("sum of reals", lambda: sum((0.5, 2, 0.25)))
tell("sum mixed", lambda: sum(mixed()))
tell("sum of words", lambda: sum(words()))
tell("sum from a word", lambda: sum(words(), ""))
tell("sum from None", lambda: sum(numbers(), None))
tell("sum broken", lambda: sum(broken()))
def of_314(function):
    """max or min, with what CPython says from 3.12 on where there is nothing."""
    def best(source):
        values = list(source)
        if not values:
            raise ValueError(f"{function.__name__}() iterable argument is empty")
        return function(values)
    return best


greatest, least = of_314(max), of_314(min)
tell("max", lambda: greatest(numbers()))
tell("max of words", lambda: greatest(words()))
tell("max of one", lambda: greatest((None,)))
tell("max of none", lambda: greatest(()))
tell("max of equals", lambda: greatest((1, 2.0, 2)))
tell("max of two kinds", lambda: greatest((2, "a")))
tell("max broken", lambda: greatest(broken()))
tell("min", lambda: least((3, -0.5, 2)))
tell("min of words", lambda: least(words()))
tell("min of none", lambda: least(()))
tell("min of equals", lambda: least((1, 1.0)))
tell("min of two kinds", lambda: least((2, "a")))
tell("min skipping", lambda: least(Skipping()))
reduce, add = functools.reduce, operator.add
tell("reduce", lambda: reduce(add, numbers()))
tell("reduce words", lambda: reduce(add, words()))
tell("reduce times", lambda: reduce(times, (2, 4, 5)))
tell("reduce from", lambda: reduce(times, (2, 4), 10))
tell("reduce nothing from", lambda: reduce(add, (), "start"))
tell("reduce one", lambda: reduce(add, ("only",)))
tell("reduce nothing", lambda: reduce(add, iter(())))
tell("reduce raises", lambda: reduce(times, numbers(), 1))
tell("reduce mixed", lambda: reduce(add, (1, "a")))
tell("reduce broken", lambda: reduce(add, broken()))
tell("list", lambda: list(words()))
tell("list of none", lambda: list(()))
tell("list of all kinds", lambda: list((1, 0.5, None, "a", 2, 3, 4, 5)))
tell("list broken", lambda: list(broken()))
tell("list skipping", lambda: list(Skipping()))
tell("sorted", lambda: sorted(words()))
tell("sorted numbers", lambda: sorted((3, 1.5, -1, 2, 1.0, 1, 9007199254740993, 9007199254740992.0)))
tell("sorted of none", lambda: sorted(()))
tell("sorted of one", lambda: sorted((None,)))
tell("sorted of two kinds", lambda: sorted((2, "a")))
tell("sorted of three", lambda: sorted(("b", "a", 1)))
tell("sorted of None", lambda: sorted((None, None)))
tell("sorted broken", lambda: sorted(broken()))
