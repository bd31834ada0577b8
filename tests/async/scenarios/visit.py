"""Tasks that go in by a lock or a semaphore, stay, and leave. The twin of visit.c."""
import asyncio

from scenario import note, what


async def visit(name, gate, seconds):
    note(name, 'asks')
    try:
        async with gate:
            note(name, 'is in')
            await asyncio.sleep(seconds)
        note(name, 'is out')
    except asyncio.CancelledError as e:
        note(name, 'gets', what(e))
        raise


def spawn(name, gate, seconds=1):
    return asyncio.create_task(visit(name, gate, seconds), name=name)
