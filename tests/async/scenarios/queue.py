"""Queue: put and get wait their turn; those who are cancelled lose nothing; join waits for the work."""
import asyncio

from scenario import note, outcome, run, what


async def puts(name, queue, *items):
    try:
        for item in items:
            await queue.put(item)
            note(name, 'has put', item)
    except asyncio.CancelledError as e:
        note(name, 'gets', what(e))
        raise


async def takes(name, queue, count, pause=0):
    try:
        for i in range(count):
            note(name, 'has got', await queue.get())
            await asyncio.sleep(pause)
            queue.task_done()
    except asyncio.CancelledError as e:
        note(name, 'gets', what(e))
        raise


async def joins(queue):
    await queue.join()
    note('joined')


def spawn(name, coroutine):
    return asyncio.create_task(coroutine, name=name)


async def main():
    queue = asyncio.Queue(2)
    tasks = [spawn('p', puts('p', queue, 1, 2, 3, 4, 5)), spawn('q', puts('q', queue, 6, 7, 8)),
             spawn('x', takes('x', queue, 4, 1)), spawn('y', takes('y', queue, 4, 2)), spawn('join', joins(queue))]
    await asyncio.wait(tasks)

    tasks = [spawn(name, takes(name, queue, 1)) for name in 'abc']
    await asyncio.sleep(1)
    tasks[1].cancel('waits')
    queue.put_nowait(9)
    tasks[0].cancel('was woken')
    await asyncio.sleep(0)
    queue.put_nowait(10)
    await asyncio.wait(tasks[:1] + tasks[1:])
    note('size', queue.qsize())
    queue.get_nowait()
    queue.task_done()

    queue.put_nowait(11)
    queue.put_nowait(12)
    tasks = [spawn(name, puts(name, queue, item)) for name, item in (('d', 13), ('e', 14), ('f', 15))]
    await asyncio.sleep(1)
    note('full', queue.full())
    note('got', queue.get_nowait())
    tasks[0].cancel('was woken')
    await asyncio.sleep(1)
    tasks[2].cancel('waits')
    await asyncio.wait(tasks[:1] + tasks[2:])
    while not queue.empty():
        note('got', queue.get_nowait())
        await asyncio.sleep(0)
    for task in tasks:
        outcome(task)
    for wrong in queue.get_nowait, queue.task_done:
        for i in range(10):
            try:
                wrong()
            except Exception as e:
                note(what(e))
                break

    lifo, least = asyncio.LifoQueue(), asyncio.PriorityQueue()
    for item in 3, 1, 4, 1, 5:
        lifo.put_nowait(item)
        least.put_nowait(item)
    for i in range(5):
        note('last', await lifo.get(), 'least', await least.get())
    try:
        async with asyncio.timeout(1):
            await lifo.get()
    except TimeoutError:
        note('timed out')
    try:
        async with asyncio.timeout(1):
            await least.join()
    except TimeoutError:
        note('timed out')


run(main())
