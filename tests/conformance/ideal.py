"""The protocol as gen promises it, written out: an executable model of PEPs 342, 380 and 479.

    python3 ideal.py [--like 3.13|3.14] FILE...     prints the trace of every program

CPython is the specification, less four of its known bugs. This model runs a program either way and tells whether
it ever came to a place where the two differ: a program that did not is judged by CPython, one that did by the model,
which in turn must agree with CPython when it behaves like it.

Python's generators serve here only as stacks that can be suspended: a body is a generator of the host that is always
resumed with send(), and nothing of the protocol is left to it. References are counted by hand.
"""
import sys

import syntax
from oracle import DEEPEST_CHAIN, MOST_STEPS, with_deep_stack
from syntax import is_integer, split_arrow, split_exception, split_from

# Where the ideal and CPython differ:
UNSTARTED = 'a StopIteration is thrown at a generator that has not started'
CLEANUP = 'a StopIteration is raised at a yield from, and did not come out of the throw() of what it delegates to'
LINK = 'a throw or close is delegated while the delegator handles an exception'
# ... and what in CPython depends on the version, or on an optimisation:
RETURN_CONTEXT = 'a generator returns a value while its caller handles an exception'
SHORTCUT = 'close() finds a generator suspended in a for loop outside any try'
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

NO_EXCEPTION = 'exceptions must be classes or instances deriving from BaseException, not '

# What recurses for ever is no program to judge.
DEEPEST_CALL = 100   # methods of iterators, one inside another
DEEPEST_NEST = 1200  # generators

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


class Frame:
    """One run of a body, a method or main."""

    def __init__(self, name, variables, generator=None):
        self.name = name
        self.variables = variables
        self.generator = generator


class Outside:
    """What runs outside generators: it handles exceptions too."""

    handled = None


# ---- formatting

def format_value(value):
    if value is None or isinstance(value, int):
        return str(value)
    return '"%s"' % value if isinstance(value, str) else '!' + format_bare(value)


def format_bare(e):
    return e.type + ('' if e.value is None else '(%s)' % format_value(e.value))


def format_chain(e, depth=0):
    text = format_bare(e)
    if depth >= DEEPEST_CHAIN:
        return text + ('<...>' if e.cause or e.context else '')
    if e.cause and e.cause is e.context:
        return text + '<cause+ctx %s>' % format_chain(e.cause, depth + 1)
    if e.cause:
        text += '<cause %s>' % format_chain(e.cause, depth + 1)
    if e.context:
        text += '<ctx %s>' % format_chain(e.context, depth + 1)
    return text + ('<nocause>' if e.suppressed and not e.cause else '')


def format_exception(e):
    return format_bare(e) if e.type == 'StopIteration' else format_chain(e)


def finish(stack):
    """Runs what does not suspend to its end."""
    try:
        next(stack)
    except StopIteration as stop:
        return stop.value
    raise AssertionError('suspended outside a generator')


