"""Generator programs on a model of the protocol.

    python3 ideal.py [--like 3.13|3.14] FILE...     prints the trace of every program

Python's generators serve here only as stacks that can be suspended: a body is a generator of the host that is always
resumed with send(), and nothing of the protocol is left to it.
"""
import sys

import syntax
from objects import Frame, Objects
from oracle import MOST_STEPS, with_deep_stack
from protocol import CLEANUP, CPYTHON, FORMAT, IDEAL, SUSPENDED, Budget, Error, Generator, Iterator, Raised, is_type
from syntax import split_arrow, split_from

NO_EXCEPTION = 'exceptions must be classes or instances deriving from BaseException, not '
DEEPEST_CALL = 100  # methods of iterators, one inside another: what recurses for ever is no program to judge


def finish(stack):
    """Runs what does not suspend to its end."""
    try:
        next(stack)
    except StopIteration as stop:
        return stop.value
    raise AssertionError('suspended outside a generator')


class Model(Objects):
    def __init__(self, program, behaviour=IDEAL):
        super().__init__(program, behaviour)
        self.steps = 0
        self.calls = 0  # of methods of iterators, one inside another

    # ---- bodies and methods

    def run_body(self, g):
        try:
            flow = yield from self.run_block(Frame(g.name, g.variables, g), g.block)
            end = 'return', flow[1] if flow else None
        except Raised as raised:
            end = 'raise', raised.error
        except Budget:
            end = 'budget', None
        yield end

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
        values = [FORMAT.logged(self.value(frame, word)) for word in words[2:]]
        self.lines.append(' '.join(['log', frame.name, words[1]] + values))

    def run_logexc(self, frame, words):
        e = self.topmost()
        self.lines.append('exc %s = %s' % (frame.name, FORMAT.exception(e) if e else 'None'))

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
            self.lines.append('op %s %s -> %s' % (frame.name, ' '.join(words[1:]), FORMAT.value(value)))
            if variable:
                frame.variables[variable] = value
        except Raised as raised:
            line = 'op %s %s !! %s' % (frame.name, ' '.join(words[1:]), FORMAT.exception(raised.error))
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
            self.lines.append('main !! ' + FORMAT.exception(raised.error))
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
