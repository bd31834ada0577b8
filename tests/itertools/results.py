"""What CPython's itertools do, one line for each use: results.c does the same with gen's."""
import itertools

MOST = 8  # of an endless one


def text(value):
    return f"({text(value[0])}, {text(value[1])})" if isinstance(value, tuple) else repr(value)


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
    except (ValueError, TypeError) as e:  # CPython looks at its arguments, where gen waits for the first step
        seen += [f"{type(e).__name__}: {e}", "done"]
    print(label + ":", "; ".join(seen))


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


i = itertools
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
