"""cancel() and uncancel(): before the start, twice, swallowed, by oneself, down a chain of tasks."""
import asyncio

from scenario import note, outcome, run, start, what


async def stubborn(times):
    """Swallows so many cancellations."""
    task = asyncio.current_task()
    for i in range(times):
        try:
            await asyncio.sleep(5)
            note('slept')
        except asyncio.CancelledError as e:
            note('swallows', what(e), 'cancelling', task.cancelling())
    await asyncio.sleep(1)
    return times


async def takes_back():
    task = asyncio.current_task()
    task.cancel('one')
    task.cancel('two')
    note('cancelling', task.cancelling())
    note('left', task.uncancel(), task.uncancel(), task.uncancel())
    await asyncio.sleep(1)
    note('not cancelled')
    task.cancel('three')
    task.cancel('four')
    note('left', task.uncancel())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        note('gets', what(e))
    return task.uncancel()


async def cancels_itself(wait):
    asyncio.current_task().cancel('self')
    if wait:
        await asyncio.sleep(1)
        note('not reached')
    return 1


async def by_hand():
    raise asyncio.CancelledError('by hand')


async def chain(inner):
    try:
        return await inner
    except asyncio.CancelledError as e:
        note(asyncio.current_task().get_name(), 'gets', what(e))
        raise


async def ended(task):
    await asyncio.wait([task])
    outcome(task)


async def main():
    task = start('unstarted', 1)
    note('cancel', task.cancel('early'), 'done', task.done())
    await ended(task)
    note('cancel again', task.cancel())

    task = asyncio.create_task(stubborn(2), name='stubborn')
    for i in range(3):
        await asyncio.sleep(1)
        note('cancel', task.cancel('number %d' % i), task.cancelling())
    await ended(task)

    task = asyncio.create_task(stubborn(1), name='twice in one turn')
    await asyncio.sleep(1)
    note('both', task.cancel('a') and task.cancel('b'), task.cancelling())
    await ended(task)

    await ended(asyncio.create_task(takes_back(), name='takes back'))
    await ended(asyncio.create_task(cancels_itself(True), name='itself, and waits'))
    await ended(asyncio.create_task(cancels_itself(False), name='itself, and returns'))
    await ended(asyncio.create_task(by_hand(), name='by hand'))

    inner = start('inner', 5, cleanup=1)
    middle = asyncio.create_task(chain(inner), name='middle')
    outer = asyncio.create_task(chain(middle), name='outer')
    await asyncio.sleep(1)
    outer.cancel('down')
    note('cancelling', outer.cancelling(), middle.cancelling(), inner.cancelling())
    await ended(outer)
    outcome(middle)
    outcome(inner)

    task = start('at its end', 1)
    await asyncio.sleep(1)
    note('cancel', task.cancel('late'))
    await ended(task)
    for i in range(4):
        task = start('step %d' % i, 0)
        for j in range(i):
            await asyncio.sleep(0)
        note('cancel', task.cancel())
        await ended(task)

    future = asyncio.get_running_loop().create_future()
    first = asyncio.create_task(chain(future), name='first')
    second = asyncio.create_task(chain(future), name='second')
    await asyncio.sleep(0)
    first.cancel('of the first')
    await ended(first)
    await ended(second)
    outcome(future)


run(main())
