#!/usr/bin/env python3
"""Compares nostall with clang and clang-tidy over one compile database, in one run, as ratios.

    compare.py NOSTALL DATABASE_FOLDER [-j N] [--rounds N]

Each round runs, in turn: a cold `nostall check`, a second one with nothing changed, `clang++-19 -fsyntax-only` over the
same units with the same number of processes, and `run-clang-tidy-19` with one coroutine check. The medians of the wall
times are printed with their ratios, and the peak memory of the largest process of each.
"""
import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor


def measure(command, cwd=None):
    """Wall seconds, peak resident kilobytes of the largest process below `command`, and its exit code."""
    with tempfile.NamedTemporaryFile("r") as report:
        start = time.monotonic()
        run = subprocess.run(["/usr/bin/time", "-f", "%M", "-o", report.name, *command], cwd=cwd,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        seconds = time.monotonic() - start
        lines = report.read().split()
    return seconds, int(lines[-1]) if lines else 0, run.returncode


def syntax_command(entry):
    """The entry's own command, with clang++ in front and -fsyntax-only instead of an output."""
    arguments = entry.get("arguments") or shlex.split(entry["command"])
    kept, skip = [], False
    for argument in arguments[1:]:
        if skip:
            skip = False
        elif argument == "-o":
            skip = True
        elif argument != "-c":
            kept.append(argument)
    return ["clang++-19", "-fsyntax-only", "-w", "-Wno-enum-constexpr-conversion", *kept]


def clang(entries, jobs):
    start = time.monotonic()
    with ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(lambda e: measure(syntax_command(e), cwd=e["directory"]), entries))
    return time.monotonic() - start, max(memory for _, memory, _ in results), 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nostall")
    parser.add_argument("database")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-tidy", action="store_true")
    options = parser.parse_args()
    with open(os.path.join(options.database, "compile_commands.json")) as file:
        entries = json.load(file)

    times = {"nostall, cold": [], "nostall, unchanged": [], "clang -fsyntax-only": []}
    if not options.no_tidy:
        times["run-clang-tidy"] = []
    memory = {name: 0 for name in times}

    def note(name, result):
        times[name].append(result[0])
        memory[name] = max(memory[name], result[1])

    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as cache:
            check = [options.nostall, "check", "-p", options.database, "-j", str(options.jobs), "-q",
                     "--cache-dir", cache]
            cold = measure(check)
            if cold[2] > 1:
                sys.exit(f"`{shlex.join(check)}` ended with {cold[2]}; a unit that is lost makes no figure")
            note("nostall, cold", cold)
            note("nostall, unchanged", measure(check))
        note("clang -fsyntax-only", clang(entries, options.jobs))
        if not options.no_tidy:
            note("run-clang-tidy", measure(
                ["run-clang-tidy-19", "-p", options.database, "-j", str(options.jobs), "-quiet",
                 "-checks=-*,cppcoreguidelines-avoid-capturing-lambda-coroutines"]))

    cold = statistics.median(times["nostall, cold"])
    print(f"{len(entries)} units, -j{options.jobs}, {options.rounds} rounds (median of wall seconds)")
    print(f"{'':22} {'seconds':>9} {'nostall cold / this':>20} {'peak MiB':>9}")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:22} {median:9.2f} {cold / median:20.3f} {memory[name] / 1024:9.0f}")
    print(f"unchanged / cold: {statistics.median(times['nostall, unchanged']) / cold:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
