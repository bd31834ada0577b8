"""What a program's trace must be, and who says so.

CPython does, wherever the program does not come to one of the places in which gen differs from it on purpose. There
the model does, and has to show at the same time that it predicts CPython's trace when it behaves like CPython.
"""
import sys

import ideal
import protocol

NEWEST = max(protocol.CPYTHON)


class Verdict:
    def __init__(self, lines, by, complaint=None):
        self.lines = lines          # of the trace
        self.by = by                # 'CPython' or 'the model'
        self.complaint = complaint  # a (what, lines) that shows that CPython and the model disagree


class Case:
    """A program on its way to a verdict."""

    def __init__(self, program, version=None):
        self.program = program
        self.version = min(version or sys.version_info[:2], NEWEST)
        self.lines, differences = ideal.run(program)
        self.differences = differences & protocol.CPYTHON[self.version]

    def can_be_judged(self):
        return self.lines is not None

    def can_be_run(self):
        """Whether this version of CPython survives it."""
        return self.can_be_judged() and not self.differences & protocol.CRASHES

    def verdict(self, actual):
        """The verdict, given CPython's lines, or None if it was not run or gave up."""
        if actual is None:
            return Verdict(self.lines, 'the model')
        if actual == self.lines:
            return Verdict(actual, 'CPython')
        if not self.differences:
            return Verdict(actual, 'CPython', ('model', self.lines))
        predicted, differences = ideal.run(self.program, protocol.CPYTHON[self.version])
        if differences & protocol.NOT_MODELLED or predicted is None or predicted == actual:
            return Verdict(self.lines, 'the model')
        return Verdict(self.lines, 'the model', ('model, made to behave like CPython', predicted))
