"""Futures: callbacks, many who wait, results at once, cancelled and kept."""
import asyncio

from scenario import note, outcome, run, what


async def waits(name, future):
    try:
        note(name, 'gets', await future)
    except BaseException as e:
        note(name, 'raised', what(e))


def spawn(name, future):
    return asyncio.create_task(waits(name, future), name=name)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    told = lambda f: note('told')
    future.add_done_callback(lambda f: note('first'))
    future.add_done_callback(told)
    future.add_done_callback(told)
    tasks = [spawn('a', future), spawn('b', future)]
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: note('after those who wait'))
    note('removed', future.remove_done_callback(told))
    loop.call_soon(note, 'called before')
    future.set_result(3)
    loop.call_soon(note, 'called after')
    note('set')
    await asyncio.sleep(0)
    note('one turn later')
    future.add_done_callback(lambda f: note('told late'))
    note(await future)
    await asyncio.wait(tasks)

    future = loop.create_future()
    tasks = [spawn('c', future), spawn('d', future)]
    loop.call_later(1, future.set_exception, ValueError('no'))
    await asyncio.wait(tasks)
    outcome(future)

    future = loop.create_future()
    tasks = [spawn('e', future), spawn('f', future)]
    await asyncio.sleep(0)
    note('cancel', future.cancel('gone'), future.cancel('again'))
    await asyncio.wait(tasks)
    outcome(future)
    await spawn('g', future)

    future = loop.create_future()
    tasks = [spawn('h', future), spawn('i', future)]
    await asyncio.sleep(0)
    future.set_result(1)
    note('cancel a waiter', tasks[0].cancel('too late'))
    note('cancel', future.cancel())
    await asyncio.wait(tasks)


run(main())
