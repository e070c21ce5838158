#!/usr/bin/env python3
"""How nostall-clangd keeps step with edits, against the stock clangd on the same file, as ratios in one run.

    clangd.py NOSTALL_CLANGD [--clangd PROGRAM] [--edits N]

Both servers have the same file with Asio and libpqxx open. Edits alternate between them; after each, the time until the
diagnostics of that text arrive is taken. Printed are the lower quartiles, since
whatever else the machine does only adds, and their ratio, and how much resident memory each
server gained between the hundredth edit and the last.
"""
import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Lsp"))
from client import Client  # noqa: E402

UNIT = """#include <asio.hpp>
#include <pqxx/pqxx>
asio::awaitable<int> answer(pqxx::connection& connection) {
  pqxx::work work(connection);
  auto rows = work.exec("select 1");
  work.commit();
  co_return rows.size();
}
int number() { return 0; }
"""
FLAGS = ["-std=c++20", "-DASIO_STANDALONE", "-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE"]
WARM = 100


class Server:
    def __init__(self, program, folder):
        self.client = Client([program, "--background-index=0", "--log=error"], folder, initialise=False)
        self.client.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.client.tell("initialized", {})
        self.client.open("unit.cpp", UNIT, language="cpp")
        self.found = len(self.client.published("unit.cpp"))
        self.times, self.memory = [], {}

    def edit(self, number):
        start = time.monotonic()
        self.client.edit("unit.cpp", f"return {number - 1};", f"return {number};")
        self.found = len(self.client.published("unit.cpp"))
        self.times.append(time.monotonic() - start)
        with open(f"/proc/{self.client.process.pid}/status") as status:
            self.memory[number] = int(next(line for line in status if line.startswith("VmRSS")).split()[1])


def quartile(times):
    return statistics.quantiles(times, n=4)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server")
    parser.add_argument("--clangd", default="clangd-19")
    parser.add_argument("--edits", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        project.mkdir()
        (project / "unit.cpp").write_text(UNIT)
        (project / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(project), "file": "unit.cpp", "arguments": ["c++", *FLAGS, "-c", "unit.cpp"]}]))
        servers = {"clangd": Server(options.clangd, project),
                   "nostall-clangd": Server(os.path.abspath(options.server), project)}
        if servers["nostall-clangd"].found <= servers["clangd"].found:
            sys.exit("nostall-clangd finds nothing")
        for number in range(1, options.edits + 1):
            for server in servers.values():
                server.edit(number)
        base = quartile(servers["clangd"].times)
        for name, server in servers.items():
            least = quartile(server.times)
            gained = server.memory[options.edits] - server.memory[min(WARM, options.edits)]
            print(f"{name:16} {least * 1000:8.1f} ms   {least / base:.3f}   gained {gained / 1024:.1f} MB "
                  f"of {server.memory[options.edits] / 1024:.0f} MB")
            server.client.__exit__()


if __name__ == "__main__":
    main()
