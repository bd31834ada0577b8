"""wait in its three modes, its timeout, its cancellation."""
import asyncio

from scenario import note, outcome, run, start, what


async def wait(label, tasks, **kwargs):
    try:
        done, pending = await asyncio.wait(tasks, **kwargs)
    except BaseException as e:
        note(label, 'raised', what(e))
        return
    note(label, 'done', len(done), 'pending', len(pending))


def three():
    return [start('a', 3, 1), start('b', 1, 2), start('c', 2, ValueError('c'))]


async def main():
    for label, when in (('all', asyncio.ALL_COMPLETED), ('first', asyncio.FIRST_COMPLETED),
                        ('exception', asyncio.FIRST_EXCEPTION)):
        tasks = three()
        await wait(label, tasks, return_when=when)
        await wait(label + ' again', tasks, return_when=when)
        await wait(label + ' rest', tasks)
        for task in tasks:
            outcome(task)
    tasks = three()
    await wait('limit', tasks, timeout=1.5)
    await wait('no time', tasks, timeout=0)
    tasks[0].cancel('stop')
    await wait('cancelled one', tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in tasks:
        outcome(task)
    tasks = three()
    waiter = asyncio.create_task(wait('waiter', tasks), name='waiter')
    await asyncio.sleep(1)
    waiter.cancel()
    await wait('rest', tasks + [waiter])
    tasks[2].exception()
    same = [start('d', 1), start('e', 1), start('f', 1, ValueError('f'))]
    await wait('same time', same, return_when=asyncio.FIRST_COMPLETED)
    await wait('same time, rest', same)
    outcome(same[2])
    await wait('empty', [])


run(main())