class Model:
    def __init__(self, program, behaviour=IDEAL):
        self.program = program
        self.behaviour = behaviour
        self.differences = set()  # that it has come to
        self.handles = {}
        self.counts = {}
        self.lines = []
        self.steps = 0
        self.calls = 0  # of methods of iterators, one inside another
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
            self.lines.append('unraisable ' + format_exception(raised.error))
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

    def run_body(self, g):
        try:
            flow = yield from self.run_block(Frame(g.name, g.variables, g), g.block)
            end = 'return', flow[1] if flow else None
        except Raised as raised:
            end = 'raise', raised.error
        except Budget:
            end = 'budget', None
        yield end

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
        elif g.state == SUSPENDED and g.held and not g.tries:
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

    def call(self, iterator, method, argument=None):
        if method not in iterator.methods:
            raise self.error('AttributeError', method)
        if method in ('send', 'throw'):
            iterator.variables['arg' if method == 'send' else 'exc'] = argument
        self.calls += 1
        if self.calls > DEEPEST_CALL:
            raise Budget
        try:
            flow = finish(self.run_block(Frame(iterator.name, iterator.variables), iterator.methods[method]))
        finally:
            self.calls -= 1
        return flow[1] if flow else None

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

    # ---- operands

    def value(self, frame, word):
        if word == 'None':
            return None
        if is_integer(word):
            return int(word)
        if word.startswith('"'):
            return word[1:-1]
        if word.startswith('!'):
            name, inside = split_exception(word)
            return Error(name, self.value(frame, inside))
        return frame.variables.get(word)

    def exception(self, frame, words):
        if words[0] in syntax.TYPES:
            return Error(words[0], self.value(frame, words[1]) if len(words) > 1 else None)
        return frame.variables.get(words[0])

    def make(self, name):
        self.counts[name] = self.counts.get(name, 0) + 1
        instance = '%s.%d' % (name, self.counts[name])
        if name in self.program.bodies:
            return Generator(instance, self.program.bodies[name])
        return Iterator(instance, self.program.iterators[name])

    def get(self, handle):
        if handle not in self.handles:
            raise self.error('NameError', handle)
        return self.handles[handle]

    def source(self, words):
        if words[0] == 'new':
            return self.make(words[1])
        thing = self.get(words[0][1:])
        thing.references += 1
        return thing

    # ---- statements

    def run_block(self, frame, block):
        """The flow that ends the block: None, ('break',), ('continue',) or ('return', value)."""
        for statement in block:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise Budget
            kind = statement.words[0]
            if kind in SUSPENDING:
                flow = yield from SUSPENDING[kind](self, frame, statement)
            else:
                flow = SIMPLE[kind](self, frame, statement.words)
            if flow is not None:
                return flow
        return None

    def run_log(self, frame, words):
        line = ['log', frame.name, words[1]]
        for word in words[2:]:
            value = self.value(frame, word)
            line.append('!' + format_exception(value) if isinstance(value, Error) else format_value(value))
        self.lines.append(' '.join(line))

    def run_logexc(self, frame, words):
        e = self.topmost()
        self.lines.append('exc %s = %s' % (frame.name, format_exception(e) if e else 'None'))

    def run_set(self, frame, words):
        frame.variables[words[1]] = self.value(frame, words[2])

    def run_inc(self, frame, words):
        value = frame.variables.get(words[1])
        frame.variables[words[1]] = value + 1 if isinstance(value, int) else 1

    def run_return(self, frame, words):
        return 'return', self.value(frame, words[1]) if len(words) > 1 else None

    def run_raise(self, frame, words):
        words, cause = split_from(words)
        e = self.exception(frame, words[1:])
        if not isinstance(e, Error):
            raise self.error('TypeError', 'exceptions must derive from BaseException')
        if cause is not None:
            e.cause = self.value(frame, cause)
            e.suppressed = True
        self.set_context(e)
        raise Raised(e)

    def run_reraise(self, frame, words):
        e = self.topmost()
        raise Raised(e) if e else self.error('RuntimeError', 'No active exception to reraise')

    def run_state(self, frame, words):
        thing = self.handles.get(words[1])
        if thing is None:
            text = 'NONE'
        elif isinstance(thing, Iterator):
            text = 'ITER'
        else:
            target = thing.target if thing.state == SUSPENDED else None
            text = '%s yf=%s' % (thing.state, target.name if target else '-')
        self.lines.append('state %s %s = %s' % (frame.name, words[1], text))

    def run_operation(self, frame, words):
        words, variable = split_arrow(words)
        value = self.perform(frame, words)
        if variable:
            frame.variables[variable] = value

    def run_reported(self, frame, words):
        try:
            bare, variable = split_arrow(words[1:])
            value = self.perform(frame, bare)
            self.lines.append('op %s %s -> %s' % (frame.name, ' '.join(words[1:]), format_value(value)))
            if variable:
                frame.variables[variable] = value
        except Raised as raised:
            line = 'op %s %s !! %s' % (frame.name, ' '.join(words[1:]), format_exception(raised.error))
            self.lines.append(line)

    def perform(self, frame, words):
        kind, handle = words[0], words[1]
        if kind == 'new':
            old = self.handles.get(handle)
            self.handles[handle] = self.make(words[2])
            return self.release(old) if old else None
        thing = self.get(handle)
        if kind == 'free':
            del self.handles[handle]
            return self.release(thing)
        argument = None
        if kind == 'send':
            argument = self.value(frame, words[2])
        elif kind == 'throw':
            argument = self.exception(frame, split_from(words[2:])[0])
        if kind == 'throw' and isinstance(thing, Generator) and not isinstance(argument, Error):
            if thing.target is not None:
                raise Budget  # undefined by the format: CPython asks what it delegates to first
            name = 'NoneType' if argument is None else type(argument).__name__
            raise self.error('TypeError', NO_EXCEPTION + name)
        return self.held_while(thing, kind, argument)

    def held_while(self, thing, kind, argument):
        thing.references += 1
        try:
            return self.operate(kind, thing, argument)
        finally:
            self.release(thing)

    def run_yield(self, frame, statement):
        words, variable = split_arrow(statement.words)
        value, e = yield 'yield', self.value(frame, words[1])
        if e is not None:
            raise Raised(e)
        if variable:
            frame.variables[variable] = value

    def run_yieldfrom(self, frame, statement):
        words, variable = split_arrow(statement.words)
        target = self.source(words[1:])
        try:
            value = yield from self.delegate(frame.generator, target)
        except Raised as raised:
            self.release(target)
            raise raised
        self.release(target)
        if variable:
            frame.variables[variable] = value

    def delegate(self, g, target):
        value = None
        while True:
            done, value = self.advance(target, value)
            if done:
                return value
            g.target = target
            value, e = yield 'yield', value
            g.target = None
            if e is None:
                continue
            if e.type == 'StopIteration' and (g.thrown_by == 'target' or self.differs(CLEANUP)):
                return e.value
            raise Raised(e)

    def run_if(self, frame, statement):
        left, how, right = statement.words[1:]
        left, right = self.value(frame, left), self.value(frame, right)
        if how in ('==', '!='):
            chosen = (left == right) == (how == '==')
        elif isinstance(left, int) and isinstance(right, int):
            chosen = left < right if how == '<' else left > right
        else:
            chosen = False
        if not chosen and len(statement.clauses) == 1:
            return None
        return (yield from self.run_block(frame, statement.clauses[0 if chosen else 1][1]))

    def run_loop(self, frame, statement):
        for _ in range(int(statement.words[1])):
            flow = yield from self.run_block(frame, statement.clauses[0][1])
            if flow == ('break',):
                return None
            if flow is not None and flow != ('continue',):
                return flow
        return None

    def run_for(self, frame, statement):
        source = self.source(statement.words[3:])
        if frame.generator:
            frame.generator.held.append(source)
        e = flow = None
        try:
            flow = yield from self.iterate(frame, statement, source)
        except Raised as raised:
            e = raised
        if frame.generator:
            frame.generator.held.pop()
        self.release(source)
        if e is not None:
            raise e
        return flow

    def iterate(self, frame, statement, source):
        while True:
            done, value = self.advance(source)
            if done:
                return None
            frame.variables[statement.words[1]] = value
            flow = yield from self.run_block(frame, statement.clauses[0][1])
            if flow == ('break',):
                return None
            if flow is not None and flow != ('continue',):
                return flow

    def run_try(self, frame, statement):
        clauses = {header[0]: block for header, block in statement.clauses}
        stack = self.run_guarded(frame, statement, clauses)
        if 'finally' in clauses:
            stack = self.protected(frame, stack)
        flow, e = yield from self.caught(stack)
        if 'finally' in clauses:
            left, new = yield from self.caught(self.run_handling(frame, e, clauses['finally']))
            if left is not None or new is not None:
                flow, e = left, new
        if e is not None:
            raise Raised(e)
        return flow

    def protected(self, frame, stack):
        """Runs code that an exception does not leave at once."""
        g = frame.generator or Generator(None, None)
        g.tries += 1
        flow, e = yield from self.caught(stack)
        g.tries -= 1
        if e is not None:
            raise Raised(e)
        return flow

    @staticmethod
    def caught(stack):
        """How a block ends: its flow and its exception."""
        try:
            return (yield from stack), None
        except Raised as raised:
            return None, raised.error

    def run_guarded(self, frame, statement, clauses):
        flow, e = yield from self.caught(self.protected(frame, self.run_block(frame, clauses['try'])))
        if e is None:
            if flow is None and 'else' in clauses:
                flow = yield from self.run_block(frame, clauses['else'])
            return flow
        for header, block in statement.clauses:
            if header[0] == 'except' and (header[1] == '*' or is_type(e.type, header[1])):
                return (yield from self.run_except(frame, e, header, block))
        raise Raised(e)

    def run_except(self, frame, e, header, block):
        variable = header[3] if len(header) > 2 else None
        if variable:
            frame.variables[variable] = e
        flow, new = yield from self.caught(self.run_handling(frame, e, block))
        if variable:
            frame.variables[variable] = None
        if new is not None:
            raise Raised(new)
        return flow

    def run_handling(self, frame, e, block):
        """A block during which e is being handled, if there is one."""
        if e is None:
            return (yield from self.run_block(frame, block))
        item = self.running[-1]
        before, item.handled = item.handled, e
        flow, new = yield from self.caught(self.protected(frame, self.run_block(frame, block)))
        item.handled = before
        if new is not None:
            raise Raised(new)
        return flow

    # ---- the whole program

    def run(self):
        """The lines of the trace, or None if the program runs for too long, or too deep for this Python."""
        try:
            finish(self.run_block(Frame('main', {}), self.program.main))
        except Raised as raised:
            self.lines.append('main !! ' + format_exception(raised.error))
        except (Budget, RecursionError):
            return None
        self.lines.append('end')
        try:
            self.clean_up()
        except (Budget, RecursionError):
            return None
        return self.lines

    def clean_up(self):
        for handle in list(self.handles):
            if handle in self.handles:
                self.lines.append('cleanup ' + handle)
                self.release(self.handles.pop(handle))


