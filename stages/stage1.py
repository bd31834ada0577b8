"""Stage 1, Python 2.3 and 2.4: generators, and generator expressions.

A yield suspends a function and hands a value to its caller; next() goes on from there with every local variable as
it was (PEP 255). That is enough for tasks that take turns: each yields when it has done a piece of work, and a
switcher resumes them one after the other. Python 2.4 added generators that are written as expressions (PEP 289).
The twin of stage1.c; after "Coroutines 101" by Mark Lutz.
"""
from clock import itime, now, start_clock, work
from options import parse_options

# Event loop


def switcher(*tasks):
    taskqueue = list(tasks)
    while taskqueue:                          # While any running tasks remain
        front = taskqueue.pop(0)              # Fetch next task at front
        try:
            result = next(front)              # Resume task, run to its next yield
        except StopIteration:
            pass                              # Returned: task finished
        else:                                 # Yielded: reschedule at end of queue
            print(front.__name__, result, itime())
            taskqueue.append(front)


# Without one: each task runs by itself, from its first yield to its last


def serial(*tasks):
    for task in tasks:
        for i in task:
            print(task.__name__, i, itime())


# Tasks


def task1():
    for i in range(6):           # Resumed here by next() in switcher (or for)
        work(1)                  # Simulate a nonpreemptable action here
        yield i                  # Suspend and yield control back to switcher (or for)


def task2():
    for i in range(3):
        work(2)
        yield i


def task3():
    for i in range(2):
        work(3)
        yield i


# The same tasks, as generator expressions (2.4). Each works for as many steps as fit into six seconds.


def step(i, seconds):
    work(seconds)
    return i


def expression(name, seconds):
    task = (step(i, seconds) for i in range(6) if i * seconds < 6)
    task.__name__ = name
    return task


# Task launcher


def run(launch, *tasks):
    start_clock()
    launch(*tasks)
    print('all tasks finished, total time: %.2f' % now())


if __name__ == '__main__':
    launch = serial if parse_options('stage1', 'Generators take turns (Python 2.3 and 2.4).', '--serial')[0] else switcher
    run(launch, task1(), task2(), task3())
    print('\nThe same tasks as generator expressions:')
    run(launch, expression('task1', 1), expression('task2', 2), expression('task3', 3))
