"""Random programs: tasks that wait for, hold, cancel and start all that there is, as `random_programs.py FIRST COUNT` has it.
The twin of random_programs.c, which makes the same programs of the same numbers, and prints the same trace."""
import asyncio
import contextlib
import gc
import sys

import scenario
from scenario import note, outcome, run

TASKS = 4
TIMES = 0, 0, 0.5, 1, 1, 1.5, 2, 3


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) % n


class Statement:
    def __init__(self, program, depth):
        program.statements += 1
        self.number = program.statements
        self.kind = program.random.below(len(KINDS) if depth > 0 else LEAVES)
        self.a = program.random.below(8)
        self.b = program.random.below(8)
        self.blocks = [Block(program, depth - 1) for i in range(KINDS[self.kind][1])]


class Block:
    def __init__(self, program, depth):
        self.statements = [Statement(program, depth) for i in range(1 + program.random.below(3))]


class Program:
    def __init__(self, seed):
        self.random = Random(seed)
        self.statements = 0
        self.blocks = [Block(self, 3) for i in range(TASKS)]
        self.locks = [asyncio.Lock() for i in range(2)]
        self.semaphore = asyncio.Semaphore(2)
        self.events = [asyncio.Event() for i in range(2)]
        self.condition = asyncio.Condition()
        self.barrier = asyncio.Barrier(2)
        self.queue = asyncio.Queue(1)
        self.tasks = []


def short(e):
    """An exception; the messages of RuntimeErrors have addresses in them."""
    if isinstance(e, BaseExceptionGroup):
        return 'group(%s)' % ', '.join(short(member) for member in e.exceptions)
    name = type(e).__name__
    return name if isinstance(e, RuntimeError) or not str(e) else '%s(%s)' % (name, e)


async def run_block(p, block, owner):
    for s in block.statements:
        note(s.number, 'begins')
        try:
            await KINDS[s.kind][0](p, s, owner)
        except BaseException as e:
            note(s.number, 'raised', short(e))
            raise
        note(s.number, 'ends')


# Leaves


async def sleep(p, s, owner):
    await asyncio.sleep(TIMES[s.a])


async def set_event(p, s, owner):
    p.events[s.a % 2].set()


async def clear_event(p, s, owner):
    p.events[s.a % 2].clear()


async def wait_event(p, s, owner):
    await p.events[s.a % 2].wait()


async def put(p, s, owner):
    await p.queue.put(s.number)


async def get(p, s, owner):
    note(s.number, 'got', await p.queue.get())
    p.queue.task_done()


async def join_queue(p, s, owner):
    await p.queue.join()


async def shut_queue(p, s, owner):
    if s.a == 0:
        p.queue.shutdown(s.b > 3)


async def cancel(p, s, owner):
    note(s.number, 'cancel', p.tasks[s.a % TASKS].cancel('by %d' % s.number))


async def uncancel(p, s, owner):
    note(s.number, 'cancelling', asyncio.current_task().cancelling(), asyncio.current_task().uncancel())


async def fail(p, s, owner):
    raise ValueError(s.number)


async def join(p, s, owner):
    await asyncio.wait([p.tasks[s.a % TASKS]], timeout=TIMES[s.b] or None)


async def await_task(p, s, owner):
    if s.a % TASKS < owner:
        await p.tasks[s.a % TASKS]


async def wait_condition(p, s, owner):
    async with p.condition:
        await p.condition.wait()


async def notify(p, s, owner):
    async with p.condition:
        p.condition.notify(1 + s.a % 2)


async def wait_barrier(p, s, owner):
    note(s.number, 'index', await p.barrier.wait())


async def shield(p, s, owner):
    await asyncio.shield(asyncio.sleep(TIMES[s.a]))


async def ticks(s):
    try:
        for i in range(3):
            await asyncio.sleep(TIMES[s.a])
            yield i
    finally:
        await asyncio.sleep(TIMES[s.b])
        note(s.number, 'closed')


async def follow(p, s, owner):
    async with contextlib.aclosing(ticks(s)) as g:
        async for i in g:
            note(s.number, 'tick', i)
            if i == s.a % 4:
                break


# Blocks


async def with_lock(p, s, owner):
    async with p.locks[s.a % 2]:
        await run_block(p, s.blocks[0], owner)