SUSPENDING = {
    'yield': Model.run_yield, 'yieldfrom': Model.run_yieldfrom, 'if': Model.run_if, 'loop': Model.run_loop,
    'for': Model.run_for, 'try': Model.run_try,
}
SIMPLE = {
    'pass': lambda model, frame, words: None, 'log': Model.run_log, 'logexc': Model.run_logexc, 'set': Model.run_set,
    'inc': Model.run_inc, 'return': Model.run_return, 'raise': Model.run_raise, 'reraise': Model.run_reraise,
    'break': lambda model, frame, words: ('break',), 'continue': lambda model, frame, words: ('continue',),
    'state': Model.run_state, '?': Model.run_reported,
}
SIMPLE.update(dict.fromkeys(('new', 'next', 'send', 'throw', 'close', 'free'), Model.run_operation))


def run(program, behaviour=IDEAL):
    """The trace (None: it runs for too long), and the differences from CPython that the program came to."""
    model = Model(program, behaviour)
    lines = model.run()
    return lines, model.differences


def print_traces(paths, behaviour):
    for path in paths:
        with open(path) as file:
            programs = syntax.parse(file.read())
        for program in programs:
            lines = run(program, behaviour)[0]
            print('== ' + program.name)
            print('\n'.join(['BUDGET'] if lines is None else lines))


def main(arguments):
    behaviour = IDEAL
    if arguments[:1] == ['--like']:
        behaviour = CPYTHON[tuple(int(part) for part in arguments[1].split('.'))]
        arguments = arguments[2:]
    with_deep_stack(print_traces, arguments, behaviour)


if __name__ == '__main__':
    main(sys.argv[1:])
