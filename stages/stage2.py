"""Stage 2, Python 2.5: a conversation.

yield becomes an expression (PEP 342): send(value) resumes a task, and the yield it waits at evaluates to that value.
throw(exception) resumes it by raising an exception there, and close() raises GeneratorExit, so that a task can be
told to stop; for that, a yield may stand inside try/finally. So the switcher of stage 1 can now talk back.
The twin of stage2.c.
"""
from clock import itime, now, start_clock, work
from options import parse_options

# Event loop


def switcher(replies, *tasks):
    taskqueue = [(task, None) for task in tasks]
    while taskqueue:
        front, last = taskqueue.pop(0)
        name = front.__name__
        try:
            result = resume(front, replies.get((name, last)))
        except StopIteration:
            print(name, 'finished', itime())
        except Exception as e:
            print('%s failed: %s: %s' % (name, type(e).__name__, e))
        else:
            print(name, result, itime())
            taskqueue.append((front, result))


def resume(front, reply):
    name = front.__name__
    if reply is None:
        return front.send(None)                       # The same as next(front)
    verb, value = reply
    if verb == 'send':
        print('  send %d to %s' % (value, name))
        return front.send(value)
    if verb == 'throw':
        print('  throw ValueError into %s' % name)
        return front.throw(ValueError(value))
    print('  close %s' % name)
    front.close()
    return next(front)                                # A closed task is finished


# What the switcher replies, by task and by what it yielded last

REPLIES = {
    ('task1', 1): ('send', 2),
    ('task2', 0): ('throw', 'out of paper'),
    ('task3', 0): ('throw', 'out of ink'),
    ('task1', 3): ('close', None),
}

# Tasks


def task1():
    """What is sent to it changes how long it works."""
    seconds = 1
    try:
        for i in range(6):
            work(seconds)
            told = yield i
            if told is not None:
                seconds = told
    finally:
        print('task1 cleans up')


def task2():
    """Handles what is thrown into it, and goes on."""
    for i in range(3):
        work(2)
        try:
            yield i
        except ValueError as e:
            print('task2 handles ValueError:', e)


def task3():
    """Does not: it is over, but not before its finally part has run."""
    try:
        for i in range(2):
            work(3)
            yield i
    finally:
        print('task3 cleans up')


# A task that nobody refers to any more is closed as well


def drop():
    front = task3()
    print('task3', next(front), itime())
    del front


# Task launcher

if __name__ == '__main__':
    parse_options('stage2', 'A switcher that talks back (Python 2.5).')
    start_clock()
    switcher(REPLIES, task1(), task2(), task3())
    print('all tasks finished, total time: %.2f' % now())
    print('\nA task that is dropped:')
    start_clock()
    drop()
