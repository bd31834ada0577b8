"""Random generator programs, biased to what is hard.

A program is determined by a seed and a number. Bodies only make instances of later bodies, so that recursion ends,
except in the deep programs, which count their levels; through the handles everything can reach everything.
"""
import random

from syntax import Program, Statement

TYPES = ('ValueError', 'KeyError', 'E1', 'E2', 'E3', 'RuntimeError', 'TypeError', 'BaseX', 'KeyboardInterrupt',
         'ZeroDivisionError', 'AssertionError', 'NameError', 'AttributeError', 'StopAsyncIteration')
CAUGHT = ('*', '*', '*', 'Exception', 'GeneratorExit', 'GeneratorExit', 'RuntimeError', 'ValueError', 'E1', 'E2',
          'StopIteration', 'StopIteration', 'LookupError', 'KeyError', 'AttributeError', 'NameError', 'TypeError')
HANDLES = ('g', 'h', 'k')
VARIABLES = ('x', 'y')

# What the statements of a body are drawn from, and how often, by the mood of the program.
COMMON = {'yield': 10, 'delegate': 8, 'try_yield': 8, 'try_delegate': 8, 'try': 4, 'finally_yield': 5, 'for': 4,
          'operate': 5, 'log': 5, 'logexc': 3, 'state': 1, 'raise': 3, 'reraise': 1, 'return': 2, 'if': 2, 'loop': 1,
          'chain': 2, 'assign': 2, 'plain_operate': 1}
MOODS = {
    'mixed': {},
    'delegation': {'delegate': 25, 'try_delegate': 25},
    'finally': {'finally_yield': 30, 'try_yield': 15, 'try': 10},
    'reentrancy': {'operate': 30, 'plain_operate': 12, 'state': 6},
    'chaining': {'chain': 20, 'raise': 10, 'try': 20, 'logexc': 12, 'reraise': 5},
    'loops': {'for': 30, 'loop': 6, 'return': 4},
    'ignoring': {'ignore_exit': 30, 'try_delegate': 12},
    'foreign': {'delegate': 20, 'try_delegate': 20},
    'stop': {'stop': 25},
}
DEPTHS = (3, 4, 5, 5, 20, 100, 1000)


def simple(text):
    return Statement(text.split())


