"""What becomes of the tasks that are left when the main one returns, or raises."""
import asyncio

from scenario import note, run, start, what


async def refuses():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError as e:
        note('refuses', what(e))
    await asyncio.sleep(1)
    note('returns in the end')


async def fails():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        raise ValueError('in the cleanup')


async def main():
    tasks.append(start('a', 5, cleanup=1))
    tasks.append(start('b', 5))
    for body in refuses, fails:
        tasks.append(asyncio.create_task(body(), name=body.__name__))
    await asyncio.sleep(1)
    tasks.append(start('never', 1))
    raise ValueError('main')


tasks = []
run(main())
