"""Lock: first come, first served; those who are cancelled pass it on."""
import asyncio

from scenario import note, outcome, run
from visit import spawn


async def main():
    lock = asyncio.Lock()
    await asyncio.wait([spawn(name, lock) for name in 'abc'])

    tasks = [spawn(name, lock) for name in 'defg']
    await asyncio.sleep(0.5)
    tasks[1].cancel('waits')
    tasks[2].cancel('waits')
    await asyncio.wait(tasks)
    note('locked', lock.locked())

    await lock.acquire()
    tasks = [spawn(name, lock) for name in 'hij']
    await asyncio.sleep(1)
    lock.release()
    note('locked', lock.locked())
    tasks[0].cancel('was let in')
    late = spawn('late', lock)
    await asyncio.wait([late, *tasks])
    note('locked', lock.locked())

    await lock.acquire()
    tasks = [spawn(name, lock) for name in 'kl']
    await asyncio.sleep(0)
    lock.release()
    await lock.acquire()
    note('main is in')
    await asyncio.sleep(0)
    lock.release()
    await asyncio.wait(tasks)

    await lock.acquire()
    tasks = [spawn(name, lock) for name in 'mn']
    await asyncio.sleep(0)
    tasks[0].cancel('first')
    lock.release()
    await asyncio.wait(tasks)

    holder = spawn('holder', lock, 5)
    tasks = [holder, spawn('o', lock), spawn('p', lock)]
    await asyncio.sleep(1)
    holder.cancel('inside')
    await asyncio.sleep(0)
    tasks[1].cancel('just let in')
    await asyncio.wait(tasks)
    for task in tasks:
        outcome(task)
    note('locked', lock.locked())


run(main())
