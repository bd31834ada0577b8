"""Exceptions that nobody asks for, and those that somebody does."""
import asyncio
import gc

from scenario import note, run, start


async def turns(count=3):
    for i in range(count):
        await asyncio.sleep(0)
    gc.collect()


async def main():
    loop = asyncio.get_running_loop()
    task = start('a', 0, ValueError('a'))
    await turns(4)
    note('drop a')
    del task
    gc.collect()
    task = start('b', 0, ValueError('b'))
    await turns(4)
    note('b', task.exception())
    del task
    gc.collect()
    task = start('c', 5)
    await turns()
    task.cancel()
    await turns()
    del task
    gc.collect()
    note('cancelled is silent')
    future = loop.create_future()
    future.set_exception(ValueError('future'))
    del future
    gc.collect()
    future = loop.create_future()
    future.set_exception(ValueError('asked'))
    future.exception()
    del future
    gc.collect()
    future = loop.create_future()
    future.cancel()
    del future
    gc.collect()
    start('d', 0, ValueError('d'))
    await turns(5)
    note('dropped before it ran')
    task = start('e', 0, ValueError('e'))
    await asyncio.wait([task])
    note('waited for, not asked')
    del task
    gc.collect()
    task = start('f', 0, ValueError('f'))
    note('gathered', len(await asyncio.gather(task, return_exceptions=True)))
    del task
    gc.collect()


run(main())
