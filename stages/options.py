"""The stages' command line. The twin of options.c."""
import sys

from clock import setup_clock


def parse_options(name, lesson, *known):
    """Reads the command line, sets the clock up, and returns whether --serial was given, and the file of --trace."""
    serial = virtual = False
    trace = None
    speed = 1.0
    arguments = iter(sys.argv[1:])
    for argument in arguments:
        if argument == '--serial' and argument in known:
            serial = True
        elif argument == '--virtual':
            virtual = True
        elif argument == '--speed':
            speed = parse_speed(name, next(arguments, ''))
        elif argument.startswith('--speed='):
            speed = parse_speed(name, argument[len('--speed='):])
        elif argument == '--trace' and argument in known:
            trace = next(arguments, '') or refuse('%s: --trace needs a file' % name)
        elif argument == '--help':
            usage(name, lesson, known)
        else:
            refuse("%s: unknown option '%s' (try --help)" % (name, argument))
    sys.stdout.reconfigure(line_buffering=True)  # each line when it happens, into a pipe as well
    setup_clock(speed, virtual)
    return serial, trace


def parse_speed(name, text):
    """A plain decimal number: no sign, no exponent, nothing round it."""
    try:
        speed = float(text) if all(c in '0123456789.' for c in text) else 0.0
    except ValueError:
        speed = 0.0
    if not 0.01 <= speed <= 1000000:
        refuse("%s: --speed needs a number from 0.01 to 1000000, not '%s'" % (name, text))
    return speed


def usage(name, lesson, known):
    print('usage: %s%s [--speed N] [--virtual]%s [--help]' % (
        name, ' [--serial]' if '--serial' in known else '', ' [--trace FILE]' if '--trace' in known else ''))
    print('%s\n' % lesson)
    if '--serial' in known:
        print('  --serial   run the tasks one after the other')
    print('  --speed N  run N times faster than real time')
    print('  --virtual  wait for nothing: a virtual clock jumps ahead, and the lines are the same')
    if '--trace' in known:
        print("  --trace FILE  write the real loop's timeline, for ui.perfetto.dev and chrome://tracing")
    print('  --help     print this and exit')
    sys.exit(0)


def refuse(line):
    print(line, file=sys.stderr)
    sys.exit(2)
