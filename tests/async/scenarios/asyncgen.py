"""Async generators: asend, athrow, aclose, also when a task is cancelled or another operation runs."""
import asyncio

from scenario import note, outcome, run, what


async def counter(name, cleanup=0, ignore=False):
    n = 0
    try:
        while True:
            try:
                await asyncio.sleep(1)
                got = yield n
                note(name, 'was sent', got)
                n += 1 if got is None else got
            except ValueError as e:
                note(name, 'catches', what(e))
                n = 100
    except BaseException as e:
        note(name, 'gets', what(e))
        if ignore:
            yield -1
        raise
    finally:
        if cleanup:
            await asyncio.sleep(cleanup)
        note(name, 'is closed')


async def attempt(label, operation):
    try:
        note(label, 'gives', await operation)
    except BaseException as e:
        note(label, 'raised', what(e))
        if isinstance(e, asyncio.CancelledError):
            raise


def spawn(label, operation):
    return asyncio.create_task(attempt(label, operation), name=label)


async def first_of(g):
    async for v in g:
        note('first', v)
        break
    await attempt('after break', g.__anext__())
    await g.aclose()


async def main():
    g = counter('a')
    await attempt('send too early', g.asend(3))
    await attempt('next', g.__anext__())
    await attempt('send', g.asend(5))
    await attempt('throw', g.athrow(ValueError('v')))
    await attempt('throw', g.athrow(TypeError('t')))
    await attempt('next', g.__anext__())
    await attempt('close', g.aclose())

    g = counter('b', cleanup=1)
    await attempt('close fresh', g.aclose())
    await attempt('next', g.__anext__())
    g = counter('c', cleanup=1)
    await attempt('next', g.__anext__())
    await attempt('close', g.aclose())
    await attempt('close again', g.aclose())
    await attempt('throw at closed', g.__anext__())
    g = counter('d', ignore=True)
    await attempt('next', g.__anext__())
    await attempt('close', g.aclose())
    g = counter('e')
    await attempt('throw at fresh', g.athrow(ValueError('fresh')))
    await attempt('next', g.__anext__())

    await first_of(counter('f', cleanup=1))

    g = counter('g', cleanup=1)
    one, two = spawn('one', g.__anext__()), spawn('two', g.__anext__())
    await asyncio.wait([one, two])
    three = spawn('three', g.__anext__())
    await asyncio.sleep(0)
    await attempt('close meanwhile', g.aclose())
    three.cancel('the operation')
    await asyncio.wait([three])
    outcome(three)
    await attempt('next', g.__anext__())

    g = counter('h')
    try:
        async with asyncio.timeout(2.5):
            async for v in g:
                note('v', v)
    except TimeoutError:
        note('timed out')
    await attempt('next', g.__anext__())
    g = counter('i')
    await attempt('anext', anext(g))
    await attempt('close', g.aclose())
    used = g.__anext__()
    await attempt('used', used)
    await attempt('used twice', used)


run(main())
