"""In which order callbacks, timers and tasks run."""
import asyncio

from scenario import note, run, start


def nested(loop):
    note('a')
    loop.call_soon(note, 'called by a')
    loop.call_later(0, note, 'after no time')


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(nested, loop)
    first = start('first', 0)
    loop.call_soon(note, 'b')
    loop.call_soon(lambda: cancelled.cancel())
    cancelled = loop.call_soon(note, 'never')
    second = start('second', 1)
    cancelled_at_once = loop.call_soon(note, 'never')
    cancelled_at_once.cancel()
    for i in range(3):
        note('main', i)
        await asyncio.sleep(0)
    for when in 2, 1, 1.5, 1:
        loop.call_later(when, note, 'timer %g' % when)
    late = loop.call_at(3, note, 'never')
    loop.call_at(1, late.cancel)
    await first
    await second
    note('both ended')
    loop.call_at(0, note, 'in the past')
    await asyncio.sleep(-1)
    note('slept for less than no time')
    await asyncio.sleep(2)


run(main())
