"""Event: all who wait are woken, also if it is cleared at once."""
import asyncio

from scenario import note, outcome, run, what


async def waits(name, event):
    try:
        await event.wait()
        note(name, 'goes on', event.is_set())
    except asyncio.CancelledError as e:
        note(name, 'gets', what(e))
        raise


def spawn(name, event):
    return asyncio.create_task(waits(name, event), name=name)


async def main():
    event = asyncio.Event()
    tasks = [spawn(name, event) for name in 'abc']
    await asyncio.sleep(1)
    tasks[1].cancel('before')
    event.set()
    event.clear()
    late = spawn('late', event)
    await asyncio.wait(tasks)
    outcome(late)
    event.set()
    tasks = [late, spawn('d', event)]
    await asyncio.wait(tasks)
    event.clear()
    tasks = [spawn(name, event) for name in 'ef']
    await asyncio.sleep(0)
    event.set()
    tasks[0].cancel('after')
    await asyncio.wait(tasks)
    for task in tasks:
        outcome(task)
    event.clear()
    try:
        async with asyncio.timeout(1):
            await event.wait()
    except TimeoutError:
        note('timed out')
    task = spawn('g', event)
    asyncio.get_running_loop().call_later(1, event.set)
    asyncio.get_running_loop().call_later(1, task.cancel)
    await asyncio.wait([task])
    outcome(task)


run(main())
