"""Stage 3, Python 3.3: tasks made of subtasks.

A generator returns a value, and `result = yield from subtask` delegates to another one (PEP 380): until that
returns, each value goes straight from the subtask to whoever drives the task, and whatever is sent, thrown or closed
goes straight down to the innermost one. What a subtask returns is the value of the yield from; what a task returns
comes to the switcher with its StopIteration.
The twin of stage3.c.
"""
from clock import itime, now, start_clock, work
from options import parse_options

# Event loop: stage 2's, which prints what a task returned


def switcher(replies, *tasks):
    taskqueue = [(task, None) for task in tasks]
    while taskqueue:
        front, last = taskqueue.pop(0)
        name = front.__name__
        try:
            result = resume(front, replies.get((name, last)))
        except StopIteration as e:
            print(name, 'returned', e.value, itime())
        except Exception as e:
            print('%s failed: %s: %s' % (name, type(e).__name__, e))
        else:
            print(name, result, itime())
            taskqueue.append((front, result))


def resume(front, reply):
    if reply is None:
        return next(front)
    verb, value = reply
    print('  %s: %s' % (verb, delegation(front)))
    if verb == 'send':
        return front.send(value)
    if verb == 'throw':
        return front.throw(ValueError(value))
    front.close()
    return next(front)


def delegation(task):
    """Who delegates to whom: gi_yieldfrom, from the task down to the innermost subtask."""
    names = []
    while task is not None:
        names.append(task.__name__)
        task = task.gi_yieldfrom
    return ' > '.join(names)


# Subtasks


def steps(first, last, seconds):
    """The innermost one: does the work, hears what the switcher says, and returns how long it has worked."""
    worked = 0
    try:
        for i in range(first, last):
            work(seconds)
            worked += seconds
            try:
                told = yield i
                if told is not None:
                    seconds = told
            except ValueError as e:
                print('  steps handles ValueError:', e)
    except GeneratorExit:
        print('  steps is closed')
        raise
    return worked


def shift(count, seconds):
    """One in between: does nothing but delegate, and takes no part in what is said above and below it."""
    try:
        return (yield from steps(0, count, seconds))
    except GeneratorExit:
        print('  shift is closed')
        raise


# Tasks


def task1():
    """Two subtasks, one after the other."""
    early = yield from steps(0, 4, 1)
    late = yield from steps(4, 6, 1)
    return early + late


def task2():
    """A subtask of a subtask."""
    return (yield from shift(3, 2))


def task3():
    return (yield from shift(2, 3))


# What the switcher replies in the second part, by task and by what it yielded last

REPLIES = {
    ('task1', 1): ('send', 2),
    ('task2', 0): ('throw', 'out of paper'),
    ('task3', 0): ('close', None),
}

# Task launcher


def run(replies, *tasks):
    start_clock()
    switcher(replies, *tasks)
    print('all tasks finished, total time: %.2f' % now())


if __name__ == '__main__':
    if parse_options('stage3', 'Tasks made of subtasks (Python 3.3).', '--serial')[0]:
        start_clock()
        for task in task1(), task2(), task3():
            switcher({}, task)
        print('all tasks finished, total time: %.2f' % now())
    else:
        run({}, task1(), task2(), task3())
        print('\nThe same tasks, and a switcher that talks back:')
        run(REPLIES, task1(), task2(), task3())
