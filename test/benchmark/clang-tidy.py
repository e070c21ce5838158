#!/usr/bin/env python3
"""What the clang-tidy module adds to a run that parses the same unit anyway, as a ratio in one run.

    clang-tidy.py MODULE [--rounds N] [--clang-tidy PROGRAM] [--nostall PROGRAM --units N]

The unit includes Asio and libpqxx and has a coroutine that waits. Each round runs clang-tidy with one light check, and
with that check and the module's; the least processor time of each is printed with its ratio,
since whatever else the machine does only adds. With `--nostall` the
unit is one of a program of N more units, whose facts are stored before the rounds, and a third run uses them.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile

UNIT = """#include <asio.hpp>
#include <pqxx/pqxx>
void log(int number, pqxx::connection& connection);
asio::awaitable<int> answer(pqxx::connection& connection) {
  pqxx::work work(connection);
  auto rows = work.exec("select 1");
  log(0, connection);
  work.commit();
  co_return rows.size();
}
"""
OTHER = """#include <pqxx/pqxx>
namespace part%(number)d {
%(functions)s
}
%(first)s
"""
FUNCTION = "int step%(i)d(pqxx::connection& c, int n) { pqxx::work w(c); w.exec(\"select 1\"); return n ? step%(j)d(c, n - 1) : 0; }"
FLAGS = ["-std=c++20", "-DASIO_STANDALONE", "-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE"]


def other(number):
    functions = ["int step0(pqxx::connection&, int) { return 0; }"]
    functions += [FUNCTION % {"i": i, "j": i - 1} for i in range(1, 100)]
    first = "void log(int n, pqxx::connection& c) { part0::step99(c, n); }" if number == 0 else ""
    return OTHER % {"number": number, "functions": "\n".join(functions), "first": first}


def processor_seconds(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, run.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--clang-tidy", default="clang-tidy-19")
    parser.add_argument("--nostall")
    parser.add_argument("--units", type=int, default=50)
    options = parser.parse_args()

    tidy = [options.clang_tidy, "--load", os.path.abspath(options.module), "--quiet", "-p", ".", "unit.cpp"]
    own = "--checks=-*,misc-unused-alias-decls,nostall-*"
    commands = {"one light check": tidy + ["--checks=-*,misc-unused-alias-decls"], "with nostall's": tidy + [own]}
    if options.nostall:
        commands["with stored facts"] = tidy + [own, "--config={CheckOptions: {FactsDirectory: facts}}"]

    with tempfile.TemporaryDirectory() as folder:
        sources = {"unit.cpp": UNIT}
        if options.nostall:
            sources.update({f"other{number}.cpp": other(number) for number in range(options.units)})
        for name, text in sources.items():
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        with open(os.path.join(folder, "compile_commands.json"), "w") as file:
            json.dump([{"directory": folder, "file": name, "arguments": ["c++", *FLAGS, "-c", name]}
                       for name in sources], file)
        if options.nostall:
            subprocess.run([os.path.abspath(options.nostall), "check", "-q", "--exit-zero", "--cache-dir", "facts"],
                           cwd=folder, stdout=subprocess.DEVNULL, check=True)
        times = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                seconds, output = processor_seconds(command, folder)
                times[name].append(seconds)
                if ("nostall-blocking-call" in output) != (own in command):
                    sys.exit(f"`{name}` found what it should not, or nothing:\n{output}")

    base = min(times["one light check"])
    for name, seconds in times.items():
        print(f"{name:20} {min(seconds):7.3f} s   {min(seconds) / base:.3f}")


if __name__ == "__main__":
    main()
