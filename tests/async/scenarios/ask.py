"""Those who ask for something that several want: a lock, a permit, an item. The twin of ask.c."""
import asyncio

from scenario import note, outcome, what


async def ask(name, enter, leave):
    """Goes in, stays for a turn, and leaves; tells what stops it."""
    try:
        got = await enter()
    except BaseException as e:
        note(name, 'gets', what(e))
        raise
    note(name, 'is in', *() if got is None or got is True else (got,))
    try:
        await asyncio.sleep(0)
    finally:
        leave()


def spawn(name, enter, leave=lambda: None):
    return asyncio.create_task(ask(name, enter, leave), name=name)


async def turns(count):
    for i in range(count):
        await asyncio.sleep(0)


async def end(*tasks):
    await asyncio.wait(tasks)
    for task in tasks:
        outcome(task)
