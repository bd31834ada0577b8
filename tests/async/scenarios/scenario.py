"""What the scenarios share: a virtual clock, the trace, a coroutine that works. The twin of scenario.c."""
import asyncio
import selectors
import weakref


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
        self._asyncgens = OrderedSet(weak=True)
        self.set_exception_handler(report)
        self.set_task_factory(make_task)

    def time(self):
        return round(self.selector.elapsed, 6)

    def call_at(self, when, callback, *args, **kwargs):
        self.timers += 1
        return super().call_at(when + self.timers * 1e-9, callback, *args, **kwargs)


class OrderedSet:
    """Where asyncio has sets of tasks and of async generators, whose order is that of addresses: the order of adding."""

    def __init__(self, weak=False):
        self.members = {}
        self.weak = weak

    def add(self, member):
        self.discard(member)
        self.members[id(member)] = weakref.ref(member) if self.weak else lambda: member

    def discard(self, member):
        self.members.pop(id(member), None)

    def clear(self):
        self.members.clear()

    def __iter__(self):
        return iter([member() for member in self.members.values() if member() is not None])

    def __len__(self):
        return len(list(iter(self)))


class TaskGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()


def shield(arg):
    """CPython 3.14's: what fails once nobody waits any more is reported at once."""
    inner = asyncio.ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def inner_done(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)
            inner.remove_done_callback(report_late)
            inner.add_done_callback(report_late)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


def report_late(inner):
    if not inner.cancelled() and inner.exception() is not None:
        message = '%s exception in shielded future' % type(inner.exception()).__name__
        inner.get_loop().call_exception_handler({'message': message, 'exception': inner.exception(), 'future': inner})


def make_task(loop, coroutine, **kwargs):
    task = asyncio.Task(coroutine, loop=loop, **kwargs)
    made.add(task)
    return task


def all_tasks(loop=None):
    return [task for task in made if not task.done()]


made = OrderedSet(weak=True)
asyncio.TaskGroup = TaskGroup
asyncio.shield = shield
asyncio.tasks.all_tasks = all_tasks


def note(*words):
    """A line of the trace: the time, and what happens."""
    print('@%g' % loop.time(), *words)


def what(e):
    """An exception in one line."""
    name = type(e).__name__
    if isinstance(e, BaseExceptionGroup):
        return '%s(%s: %s)' % (name, e, ', '.join(what(member) for member in e.exceptions))
    return '%s(%s)' % (name, e) if str(e) else name


def report(loop, context):
    message = context['message'].split(' <')[0]
    note('handler:', message, *(what(context[key]) for key in ('exception',) if key in context))


def outcome(future):
    """How a future ended, in a line."""
    name = future.get_name() if isinstance(future, asyncio.Task) else 'future'
    if not future.done():
        note(name, 'is pending')
    elif future.cancelled():
        note(name, 'was cancelled')
    elif future.exception() is not None:
        note(name, 'raised', what(future.exception()))
    else:
        note(name, 'returned', future.result())


async def worker(name, seconds, result=0, cleanup=0):
    """Sleeps, then returns the result or raises it; takes its time to clean up when it is cancelled."""
    note(name, 'starts')
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as e:
        note(name, 'gets', what(e))
        if cleanup:
            await asyncio.sleep(cleanup)
            note(name, 'is clean')
        raise
    note(name, 'ends')
    if isinstance(result, Exception):
        raise result
    return result


def start(name, *args, **kwargs):
    """A task that works."""
    return asyncio.create_task(worker(name, *args, **kwargs), name=name)


def run(main):
    global loop
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        loop = runner.get_loop()
        try:
            runner.run(main)
        except BaseException as e:
            note('main raised', what(e))
        else:
            note('main returned')
