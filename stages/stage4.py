"""Stage 4, Python 3.5: coroutines and await.

A coroutine (PEP 492) is a generator in another dress: await delegates as yield from does, to another coroutine or to an
awaitable, an object whose iterator yields to whoever drives the coroutine. Here that is an event loop, and what it is
handed is a time to be woken at. So a task says what it waits for, and the others run meanwhile.
The twin of stage4.c.
"""
from clock import itime, now, start_clock, wait_until, work
from options import parse_options
from stage4_loop import run_on_real_loop

# Event loop: the switcher of stage 1, with a list of those that wait


def run(*coroutines):
    ready = list(coroutines)                  # Those that can go on, first come, first served
    timers = []                               # Those that wait: (when, coroutine), the earliest first
    while ready or timers:
        if not ready:
            wait_until(timers[0][0])          # Nothing to do until the first of them
            ready.append(timers.pop(0)[1])
        while timers and timers[0][0] <= now():
            ready.append(timers.pop(0)[1])    # So are those whose time has come
        front = ready.pop(0)
        try:
            when = front.send(None)           # Run it until it waits for something
        except StopIteration:
            pass                              # Returned: task finished
        else:
            add_timer(timers, when, front)


def add_timer(timers, when, coroutine):
    """After those that are due earlier or at the same time."""
    place = len(timers)
    while place > 0 and timers[place - 1][0] > when:
        place -= 1
    timers.insert(place, (when, coroutine))


# What can be awaited


class sleep_for:
    """An awaitable: its iterator yields once, to the loop, when it wants to be woken."""

    def __init__(self, seconds):
        self.when = now() + seconds
        self.asked = False

    def __await__(self):
        return self

    def __next__(self):
        if self.asked:
            raise StopIteration
        self.asked = True
        return self.when


async def block_for(seconds):
    """A coroutine that awaits nothing: nobody else runs before it returns."""
    work(seconds)


# Tasks: what they await is either of the two


async def task(name, times, seconds, pause):
    for i in range(times):
        await pause(seconds)
        print(name, i, itime())
        await sleep_for(0)                    # Let the others have their turn


def tasks(pause):
    return task('task1', 6, 1, pause), task('task2', 3, 2, pause), task('task3', 2, 3, pause)


# Task launcher


def launch(serial, *coroutines):
    start_clock()
    if serial:
        for coroutine in coroutines:
            run(coroutine)
    else:
        run(*coroutines)
    print('all tasks finished, total time: %.2f' % now())


if __name__ == '__main__':
    serial, trace = parse_options('stage4', 'Coroutines and an event loop (Python 3.5).', '--serial', '--trace')
    print('Tasks that block:')
    launch(serial, *tasks(block_for))
    print('\nTasks that await:')
    launch(serial, *tasks(sleep_for))
    print('\nTasks on the real loop:')
    run_on_real_loop(serial, trace)
