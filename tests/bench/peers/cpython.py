"""CPython's generators, the originals."""

import gc
import sys
import time

from server import raise_stack_limit, serve, tree


def counter():
    n = 1
    while True:
        yield n
        n += 1


def accumulator():
    total = 0
    while True:
        total += yield total


def catcher():
    caught = 0
    while True:
        try:
            yield caught
        except ValueError:
            caught += 1


def delegator(depth):
    return (yield from (delegator(depth - 1) if depth > 0 else counter()))


def walk(node):
    value, left, right = node
    if left:
        yield from walk(left)
    yield value
    if right:
        yield from walk(right)


def once(arg):
    return arg
    yield


def summing(g):
    def run(count):
        total = 0
        for _ in range(count):
            total += next(g)
        return total

    return run


def send(scale):
    g = accumulator()
    next(g)

    def run(count):
        total = 0
        for _ in range(count):
            total += g.send(1)
        return total

    return run


def throw(scale):
    g = catcher()
    next(g)

    def run(count):
        total = 0
        for _ in range(count):
            total += g.throw(ValueError)
        return total

    return run


def walking(scale):
    root = tree(1, scale)

    def run(count):
        total = 0
        for _ in range(count):
            for v in walk(root):
                total += v
        return total

    return run


def create(scale):
    position = 0

    def run(count):
        nonlocal position
        total = 0
        for _ in range(count):
            position += 1
            g = once(position)
            try:
                next(g)
            except StopIteration as stop:
                total += stop.value
        return total

    return run


def close(scale):
    cleaned = 0

    def cleaner():
        nonlocal cleaned
        try:
            yield
        finally:
            cleaned += 1

    def run(count):
        total = lap = 0
        while count > 0:
            batch = [cleaner() for _ in range(min(count, 32))]
            for g in batch:
                next(g)
            count -= len(batch)
            start = time.perf_counter_ns()
            while batch:
                batch.pop().close()
                total += cleaned
            lap += time.perf_counter_ns() - start
        return total, lap

    return run


def many(scale):
    gc.disable()
    all = [counter() for _ in range(scale)]

    def run(count):
        total = 0
        for _ in range(count):
            for g in all:
                total += next(g)
        return total

    return run


def map_range(scale):
    return summing(map(lambda v: v + 1, range(sys.maxsize)))


raise_stack_limit()
serve({
    "version": "CPython " + sys.version.split()[0],
    "next": lambda scale: summing(counter()),
    "send": send,
    "delegate": lambda scale: summing(delegator(scale - 1)),
    "tree_yield_from": walking,
    "create": create,
    "throw": throw,
    "close": close,
    "many": many,
    "map_range": map_range,
})
