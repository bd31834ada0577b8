"""Small programs, all there are: gen-gp with stacks, without, and with both, which must do the same.

    enumerate.py GEN-GP [EVERY]

Every body of one or two statements out of STATEMENTS, with every delegate, under every sequence of three operations. With
EVERY only each so manieth of them.
"""
import itertools
import subprocess
import sys
import tempfile

STATEMENTS = [
    'yield 1 -> x',
    'yield x',
    'return 2',
    'raise E1 3',
    'raise StopIteration 4',
    'reraise',
    '? next g',
    'free g',
    'yieldfrom new D -> x',
    'for x in new D|yield x|end',
    'loop 2|yield 5 -> x|end',
    'try|yield 6 -> x|except E1 as e|log caught e|end',
    'try|yield 6|except BaseException|yield 7|end',
    'try|yield 6|except E1|reraise|end',
    'try|yield 6|except E1|raise E2 8|end',
    'try|yield 6|finally|yield 9|end',
    'try|yield 6|finally|return 10|end',
    'try|yieldfrom new D -> x|except E1 as e|log caught e|yield x|end',
    'try|yieldfrom new D -> x|finally|yield 14|end',
    'try|raise E1 11|except E1|yield 12 -> x|logexc|end',
    'try|raise E1 11|except E1|yieldfrom new D|end',
    'try|raise E1 11|finally|yield 13|end',
]
DELEGATES = [
    ['yield 21 -> y', 'return 22'],
    ['return 23'],
    ['raise E1 24'],
    ['try|yield 25|except E1|yield 26|logexc|end'],
    ['try|yield 27|finally|yield 28|end'],
    ['yieldfrom new L -> y', 'return y'],
    ['try|yield 30|except GeneratorExit|return 31|end'],
]
LOWEST = ['try|yield 41|except E1|raise E2 42|end', 'return 43']
OPERATIONS = ['next g', 'send g 51', 'throw g E1 52', 'throw g GeneratorExit', 'close g']
BATCH = 4000


def define(name, statements):
    return ' body %s\n%s end\n' % (name, ''.join(line + '\n' for s in statements for line in s.split('|')))


def programs():
    bodies = [[s] for s in STATEMENTS] + [list(pair) for pair in itertools.product(STATEMENTS, repeat=2)]
    steps = list(itertools.product(OPERATIONS, repeat=3))
    for body in bodies:
        delegates = DELEGATES if any('new D' in s for s in body) else [None]
        for delegate in delegates:
            text = define('B', body)
            if delegate is not None:
                text = define('L', LOWEST) + define('D', delegate) + text
            for operations in steps:
                yield text + ' main\nnew g B\n%s end\n' % ''.join('? %s\nstate g\n' % o for o in operations)


def traces(executor, options, path):
    done = subprocess.run([executor, *options, path], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit('%s: exit status %d\n%s' % (' '.join(options), done.returncode, done.stderr[-2000:]))
    return done.stdout.split('== ')


def compare(executor, batch):
    """Prints the first that differs; how many do."""
    with tempfile.NamedTemporaryFile('w', suffix='.gp') as file:
        file.write(''.join('prog p%d\n%sendprog\n' % numbered for numbered in batch))
        file.flush()
        expected = traces(executor, [], file.name)
        differ = 0
        for option in '--stackless', '--mixed':
            actual = traces(executor, [option], file.name)
            if len(actual) != len(batch) + 1:
                sys.exit('%s: %d of %d programs have a trace' % (option, len(actual) - 1, len(batch)))
            for (number, text), one, other in zip(batch, expected[1:], actual[1:]):
                if one != other:
                    if differ == 0:
                        print('%s\n--- with stacks\n%s--- %s\n%s' % (text, one, option, other))
                    differ += 1
    return differ


def main():
    executor, every = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    numbered = itertools.islice(enumerate(programs()), 0, None, every)
    count = differ = 0
    while batch := list(itertools.islice(numbered, BATCH)):
        count += len(batch)
        differ += compare(executor, batch)
        if differ > 0:
            break
    print('%d programs, each with stacks, without, and with both: %d differ' % (count, differ))
    return 1 if differ > 0 or count == 0 else 0


sys.exit(main())
