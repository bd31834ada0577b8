"""The protocol as gen promises it, written out: an executable model of PEPs 342, 380 and 479.

CPython is the specification, less four of its known bugs. This model runs a program either way and tells whether
it ever came to a place where the two differ: a program that did not is judged by CPython, one that did by the model,
which in turn must agree with CPython when it behaves like it.

Here is what generators do; what the statements of a program do is in ideal.py. References are counted by hand.
"""
import syntax
from formatting import Formatter

# Where the ideal and CPython differ:
UNSTARTED = 'a StopIteration is thrown at a generator that has not started'
CLEANUP = 'a StopIteration is raised at a yield from, and did not come out of the throw() of what it delegates to'
LINK = 'a throw or close is delegated while the delegator handles an exception'
# ... and what in CPython depends on the version, or on an optimisation:
RETURN_CONTEXT = 'a generator returns a value while its caller handles an exception'
SHORTCUT = 'close() finds a generator in a for loop outside any try, or leaving one for an exception'
RELEASE = 'a stack that is destroyed by force owns several things'
CLOSE_VALUE = 'a generator returns a value in answer to close()'
REENTRY = 'a generator that delegates is entered again while it runs'

IDEAL = frozenset()
CPYTHON = {
    (3, 11): frozenset([LINK, RETURN_CONTEXT, SHORTCUT, RELEASE, CLOSE_VALUE, REENTRY]),
    (3, 12): frozenset([UNSTARTED, CLEANUP, LINK, RETURN_CONTEXT, SHORTCUT, RELEASE, CLOSE_VALUE, REENTRY]),
    (3, 13): frozenset([UNSTARTED, CLEANUP, LINK, RETURN_CONTEXT, SHORTCUT, RELEASE]),
    (3, 14): frozenset([UNSTARTED, CLEANUP, LINK, SHORTCUT]),
}
NOT_MODELLED = frozenset([SHORTCUT, REENTRY])  # no trace is predicted for CPython there
CRASHES = frozenset([REENTRY])                 # CPython itself may not survive it

DEEPEST_NEST = 1200  # generators, one inside another: what recurses for ever is no program to judge

CREATED, RUNNING, SUSPENDED, CLOSED = 'CREATED', 'RUNNING', 'SUSPENDED', 'CLOSED'


def is_type(name, base):
    while name is not None and name != base:
        name = syntax.TYPES[name]
    return name == base


class Error:
    def __init__(self, type_, value=None):
        self.type = type_
        self.value = value
        self.context = None
        self.cause = None
        self.suppressed = False


class Raised(Exception):
    """An Error on its way through the model."""

    def __init__(self, error):
        self.error = error


class Budget(Exception):
    """The program runs for too long to be judged, or does what the format leaves undefined."""


class Generator:
    def __init__(self, name, block):
        self.name = name
        self.block = block
        self.references = 1
        self.state = CREATED
        self.variables = {}
        self.stack = None      # the host's generator, once started
        self.handled = None    # what it is handling
        self.target = None     # what it delegates to, while it is suspended there
        self.thrown_by = None  # where the exception thrown at it comes from
        self.held = []         # what its for loops iterate, outermost first
        self.tries = 0         # how many handlers would see an exception before its caller does


class Iterator:
    def __init__(self, name, methods):
        self.name = name
        self.methods = methods
        self.references = 1
        self.variables = {}


class Outside:
    """What runs outside generators: it handles exceptions too."""

    handled = None


class ModelFormatter(Formatter):
    """Of the model's exceptions."""

    def is_exception(self, value):
        return isinstance(value, Error)

    def parts(self, e):
        return e.type, e.value, e.cause, e.context, e.suppressed


FORMAT = ModelFormatter()


