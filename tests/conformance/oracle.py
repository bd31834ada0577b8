"""The oracle: generator programs as real Python generators, run by the Python that runs this.

    python3 oracle.py FILE...     prints the trace of every program

Frames of finished code must not outlive it, because they would keep alive what Python's reference counts would free:
so tracebacks are dropped wherever an exception is handled or reported.
"""
import builtins
import gc
import inspect
import re
import sys
import threading
import warnings

import syntax
from compiler import Compiler
from formatting import Formatter

MOST_STEPS = 20000
MISSING = re.compile(r"'.*' object has no attribute '(\w+)'$")


def make_types():
    types = {}
    for name, base in syntax.TYPES.items():
        types[name] = getattr(builtins, name, None) or type(name, (types[base],), {})
    return types


TYPES = make_types()


class Budget(BaseException):
    """The program runs for too long to be judged."""


class PythonFormatter(Formatter):
    """Of Python's own exceptions."""

    def is_exception(self, value):
        return isinstance(value, BaseException)

    def parts(self, e):
        return type(e).__name__, self.value_of(e), e.__cause__, e.__context__, e.__suppress_context__

    @staticmethod
    def value_of(e):
        if isinstance(e, StopIteration):
            return e.value
        value = e.args[0] if e.args else None
        missing = MISSING.match(value) if type(e) is AttributeError and isinstance(value, str) else None
        return missing.group(1) if missing else value


FORMAT = PythonFormatter()


def drop_tracebacks(e):
    """Of the whole chain: a StopIteration that Python has converted was never handled."""
    pending, seen = [e], set()
    while pending:
        e = pending.pop()
        if e is not None and id(e) not in seen:
            seen.add(id(e))
            e.__traceback__ = None
            pending += [e.__cause__, e.__context__]


class Runtime:
    """What compiled programs call."""

    def __init__(self):
        self.handles = {}
        self.lines = []
        self.counts = {}
        self.steps = 0
        self.kept = []
        self.definitions = {}
        self.types = TYPES

    def step(self):
        for e in self.kept:
            e.__traceback__ = None
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise Budget

    def handled(self):
        drop_tracebacks(sys.exc_info()[1])

    def keep(self, e):
        """An iterator keeps what was thrown at it; a yield from may swallow that where nothing handles it."""
        if isinstance(e, BaseException):
            self.kept.append(e)

    def make(self, name):
        self.counts[name] = self.counts.get(name, 0) + 1
        made = self.definitions[name]('%s.%d' % (name, self.counts[name]))
        if inspect.isgenerator(made):
            made.__name__ = '%s.%d' % (name, self.counts[name])
        return made

    def get(self, handle):
        if handle not in self.handles:
            raise NameError(handle)
        return self.handles[handle]

    def new(self, handle, name):
        self.handles[handle] = self.make(name)

    def free(self, handle):
        self.get(handle)
        del self.handles[handle]

    @staticmethod
    def exception(name, value):
        return TYPES[name]() if value is None else TYPES[name](value)

    @staticmethod
    def increment(value):
        return value + 1 if isinstance(value, int) else 1

    @staticmethod
    def compare(left, how, right):
        if how == '==':
            return left == right
        if how == '!=':
            return left != right
        if not isinstance(left, int) or not isinstance(right, int):
            return False
        return left < right if how == '<' else left > right

    def log(self, name, text, *values):
        self.lines.append(' '.join(['log', name, text] + [FORMAT.logged(value) for value in values]))

    def log_handled(self, name):
        e = sys.exc_info()[1]
        self.lines.append('exc %s = %s' % (name, 'None' if e is None else FORMAT.exception(e)))

    def state(self, name, handle):
        g = self.handles.get(handle)
        if g is None:
            text = 'NONE'
        elif not inspect.isgenerator(g):
            text = 'ITER'
        else:
            text = inspect.getgeneratorstate(g)[4:]
            target = g.gi_yieldfrom if text == 'SUSPENDED' else None
            text += ' yf=' + self.name_of(target)
        self.lines.append('state %s %s = %s' % (name, handle, text))

    @staticmethod
    def name_of(target):
        if target is None:
            return '-'
        return target.__name__ if inspect.isgenerator(target) else target.name

    def succeeded(self, name, words, value):
        self.lines.append('op %s %s -> %s' % (name, words, FORMAT.value(value)))

    def failed(self, name, words, e):
        if isinstance(e, (Budget, RecursionError)):
            raise Budget
        drop_tracebacks(e)
        self.lines.append('op %s %s !! %s' % (name, words, FORMAT.exception(e)))

    def unraisable(self, report):
        e = report.exc_value
        drop_tracebacks(e)
        if isinstance(e, Budget):
            self.steps = MOST_STEPS + 1
        else:
            self.lines.append('unraisable ' + FORMAT.exception(e))


def run(program):
    """The lines of the program's trace, or None if it runs for too long, or nests deeper than Python can compile."""
    scope = {}
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            exec(compile(Compiler(program).compile(), program.name, 'exec'), scope)
        except SyntaxError:
            return None
    runtime = Runtime()
    runtime.definitions, main = scope['program'](runtime)
    hook = sys.unraisablehook
    sys.unraisablehook = runtime.unraisable
    try:
        return execute(runtime, main)
    finally:
        runtime.steps = MOST_STEPS  # whatever is dropped from here on runs nothing
        sys.unraisablehook = lambda report: None
        runtime.handles.clear()
        runtime.definitions = None
        sys.unraisablehook = hook


def execute(runtime, main):
    try:
        main()
    except (Budget, RecursionError):
        return None
    except BaseException as e:
        drop_tracebacks(e)
        runtime.lines.append('main !! ' + FORMAT.exception(e))
    runtime.lines.append('end')
    for handle in list(runtime.handles):
        if handle in runtime.handles:
            runtime.lines.append('cleanup ' + handle)
            del runtime.handles[handle]
    return None if runtime.steps > MOST_STEPS else runtime.lines


def with_deep_stack(function, *arguments):
    """Calls a function where chains of a thousand generators fit."""
    result = []

    def call():
        try:
            result.append((function(*arguments), None))
        except BaseException as e:
            result.append((None, e))

    sys.setrecursionlimit(100000)
    threading.stack_size(512 * 1024 * 1024)
    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    value, e = result[0]
    if e is not None:
        raise e
    return value


def print_traces(paths):
    gc.disable()
    for path in paths:
        with open(path) as file:
            programs = syntax.parse(file.read())
        for program in programs:
            lines = run(program)
            print('== ' + program.name)
            print('\n'.join(['BUDGET'] if lines is None else lines))


if __name__ == '__main__':
    with_deep_stack(print_traces, sys.argv[1:])
