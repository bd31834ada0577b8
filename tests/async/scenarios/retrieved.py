"""Exceptions that nobody asks for, and those that somebody does."""
import asyncio
import gc

from scenario import note, outcome, run, start


async def turns(count=3):
    for i in range(count):
        await asyncio.sleep(0)
    gc.collect()


# What was seen, though a cancellation took its place


async def awaits(future):
    await future


async def gathers(future):
    await asyncio.gather(future)


async def shields(future):
    await asyncio.shield(future)


async def waits(future):
    await asyncio.wait([future, asyncio.get_running_loop().create_future()], return_when=asyncio.FIRST_EXCEPTION)


async def seen(name, body, later):
    """It fails, and so many turns later the task that waits for it is cancelled."""
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(body(future), name=name)
    await turns(2)
    future.set_exception(ValueError('seen'))
    await turns(later)
    task.cancel()
    await turns(3)
    outcome(task)
    del task, future
    gc.collect()


async def fails_to_clean_up():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        raise ValueError('cleanup')


async def gathers_errors():
    await asyncio.gather(fails_to_clean_up(), fails_to_clean_up(), return_exceptions=True)


async def all_seen():
    task = asyncio.create_task(gathers_errors(), name='gather of errors')
    await seen('await', awaits, 0)
    await seen('gather', gathers, 1)
    await seen('shield', shields, 1)
    await seen('unseen by shield', shields, 0)
    await seen('wait', waits, 0)
    task.cancel()
    await turns(4)
    outcome(task)
    del task
    gc.collect()


async def not_asked():
    """wait() for the first exception asks for none where all are done anyway."""
    task = start('g', 0, ValueError('g'))
    await asyncio.wait([task], return_when=asyncio.FIRST_EXCEPTION)
    note('waited for an exception')
    del task
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
    await all_seen()
    await not_asked()


run(main())
