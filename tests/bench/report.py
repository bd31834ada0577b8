#!/usr/bin/env python3
"""Makes docs/benchmarks.md and docs/benchmarks.svg of what `gen-bench --json` printed.

usage: report.py RUN.json... FOLDER    (the last run is shown; all must tell whether the targets were met)
"""

import collections
import json
import math
import sys

NAMES = {"raw": "raw", "gen": "gen", "gen_flat": "gen, no stack", "gen_shared": "gen, shared", "ucontext": "ucontext", "coroutine2": "Coroutine2",
         "cxx20": "C++20", "lua": "Lua", "luajit": "LuaJIT", "cpython": "CPython", "greenlet": "greenlet",
         "libuv": "libuv", "asyncio": "asyncio", "uvloop": "uvloop", "go": "Go"}
LOOPS = ["gen", "libuv", "go", "uvloop", "asyncio"]
COLOURS = {"gen": "#0b7285", "gen_flat": "#e64980", "ucontext": "#adb5bd", "coroutine2": "#868e96", "cxx20": "#f08c00", "lua": "#5c7cfa",
           "luajit": "#9775fa", "cpython": "#e8590c", "greenlet": "#74b816"}
CHART_ROWS = ["next", "delegate_1", "delegate_1000", "tree_yield_from", "create", "throw", "close"]


def digits(value):
    """As many as mean something."""
    if value < 10:
        return f"{value:.1f}"
    if value < 10000:
        return f"{value:.0f}"
    return f"{value:,.0f}".replace(",", " ")


def everyone(entry, of="gen"):
    """All contenders' figures in a row, by name."""
    own = entry.get("ns", entry.get("bytes"))
    figures = dict(entry["peers"])
    if own is not None:
        figures[of] = own
    return figures


def cell(entry, figures, name):
    if figures.get(name) is not None:
        return digits(figures[name])
    return "fails" if name in entry["failed"] else "–"


def table(heading, rows, names):
    lines = ["| " + " | ".join([heading] + [NAMES[n] for n in names]) + " |", "|---|" + "---:|" * len(names)]
    lines += ["| " + " | ".join([title] + [cell(entry, figures, n) for n in names]) + " |"
              for title, entry, figures in rows]
    return "\n".join(lines)


def targets(runs):
    lines = ["| | gen | x raw | compared with | is | target | met, run by run |", "|---|---:|---:|---|---:|---:|---|"]
    by_name = [{row["name"]: row for row in run["rows"]} for run in runs]
    for row in {name: row for rows in by_name for name, row in rows.items()}.values():
        unit = "B" if "bytes" in row else "ns"
        value = row.get("ns", row.get("bytes"))
        ratio = f"{row['ratio_raw']:.2f}" if row["ratio_raw"] else ""
        is_bytes = row.get("of") == "bytes"
        show = (lambda v: "–" if v is None else f"{v:.0f}" if is_bytes else f"{v:.2f}")
        told = [rows[row["name"]] for rows in by_name if row["name"] in rows]
        met = ", ".join("yes" if r["met"] else f"no ({show(r['compared'])})" for r in told) if "target" in row else ""
        lines.append(f"| {row['title']} (`{row['name']}`) | {'fails' if value is None else digits(value)} {unit} | {ratio} | "
                     + (f"{'' if is_bytes else row['of']} | {show(row['compared'])} | {show(row['target'])} | {met} |"
                        if "target" in row else "| | | |"))
    return "\n".join(lines)


# What stands in the way of those that are known not to be met everywhere.
OBSTACLES = {
    "round_robin_30k": """The lines of 30 000 generators have room in the last level of this processor's cache as long as
nobody else uses it. Where it is shared, with other virtual machines for example, a run may find it taken; then gen takes
the time of memory with colours as without ({gen} ns and {gen_uncoloured}).""",
    "round_robin_100k": """At each visit a suspended generator needs three or four cache lines of its own, and one of the
page table, since stacks with guards lie far apart: some 32 MB for 100 000 of them. Colours spread these lines over all of a
cache, and help as long as it could hold them (`round_robin_30k`); beyond that the time is that of memory and of the
translation of addresses, with or without them. Those lines alone, touched in as many places without any generator, took
{memory} ns with colours and {memory_uncoloured} without; gen took {gen} and {gen_uncoloured}.""",
    "async_spawn_join": """A task's life is four switches, the allocation of the task, and a turn of the loop each for its
beginning and its end.""",
    "async_sleepers_1m": """Each task has a stack of its own, whose page is touched for the first time by this process: in a
virtual machine that may cost ten times what a timer costs.""",
}


