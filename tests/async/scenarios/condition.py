"""Condition: notified in order, the lock held again, also by those who are cancelled."""
import asyncio

from scenario import note, outcome, run, what


async def waits(name, condition):
    async with condition:
        note(name, 'waits')
        try:
            await condition.wait()
            note(name, 'goes on', condition.locked())
            await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            note(name, 'gets', what(e), condition.locked())
            raise
    note(name, 'is out')


def spawn(name, condition):
    return asyncio.create_task(waits(name, condition), name=name)


async def waiting(condition, names):
    tasks = [spawn(name, condition) for name in names]
    await asyncio.sleep(1)
    return tasks


async def notify(condition, count):
    async with condition:
        condition.notify(count)
        note('notified', count)


async def main():
    condition = asyncio.Condition()
    tasks = await waiting(condition, 'abcd')
    await notify(condition, 1)
    await asyncio.sleep(3)
    await notify(condition, 2)
    await asyncio.sleep(5)
    await notify(condition, 5)
    await asyncio.wait(tasks)

    tasks = await waiting(condition, 'efg')
    tasks[0].cancel('waits')
    await notify(condition, 1)
    await asyncio.sleep(3)
    await notify(condition, 1)
    await asyncio.wait(tasks)

    tasks = await waiting(condition, 'hij')
    await notify(condition, 1)
    tasks[0].cancel('was notified')
    await asyncio.sleep(3)
    await notify(condition, 5)
    await asyncio.wait(tasks)

    tasks = await waiting(condition, 'kl')
    async with condition:
        condition.notify_all()
        await asyncio.sleep(0)
        tasks[0].cancel('wants the lock')
        await asyncio.sleep(1)
        tasks[0].cancel('still wants the lock')
        await asyncio.sleep(1)
        note('main leaves')
    await asyncio.wait(tasks)
    for task in tasks:
        outcome(task)
    for wrong in condition.wait, lambda: notify_only(condition):
        try:
            await wrong()
        except RuntimeError as e:
            note(what(e))


async def notify_only(condition):
    condition.notify()


run(main())