async def with_semaphore(p, s, owner):
    async with p.semaphore:
        await run_block(p, s.blocks[0], owner)


async def with_timeout(p, s, owner):
    try:
        async with asyncio.timeout(TIMES[s.a]):
            await run_block(p, s.blocks[0], owner)
    except TimeoutError:
        note(s.number, 'timed out')


async def wait_for(p, s, owner):
    try:
        await asyncio.wait_for(run_block(p, s.blocks[0], owner), TIMES[s.a])
    except TimeoutError:
        note(s.number, 'timed out')


async def attempt(p, s, owner):
    try:
        await run_block(p, s.blocks[0], owner)
    except asyncio.CancelledError:
        if s.a % 2:
            await asyncio.sleep(TIMES[s.b])
            raise
    except Exception:
        await asyncio.sleep(TIMES[s.b])


async def gather(p, s, owner):
    bodies = [run_block(p, block, owner) for block in s.blocks]
    results = await asyncio.gather(*bodies, return_exceptions=s.a % 2 == 1)
    for e in results:
        note(s.number, 'result', short(e) if e is not None else None)


async def group(p, s, owner):
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(run_block(p, s.blocks[0], owner))
            g.create_task(run_block(p, s.blocks[1], owner))
            await asyncio.sleep(TIMES[s.a])
    except ExceptionGroup as e:
        note(s.number, short(e))
        if s.b % 2:
            raise


async def start_task(p, s, owner):
    """A task that nobody asks."""
    asyncio.create_task(run_block(p, s.blocks[0], owner))


async def shield_block(p, s, owner):
    await asyncio.shield(run_block(p, s.blocks[0], owner))


def start_both(p, s, owner):
    return [asyncio.create_task(run_block(p, block, owner)) for block in s.blocks]


async def wait_for_first(p, s, owner):
    when = asyncio.FIRST_COMPLETED if s.a % 2 else asyncio.FIRST_EXCEPTION
    done, pending = await asyncio.wait(start_both(p, s, owner), timeout=TIMES[s.b] or None, return_when=when)
    note(s.number, 'done', len(done))


async def complete(p, s, owner):
    try:
        async for future in asyncio.as_completed(start_both(p, s, owner), timeout=TIMES[s.a] or None):
            note(s.number, 'completed', future.cancelled())
            if s.b % 2 == 0:
                await future
    except TimeoutError:
        note(s.number, 'timed out')


async def gather_program(p, s, owner):
    """Of what is done, as far as it is."""
    results = await asyncio.gather(*p.tasks[:owner], return_exceptions=s.a % 2 == 1)
    for e in results if s.a % 2 else ():
        note(s.number, 'result', short(e) if e is not None else None)


KINDS = [(sleep, 0), (set_event, 0), (clear_event, 0), (wait_event, 0), (put, 0), (get, 0), (join_queue, 0),
         (shut_queue, 0), (cancel, 0), (uncancel, 0), (fail, 0), (join, 0), (await_task, 0), (wait_condition, 0),
         (notify, 0), (wait_barrier, 0), (shield, 0), (follow, 0), (sleep, 0), (with_lock, 1), (with_semaphore, 1),
         (with_timeout, 1), (with_timeout, 1), (wait_for, 1), (attempt, 1), (attempt, 1), (gather, 2), (group, 2),
         (start_task, 1), (shield_block, 1), (wait_for_first, 2), (complete, 2), (gather_program, 0)]
LEAVES = 19


async def main(seed):
    p = Program(seed)
    for i, block in enumerate(p.blocks):
        p.tasks.append(asyncio.create_task(run_block(p, block, i), name='task %d' % i))
    await asyncio.wait(p.tasks, timeout=20)
    while len(left := scenario.all_tasks()) > 1:
        for task in left:
            if task is not asyncio.current_task():
                task.cancel('in the end')
        del left, task
        await asyncio.sleep(5)
    for task in p.tasks[::2]:  # nobody asks the others
        outcome(task)


def keep_report(loop, context):
    reports.append('%s %s' % (context['message'], short(context['exception']) if 'exception' in context else None))


first, count = map(int, sys.argv[1:])
scenario.report = keep_report
for seed in range(first, first + count):
    print('program', seed)
    reports = []  # they come when what they are of is collected, so that their order tells nothing
    run(main(seed))
    gc.collect()
    for line in sorted(reports):
        print('report:', line)
