"""Semaphore: first come, first served; no barging; permits come back from those who are cancelled."""
import asyncio

from scenario import note, run, what
from visit import spawn


async def main():
    semaphore = asyncio.Semaphore(2)
    await asyncio.wait([spawn(name, semaphore) for name in 'abcde'])

    tasks = [spawn(name, semaphore) for name in 'fghi']
    await asyncio.sleep(0.5)
    tasks[2].cancel('waits')
    tasks[0].cancel('inside')
    await asyncio.wait(tasks)

    none = asyncio.Semaphore(0)
    tasks = [spawn(name, none) for name in 'jkl']
    await asyncio.sleep(0)
    none.release()
    note('locked', none.locked())
    tasks[0].cancel('was let in')
    late = spawn('late', none)
    await asyncio.sleep(1)
    none.release()
    none.release()
    await asyncio.wait([late, *tasks])
    note('locked', none.locked())

    tasks = [spawn(name, semaphore) for name in 'mnop']
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    await asyncio.wait(tasks)

    none = asyncio.Semaphore(0)
    tasks = [spawn(name, none) for name in 'qr']
    await asyncio.sleep(0)
    none.release()
    await none.acquire()
    note('main is in')
    none.release()
    await asyncio.wait(tasks)

    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as e:
        note(what(e))


run(main())