class Maker:
    def __init__(self, seed, number):
        self.random = random.Random('%s/%s' % (seed, number))
        self.program = Program('r%s_%s' % (seed, number))
        self.counter = 0
        self.mood = self.random.choice(sorted(MOODS) + ['mixed', 'delegation', 'deep'])
        self.weights = dict(COMMON, ignore_exit=3, stop=2)
        self.weights.update(MOODS.get(self.mood, {}))

    # ---- choices

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, *choices):
        return self.random.choice(choices)

    def number(self):
        self.counter += 1
        return self.counter

    def value(self):
        roll = self.random.random()
        if roll < 0.5:
            return str(self.number())
        if roll < 0.7:
            return self.pick(*VARIABLES)
        if roll < 0.8:
            return 'None'
        if roll < 0.88:
            return self.pick('"s"', '-1', '0', 'e')
        return self.exception_value()

    def exception_value(self):
        name = 'StopIteration' if self.chance(35) else self.pick(*TYPES)
        return '!%s' % name if self.chance(30) else '!%s(%s)' % (name, self.pick(str(self.number()), 'x', '!E1(1)'))

    def type(self):
        roll = self.random.random() * (0.7 if self.mood == 'stop' else 1)
        if roll < 0.15:
            return 'StopIteration'
        return 'GeneratorExit' if roll < 0.32 else self.pick(*TYPES)

    def new_exception(self):
        return self.type() + ('' if self.chance(25) else ' %s' % self.value())

    def arrow(self):
        return ' -> %s' % self.pick(*VARIABLES) if self.chance(70) else ''

    def source(self, level):
        """What to delegate to or to iterate."""
        later = sorted(name for name in self.names if int(name[1:]) > level and name[0] == 'B')
        iterators = sorted(name for name in self.names if name[0] == 'I')
        if iterators and self.chance(60 if self.mood == 'foreign' else 20):
            return 'new %s' % self.pick(*iterators)
        if later and self.chance(60):
            return 'new %s' % self.pick(*later)
        return '@%s' % self.pick(*HANDLES)

    # ---- statements of bodies

    def block(self, level, depth, most=3):
        """Statements of a body; each body of a program has a level of its own."""
        statements = []
        for _ in range(self.random.randint(1, most)):
            statements += self.statement(level, depth)
        return statements

    def statement(self, level, depth):
        kinds = sorted(self.weights)
        kind = self.random.choices(kinds, [self.weights[kind] for kind in kinds])[0]
        if depth > 3 and kind in ('try', 'if', 'loop', 'for', 'try_yield', 'try_delegate', 'finally_yield', 'chain'):
            kind = 'yield'
        return getattr(self, 'make_' + kind)(level, depth)

    def make_yield(self, level, depth):
        return [simple('yield %s%s' % (self.value(), self.arrow()))]

    def make_delegate(self, level, depth):
        delegation = [simple('yieldfrom %s%s' % (self.source(level), self.arrow()))]
        return delegation + self.make_log(level, depth) if self.chance(50) else delegation

    def make_log(self, level, depth):
        return [simple('log t%d %s' % (self.number(), self.pick('x', 'y', 'x e', '')))]

    def make_logexc(self, level, depth):
        return [simple('logexc')]

    def make_state(self, level, depth):
        return [simple('state %s' % self.pick(*HANDLES))]

    def make_assign(self, level, depth):
        return [simple('set %s %s' % (self.pick(*VARIABLES), self.value())) if self.chance(70) else simple('inc x')]

    def make_return(self, level, depth):
        return [simple('return %s' % self.value() if self.chance(80) else 'return')]

    def make_reraise(self, level, depth):
        return [simple('reraise')]

    def make_raise(self, level, depth):
        what = self.new_exception() if self.chance(75) else self.pick('e', 'x')
        cause = self.pick(' from e', ' from None', ' from e') if self.chance(25) else ''
        return [simple('raise %s%s' % (what, cause if cause != ' from x' else ''))]

    def make_stop(self, level, depth):
        """StopIteration in its disguises."""
        return [simple(self.pick('raise StopIteration %s' % self.value(), 'return !StopIteration(%d)' % self.number(),
                                 'yield !StopIteration -> x', 'next %s -> x' % self.pick(*HANDLES),
                                 'raise StopIteration', 'throw %s StopIteration 5 -> x' % self.pick(*HANDLES),
                                 '? throw %s StopIteration %d' % (self.pick(*HANDLES), self.number())))]

    def make_operate(self, level, depth):
        return [self.operation('? ')]

    def make_plain_operate(self, level, depth):
        return [self.operation('')]

    def make_if(self, level, depth):
        test = self.pick('x == None', 'x != None', 'x > 3', 'y == "s"', 'x < 5', 'e == None')
        clauses = [(('if ' + test).split(), self.block(level, depth + 1, 2))]
        if self.chance(50):
            clauses.append((['else'], self.block(level, depth + 1, 2)))
        return [Statement(clauses[0][0], clauses)]

    def compound(self, header, block):
        words = header.split()
        return Statement(words, [(words, block)])

    def make_loop(self, level, depth):
        return [self.compound('loop %d' % self.pick(2, 3), self.loop_block(level, depth))]

    def make_for(self, level, depth):
        header = 'for %s in %s' % (self.pick(*VARIABLES), self.source(level))
        block = self.loop_block(level, depth)
        if self.chance(60):
            block.insert(0, simple('yield x%s' % self.arrow()))
        return [self.compound(header, block)]

    def loop_block(self, level, depth):
        block = self.block(level, depth + 1, 2)
        if self.chance(25):
            block.append(simple(self.pick('break', 'continue')))
        return block

    # ---- try in its hard shapes

    def attempt(self, block, *clauses):
        clauses = [(['try'], block)] + [(header.split(), inner) for header, inner in clauses]
        return Statement(['try'], clauses)

    def make_try(self, level, depth):
        clauses = []
        for _ in range(self.pick(0, 1, 1, 2)):
            clauses.append(self.handler(level, depth))
        if clauses and self.chance(20):
            clauses.append(('else', self.block(level, depth + 1, 2)))
        if not clauses or self.chance(40):
            clauses.append(('finally', self.final(level, depth)))
        return [self.attempt(self.block(level, depth + 1), *clauses)]

    def handler(self, level, depth):
        name = ' as e' if self.chance(70) else ''
        block = [simple('log c%d e' % self.number())] if name and self.chance(60) else []
        block += self.block(level, depth + 1, 2)
        if self.chance(25):
            block.append(simple(self.pick('reraise', 'raise e', 'raise E3 %d' % self.number(), 'raise E2 from e',
                                          'return %s' % self.value())))
        return 'except %s%s' % (self.pick(*CAUGHT), name), block

    def final(self, level, depth):
        block = self.block(level, depth + 1, 2)
        if self.chance(40):
            block.insert(0, simple('log f%d' % self.number()))
        if self.chance(10):
            block.append(simple(self.pick('return %s' % self.value(), 'return', 'raise E1 %d' % self.number())))
        return block

    def guarded(self, first, level, depth):
        clauses = [self.handler(level, depth)] if self.chance(75) else []
        if not clauses or self.chance(30):
            clauses.append(('finally', self.final(level, depth)))
        return [self.attempt([first], *clauses)]

    def make_try_yield(self, level, depth):
        return self.guarded(simple('yield %s%s' % (self.value(), self.arrow())), level, depth)

    def make_try_delegate(self, level, depth):
        return self.guarded(simple('yieldfrom %s%s' % (self.source(level), self.arrow())), level, depth)

    def make_finally_yield(self, level, depth):
        first = simple(self.pick('yield %s' % self.value(), 'yieldfrom %s' % self.source(level),
                                 'raise %s' % self.new_exception()))
        final = [simple('yield %s%s' % (self.value(), self.arrow()))]
        if self.chance(40):
            final += self.final(level, depth)
        return [self.attempt([first], ('finally', final))]

    def make_ignore_exit(self, level, depth):
        """Yields in answer to GeneratorExit, perhaps inside more cleanup."""
        header = 'except %s as e' % self.pick('GeneratorExit', '*', '*')
        final = [simple('yield %s%s' % (self.value(), self.arrow()))]
        if self.chance(30):
            final = [simple('yieldfrom %s' % self.source(level))]
        inner = self.attempt([simple(self.pick('yield 1 -> x', 'yieldfrom %s -> x' % self.source(level)))],
                             (header, final))
        if self.chance(50):
            return [inner]
        return [self.attempt([inner], ('finally', [simple('log f%d' % self.number())]))]

    def make_chain(self, level, depth):
        """Something that happens while an exception is being handled."""
        block = self.block(level, depth + 1, 2) + [simple('logexc')]
        if self.chance(40):
            block.append(simple(self.pick('raise E3 %d' % self.number(), 'raise E1 2 from e', 'raise E1 from None',
                                          'reraise', 'raise e')))
        first = simple('raise %s' % self.new_exception()) if self.chance(60) else simple('yield 1 -> x')
        return [self.attempt([first], ('except * as e', block))]

    # ---- operations

    def operation(self, report):
        handle = self.pick(*HANDLES)
        kinds = ('next', 'send', 'throw', 'close', 'free', 'new', 'none')
        kind = self.random.choices(kinds, (30, 14, 20, 12, 5, 4, 2))[0]
        arrow = self.arrow() if self.chance(30) else ''
        if kind == 'new':
            return simple('%snew %s %s' % (report, handle, self.pick(*sorted(self.names))))
        if kind == 'free':
            return simple('%sfree %s' % (report, handle))
        if kind == 'none':
            return simple('%ssend %s None' % (report, handle))
        if kind == 'send':
            return simple('%ssend %s %s%s' % (report, handle, self.value(), arrow))
        if kind == 'throw':
            what = self.pick('e', 'e', 'm', 'x') if self.chance(20) else self.new_exception()
            return simple('%sthrow %s %s%s' % (report, handle, what, arrow))
        return simple('%s%s %s%s' % (report, kind, handle, arrow))

    # ---- iterators

    def method(self, kind):
        """A method: a little of everything, ending in a value or in one of the exceptions that matter."""
        block = []
        if kind == 'next' and self.chance(70):
            block.append(simple('inc n'))
            if self.chance(70):
                end = simple(self.pick('raise StopIteration', 'raise StopIteration %d' % self.number(),
                                       'raise E1 %d' % self.number()))
                block.append(self.compound('if n > %d' % self.pick(1, 2, 3), [end]))
        if self.chance(40):
            block.append(simple('log i%s %s' % (kind, {'send': 'arg', 'throw': 'exc'}.get(kind, 'n'))))
        if self.chance(25):
            block.append(self.operation('? '))
        if self.chance(10):
            block.append(simple(self.pick('logexc', 'next %s' % self.pick(*HANDLES))))
        if self.chance(8):
            block.append(self.compound('for y in @%s' % self.pick(*HANDLES), [simple('log iy y')]))
        return block + [self.method_end(kind)]

    def method_end(self, kind):
        roll = self.random.random()
        if kind == 'throw' and roll < 0.35:
            return simple('raise exc')
        if roll < 0.12:
            return simple('raise StopIteration%s' % self.pick('', ' %d' % self.number()))
        if roll < 0.2:
            return simple('raise %s' % self.new_exception())
        return simple('return %s' % self.pick('n', str(self.number()), 'None', '!E2(2)'))

    def iterator(self):
        return {kind: self.method(kind) for kind in ('next', 'send', 'throw', 'close')
                if kind == 'next' or self.chance(50)}

    # ---- main

    def steps(self, count):
        statements = []
        for _ in range(count):
            roll = self.random.random()
            if roll < 0.07:
                statements.append(simple('state %s' % self.pick(*HANDLES)))
            elif roll < 0.14:
                first = simple('raise %s' % self.new_exception())
                statements.append(self.attempt([first], ('except * as m', self.steps(self.pick(1, 2, 3)))))
            elif roll < 0.16:
                statements.append(self.compound('for x in @%s' % self.pick(*HANDLES), [simple('log m x')]))
            elif roll < 0.4:
                statements.append(simple('? next %s' % self.pick(*HANDLES)))
            else:
                statements.append(self.operation('? '))
        return statements

    def main(self):
        block = []
        for handle in self.random.sample(HANDLES, self.pick(2, 3, 3)):
            weights = [3 if name in ('B0', 'B1') else 1 for name in sorted(self.names)]
            block.append(simple('new %s %s' % (handle, self.random.choices(sorted(self.names), weights)[0])))
        for statement in list(block):
            if self.chance(70):
                block.append(simple('? next %s' % statement.words[1]))
        return block + self.steps(self.random.randint(5, 16))

    # ---- whole programs

    def deep(self):
        """A chain of delegations that makes itself, one level for each number that an iterator counts."""
        depth = self.pick(*DEPTHS)
        self.names = ['B1', 'B2', 'I0']
        self.program.iterators['C'] = {'next': [simple('inc n'), simple('return n')]}
        self.program.iterators['I0'] = self.iterator()
        self.program.bodies['B2'] = self.block(2, 2)
        step = simple('yieldfrom new B1 -> x')
        if depth <= 100 and self.chance(60):
            inner = self.guarded(step, 2, 2 if depth < 10 else 4)
        else:
            inner = [step, simple('return x')]
        bottom = self.block(1, 1)
        header = ('if n < %d' % depth).split()
        self.program.bodies['B1'] = [simple('next c -> n'), Statement(header, [(header, inner), (['else'], bottom)])]
        self.program.main = ([simple('new c C'), simple('new g B1'), simple('? next g')] + self.main())

    def make(self):
        if self.mood == 'deep':
            self.deep()
            return self.program
        bodies = ['B%d' % i for i in range(self.pick(2, 3, 3, 4))]
        iterators = ['I%d' % i for i in range(self.pick(1, 2) if self.mood == 'foreign' else self.pick(0, 0, 1))]
        self.names = bodies + iterators
        for level, name in enumerate(bodies):
            self.program.bodies[name] = self.block(level, 0, 4)
        for name in iterators:
            self.program.iterators[name] = self.iterator()
        self.program.main = self.main()
        return self.program


def make(seed, number):
    return Maker(seed, number).make()
