"""Python's side of the protocol of remote.h: answers "open", "run", "close" and "memory" on stdin and stdout."""

import resource
import sys
import time


def memory():
    """What this process has resident, page tables included, in bytes."""
    with open("/proc/self/status") as status:
        return sum(int(line.split()[1]) * 1024 for line in status if line.startswith(("VmRSS:", "VmPTE:")))


def serve(cases):
    """cases: name -> function of scale that returns run, a function of count that returns the sum of all values that
    arrived, or (sum, ns) where not all of its time counts."""
    opened = []
    sys.setrecursionlimit(200000)
    for line in sys.stdin:
        verb, *args = line.split()
        try:
            if verb == "version":
                answer = f"ok {cases['version']}"
            elif verb == "open" and args[0] not in cases:
                answer = "absent"
            elif verb == "open":
                opened.append(cases[args[0]](int(args[1])))
                answer = f"ok {len(opened) - 1}"
            elif verb == "run":
                run, count = opened[int(args[0])], int(args[1])
                cpu, start = time.thread_time_ns(), time.perf_counter_ns()
                result = run(count)
                ns = time.perf_counter_ns() - start
                if ns > 1_000_000:  # other programs may have run as well
                    ns = time.thread_time_ns() - cpu
                if isinstance(result, tuple):
                    result, ns = result
                answer = f"ok {ns} {result}"
            elif verb == "close":
                opened[int(args[0])] = None
                answer = "ok"
            elif verb == "memory":
                answer = f"ok {memory()}"
            else:
                answer = "failed unknown verb"
        except (Exception, MemoryError) as e:
            answer = f"failed {type(e).__name__}: {e}".replace("\n", " ")
        print(answer, flush=True)


def tree(first, last):
    """The balanced tree of the values first to last, as (value, left, right)."""
    if first > last:
        return None
    middle = (first + last) // 2
    return middle, tree(first, middle - 1), tree(middle + 1, last)


def raise_stack_limit():
    """Deep chains recurse on the C stack: makes room for them, and starts this program again to have it."""
    import os

    soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    wanted = 1 << 30
    if (soft == resource.RLIM_INFINITY or soft >= wanted) or "BENCH_STACK" in os.environ:
        return
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_STACK, (wanted, hard))
    os.environ["BENCH_STACK"] = "1"
    os.execv(sys.executable, [sys.executable] + sys.argv)
