"""TaskGroup cancelled from outside: in the block, at its end, together with a failure, twice, nested."""
import asyncio

from scenario import note, outcome, run, what, worker


def member(group, name, *args, **kwargs):
    return group.create_task(worker(name, *args, **kwargs), name=name)


async def waits(group):
    member(group, 'a', 5, cleanup=1)
    member(group, 'b', 5)
    await asyncio.sleep(6)


async def ends(group):
    member(group, 'a', 5, cleanup=1)
    member(group, 'b', 5)


async def fails_too(group):
    async def bad():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            raise ValueError('bad')
    group.create_task(bad(), name='bad')
    member(group, 'a', 5, cleanup=1)


async def fails_before(group):
    member(group, 'bad', 1, ValueError('bad'))
    member(group, 'slow', 5, cleanup=2)


async def inner_group(group):
    member(group, 'outer', 5)
    async with asyncio.TaskGroup() as inner:
        member(inner, 'inner', 5, cleanup=1)


async def timed(group):
    member(group, 'a', 5, cleanup=1)
    async with asyncio.timeout(1):
        await asyncio.sleep(3)


async def program(block):
    try:
        async with asyncio.TaskGroup() as group:
            await block(group)
            note('block ends')
    except BaseException as e:
        note('group raised', what(e), 'cancelling', asyncio.current_task().cancelling())
        if isinstance(e, asyncio.CancelledError):
            raise
    try:
        await asyncio.sleep(0)
        note('goes on')
    except asyncio.CancelledError as e:
        note('is cancelled here', what(e))
        raise


async def attempt(block, *cancel_at):
    note(block.__name__)
    task = asyncio.create_task(program(block), name='program')
    for when in cancel_at:
        asyncio.get_running_loop().call_later(when, task.cancel)
    await asyncio.wait([task])
    outcome(task)
    await asyncio.sleep(1)


async def main():
    await attempt(waits, 1)
    await attempt(ends, 1)
    await attempt(waits, 1, 1.5)
    await attempt(ends, 1, 1.5)
    await attempt(ends, 0)
    await attempt(fails_too, 1)
    await attempt(fails_before, 2)
    await attempt(fails_before, 1)
    await attempt(inner_group, 1)
    await attempt(inner_group, 1, 1.5)
    await attempt(timed)
    await attempt(timed, 1)
    async with asyncio.timeout(1):
        try:
            async with asyncio.TaskGroup() as group:
                await waits(group)
        except BaseException as e:
            note('in a timeout', what(e))
            raise


async def outermost():
    try:
        await main()
    except TimeoutError as e:
        note('timed out')


run(outermost())
