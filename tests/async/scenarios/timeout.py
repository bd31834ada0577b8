"""timeout: nested, at the same instant, swallowed, moved, beside a cancellation."""
import asyncio

from scenario import note, run, what


async def within(label, seconds, body):
    """Runs body in a timeout, and tells what comes out."""
    try:
        async with asyncio.timeout(seconds) as timeout:
            await body(timeout)
            note(label, 'body ends')
    except BaseException as e:
        note(label, 'raised', what(e), 'from', what(e.__cause__) if e.__cause__ else None)
        if isinstance(e, asyncio.CancelledError):
            raise
    finally:
        note(label, 'expired', timeout.expired(), 'cancelling', asyncio.current_task().cancelling())


def sleep(seconds):
    return lambda timeout: asyncio.sleep(seconds)


def nest(label, seconds, body):
    return lambda timeout: within(label, seconds, body)


async def swallow(timeout):
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        await asyncio.sleep(1)


async def replace(timeout):
    try:
        await asyncio.sleep(5)
    finally:
        raise ValueError('instead')


async def move(timeout):
    await asyncio.sleep(1)
    timeout.reschedule(asyncio.get_running_loop().time() + 2)
    await asyncio.sleep(1.5)
    timeout.reschedule(asyncio.get_running_loop().time() - 1)
    note('moved into the past')
    await asyncio.sleep(0)
    note('not reached')


async def cancel_self(timeout):
    asyncio.current_task().cancel('by itself')
    await asyncio.sleep(5)


async def attempt(label, coroutine, cancel_at=None):
    """In a task of its own, that may be cancelled."""
    task = asyncio.create_task(coroutine, name=label)
    if cancel_at is not None:
        asyncio.get_running_loop().call_later(cancel_at, task.cancel, 'from outside')
    await asyncio.wait([task])
    if task.cancelled():
        note(label, 'was cancelled')
    await asyncio.sleep(1)


async def main():
    await attempt('in time', within('a', 2, sleep(1)))
    await attempt('too late', within('a', 2, sleep(3)))
    await attempt('same instant', within('a', 2, sleep(2)))
    await attempt('never', within('a', None, sleep(2)))
    await attempt('no time', within('a', 0, sleep(2)))
    await attempt('no time, no wait', within('a', -1, sleep(0)))
    await attempt('inner first', within('a', 3, nest('b', 2, sleep(5))))
    await attempt('outer first', within('a', 2, nest('b', 3, sleep(5))))
    await attempt('both', within('a', 2, nest('b', 2, sleep(5))))
    await attempt('swallowed', within('a', 1, swallow))
    await attempt('outer after swallowing', within('a', 1.5, nest('b', 1, swallow)))
    await attempt('replaced', within('a', 1, replace))
    await attempt('moved', within('a', 2, move))
    await attempt('cancelled before', within('a', 2, sleep(5)), 1)
    await attempt('cancelled at once', within('a', 2, sleep(5)), 2)
    await attempt('cancelled in the cleanup', within('a', 1, swallow), 1.5)
    await attempt('cancelled by itself', within('a', 2, cancel_self))
    await attempt('cancelled, nested', within('a', 2, nest('b', 3, sleep(5))), 2)


run(main())
