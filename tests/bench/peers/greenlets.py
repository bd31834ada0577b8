"""greenlet: stackful coroutines for CPython that copy their stacks."""

import gc
import sys
import time

import greenlet as module
from greenlet import getcurrent, greenlet
from server import raise_stack_limit, serve, tree

DONE = object()


def counter():
    up = getcurrent().parent.switch
    n = 1
    while True:
        up(n)
        n += 1


def accumulator():
    up = getcurrent().parent.switch
    total = 0
    while True:
        total += up(total)


def catcher():
    up = getcurrent().parent.switch
    caught = 0
    while True:
        try:
            up(caught)
        except ValueError:
            caught += 1


# Nothing delegates: each level hands on what its inner one yields.
def delegator(depth):
    up = getcurrent().parent.switch
    step = (greenlet(lambda: delegator(depth - 1)) if depth > 0 else greenlet(counter)).switch
    while True:
        up(step())


def walk_each(node, up):
    if node:
        step = greenlet(lambda: walk(node)).switch
        while (v := step()) is not DONE:
            up(v)


def walk(node):
    up = getcurrent().parent.switch
    value, left, right = node
    walk_each(left, up)
    up(value)
    walk_each(right, up)
    return DONE


def recurse(node, up):
    if node:
        recurse(node[1], up)
        up(node[0])
        recurse(node[2], up)


def recursion(node):
    recurse(node, getcurrent().parent.switch)
    return DONE


def summing(step):
    def run(count):
        total = 0
        for _ in range(count):
            total += step()
        return total

    return run


def send(scale):
    step = greenlet(accumulator).switch
    step()
    return summing(lambda: step(1))


def throw(scale):
    g = greenlet(catcher)
    g.switch()
    return summing(lambda: g.throw(ValueError))


def walking(body):
    def case(scale):
        root = tree(1, scale)

        def run(count):
            total = 0
            for _ in range(count):
                step = greenlet(lambda: body(root)).switch
                while (v := step()) is not DONE:
                    total += v
            return total

        return run

    return case


def create(scale):
    position = 0

    def once(arg):
        return arg

    def step():
        nonlocal position
        position += 1
        return greenlet(once).switch(position)

    return summing(step)


def close(scale):
    cleaned = 0

    def cleaner():
        nonlocal cleaned
        try:
            getcurrent().parent.switch()
        finally:
            cleaned += 1

    def run(count):
        total = lap = 0
        while count > 0:
            batch = [greenlet(cleaner) for _ in range(min(count, 32))]
            for g in batch:
                g.switch()
            count -= len(batch)
            start = time.perf_counter_ns()
            while batch:
                batch.pop().throw()
                total += cleaned
            lap += time.perf_counter_ns() - start
        return total, lap

    return run


def many(scale):
    gc.disable()
    all = [greenlet(counter) for _ in range(scale)]

    def run(count):
        total = 0
        for _ in range(count):
            for g in all:
                total += g.switch()
        return total

    return run


raise_stack_limit()
serve({
    "version": f"greenlet {module.__version__} on CPython {sys.version.split()[0]}",
    "next": lambda scale: summing(greenlet(counter).switch),
    "send": send,
    "delegate": lambda scale: summing(greenlet(lambda: delegator(scale - 1)).switch),
    "tree_yield_from": walking(walk),
    "tree_recursion": walking(recursion),
    "create": create,
    "throw": throw,
    "close": close,
    "many": many,
})
