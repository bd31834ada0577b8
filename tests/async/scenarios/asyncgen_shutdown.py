"""Async generators that are dropped, and those that are left when the loop ends."""
import asyncio
import gc

from scenario import note, run

kept = []


async def numbers(name, cleanup=0, fail=False):
    try:
        for n in range(5):
            yield n
    finally:
        note(name, 'begins to close')
        if cleanup:
            await asyncio.sleep(cleanup)
        note(name, 'is closed')
        if fail:
            raise ValueError(name)


async def use(name, **kwargs):
    async for n in numbers(name, **kwargs):
        note(name, n)
        if n == 1:
            break


async def main():
    await use('dropped')
    gc.collect()
    note('after it')
    await asyncio.sleep(0)
    note('a turn later')
    await asyncio.sleep(0)
    await use('slow', cleanup=2)
    gc.collect()
    await asyncio.sleep(1)
    note('meanwhile')
    await asyncio.sleep(2)
    g = numbers('fresh')
    del g
    g = numbers('exhausted')
    async for n in g:
        pass
    del g
    g = numbers('closed')
    await g.__anext__()
    await g.aclose()
    del g
    for name, kwargs in (('left', {}), ('left and slow', {'cleanup': 1}), ('left and bad', {'fail': True})):
        g = numbers(name, **kwargs)
        await g.__anext__()
        kept.append(g)
    kept.append(numbers('left fresh'))
    note('main ends')


run(main())
