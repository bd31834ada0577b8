"""Locks, semaphores and conditions in the moments in which several things happen at once."""
import asyncio

from ask import end, spawn, turns
from scenario import note, run, what


async def lock_cancelled_before_release():
    """The first in the queue is cancelled, the lock released, and asked for, all in one turn."""
    note('lock')
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [spawn(name, lock.acquire, lock.release) for name in 'ab']
    await turns(1)
    tasks[0].cancel()
    lock.release()
    tasks.append(spawn('c', lock.acquire, lock.release))
    await end(*tasks)

    await lock.acquire()
    tasks = [spawn(name, lock.acquire, lock.release) for name in 'de']
    await turns(1)
    lock.release()
    tasks[0].cancel()
    tasks[1].cancel()
    await end(*tasks)
    note('locked', lock.locked())

    await lock.acquire()
    tasks = [spawn(name, lock.acquire, lock.release) for name in 'fg']
    await turns(1)
    tasks[0].cancel()
    await turns(1)
    lock.release()
    await end(*tasks)
    note('locked', lock.locked())


async def semaphore_order():
    """Permits go to those who wait in their order, also when one of them comes back at once."""
    note('semaphore')
    semaphore = asyncio.Semaphore(1)

    async def worker(name):
        for i in range(2):
            async with semaphore:
                note(name, 'round', i)
                await asyncio.sleep(0)

    tasks = [asyncio.create_task(worker(name), name=name) for name in 'abc']
    await end(*tasks)

    semaphore = asyncio.Semaphore(0)
    tasks = [spawn(name, semaphore.acquire) for name in 'defgh']
    await turns(1)
    semaphore.release()
    semaphore.release()
    tasks[0].cancel()
    tasks[2].cancel()
    note('locked', semaphore.locked())
    await turns(3)
    semaphore.release()
    await turns(1)
    note('locked', semaphore.locked())
    semaphore.release()
    await end(*tasks)
    note('locked', semaphore.locked())

    semaphore = asyncio.Semaphore(2)
    await semaphore.acquire()
    await semaphore.acquire()
    tasks = [spawn(name, semaphore.acquire, semaphore.release) for name in 'ij']
    await turns(1)
    for task in tasks:
        task.cancel()
    semaphore.release()
    await turns(2)
    late = spawn('late', semaphore.acquire, semaphore.release)
    await end(*tasks, late)

    semaphore = asyncio.Semaphore(0)
    task = spawn('k', semaphore.acquire)
    await turns(1)
    semaphore.release()
    semaphore.release()
    note('locked', semaphore.locked())
    await semaphore.acquire()
    note('main is in')
    await end(task)


async def condition_with_lock():
    """One lock, two conditions; a predicate; a notification that meets a cancellation."""
    note('condition')
    lock = asyncio.Lock()
    one, two = asyncio.Condition(lock), asyncio.Condition(lock)
    state = 0

    async def waits(name, condition, at_least):
        async with condition:
            try:
                await condition.wait_for(lambda: state >= at_least)
            except asyncio.CancelledError as e:
                note(name, 'gets', what(e), lock.locked())
                raise
            note(name, 'goes on', state)

    async def advance(condition, count):
        nonlocal state
        async with condition:
            state += 1
            condition.notify(count)

    tasks = [asyncio.create_task(waits(name, condition, n), name=name)
             for name, condition, n in (('a', one, 1), ('b', one, 3), ('c', two, 2), ('d', one, 2))]
    await turns(1)
    await advance(one, 1)
    await turns(5)
    await advance(two, 1)
    await turns(5)
    await advance(one, 2)
    await turns(5)
    await end(*tasks)

    state = 0
    tasks = [asyncio.create_task(waits(name, one, 1), name=name) for name in 'ef']
    await turns(1)
    await lock.acquire()
    one.notify(1)
    state = 1
    tasks[0].cancel('with the notification')
    await turns(2)
    lock.release()
    await end(*tasks)
    try:
        async with asyncio.timeout(1):
            async with one:
                await one.wait()
    except TimeoutError:
        note('timed out', lock.locked())


async def main():
    await lock_cancelled_before_release()
    await semaphore_order()
    await condition_with_lock()


run(main())
