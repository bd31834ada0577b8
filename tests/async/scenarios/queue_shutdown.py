"""Queue.shutdown: in order, and at once."""
import asyncio

from scenario import note, outcome, run, what


async def puts(name, queue, item):
    try:
        await queue.put(item)
        note(name, 'has put', item)
    except BaseException as e:
        note(name, 'raised', what(e))


async def takes(name, queue, count=1):
    for i in range(count):
        try:
            note(name, 'has got', await queue.get())
            queue.task_done()
        except BaseException as e:
            note(name, 'raised', what(e))
            break


async def joins(name, queue):
    await queue.join()
    note(name, 'joined')


def spawn(name, coroutine):
    return asyncio.create_task(coroutine, name=name)


async def attempt(immediate):
    note('immediate', immediate)
    queue = asyncio.Queue()
    tasks = [spawn('a', takes('a', queue)), spawn('b', takes('b', queue))]
    await asyncio.sleep(1)
    queue.shutdown(immediate)
    await asyncio.wait(tasks)

    queue = asyncio.Queue(2)
    queue.put_nowait(1)
    queue.put_nowait(2)
    tasks = [spawn('c', puts('c', queue, 3)), spawn('d', puts('d', queue, 4)), spawn('e', joins('e', queue))]
    await asyncio.sleep(1)
    queue.shutdown(immediate)
    note('shut down', queue.qsize())
    await asyncio.wait(tasks[:2])
    await spawn('f', puts('f', queue, 5))
    await spawn('g', takes('g', queue, 3))
    await asyncio.wait(tasks)

    queue = asyncio.Queue(1)
    task = spawn('h', takes('h', queue))
    await asyncio.sleep(1)
    queue.put_nowait(6)
    queue.shutdown(immediate)
    await task
    for wrong in queue.get_nowait, lambda: queue.put_nowait(7):
        try:
            wrong()
            note('nothing')
        except Exception as e:
            note(what(e))


async def main():
    await attempt(False)
    await attempt(True)


run(main())
