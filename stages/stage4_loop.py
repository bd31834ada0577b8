"""The last part of stage 4: asyncio, which is to the small loop of stage4.py what that is to the switcher of 2.3. The
tasks are the same; what is new is what a real loop adds: gather, timeouts, tasks that are cancelled when another fails,
and async generators (PEP 525).
The twin of stage4_loop.c. It needs Python 3.11.
"""
import asyncio
import collections.abc
import json
import selectors
import sys

from clock import is_virtual, speed

# The loop keeps the time here; the stages' options only say how fast it goes.


class VirtualSelector(selectors.DefaultSelector):
    """Never waits: adds the time that it would have waited to the loop's."""

    elapsed = 0.0

    def select(self, timeout=None):
        ready = super().select(0)
        if not ready and timeout:
            self.elapsed += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Timers of the same time go off in the order in which they were made. asyncio leaves that to its heap."""

    timers = 0

    def __init__(self):
        self.selector = VirtualSelector()
        super().__init__(self.selector)
        self._clock_resolution = 1e-6

    def time(self):
        return round(self.selector.elapsed, 6)

    def call_at(self, when, callback, *args, **kwargs):
        self.timers += 1
        return super().call_at(when + self.timers * 1e-9, callback, *args, **kwargs)


def pause_for(seconds):
    return asyncio.sleep(seconds / speed())


def start_clock():
    global zero
    zero = asyncio.get_running_loop().time()


def loop_time():
    return '@%.0f' % ((asyncio.get_running_loop().time() - zero) * speed())


# Lutz's tasks


async def task(name, times, seconds):
    for i in range(times):
        await pause_for(seconds)
        print(name, i, loop_time())
    return times


async def gather_tasks(serial):
    """gather: all at once, and their results in order."""
    tasks = task('task1', 6, 1), task('task2', 3, 2), task('task3', 2, 3)
    if serial:
        results = [await t for t in tasks]
    else:
        results = await asyncio.gather(*tasks)
    print('gathered', *results, loop_time())


async def time_out():
    """A timeout: what takes too long is cut short."""
    try:
        async with asyncio.timeout(2 / speed()):
            await pause_for(10)
    except TimeoutError:
        print('timed out', loop_time())


# A task group: the first that fails has the others cancelled, and nobody outlives the block.


async def patient():
    try:
        await pause_for(10)
    except asyncio.CancelledError as e:
        print('patient:', type(e).__name__, loop_time())
        raise


async def failing():
    await pause_for(1)
    print('failing fails', loop_time())
    raise ValueError('no luck')


async def group_tasks():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(patient(), name='patient')
            group.create_task(failing(), name='failing')
    except ExceptionGroup as e:
        print('group: %s: %s' % (e, e.exceptions[0]))


# An async generator: it awaits between its yields.


async def ticks():
    for i in range(3):
        await pause_for(1)
        yield i


async def follow_ticks():
    async for v in ticks():
        print('tick', v, loop_time())


async def main(serial):
    start_clock()
    await gather_tasks(serial)
    await time_out()      # before the group: Python 3.11.2 counts a task as cancelled after a group in it has failed
    await group_tasks()
    await follow_ticks()
    print('loop finished', loop_time())


class Traced(collections.abc.Coroutine):
    """A coroutine whose steps are noted. asyncio has no timeline of its own."""

    def __init__(self, coroutine, row, events):
        self.coroutine, self.row, self.events = coroutine, row, events

    def step(self, function, *args):
        begin = asyncio.get_running_loop().time()
        try:
            return function(*args)
        finally:
            end = asyncio.get_running_loop().time()
            self.events.append({'name': 'run', 'cat': 'task', 'ph': 'X', 'pid': 1, 'tid': self.row,
                                'ts': begin * 1e6, 'dur': (end - begin) * 1e6})

    def send(self, value):
        return self.step(self.coroutine.send, value)

    def throw(self, *args):
        return self.step(self.coroutine.throw, *args)

    def close(self):
        self.coroutine.close()

    def __await__(self):
        return self.coroutine.__await__()


class TracedTask(asyncio.Task):
    """A task that stays Task-1 where it is given no name: Python 3.13.5 would have it called None."""

    def set_name(self, name):
        if name is not None:
            super().set_name(name)


def trace_tasks(loop, tasks, events):
    """Has the loop note its tasks and their steps, each task in a row of its own."""
    def make_task(loop, coroutine, **kwargs):
        tasks.append(TracedTask(Traced(coroutine, len(tasks) + 1, events), loop=loop, **kwargs))
        return tasks[-1]
    loop.set_task_factory(make_task)


def run_on_real_loop(serial, trace=None):
    if sys.version_info < (3, 11):
        sys.exit('stage4: the real loop needs Python 3.11')
    tasks, events = [], []
    with asyncio.Runner(loop_factory=VirtualLoop if is_virtual() else None) as runner:
        if trace:
            trace_tasks(runner.get_loop(), tasks, events)
        runner.run(main(serial))
    if trace:
        rows = [{'name': 'thread_name', 'ph': 'M', 'pid': 1, 'tid': row, 'args': {'name': task.get_name()}}
                for row, task in enumerate(tasks, 1)]
        with open(trace, 'w') as out:
            json.dump(rows + events, out)
