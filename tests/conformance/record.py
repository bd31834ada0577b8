"""Records the traces of the corpus.

    record.py FILE.gp...           writes FILE.trace: what CPython says, in ideal_*.gp what the model says
    record.py --keep N SEED DIR    writes random programs into DIR: N that CPython judges, and among the same those
                                   that only the model can
"""
import os
import sys

import judge
import oracle
import randomgp
import syntax

MOST_LINES = 70


def verdict(program):
    case = judge.Case(program)
    if not case.can_be_judged():
        sys.exit('%s runs for too long' % program.name)
    result = case.verdict(oracle.run(program) if case.can_be_run() else None)
    if result.complaint:
        sys.exit('%s: CPython and the model disagree' % program.name)
    return result


def record(path):
    with open(path) as file:
        programs = syntax.parse(file.read())
    by = 'the model' if os.path.basename(path).startswith('ideal_') else 'CPython'
    verdicts = [(program.name, verdict(program)) for program in programs]
    wrong = [name for name, result in verdicts if result.by != by]
    if wrong:
        sys.exit('%s: not judged by %s: %s' % (path, by, ' '.join(wrong)))
    with open(path[:-len('gp')] + 'trace', 'w') as file:
        for name, result in verdicts:
            file.write('\n'.join(['== ' + name] + result.lines) + '\n')


def keep(count, seed, folder):
    kept = {'CPython': [], 'the model': []}
    number = 0
    while len(kept['CPython']) < count:
        program = randomgp.make(seed, number)
        number += 1
        if judge.Case(program).can_be_judged() and syntax.unparse(program).count('\n') <= MOST_LINES:
            kept[verdict(program).by].append(program)
    for name, programs in (('random', kept['CPython']), ('ideal_random', kept['the model'])):
        with open(os.path.join(folder, name + '.gp'), 'w') as file:
            file.write('# Random programs of seed %s.\n' % seed)
            file.write(''.join(syntax.unparse(program) for program in programs))
        record(os.path.join(folder, name + '.gp'))


def main(arguments):
    if arguments[:1] == ['--keep']:
        keep(int(arguments[1]), arguments[2], arguments[3])
    else:
        for path in arguments:
            record(path)


if __name__ == '__main__':
    oracle.with_deep_stack(main, sys.argv[1:])
