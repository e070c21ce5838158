#!/usr/bin/env python3
"""Compares nostall with compileall, pylint and flake8 over one tree of Python, in one run, as ratios.

    compare-python.py NOSTALL FOLDER... [-j N] [--rounds N] [--pylint SECONDS] [--no-pylint] [--no-flake8]

The folders are copied into a scratch folder first, without tests and links. Each round runs, in turn: a cold `nostall
check`, a second one with nothing changed, a third with one file changed, `python3 -m compileall` without earlier
results as it is and with as many processes, `flake8` and `pylint` with its asynchronous checkers alone, both with as many
processes too. The medians
of the wall times are printed with their ratios, and the peak memory of the largest process of each. pylint is given up
after some minutes: its figure is then a lower bound.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ASYNC_CHECKERS = ["--disable=all", "--enable=await-outside-async,not-async-context-manager,yield-inside-async-function"]


def measure(command, cwd, limit=None):
    """Wall seconds, and peak resident kilobytes of the largest process below `command`."""
    os.sync()  # nobody pays for what another one wrote
    with tempfile.NamedTemporaryFile("r") as report:
        start = time.monotonic()
        try:
            subprocess.run(["/usr/bin/time", "-f", "%M", "-o", report.name, *command], cwd=cwd, timeout=limit,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        except subprocess.TimeoutExpired:
            return limit, 0
        seconds = time.monotonic() - start
        lines = report.read().split()
    return seconds, int(lines[-1]) if lines else 0


def copy(folders, into):
    """Copies the Python files and returns their number, lines and the largest one's path."""
    files = []
    for folder in folders:
        name = os.path.basename(os.path.normpath(folder))
        for place, inner, names in os.walk(folder):
            inner[:] = sorted(n for n in inner if n not in ("test", "tests", "__pycache__", ".git", "site-packages"))
            for file in sorted(names):
                source = os.path.join(place, file)
                if file.endswith(".py") and not os.path.islink(source):
                    target = os.path.join(into, name, os.path.relpath(source, folder))
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    shutil.copyfile(source, target)
                    files.append(target)
    lines = 0
    for file in files:
        with open(file, "rb") as content:
            lines += content.read().count(b"\n")
    return files, lines


def forget_bytecode(folder):
    for place, inner, _ in os.walk(folder):
        if "__pycache__" in inner:
            shutil.rmtree(os.path.join(place, "__pycache__"))
            inner.remove("__pycache__")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nostall")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pylint", type=int, default=1800, metavar="SECONDS", help="give up pylint after this time")
    parser.add_argument("--no-pylint", action="store_true")
    parser.add_argument("--no-flake8", action="store_true")
    options = parser.parse_args()
    jobs = str(options.jobs)
    nostall = os.path.abspath(options.nostall)

    times, memory = {}, {}

    def note(name, result):
        times.setdefault(name, []).append(result[0])
        memory[name] = max(memory.get(name, 0), result[1])

    with tempfile.TemporaryDirectory() as tree:
        files, lines = copy(options.folders, tree)
        for _ in range(options.rounds):
            with tempfile.TemporaryDirectory() as cache:
                check = [nostall, "check", ".", "--language", "python", "-j", jobs, "-q", "--cache-dir", cache]
                # Files that were written a moment ago are not trusted by their status yet.
                time.sleep(3)
                note("nostall, cold", measure(check, tree))
                note("nostall, unchanged", measure(check, tree))
                with open(files[len(files) // 2], "a", encoding="utf-8") as changed:
                    changed.write("\nCHANGED = 1\n")
                note("nostall, one file changed", measure(check, tree))
            for name, workers in (("compileall", []), (f"compileall -j{jobs}", ["-j", jobs])):
                forget_bytecode(tree)
                note(name, measure([sys.executable, "-m", "compileall", "-q", *workers, "."], tree))
            forget_bytecode(tree)
            if not options.no_flake8:
                note("flake8", measure(["flake8", "-j", jobs, "."], tree))
        if not options.no_pylint:
            top = sorted(os.listdir(tree))
            note("pylint, async checkers",
                 measure(["pylint", "-j", jobs, *ASYNC_CHECKERS, *top], tree, options.pylint))

    cold = statistics.median(times["nostall, cold"])
    print(f"{len(files)} files, {lines} lines, -j{jobs}, {options.rounds} rounds (median of wall seconds)")
    print(f"{'':26} {'seconds':>9} {'this / nostall cold':>20} {'peak MiB':>9}")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:26} {median:9.2f} {median / cold:20.3f} {memory[name] / 1024:9.0f}")
    print(f"nostall, cold: {memory['nostall, cold'] * 1024 / max(lines, 1):.0f} bytes per line at its peak")
    return 0


if __name__ == "__main__":
    sys.exit(main())
