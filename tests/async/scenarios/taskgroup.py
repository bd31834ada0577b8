"""TaskGroup: waits for all; a member that fails; the block fails; nested; members that start members."""
import asyncio

from scenario import note, outcome, run, what, worker


async def attempt(label, block):
    """Runs the block in a group of its own."""
    note(label)
    try:
        async with asyncio.TaskGroup() as group:
            await block(group)
            note(label, 'block ends')
    except BaseException as e:
        note(label, 'raised', what(e), 'cancelling', asyncio.current_task().cancelling())
    else:
        note(label, 'is over')


def member(group, name, *args, **kwargs):
    return group.create_task(worker(name, *args, **kwargs), name=name)


async def all_well(group):
    member(group, 'a', 2, 1)
    member(group, 'b', 1, 2)


async def one_fails(group):
    member(group, 'a', 3, cleanup=1)
    member(group, 'b', 1, ValueError('b'))
    member(group, 'c', 5)
    await asyncio.sleep(4)


async def two_fail(group):
    member(group, 'a', 1, ValueError('a'))
    member(group, 'b', 1, TypeError('b'))
    member(group, 'c', 2)


async def fails_in_cleanup(group):
    async def bad():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            await asyncio.sleep(1)
            raise TypeError('bad')
    group.create_task(bad(), name='bad')
    member(group, 'a', 1, ValueError('a'))


async def block_fails(group):
    member(group, 'a', 3)
    member(group, 'b', 3, cleanup=1)
    await asyncio.sleep(1)
    raise ValueError('block')


async def block_fails_at_once(group):
    member(group, 'never', 3)
    raise ValueError('block')


async def both_fail(group):
    member(group, 'a', 1, ValueError('a'))
    try:
        await asyncio.sleep(5)
    finally:
        raise TypeError('block')


async def member_cancelled(group):
    victim = member(group, 'victim', 5)
    member(group, 'a', 2, 1)
    await asyncio.sleep(1)
    victim.cancel('you')


async def nested(group):
    member(group, 'outer', 5)
    await attempt_inside('inner')


async def attempt_inside(label):
    async with asyncio.TaskGroup() as group:
        member(group, 'bad', 1, ValueError('bad'))
        member(group, 'good', 3)
    note(label, 'not reached')


async def nested_task(group):
    group.create_task(attempt_inside('inner'), name='inner')
    member(group, 'outer', 5, cleanup=1)


async def more(group):
    async def grow(n):
        note('grow', n)
        await asyncio.sleep(1)
        if n > 0:
            group.create_task(grow(n - 1), name='grow %d' % (n - 1))
    group.create_task(grow(2), name='grow 2')


async def late(group):
    member(group, 'a', 1, ValueError('a'))
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        never = worker('never', 1)
        try:
            group.create_task(never)
        except RuntimeError as e:
            note('refused')
        raise


async def main():
    for block in (all_well, one_fails, two_fail, fails_in_cleanup, block_fails, block_fails_at_once, both_fail,
                  member_cancelled, nested, nested_task, more, late):
        await attempt(block.__name__, block)


run(main())
