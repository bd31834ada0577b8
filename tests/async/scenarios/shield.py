"""shield: the outer is cancelled, the inner goes on; the inner is cancelled, and the outer hears of it."""
import asyncio

from scenario import note, outcome, run, start, what, worker


async def shielded(label, awaitable):
    try:
        note(label, 'gives', await asyncio.shield(awaitable))
    except BaseException as e:
        note(label, 'raised', what(e))
        if isinstance(e, asyncio.CancelledError):
            raise


async def main():
    await shielded('plain', worker('a', 1, 3))
    await shielded('done', start('b', 0, 4))
    try:
        await shielded('fails', worker('c', 1, ValueError('c')))
    except ValueError:
        pass
    inner = start('d', 2, 5)
    outer = asyncio.create_task(shielded('outer', inner), name='outer')
    await asyncio.sleep(1)
    note('cancel', outer.cancel('stop'))
    await asyncio.sleep(0)
    outcome(outer)
    outcome(inner)
    await asyncio.sleep(0)
    outcome(outer)
    await inner
    outcome(inner)
    inner = start('e', 5)
    outer = asyncio.create_task(shielded('outer', inner), name='outer')
    await asyncio.sleep(1)
    inner.cancel('inner')
    await asyncio.wait([outer])
    outcome(inner)
    outcome(outer)
    inner = start('f', 1, 6)
    outer = asyncio.create_task(shielded('outer', inner), name='outer')
    asyncio.get_running_loop().call_later(1, outer.cancel, 'same instant')
    await asyncio.wait([outer, inner])
    outcome(inner)
    outcome(outer)
    inner = start('g', 2, 7)
    try:
        async with asyncio.timeout(1):
            await asyncio.shield(inner)
    except TimeoutError:
        note('timed out')
    await inner


run(main())
