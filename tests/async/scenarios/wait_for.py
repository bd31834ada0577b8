"""wait_for: in time, too late, at the same instant; what the inner answers counts."""
import asyncio

from scenario import note, outcome, run, start, what, worker


async def wait_for(label, awaitable, seconds):
    try:
        note(label, 'gives', await asyncio.wait_for(awaitable, seconds))
    except BaseException as e:
        note(label, 'raised', what(e), 'cancelling', asyncio.current_task().cancelling())


async def stubborn(answer):
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        await asyncio.sleep(0.5)
        if answer is None:
            raise ValueError('in answer')
        return answer


async def main():
    await wait_for('in time', worker('a', 1, 3), 2)
    await wait_for('too late', worker('b', 3, 3), 2)
    await wait_for('cleanup', worker('c', 3, 3, cleanup=1), 2)
    await wait_for('same instant', worker('d', 2, 3), 2)
    await wait_for('same instant, a task', start('e', 2, 3), 2)
    await wait_for('raises', worker('f', 1, ValueError('f')), 2)
    await wait_for('returns in answer', stubborn(7), 1)
    await wait_for('raises in answer', stubborn(None), 1)
    await wait_for('no time', worker('never', 0), 0)
    task = start('g', 1)
    await wait_for('no time, a task', task, 0)
    outcome(task)
    task = start('h', 0, 8)
    await asyncio.sleep(0.5)
    await wait_for('no time, but done', task, -1)
    await wait_for('for ever', worker('i', 1, 9), None)
    task = start('j', 2, 3)
    outer = asyncio.create_task(wait_for('outer', task, 5), name='outer')
    await asyncio.sleep(1)
    outer.cancel('stop')
    await asyncio.wait([outer])
    outcome(task)
    outer = asyncio.create_task(wait_for('both', worker('k', 5), 1), name='both')
    asyncio.get_running_loop().call_later(1, outer.cancel)
    await asyncio.wait([outer])
    inner = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1, inner.set_result, 4)
    await wait_for('future in time', inner, 1)
    inner = asyncio.get_running_loop().create_future()
    await wait_for('future too late', inner, 1)
    outcome(inner)


run(main())