def obstacles(runs):
    missed = {row["name"]: row for run in runs for row in run["rows"] if "target" in row and not row["met"]}
    told = []
    for name, why in OBSTACLES.items():
        if name in missed:
            figures = collections.defaultdict(lambda: "–")
            figures.update((who, digits(value)) for who, value in everyone(missed[name]).items() if value is not None)
            told.append(f"\n- `{name}`: " + " ".join(why.format_map(figures).split()))
    return "".join(told)


def is_loop(row):
    return row["name"].startswith("async_")


def event_loops(run, names):
    """What the rows of gen::async tell."""
    rows = [row for row in run["rows"] if is_loop(row)]
    if not rows:
        return ""
    times = [(row["title"], row, everyone(row)) for row in rows if "ns" in row]
    memory = [(row["title"], row, everyone(row)) for row in rows if "bytes" in row]
    text = f"""
## Event loops

gen::async beside other loops. In nanoseconds; of the sleepers, for the whole life of each:

{table("", times, names)}

In bytes, page tables included:

{table("", memory, names)}

- **libuv** has timers and sockets but no tasks: what is compared with it is the bare callback.
- **Go** here has one processor, so that no goroutine runs beside another.
- Of the million sleepers gen's have a stack each, with a guard below it: what they take is above all the first touch of
  a page, and giving it back. Where that is dear, as in some virtual machines, so are they.
"""
    return text


def failures(run):
    lines = []
    for row in run["rows"]:
        lines += [f"- {NAMES[who]}, {row['title']}: {why}" for who, why in row["failed"].items()]
    for entry in run["growth"]:
        lines += [f"- {NAMES[who]}, {entry['work']} at {entry['scale']}: {why}" for who, why in entry["failed"].items()]
    seen = sorted({line.split(": /")[0][:160] for line in lines})
    return "\n".join(seen)


def memory(rows, names):
    """Of those runs that measured it."""
    guarded, small = rows.get("million_guarded"), rows.get("million_small")
    text = ""
    if guarded:
        text += f"""## Memory

Bytes for each of a million live suspended generators, resident memory and page tables together. Stacks have a guard page
each where there are stacks; greenlet copies stacks to the heap.

{table("", [("bytes each", guarded, everyone(guarded))], names)}
"""
    if small and small["bytes"]:
        text += f"\ngen on stacks of 1 KiB without guard pages takes {digits(small['bytes'])} bytes each.\n"
    return text


GROWTH = [("delegate", "depth of `yield from`", "ns a step"), ("many", "live generators, each in turn", "ns a visit"),
          ("tree_yield_from", "nodes of the tree", "ns a node")]


def page(runs):
    run = runs[-1]
    machine, players = run["machine"], run["players"]
    names = [n for n in NAMES if players.get(n) and (n == "gen" or n not in LOOPS)]
    loops = [n for n in LOOPS if players.get(n)]
    rows = {row["name"]: row for r in runs for row in r["rows"]}
    times = [(r["title"], r, everyone(r)) for r in run["rows"] if "ns" in r and not r["name"].endswith("_shared")
             and not is_loop(r) and r.get("of") != "uncoloured" and not r["name"].startswith("flat_")]
    text = f"""# Benchmarks

What gen's operations cost beside a bare stack switch and beside the coroutines of other libraries and languages.
This page is written by `./run bench`, which installs the peers on Debian, runs `build/tests/bench/gen-bench --json`
{len(runs)} times in a row, the last time with the peers, and shows that run.

| | |
|---|---|
| processor | {machine['cpu']} |
| kernel | {machine['kernel']} |
| compiler | {machine['compiler']} |
| date | {machine['date']} |
| command | `./run bench` |

![How many nanoseconds some operations take, by contender](benchmarks.svg)

## Targets

`raw` is a round trip of `jump_fcontext()` alone. Every contender's samples alternate with those of all others and with
raw ones; a time is the median of its samples, a ratio the median of the ratios to the raw sample of the same round. Rows
during which a raw round trip took 5 % longer than in the quietest of the run were disturbed by something else than the
contenders, and are measured again, three times at most.

{targets(runs)}
{obstacles(runs)}

## Peers

In nanoseconds. A dash: it has no such operation.

{table("", times, names)}

- **C++20** is a stackless generator, which the compiler turns into a state machine: a step is a call of it, several
  times cheaper than any switch of stacks, and its memory is what the body needs to remember. It can yield from the
  coroutine's own frame alone: no helper, callback or plain recursion can.
- **Coroutine2**, **ucontext**, **Lua**, **LuaJIT** and **greenlet** have no delegation: each level hands on what the one
  below it yields, so that a step through a chain costs its depth. C++20 here has the recursion of C++23's
  `std::generator`, whose root knows its leaf, as gen's does.
- **ucontext** saves the signal mask by a system call at each switch.
- LuaJIT compiles the map over a range, which has no coroutine in it, to a loop.

"""
    text += memory(rows, names)
    text += event_loops(run, loops)
    text += "\n## Growth\n" if run["growth"] else ""
    for work, title, unit in GROWTH:
        entries = [e for e in run["growth"] if e["work"] == work]
        if not entries:
            continue
        text += f"\n{unit.capitalize()}, by {title}:\n\n"
        text += table("", [(digits(e["scale"]) if e["scale"] >= 10 else str(e["scale"]), e, everyone(e)) for e in entries],
                      [n for n in names if n != "raw"]) + "\n"
    text += "\n## Who fails where\n\n" + (failures(run) or "Nobody.") + "\n\n## Versions\n\n"
    text += "\n".join(f"- {NAMES[n]}: {players[n] or 'absent'}" for n in NAMES if n in players) + "\n"
    return text


