"""as_completed: in the order of completion, with failures, and a limit."""
import asyncio

from scenario import note, outcome, run, start, what


async def follow(label, tasks, timeout=None):
    for next_one in asyncio.as_completed(tasks, timeout=timeout):
        try:
            note(label, await next_one)
        except Exception as e:
            note(label, 'raised', what(e))
            if isinstance(e, TimeoutError):
                break
    note(label, 'is over')


async def main():
    await follow('order', [start('a', 3, 1), start('b', 1, 2), start('c', 2, ValueError('c')), start('d', 1, 4)])
    done = start('done', 0, 5)
    await asyncio.sleep(1)
    await follow('done before', [done])
    tasks = [start('e', 1, 6), start('f', 2, 7)]
    await follow('limit', tasks, timeout=1.5)
    await asyncio.wait(tasks)
    tasks = [start('g', 1, 8), start('h', 2, 9)]
    follower = asyncio.create_task(follow('cancelled', tasks), name='follower')
    await asyncio.sleep(1.5)
    follower.cancel()
    await asyncio.wait([follower, *tasks])
    for task in follower, *tasks:
        outcome(task)


run(main())
