"""The places of a C source that can be changed, each by one small change that still reads as C.

Only what runs is changed: function bodies, without the declarations in them that compute nothing. Comments, strings,
directives and what stands outside functions stay as they are.
"""
import dataclasses
import re

TOKEN = re.compile(r'''
      (?P<space>\s+ | /\*.*?\*/ | //[^\n]*)
    | (?P<directive>(?<![^\n])\#(?:\\\n|[^\n])*)
    | (?P<string>"(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*')
    | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
    | (?P<name>[A-Za-z_]\w*)
    | (?P<operator><<= | >>= | -> | \+\+ | -- | << | >> | [-+*/%&|^<>=!]= | && | \|\| | \.\.\. | .)
''', re.VERBOSE | re.DOTALL)

# What each operator becomes. Those of which there is a unary one are told apart by the spaces around them.
OTHERS = {
    '<': ('<=', '>='), '<=': ('<', '>'), '>': ('>=', '<='), '>=': ('>', '<'), '==': ('!=',), '!=': ('==',),
    '&&': ('||',), '||': ('&&',),
    '+': ('-',), '-': ('+',), '*': ('/',), '/': ('*',), '%': ('*',), '&': ('|',), '|': ('&',), '^': ('|',),
    '<<': ('>>',), '>>': ('<<',), '++': ('--',), '--': ('++',),
    '+=': ('-=',), '-=': ('+=',), '*=': ('/=',), '/=': ('*=',), '%=': ('*=',), '&=': ('|=',), '|=': ('&=',),
    '<<=': ('>>=',), '>>=': ('<<=',),
}
UNARY_TOO = set('+-*&')
TYPES = {'const', 'static', 'struct', 'enum', 'union', 'unsigned', 'signed', 'int', 'char', 'long', 'short', 'bool', 'void',
         'double', 'float', 'volatile', 'register', 'typedef', 'extern', '_Thread_local', '_Static_assert', '_Alignas'}
HEADS = {'if', 'while', 'for', 'switch'}
NOT_DELETED = {'return', 'goto', 'break', 'continue', 'case', 'default', 'do', 'else', 'asm', '__asm__'} | HEADS
NUMBER = re.compile(r'(0[xX][0-9a-fA-F]+|\d+)([uUlL]*)|(\d*\.?\d+(?:[eE][+-]?\d+)?)')


@dataclasses.dataclass(frozen=True)
class Token:
    kind: str
    text: str
    begin: int

    @property
    def end(self):
        return self.begin + len(self.text)


def tokens_of(text):
    """All but spaces, comments and directives."""
    found = (Token(match.lastgroup, match[0], match.start()) for match in TOKEN.finditer(text))
    return [token for token in found if token.kind not in ('space', 'directive')]


@dataclasses.dataclass(frozen=True)
class Mutant:
    """A source with text[begin:end] replaced."""
    path: str
    line: int
    before: str  # the lines concerned, as one
    after: str
    begin: int
    end: int
    replacement: str

    def key(self):
        return self.path, self.before, self.after

    def apply(self, text):
        return text[:self.begin] + self.replacement + text[self.end:]

    def __str__(self):
        return f'{self.path}:{self.line}\n    - {self.before}\n    + {self.after}'


def one_line(text):
    return ' '.join(text.split())


def mutant(path, text, begin, end, replacement):
    first = text.rfind('\n', 0, begin) + 1
    last = text.find('\n', end)
    before = one_line(text[first:last])
    after = one_line(text[first:begin] + replacement + text[end:last])
    return Mutant(path, text.count('\n', 0, begin) + 1, before, after, begin, end, replacement)


