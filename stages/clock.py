"""The stages' clock: real, faster, or virtual. The twin of clock.c."""
import time

_speed = 1.0      # how much faster than real time this clock runs
_virtual = False  # whether it only counts, and never waits
_zero = 0.0       # real clock: when it was started
_elapsed = 0.0    # virtual clock: seconds since it was started
_due = 0.0        # when the last work or wait was to end: the system may have ended it a little later


def setup_clock(speed, virtual):
    """Chooses the clock: called once, before all else."""
    global _speed, _virtual
    _speed, _virtual = speed, virtual


def start_clock():
    """Sets the clock to 0."""
    global _zero, _elapsed, _due
    _zero, _elapsed, _due = time.monotonic(), 0.0, 0.0


def speed():
    """How much faster than real time the clock was asked to run; 1 for the virtual one."""
    return 1.0 if _virtual else _speed


def is_virtual():
    return _virtual


def now():
    """Seconds since the clock was started."""
    return _elapsed if _virtual else (time.monotonic() - _zero) * _speed


def work(seconds):
    """A piece of work that cannot be interrupted: nothing else happens meanwhile."""
    begin = now()
    if begin - _due < 0.5:  # else many small delays would add up to seconds on a fast clock
        begin = _due
    wait_until(begin + seconds)


def wait_until(when):
    """Waits, with nothing to do, until now() is `when`."""
    global _elapsed, _due
    _due = when
    if not _virtual:
        time.sleep(max(0.0, when - now()) / _speed)
    elif when > _elapsed:
        _elapsed = when


def itime():
    """The time as the stages print it: "@6"."""
    return '@%d' % round(now())
