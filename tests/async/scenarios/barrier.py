"""Barrier: parties, one who is cancelled, reset, abort."""
import asyncio

from scenario import note, outcome, run, what


async def visit(name, barrier, seconds=0):
    try:
        await asyncio.sleep(seconds)
        index = await barrier.wait()
        note(name, 'passes', index)
    except BaseException as e:
        note(name, 'raised', what(e))
        if isinstance(e, asyncio.CancelledError):
            raise


def spawn(name, barrier, seconds=0):
    return asyncio.create_task(visit(name, barrier, seconds), name=name)


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.wait([spawn(name, barrier, i) for i, name in enumerate('abc')])
    await asyncio.wait([spawn(name, barrier) for name in 'defghi'])

    tasks = [spawn(name, barrier) for name in 'jk']
    await asyncio.sleep(1)
    note('waiting', barrier.n_waiting)
    tasks[0].cancel('leaves')
    await asyncio.sleep(1)
    note('waiting', barrier.n_waiting, 'broken', barrier.broken)
    tasks += [spawn(name, barrier) for name in 'lm']
    await asyncio.wait(tasks)

    tasks = [spawn(name, barrier) for name in 'no']
    await asyncio.sleep(1)
    await barrier.reset()
    note('reset', barrier.broken)
    await asyncio.wait(tasks)
    await asyncio.wait([spawn(name, barrier) for name in 'pqr'])

    tasks = [spawn(name, barrier) for name in 'st']
    await asyncio.sleep(1)
    await barrier.abort()
    note('aborted', barrier.broken)
    await asyncio.wait(tasks)
    await spawn('late', barrier)
    await barrier.reset()
    note('reset', barrier.broken)
    await asyncio.wait([spawn(name, barrier) for name in 'uvw'])

    tasks = [spawn(name, barrier) for name in 'xyz']
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tasks[1].cancel('as it opens')
    await asyncio.wait(tasks)
    for task in tasks:
        outcome(task)
    note('waiting', barrier.n_waiting)


run(main())
