"""gather: failures, cancellation from both sides, exceptions as results."""
import asyncio

from scenario import note, outcome, run, start, what, worker


async def gathered(label, *awaitables, **kwargs):
    try:
        results = await asyncio.gather(*awaitables, **kwargs)
    except BaseException as e:
        note(label, 'raised', what(e))
    else:
        note(label, *(what(r) if isinstance(r, BaseException) else r for r in results))


async def cancelled_from_outside(**kwargs):
    inner = start('x', 2, 1), start('y', 3, cleanup=1)
    outer = asyncio.create_task(gathered('outer', *inner, **kwargs), name='outer')
    await asyncio.sleep(1)
    note('cancel', outer.cancel('enough'))
    await asyncio.wait([*inner, outer])
    for task in *inner, outer:
        outcome(task)


async def main():
    await gathered('nothing')
    await gathered('order', worker('a', 2, 1), worker('b', 1, 2), worker('c', 0, 3))
    twice = start('twice', 1, 7)
    await gathered('twice', twice, worker('other', 0, 8), twice)
    slow = start('slow', 5, 1)
    await gathered('fails', slow, worker('bad', 1, ValueError('bad')), worker('worse', 1, ValueError('worse')))
    await slow
    await gathered('kept', worker('good', 1, 4), worker('bad', 1, ValueError('bad')), return_exceptions=True)
    await cancelled_from_outside()
    await cancelled_from_outside(return_exceptions=True)
    victim, other = start('victim', 5), start('survivor', 2, 5)
    asyncio.get_running_loop().call_later(1, victim.cancel, 'you')
    await gathered('child cancelled', victim, other)
    await other
    victim, other = start('victim', 5), start('survivor', 2, 5)
    asyncio.get_running_loop().call_later(1, victim.cancel, 'you')
    await gathered('child cancelled, kept', victim, other, return_exceptions=True)


run(main())
