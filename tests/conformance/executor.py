"""Running gen-gp, and Pythons other than this one, on programs."""
import os
import subprocess
import tempfile

import syntax

SECONDS = 300


class Crash(Exception):
    pass


def run_command(command, programs):
    """The traces that a command prints, by the program's name."""
    with tempfile.NamedTemporaryFile('w', suffix='.gp', delete=False) as file:
        file.write(''.join(syntax.unparse(program) for program in programs))
    try:
        done = subprocess.run(command + [file.name], capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise Crash('no answer within %d seconds' % SECONDS)
    finally:
        os.unlink(file.name)
    if done.returncode != 0:
        raise Crash('exit status %d\n%s' % (done.returncode, done.stderr[-4000:]))
    return syntax.read_traces(done.stdout)


def run_each(command, programs):
    """The same; a program that ends the command is run alone, and its trace is the reason."""
    try:
        return run_command(command, programs)
    except Crash as crash:
        if len(programs) == 1:
            return {programs[0].name: str(crash).splitlines()}
    half = len(programs) // 2
    return {**run_each(command, programs[:half]), **run_each(command, programs[half:])}
