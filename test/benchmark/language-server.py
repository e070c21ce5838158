#!/usr/bin/env python3
"""How fast an edit updates findings, as a ratio to a cold analysis of the same workspace, in one run.

    language-server.py NOSTALL FOLDER... [--edits N] [--rounds N]

The folders are copied into a scratch folder without tests and links, with two modules beside them: one calls a
function of the other from a coroutine. Each round runs a cold `nostall check` over the copy. Then a server is started,
and the function is edited in turns so that it blocks and so that it does not; each time the findings of the caller are
pulled, and the time from sending the edit to having them is taken. The same is done with edits of the copy's own
modules, in which a statement is put into a function and taken out again.
"""
import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Lsp"))
Client = import_module("client").Client
copy = import_module("compare-python").copy

CALLEE = """\
import psycopg2


def zz_load(connection):
    cursor = connection.cursor()
    return cursor.execute("select 1")
"""
CALLER = """\
import psycopg2
from zz_callee import zz_load

connection = psycopg2.connect("")


async def zz_handle():
    return zz_load(connection)
"""


def timed(work):
    start = time.monotonic()
    result = work()
    return time.monotonic() - start, result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nostall")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    nostall = os.path.abspath(options.nostall)
    random.seed(1)

    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        tree.mkdir()
        files, lines = copy(options.folders, str(tree))
        (tree / "zz_callee.py").write_text(CALLEE)
        (tree / "zz_caller.py").write_text(CALLER)
        check = [nostall, "check", ".", "--language", "python", "--no-cache", "-q"]
        cold = []
        for _ in range(options.rounds):
            cold.append(timed(lambda: subprocess.run(check, cwd=tree, stdout=subprocess.DEVNULL,
                                                     stderr=subprocess.DEVNULL, check=False))[0])
        cold = statistics.median(cold)

        with Client([nostall, "lsp"], tree, pull=True, refresh=True) as client:
            first = timed(lambda: client.pull("zz_caller.py"))[0]
            client.open("zz_callee.py")
            client.pull("zz_caller.py")
            edits = []
            for _ in range(options.edits):
                for old, new, findings in (("cursor.execute", "print", 0), ("print", "cursor.execute", 1)):
                    def edit():
                        client.edit("zz_callee.py", old, new)
                        return client.pull("zz_caller.py")
                    seconds, found = timed(edit)
                    assert len(found) == findings, found
                    edits.append(seconds)

            others = []
            modules = [f for f in files if re.search(r"^    return ", Path(f).read_text(errors="replace"), re.M)]
            for path in random.sample(modules, min(len(modules), options.edits)):
                file = os.path.relpath(path, tree)
                try:
                    client.open(file)
                except UnicodeDecodeError:
                    continue
                client.pull(file)
                for old, new in (("\n    return ", "\n    zz_x = len('zz')\n    return "),
                                 ("\n    zz_x = len('zz')\n    return ", "\n    return ")):
                    def edit():
                        client.edit(file, old, new)
                        return client.pull("zz_caller.py")
                    others.append(timed(edit)[0])
            client.shut_down()

    print(f"{len(files)} files, {lines} lines, {os.cpu_count()} processors")
    print(f"cold check {cold * 1000:.0f} ms (median of {options.rounds}); server's first answer {first * 1000:.0f} ms")
    for name, values in (("an edit that changes a caller's findings", edits), ("edits of other modules", others)):
        median = statistics.median(values)
        print(f"{name}: {median * 1000:.1f} ms, {median / cold:.4f} of cold; slowest {max(values) * 1000:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
