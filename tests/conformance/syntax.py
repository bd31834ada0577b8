"""Generator programs as trees: reading them, writing them, and the types they may name.

A statement is its words and its clauses; a clause is the words of the line that opens it and a block. So `try` has
the clauses `try`, `except T as e`, `finally`, and a simple statement has none.
"""

TYPES = {  # name: name of its base
    'BaseException': None, 'Exception': 'BaseException', 'GeneratorExit': 'BaseException',
    'KeyboardInterrupt': 'BaseException', 'BaseX': 'BaseException', 'StopIteration': 'Exception',
    'StopAsyncIteration': 'Exception', 'LookupError': 'Exception', 'ArithmeticError': 'Exception',
    'ValueError': 'Exception', 'TypeError': 'Exception', 'RuntimeError': 'Exception', 'AttributeError': 'Exception',
    'NameError': 'Exception', 'AssertionError': 'Exception', 'E1': 'Exception', 'E3': 'Exception',
    'KeyError': 'LookupError', 'IndexError': 'LookupError', 'ZeroDivisionError': 'ArithmeticError', 'E2': 'E1',
}
CONTINUATIONS = {'if': ('else',), 'try': ('except', 'else', 'finally'), 'loop': (), 'for': ()}
NOTES = ('ref', 'note', 'since', 'split', 'feat', 'rule')


class Statement:
    __slots__ = ('words', 'clauses')

    def __init__(self, words, clauses=()):
        self.words = list(words)
        self.clauses = list(clauses)


class Program:
    def __init__(self, name):
        self.name = name
        self.bodies = {}     # name: block
        self.iterators = {}  # name: {method: block}
        self.main = []


class Reader:
    def __init__(self, text):
        lines = (line.split() for line in text.split('\n'))
        self.lines = [words for words in lines if words and not words[0].startswith('#')]
        self.at = 0

    def take(self):
        self.at += 1
        return self.lines[self.at - 1]

    def word(self):
        return self.lines[self.at][0]

    def block(self, closing):
        block = []
        while self.word() not in closing:
            block.append(self.statement())
        return block

    def statement(self):
        words = self.take()
        if words[0] not in CONTINUATIONS:
            return Statement(words)
        clauses = []
        header = words
        while header[0] != 'end':
            clauses.append((header, self.block(CONTINUATIONS[words[0]] + ('end',))))
            header = self.take()
        return Statement(words, clauses)

    def closed_block(self):
        block = self.block(('end',))
        self.take()
        return block

    def iterator(self):
        methods = {}
        while self.word() == 'method':
            method = self.take()[1]
            methods[method] = self.closed_block()
        self.take()
        return methods

    def program(self):
        program = Program(self.take()[1])
        for words in iter(self.take, ['endprog']):
            if words[0] == 'body':
                program.bodies[words[1]] = self.closed_block()
            elif words[0] == 'iter':
                program.iterators[words[1]] = self.iterator()
            elif words[0] == 'main':
                program.main = self.closed_block()
            elif words[0] not in NOTES:
                raise ValueError('not a declaration: ' + ' '.join(words))
        return program


def parse(text):
    """The programs in a text, which must be well-formed: the executor is what checks."""
    reader = Reader(text)
    programs = []
    while reader.at < len(reader.lines):
        programs.append(reader.program())
    return programs


def block_lines(block, indent):
    for statement in block:
        if not statement.clauses:
            yield ' ' * indent + ' '.join(statement.words)
            continue
        for header, inner in statement.clauses:
            yield ' ' * indent + ' '.join(header)
            yield from block_lines(inner, indent + 1)
        yield ' ' * indent + 'end'


def program_lines(program):
    yield 'prog ' + program.name
    for name, block in program.bodies.items():
        yield ' body ' + name
        yield from block_lines(block, 2)
        yield ' end'
    for name, methods in program.iterators.items():
        yield ' iter ' + name
        for method, block in methods.items():
            yield '  method ' + method
            yield from block_lines(block, 3)
            yield '  end'
        yield ' end'
    yield ' main'
    yield from block_lines(program.main, 2)
    yield ' end'
    yield 'endprog'


def unparse(program):
    return '\n'.join(program_lines(program)) + '\n'


def split_arrow(words):
    """The words without `-> variable`, and the variable or None."""
    if len(words) > 2 and words[-2] == '->':
        return words[:-2], words[-1]
    return words, None


def split_from(words):
    """The words without `from x`, and x or None."""
    if len(words) > 2 and words[-2] == 'from':
        return words[:-2], words[-1]
    return words, None


def split_exception(word):
    """`!TYPE(VALUE)` as its type and the word of its value."""
    name, _, rest = word[1:].partition('(')
    return name, rest[:-1] if rest else 'None'


def is_integer(word):
    return word.lstrip('-').isdigit()


def read_traces(text):
    """A trace file as {program: lines}."""
    traces = {}
    lines = None
    for line in text.splitlines():
        if line.startswith('== '):
            lines = traces.setdefault(line[3:], [])
        else:
            lines.append(line)
    return traces