class Protocol:
    """What generators do. A subclass runs bodies, run_body(), and methods of iterators, call()."""

    def __init__(self, behaviour):
        self.behaviour = behaviour
        self.differences = set()    # that it has come to
        self.lines = []             # of the trace
        self.running = [Outside()]  # innermost last

    def differs(self, difference):
        """Notes that the program came to a place of difference. True: behave as CPython does."""
        self.differences.add(difference)
        return difference in self.behaviour

    # ---- exceptions

    def topmost(self):
        return next((item.handled for item in reversed(self.running) if item.handled), None)

    def set_context(self, e):
        handled = self.topmost()
        if handled is None or handled is e:
            return
        link = handled
        while link.context is not None and link.context is not e:
            link = link.context
        link.context = None
        e.context = handled

    def error(self, type_, value=None):
        e = Error(type_, value)
        self.set_context(e)
        return Raised(e)

    @staticmethod
    def converted(e):
        """PEP 479."""
        if e.type != 'StopIteration':
            return e
        replacement = Error('RuntimeError', 'generator raised StopIteration')
        replacement.cause = replacement.context = e
        replacement.suppressed = True
        return replacement

    def stop_iteration(self, value):
        e = Error('StopIteration', value)
        if value is None or (self.topmost() and self.differs(RETURN_CONTEXT)):
            self.set_context(e)
        return Raised(e)

    # ---- references

    def release(self, thing):
        thing.references -= 1
        if thing.references > 0 or isinstance(thing, Iterator) or thing.state in (CREATED, CLOSED):
            return
        thing.references = 1
        try:
            self.close(thing)
        except Raised as raised:
            self.lines.append('unraisable ' + FORMAT.exception(raised.error))
        if thing.state == SUSPENDED:
            self.destroy(thing)
        thing.references = 0

    def destroy(self, g):
        """Where it ignored GeneratorExit, nothing more of it runs."""
        g.state = CLOSED
        g.stack = None
        owned = g.held + ([g.target] if g.target else [])
        if not (len(owned) > 1 and self.differs(RELEASE)):
            owned.reverse()
        g.held, g.target = [], None
        for thing in owned:
            self.release(thing)

    # ---- the protocol

    def resume(self, g, value, e=None):
        """One step: ('yield', value) or ('return', value); Raised."""
        if g.state == CREATED and e is None and value is not None:
            raise self.error('TypeError', "can't send non-None value to a just-started generator")
        if g.state == RUNNING:
            if g.target is not None or e is not None:
                self.differs(REENTRY)
            raise self.error('ValueError', 'generator already executing')
        if e is not None and g.state == CLOSED:
            raise Raised(e)
        if g.state == CLOSED:
            return 'return', None
        if e is not None and g.state == CREATED:
            g.state = CLOSED
            if e.type == 'StopIteration' and not self.differs(UNSTARTED):
                e = self.converted(e)
            raise Raised(e)
        return self.switch(g, value, e)

    def switch(self, g, value, e):
        self.running.append(g)
        if len(self.running) > DEEPEST_NEST:
            raise Budget
        if e is not None and g.handled is not None:
            self.set_context(e)
        message = (value, e)
        if g.state == CREATED:
            g.stack = self.run_body(g)
            message = None
        g.state = RUNNING
        kind, result = g.stack.send(message)
        self.running.pop()
        if kind == 'yield':
            g.state = SUSPENDED
            return kind, result
        g.state = CLOSED
        g.stack = g.target = g.handled = None
        if kind == 'raise':
            raise Raised(self.converted(result))
        if kind == 'budget':
            raise Budget
        return kind, result

    def result(self, step):
        kind, value = step
        if kind == 'return':
            raise self.stop_iteration(value)
        return value

    def throw(self, g, e):
        target = g.target if g.state == SUSPENDED else None
        if target is not None:
            target.references += 1
            g.thrown_by = 'caller'
            try:
                if is_type(e.type, 'GeneratorExit'):
                    g.thrown_by = 'close'
                    self.under(g, self.close_target, target)
                elif isinstance(target, Generator) or 'throw' in target.methods:
                    g.thrown_by = 'target'
                    value = self.under(g, self.operate, 'throw', target, e)
                    self.release(target)
                    return value
            except Raised as raised:
                e = raised.error
            self.release(target)
        return self.result(self.resume(g, None, e))

    def close(self, g):
        if g.state in (CREATED, CLOSED):
            g.state = CLOSED
            return None
        e = None
        if g.state == SUSPENDED and g.target is not None:
            e = self.close_before(g, g.target)
        elif not g.tries and (g.held or g.state == RUNNING):
            self.differs(SHORTCUT)
        if e is None:
            e = self.error('GeneratorExit').error
        g.thrown_by = g.thrown_by if g.state == RUNNING else 'close'
        try:
            kind, value = self.resume(g, None, e)
        except Raised as raised:
            if is_type(raised.error.type, 'GeneratorExit'):
                return None
            raise
        if kind == 'yield':
            raise self.error('RuntimeError', 'generator ignored GeneratorExit')
        return None if value is not None and self.differs(CLOSE_VALUE) else value

    def close_before(self, g, target):
        """Closes what g delegates to; what that raises is raised in g."""
        e = None
        target.references += 1
        try:
            self.under(g, self.close_target, target)
        except Raised as raised:
            e = raised.error
        self.release(target)
        return e

    def close_target(self, target):
        if isinstance(target, Generator):
            self.close(target)
        elif 'close' in target.methods:
            self.call(target, 'close')

    def under(self, g, operation, *arguments):
        """An operation on what g delegates to, while g counts as running."""
        linked = not (g.handled and self.differs(LINK))
        g.state = RUNNING
        if linked:
            self.running.append(g)
        try:
            return operation(*arguments)
        finally:
            if linked:
                self.running.pop()
            g.state = SUSPENDED

    def operate(self, kind, thing, argument=None):
        """What next(), send(), throw() and close() give their caller."""
        if isinstance(thing, Iterator):
            return self.call(thing, kind, argument)
        if kind == 'throw':
            return self.throw(thing, argument)
        if kind == 'close':
            return self.close(thing)
        return self.result(self.resume(thing, argument))

    def advance(self, source, value=None):
        """One step of what is iterated or delegated to: whether it is done, and the value."""
        if isinstance(source, Generator):
            kind, value = self.resume(source, value)
            return kind == 'return', value
        try:
            return False, self.call(source, 'next' if value is None else 'send', value)
        except Raised as raised:
            if raised.error.type != 'StopIteration':
                raise
            return True, raised.error.value