# Where pages are dark, the chart is as well.
DARK = ('<style>@media (prefers-color-scheme: dark) { rect { fill: #1c1d1f } circle { stroke: none } line { stroke: #495057 } '
        'text[fill="#212529"], text[fill="#343a40"] { fill: #dee2e6 } [fill="#0b7285"] { fill: #22b8cf } }</style>')


def svg_text(x, y, text, size=13, colour="#343a40", anchor="start", weight="normal"):
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}" '
            f'font-weight="{weight}">{text}</text>')


def chart(run):
    """One lane for each operation, nanoseconds on a logarithmic axis, one dot for each contender."""
    rows = [r for name in CHART_ROWS for r in run["rows"] if r["name"] == name]
    names = [n for n in COLOURS if run["players"].get(n)]
    figures = [[(n, everyone(r).get(n)) for n in names] for r in rows]
    values = [v for row in figures for _, v in row if v]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    left, right, top, lane, width = 230, 30, 96, 46, 960
    height = top + lane * len(rows) + 52

    def x(value):
        return left + (math.log10(value) - low) / (high - low) * (width - left - right)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
           'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif">',
           DARK, f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
           svg_text(24, 34, "What an operation takes", 20, "#212529", weight="600"),
           svg_text(width - right, 34, "nanoseconds, logarithmic; left is faster", 13, "#868e96", "end")]
    at = 24
    for n in names:
        out.append(f'<circle cx="{at + 6}" cy="60" r="{7 if n == "gen" else 5.5}" fill="{COLOURS[n]}"/>')
        out.append(svg_text(at + 18, 64.5, NAMES[n], weight="600" if n == "gen" else "normal"))
        at += 44 + 8 * len(NAMES[n])
    for power in range(low, high + 1):
        label = {0: "1 ns", 3: "1 µs", 6: "1 ms"}.get(power, digits(10 ** power) if power < 6 else "")
        out.append(f'<line x1="{x(10 ** power):.1f}" y1="{top - 8}" x2="{x(10 ** power):.1f}" y2="{height - 40}" '
                   f'stroke="#dee2e6"/>')
        out.append(svg_text(x(10 ** power), height - 20, label, 12, "#868e96", "middle"))
    for i, row in enumerate(rows):
        y = top + lane * i + lane / 2
        present = [v for _, v in figures[i] if v]
        out.append(svg_text(left - 18, y + 4.5, row["title"], 13.5, "#212529", "end"))
        out.append(f'<line x1="{x(min(present)):.1f}" y1="{y}" x2="{x(max(present)):.1f}" y2="{y}" stroke="#ced4da" '
                   'stroke-width="2"/>')
        for n, v in sorted(figures[i], key=lambda f: f[0] == "gen"):
            if v:
                out.append(f'<circle cx="{x(v):.1f}" cy="{y}" r="{8 if n == "gen" else 6}" fill="{COLOURS[n]}" '
                           f'stroke="#ffffff" stroke-width="1.5"><title>{NAMES[n]}: {digits(v)} ns</title></circle>')
            if v and n == "gen":
                out.append(svg_text(x(v), y - 12, digits(v), 11.5, COLOURS[n], "middle", "600"))
    return "\n".join(out + ["</svg>"]) + "\n"


def main():
    *files, folder = sys.argv[1:]
    runs = []
    for name in files:
        with open(name, encoding="utf-8") as file:
            runs.append(json.load(file))
    if not runs:
        sys.exit(__doc__)
    with open(f"{folder}/benchmarks.md", "w", encoding="utf-8") as file:
        file.write(page(runs))
    if any(row["name"] in CHART_ROWS for row in runs[-1]["rows"]):
        with open(f"{folder}/benchmarks.svg", "w", encoding="utf-8") as file:
            file.write(chart(runs[-1]))


main()
