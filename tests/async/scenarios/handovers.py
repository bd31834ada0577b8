"""Barriers and queues while some leave and others come, are cancelled, or end it all."""
import asyncio

from ask import end, spawn, turns
from scenario import note, outcome, run, what


async def barrier_in_motion():
    """Those who come while others leave wait; a reset while they leave lets them all go."""
    note('barrier')
    barrier = asyncio.Barrier(2)
    tasks = [spawn(name, barrier.wait) for name in 'abc']
    await turns(2)
    note('waiting', barrier.n_waiting)
    tasks.append(spawn('d', barrier.wait))
    await end(*tasks)

    barrier = asyncio.Barrier(3)
    tasks = [spawn(name, barrier.wait) for name in 'efg']
    await turns(2)
    reset = asyncio.create_task(barrier.reset(), name='reset')
    tasks.append(spawn('h', barrier.wait))
    await end(*tasks[:3], reset)
    note('waiting', barrier.n_waiting, 'broken', barrier.broken)
    await barrier.abort()
    await end(tasks[3])
    await barrier.reset()
    tasks = [spawn(name, barrier.wait) for name in 'ijk']
    await end(*tasks)


async def queue_handover():
    """An item and the room for one reach somebody, whoever is cancelled in between."""
    note('queue')
    queue = asyncio.Queue(2)
    tasks = [spawn(name, queue.get) for name in 'abc']
    await turns(1)
    await queue.put(1)
    tasks[0].cancel()
    tasks[1].cancel()
    await turns(1)
    await queue.put(2)
    await queue.put(3)
    await end(*tasks)
    note('left', queue.qsize())
    note('left', queue.get_nowait())
    note('left', queue.get_nowait())
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as e:
        note('then raised', what(e))

    queue = asyncio.Queue(1)
    queue.put_nowait(4)
    tasks = [spawn(name, lambda i=i: queue.put(i)) for i, name in enumerate('defg')]
    await turns(1)
    note('got', queue.get_nowait())
    tasks[0].cancel()
    tasks[2].cancel()
    await turns(2)
    note('full', queue.full())
    note('got', await queue.get())
    note('got', await queue.get())
    await end(*tasks)

    queue = asyncio.Queue()
    for i in range(3):
        queue.put_nowait(i)
    note('got', await queue.get())
    joining = spawn('joins', queue.join)
    await turns(1)
    queue.shutdown(immediate=True)
    await turns(2)
    outcome(joining)
    queue.task_done()
    await end(joining)
    try:
        queue.task_done()
    except ValueError as e:
        note('then raised', what(e))


async def main():
    await barrier_in_motion()
    await queue_handover()


run(main())
