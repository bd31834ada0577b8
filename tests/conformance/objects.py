"""The objects and values that a program on the model names."""
import syntax
from protocol import Error, Generator, Iterator, Protocol
from syntax import is_integer, split_exception


class Frame:
    """One run of a body, a method or main."""

    def __init__(self, name, variables, generator=None):
        self.name = name
        self.variables = variables
        self.generator = generator


class Objects(Protocol):
    def __init__(self, program, behaviour):
        super().__init__(behaviour)
        self.program = program
        self.handles = {}
        self.counts = {}  # of instances

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
