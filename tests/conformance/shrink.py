"""Makes a program that fails as small as it can be."""
import copy

from syntax import split_arrow, split_from


def blocks(program):
    """Every block of a program, outermost first."""
    pending = list(program.bodies.values()) + [program.main]
    for methods in program.iterators.values():
        pending += methods.values()
    for block in pending:
        yield block
        for statement in block:
            pending.extend(inner for _, inner in statement.clauses)


def smaller_statements(statement):
    """What may stand in a statement's place: lists of statements."""
    yield []
    for _, inner in statement.clauses:
        yield inner
    for at in range(1, len(statement.clauses)):
        smaller = copy.deepcopy(statement)
        del smaller.clauses[at]
        yield [smaller]
    for cut in (split_arrow, split_from):
        words, rest = cut(statement.words)
        if rest is not None:
            smaller = copy.deepcopy(statement)
            smaller.words = words
            yield [smaller]


def smaller_programs(program):
    for group in (program.bodies, program.iterators):
        for name in list(group):
            smaller = copy.deepcopy(program)
            del (smaller.bodies if group is program.bodies else smaller.iterators)[name]
            yield smaller
    for number, block in enumerate(blocks(program)):
        for half in (block[len(block) // 2:], block[:len(block) // 2]):
            if len(block) > 3:
                yield with_block(program, number, half)
        for at, statement in enumerate(block):
            for replacement in smaller_statements(statement):
                yield with_block(program, number, block[:at] + replacement + block[at + 1:])


def with_block(program, number, block):
    smaller = copy.deepcopy(program)
    list(blocks(smaller))[number][:] = copy.deepcopy(block)
    return smaller


def shrink(program, fails):
    """The smallest program found for which fails() is still true."""
    progress = True
    while progress:
        progress = False
        for smaller in smaller_programs(program):
            if fails(smaller):
                program = smaller
                progress = True
                break
    return program
