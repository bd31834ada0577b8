"""The stages' clock: real, faster, or virtual. The twin of clock.c."""
import time

_speed = 1.0      # how much faster than real time this clock runs
_virtual = False  # whether it only counts, and never waits
_zero = 0.0       # real clock: when it was started
_elapsed = 0.0    # virtual clock: seconds since it was started


def setup_clock(speed, virtual):
    """Chooses the clock: called once, before all else."""
    global _speed, _virtual
    _speed, _virtual = speed, virtual


def start_clock():
    """Sets the clock to 0."""
    global _zero, _elapsed
    _zero, _elapsed = time.monotonic(), 0.0


def now():
    """Seconds since the clock was started."""
    return _elapsed if _virtual else (time.monotonic() - _zero) * _speed


def work(seconds):
    """A piece of work that cannot be interrupted: nothing else happens meanwhile."""
    global _elapsed
    if _virtual:
        _elapsed += seconds
    elif seconds > 0:
        time.sleep(seconds / _speed)


def wait_until(when):
    """Waits, with nothing to do, until now() is `when`."""
    global _elapsed
    if not _virtual:
        work(when - now())
    elif when > _elapsed:
        _elapsed = when


def itime():
    """The time as the stages print it: "@6"."""
    return '@%d' % round(now())
