"""Compiles generator programs to Python: bodies to generator functions, iterators to classes, main to a function."""
import re

import syntax
from syntax import is_integer, split_arrow, split_exception, split_from

METHOD_NAMES = {'next': '__next__', 'send': 'send', 'throw': 'throw', 'close': 'close'}
METHOD_ARGUMENTS = {'next': None, 'send': 'arg', 'throw': 'exc', 'close': None}


class Compiler:
    """One program as the source of a function that is given the runtime and returns its definitions and main."""

    def __init__(self, program):
        self.program = program
        self.lines = []
        self.indent = 0
        self.prefix = ''
        self.unique = 0

    def compile(self):
        self.write('def program(R):')
        self.indent += 1
        for name, block in self.program.bodies.items():
            self.function('def body_%s(name):' % name, block, 'v_', generator=True)
        for name, methods in self.program.iterators.items():
            self.iterator(name, methods)
        self.function('def main():', self.program.main, 'v_', name='main')
        entries = ['%r: body_%s' % (name, name) for name in self.program.bodies]
        entries += ['%r: %s' % (name, name) for name in self.program.iterators]
        self.write('return {%s}, main' % ', '.join(entries))
        return '\n'.join(self.lines) + '\n'

    def write(self, line):
        self.lines.append('    ' * self.indent + line)

    def function(self, header, block, prefix, generator=False, name=None):
        self.write(header)
        self.indent += 1
        self.prefix = prefix
        if generator:
            self.write('if 0: yield')
        if name:
            self.write('name = %r' % name)
        for variable in sorted(variables(block)):
            self.write('v_%s = None' % variable)
        self.block(block)
        self.indent -= 1

    def iterator(self, name, methods):
        used = set().union({'arg', 'exc'}, *(variables(block) for block in methods.values()))
        self.write('class %s:' % name)
        self.indent += 1
        for variable in sorted(used):
            self.write('v_%s = None' % variable)
        self.write('def __init__(self, name): self.name = name')
        self.write('def __iter__(self): return self')
        for method, block in methods.items():
            self.method(method, block)
        self.indent -= 1

    def method(self, method, block):
        argument = METHOD_ARGUMENTS[method]
        self.write('def %s(self%s):' % (METHOD_NAMES[method], ', argument' if argument else ''))
        self.indent += 1
        self.prefix = 'self.v_'
        self.write('name = self.name')
        if argument:
            self.write('self.v_%s = argument' % argument)
        if method == 'throw':
            self.write('R.keep(argument)')
        self.block(block)
        self.indent -= 1

    def block(self, block):
        if not block:
            self.write('pass')
        for statement in block:
            self.write('R.step()')
            self.statement(statement)

    def inner(self, header, block):
        self.write(header)
        self.indent += 1
        self.block(block)
        self.indent -= 1

    def variable(self, name):
        return self.prefix + name

    def value(self, word):
        if word == 'None' or is_integer(word):
            return str(int(word)) if is_integer(word) else word
        if word.startswith('"'):
            return repr(word[1:-1])
        if word.startswith('!'):
            name, inside = split_exception(word)
            return 'R.exception(%r, %s)' % (name, self.value(inside))
        return self.variable(word)

    def exception(self, words):
        if words[0] in syntax.TYPES:
            return 'R.exception(%r, %s)' % (words[0], self.value(words[1]) if len(words) > 1 else 'None')
        return self.variable(words[0])

    @staticmethod
    def source(words):
        return 'R.make(%r)' % words[1] if words[0] == 'new' else 'R.get(%r)' % words[0][1:]

    def operation(self, words):
        kind, handle = words[0], words[1]
        if kind == 'new':
            return 'R.new(%r, %r)' % (handle, words[2])
        if kind == 'free':
            return 'R.free(%r)' % handle
        if kind == 'next':
            return 'next(R.get(%r))' % handle
        if kind == 'send':
            return 'R.get(%r).send(%s)' % (handle, self.value(words[2]))
        if kind == 'throw':
            return 'R.get(%r).throw(%s)' % (handle, self.exception(split_from(words[2:])[0]))
        return 'R.get(%r).close()' % handle

    def assign(self, variable, expression):
        self.write('%s%s' % (self.variable(variable) + ' = ' if variable else '', expression))

    def statement(self, statement):
        words = statement.words
        kind = words[0]
        if kind == '?':
            self.reported(words[1:])
        elif statement.clauses:
            getattr(self, 'compound_' + kind)(statement)
        elif kind in ('new', 'free', 'next', 'send', 'throw', 'close'):
            words, variable = split_arrow(words)
            self.assign(variable, self.operation(words))
        else:
            getattr(self, 'simple_' + kind)(words)

    def reported(self, words):
        text = ' '.join(words)
        words, variable = split_arrow(words)
        self.write('try: result = %s' % self.operation(words))
        self.write('except BaseException as e: R.failed(name, %r, e)' % text)
        self.write('else:')
        self.indent += 1
        self.write('R.succeeded(name, %r, result)' % text)
        if variable:
            self.assign(variable, 'result')
        self.write('result = None')
        self.indent -= 1

    def simple_pass(self, words):
        self.write('pass')

    def simple_log(self, words):
        self.write('R.log(name, %r%s)' % (words[1], ''.join(', ' + self.value(word) for word in words[2:])))

    def simple_logexc(self, words):
        self.write('R.log_handled(name)')

    def simple_set(self, words):
        self.assign(words[1], self.value(words[2]))

    def simple_inc(self, words):
        self.assign(words[1], 'R.increment(%s)' % self.variable(words[1]))

    def simple_yield(self, words):
        words, variable = split_arrow(words)
        self.assign(variable, 'yield %s' % self.value(words[1]))

    def simple_yieldfrom(self, words):
        words, variable = split_arrow(words)
        self.assign(variable, 'yield from %s' % self.source(words[1:]))

    def simple_return(self, words):
        self.write('return %s' % (self.value(words[1]) if len(words) > 1 else 'None'))

    def simple_raise(self, words):
        words, cause = split_from(words)
        clause = '' if cause is None else ' from ' + self.value(cause)
        self.write('raise %s%s' % (self.exception(words[1:]), clause))

    def simple_reraise(self, words):
        self.write('raise')

    def simple_break(self, words):
        self.write('break')

    def simple_continue(self, words):
        self.write('continue')

    def simple_state(self, words):
        self.write('R.state(name, %r)' % words[1])

    def compound_if(self, statement):
        words = statement.words
        self.inner('if R.compare(%s, %r, %s):' % (self.value(words[1]), words[2], self.value(words[3])),
                   statement.clauses[0][1])
        if len(statement.clauses) > 1:
            self.inner('else:', statement.clauses[1][1])

    def compound_loop(self, statement):
        self.inner('for _ in range(%s):' % statement.words[1], statement.clauses[0][1])

    def compound_for(self, statement):
        words = statement.words
        self.inner('for %s in %s:' % (self.variable(words[1]), self.source(words[3:])), statement.clauses[0][1])

    def compound_try(self, statement):
        for header, block in statement.clauses:
            if header[0] == 'except':
                self.handler(header, block)
            elif header[0] == 'finally':
                self.write('finally:')
                self.handling(block)
            else:
                self.inner(header[0] + ':', block)

    def handling(self, block):
        self.indent += 1
        self.write('R.handled()')
        self.block(block)
        self.indent -= 1

    def handler(self, header, block):
        """The name is bound by hand: Python unbinds what `as` binds, and the format says it is None afterwards."""
        name = 'BaseException' if header[1] == '*' else header[1]
        if len(header) == 2:
            self.write('except R.types[%r]:' % name)
            self.handling(block)
            return
        self.unique += 1
        self.write('except R.types[%r] as e%d:' % (name, self.unique))
        self.indent += 1
        self.assign(header[3], 'e%d' % self.unique)
        self.write('try:')
        self.handling(block)
        self.write('finally: %s = None' % self.variable(header[3]))
        self.indent -= 1


def variables(block):
    """The variables that a block names, and perhaps more."""
    found = set()
    for statement in block:
        for header, inner in statement.clauses or [(statement.words, [])]:
            for word in header:
                found.update(re.findall(r'(?:^|\()([a-z_][a-z0-9_]*)\)*$', word))
            found |= variables(inner)
    return found
