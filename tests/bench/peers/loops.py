"""asyncio's tasks, on its own loop or, told "uvloop", on that."""

import asyncio
import gc
import sys
import time

from server import serve


class Position:
    def __init__(self):
        self.value = 0
        self.sum = 0

    def advance(self):
        self.value += 1
        self.sum += self.value


def running(main):
    """The case that runs main(position, count) in one loop from sample to sample."""
    def open(scale):
        loop, position = asyncio.new_event_loop(), Position()

        def run(count):
            position.sum = 0
            loop.run_until_complete(main(position, count))
            return position.sum

        return run

    return open


async def switch(position, count):
    async def switcher(count):
        for _ in range(count):
            await asyncio.sleep(0)
            position.advance()

    await asyncio.gather(switcher(count - count // 2), switcher(count // 2))


async def spawn_join(position, count):
    async def returner(value):
        return value

    for _ in range(count):
        position.value += 1
        position.sum += await asyncio.create_task(returner(position.value))


async def queue(position, count):
    there, back = asyncio.Queue(), asyncio.Queue()

    async def answerer():
        for _ in range(count):
            await back.put(await there.get())

    task = asyncio.create_task(answerer())
    for _ in range(count):
        position.value += 1
        await there.put(position.value)
        position.sum += await back.get()
    await task


def sleepers(scale):
    gc.disable()
    loop = asyncio.new_event_loop()
    least = scale // 200
    state = {"sum": 0, "cpu": 0}

    async def sleeper(i):
        await asyncio.sleep((least + i * 7919 % (least // 4 + 1)) * 1e-3)
        state["sum"] += i

    async def start():
        for i in range(1, scale + 1):
            state["tasks"].add(asyncio.create_task(sleeper(i)))
        await asyncio.sleep(0)

    async def sit():
        while len(state["tasks"]) > 0:
            await asyncio.wait(state.pop("tasks"))
            state["tasks"] = set()

    def begin():
        state["sum"], state["tasks"] = 0, set()
        begun = time.thread_time_ns()
        loop.run_until_complete(start())
        state["cpu"] = time.thread_time_ns() - begun

    def run(count):
        total = 0
        for _ in range(count):
            if "tasks" not in state or not state["tasks"]:
                begin()
            begun = time.thread_time_ns()
            loop.run_until_complete(sit())
            state["cpu"] += time.thread_time_ns() - begun
            total += state["sum"]
        return total, state["cpu"]

    begin()
    return run


version = "asyncio of CPython " + sys.version.split()[0]
if sys.argv[1:] == ["uvloop"]:
    import uvloop

    uvloop.install()
    version = f"uvloop {uvloop.__version__}, CPython {sys.version.split()[0]}"
serve({
    "version": version,
    "async_switch": running(switch),
    "async_spawn_join": running(spawn_join),
    "async_queue": running(queue),
    "async_sleepers": sleepers,
})
