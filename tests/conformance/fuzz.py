"""Random programs, gen-gp against Python: prints the smallest program that differs, and both traces.

    fuzz.py --executor GEN-GP [--oracle COMMAND --version 3.14] N [SEED]

COMMAND runs another Python's oracle.py, where that is not the Python that runs this.
"""
import argparse
import collections
import gc
import multiprocessing
import random
import shlex
import sys
import time

import executor
import judge
import oracle
import randomgp
import shrink
import syntax

BATCH = 250
MOST_FAILURES = 3


def arguments():
    parser = argparse.ArgumentParser(prog='fuzz')
    parser.add_argument('--executor', required=True)
    parser.add_argument('--oracle', type=shlex.split)
    parser.add_argument('--version', type=lambda text: tuple(int(part) for part in text.split('.')))
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('count', type=int)
    parser.add_argument('seed', nargs='?')
    options = parser.parse_args()
    if options.seed is None:
        options.seed = str(random.SystemRandom().randrange(10 ** 9))
    return options


def run_python(options, cases):
    """CPython's traces of the programs that it can run."""
    programs = [case.program for case in cases if case.can_be_run()]
    if options.oracle:
        return executor.run_each(options.oracle, programs) if programs else {}
    return {program.name: oracle.run(program) for program in programs}


class Result:
    """What became of a program: the verdict, gen's trace, and CPython's."""

    def __init__(self, case, trace, actual):
        self.program = case.program
        self.verdict = case.verdict(actual)
        self.trace = trace
        self.actual = actual

    def differs(self):
        return self.verdict.complaint is not None or self.trace != self.verdict.lines

    def rejected(self):
        return bool(self.trace) and self.trace[0] == 'exit status 2'


def compare(options, programs):
    """The results of the programs that can be judged."""
    cases = [judge.Case(program, options.version) for program in programs]
    cases = [case for case in cases if case.can_be_judged()]
    if not cases:
        return []
    actual = run_python(options, cases)
    traces = executor.run_each([options.executor], [case.program for case in cases])
    return [Result(case, traces.get(case.program.name), actual.get(case.program.name)) for case in cases]


def run_batch(task):
    """Counts, and the numbers of the programs that differ."""
    options, first, count = task
    gc.disable()
    sys.unraisablehook = lambda report: None  # what is left of a program ends when the garbage is collected
    results = compare(options, [randomgp.make(options.seed, number) for number in range(first, first + count)])
    counts = collections.Counter(result.verdict.by for result in results)
    counts['left out'] = count - len(results)
    failures = [int(result.program.name.rpartition('_')[2]) for result in results if result.differs()]
    gc.collect()
    return counts, failures


def run_batch_deep(task):
    return oracle.with_deep_stack(run_batch, task)


def is_failure(options, program):
    try:
        return any(result.differs() and not result.rejected() for result in compare(options, [program]))
    except Exception:  # not a program any more
        return False


def show(title, lines):
    print('--- %s\n%s' % (title, '\n'.join(lines or ['(none)'])))


def report(options, number):
    program = randomgp.make(options.seed, number)
    print('\nprogram %d of seed %s differs; shrinking it' % (number, options.seed), flush=True)
    small = shrink.shrink(program, lambda candidate: is_failure(options, candidate))
    print(syntax.unparse(small))
    for result in compare(options, [small]):
        show('gen', result.trace)
        show('expected, by ' + result.verdict.by, result.verdict.lines)
        if result.verdict.complaint:
            show('CPython', result.actual)
            show(*result.verdict.complaint)


def fuzz(options):
    """The counts, and the numbers of all programs that differ."""
    tasks = [(options, first, min(BATCH, options.count - first)) for first in range(0, options.count, BATCH)]
    counts, failures, done, begin = collections.Counter(), [], 0, time.monotonic()
    with multiprocessing.Pool(options.jobs) as pool:
        for more, failed in pool.imap_unordered(run_batch_deep, tasks):
            counts += more
            failures += failed
            for number in failed:
                print('program %d of seed %s differs' % (number, options.seed), flush=True)
            done += sum(more.values())
            if sys.stdout.isatty() or done % (BATCH * 20) == 0 or done == options.count:
                print('%d of %d programs, %d differ, %.0f s' % (done, options.count, len(failures),
                                                                time.monotonic() - begin), flush=True)
    return counts, sorted(failures)


def main():
    options = arguments()
    version = '.'.join(str(part) for part in options.version or sys.version_info[:3])
    print('seed %s, judged by CPython %s' % (options.seed, version), flush=True)
    counts, failures = fuzz(options)
    print('%d judged by CPython, %d by the model, %d left out, as endless or undefined; %d differ' % (
        counts['CPython'], counts['the model'], counts['left out'], len(failures)))
    for number in failures[:MOST_FAILURES]:
        oracle.with_deep_stack(report, options, number)
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