class Source:
    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.tokens = tokens_of(text)
        self.partner = self.match_brackets()

    def match_brackets(self):
        partner, open_ones = {}, []
        for i, token in enumerate(self.tokens):
            if token.text in ('(', '[', '{'):
                open_ones.append(i)
            elif token.text in (')', ']', '}'):
                partner[open_ones.pop()] = i
        return partner

    def mutants(self):
        """All of them, each text once."""
        found = {}
        for begin, end, replacement in self.changes():
            if self.text[begin:end] != replacement:
                found.setdefault((begin, end, replacement), mutant(self.path, self.text, begin, end, replacement))
        return list(found.values())

    def changes(self):
        i = 0
        while i < len(self.tokens):
            if self.tokens[i].text == '{':
                end = self.partner[i]
                if self.tokens[i - 1].text == ')':
                    yield from self.in_block(i + 1, end, self.is_bool(i))
                i = end
            i += 1

    def is_bool(self, body):
        """Whether the function with this body answers a bool."""
        i = body - 1
        while i >= 0 and self.tokens[i].text not in (';', '}'):
            i -= 1
        header = self.tokens[i + 1:body]
        for token, following in zip(header, header[1:]):
            if following.text == '(' and token.text != '__attribute__':
                return False
            if token.text == 'bool':
                return True
        return False

    def in_block(self, i, end, answers_bool):
        while i < end:
            i = yield from self.in_statement(i, answers_bool)

    def in_statement(self, i, answers_bool):
        """Changes of the statement that begins here; returns where the next one does."""
        token = self.tokens[i]
        if token.text == '{':
            yield from self.in_block(i + 1, self.partner[i], answers_bool)
            return self.partner[i] + 1
        if token.text in HEADS and self.tokens[i + 1].text == '(':
            close = self.partner[i + 1]
            yield from self.in_expression(i + 2, close)
            yield from self.negated(token.text, i + 1, close)
            return close + 1
        if token.text in ('else', 'do'):
            return i + 1
        end = self.end_of(i)
        if self.tokens[end].text == ':':
            return end + 1
        if token.text == 'return':
            yield from self.of_return(i + 1, end, answers_bool)
            yield from self.in_expression(i + 1, end)
        elif self.is_declaration(i):
            yield from self.in_initialisers(i, end)
        else:
            if token.kind == 'name' and token.text not in NOT_DELETED or token.text in ('*', '(', '++', '--'):
                yield token.begin, self.tokens[end].begin, ''
            yield from self.in_expression(i, end)
        return end + 1

    def end_of(self, i):
        """The semicolon of the statement that begins here, or the colon of its label."""
        label = self.tokens[i].text in ('case', 'default') or self.tokens[i + 1].text == ':'
        while self.tokens[i].text != ';' and not (label and self.tokens[i].text == ':'):
            i = self.partner.get(i, i) + 1
        return i

    def is_declaration(self, i):
        first, second, third = (token.text for token in self.tokens[i:i + 3])
        if self.tokens[i].kind != 'name' or first in NOT_DELETED:
            return False
        if first in TYPES or self.tokens[i + 1].kind == 'name':
            return True
        return second == '*' and self.tokens[i + 2].kind in ('name', 'operator') and third not in ('(', '=') and \
            self.text[self.tokens[i + 1].end] not in ' \n'

    def in_initialisers(self, i, end):
        if self.tokens[i].text == '_Static_assert':
            return
        while i < end and self.tokens[i].text != '=':
            i = self.partner.get(i, i) + 1
        yield from self.in_expression(i + 1, end)

    def in_expression(self, begin, end):
        for i in range(begin, end):
            token = self.tokens[i]
            for replacement in self.others(token):
                yield token.begin, token.end, replacement

    def others(self, token):
        if token.text in ('true', 'false'):
            return ('false' if token.text == 'true' else 'true',)
        if token.kind == 'number':
            return near(token.text)
        if token.kind != 'operator' or token.text in UNARY_TOO and not self.stands_apart(token):
            return ()
        return OTHERS.get(token.text, ())

    def stands_apart(self, token):
        return self.text[token.begin - 1].isspace() and self.text[token.end].isspace()

    def negated(self, head, open_, close):
        first, last = open_ + 1, close
        if head == 'switch':
            return
        if head == 'for':
            semicolons = [i for i in range(first, last) if self.tokens[i].text == ';']
            if len(semicolons) != 2:
                return
            first, last = semicolons[0] + 1, semicolons[1]
        deciding = [token.text for token in self.tokens[first:last] if token.text in ('==', '!=', '&&', '||')]
        if first < last and deciding not in (['=='], ['!=']): # these have their opposites already
            begin, end = self.tokens[first].begin, self.tokens[last - 1].end
            yield begin, end, f'!({self.text[begin:end]})'

    def of_return(self, first, end, answers_bool):
        if first == end or end - first == 1 and self.tokens[first].text in ('0', 'NULL', 'true', 'false'):
            return
        begin, stop = self.tokens[first].begin, self.tokens[end].begin
        for answer in ('true', 'false') if answers_bool else ('0',):
            yield begin, stop, answer


def near(number):
    """One more and one less."""
    match = NUMBER.fullmatch(number)
    if match is None:
        return ()
    if match[3]:
        return tuple(repr(float(number) + step) for step in (1.0, -1.0))
    value = int(match[1], 16 if match[1][:2] in ('0x', '0X') else 8 if match[1][0] == '0' else 10)
    return tuple(f'{value + step}{match[2]}' if value + step >= 0 else f'({value + step})' for step in (1, -1))
