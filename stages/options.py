"""The stages' command line. The twin of options.c."""
import sys

from clock import setup_clock


def parse_options(name, lesson, has_serial):
    """Reads the command line, sets the clock up, and returns whether --serial was given."""
    serial = virtual = False
    speed = 1.0
    arguments = iter(sys.argv[1:])
    for argument in arguments:
        if argument == '--serial' and has_serial:
            serial = True
        elif argument == '--virtual':
            virtual = True
        elif argument == '--speed':
            speed = parse_speed(name, next(arguments, ''))
        elif argument.startswith('--speed='):
            speed = parse_speed(name, argument[len('--speed='):])
        elif argument == '--help':
            usage(name, lesson, has_serial)
        else:
            refuse("%s: unknown option '%s' (try --help)" % (name, argument))
    sys.stdout.reconfigure(line_buffering=True)  # each line when it happens, into a pipe as well
    setup_clock(speed, virtual)
    return serial


def parse_speed(name, text):
    """A plain decimal number: no sign, no exponent, nothing round it."""
    try:
        speed = float(text) if all(c in '0123456789.' for c in text) else 0.0
    except ValueError:
        speed = 0.0
    if not 0.01 <= speed <= 1000000:
        refuse("%s: --speed needs a number from 0.01 to 1000000, not '%s'" % (name, text))
    return speed


def usage(name, lesson, has_serial):
    print('usage: %s%s [--speed N] [--virtual] [--help]' % (name, ' [--serial]' if has_serial else ''))
    print('%s\n' % lesson)
    if has_serial:
        print('  --serial   run the tasks one after the other')
    print('  --speed N  run N times faster than real time')
    print('  --virtual  wait for nothing: a virtual clock jumps ahead, and the lines are the same')
    print('  --help     print this and exit')
    sys.exit(0)


def refuse(line):
    print(line, file=sys.stderr)
    sys.exit(2)
