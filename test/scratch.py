"""Throw-away repositories with something to find, and the environment in which others run nostall on them."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]
NOSTALL = Path(os.environ["NOSTALL_PROGRAM"])

CLEAN = "import asyncio\n\nasync def handle():\n    await asyncio.sleep(1)\n"
BLOCKING = "import time\n\nasync def handle():\n    time.sleep(1)\n"
SILENCED = BLOCKING.replace("sleep(1)", "sleep(1)  # nostall: allow(blocking-wait) for the test")
COROUTINE = """#include <nostall_test/task.h>
#include <chrono>
#include <thread>

task<int> handle() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  co_return 0;
}
"""


class Repository:
    """A git repository of its own on the branch `main`, removed with the test.

    repository = Repository(self, {"app/main.py": BLOCKING})

    `test` may be a class of tests, too, that shares it.
    """

    def __init__(self, test, files):
        folder = tempfile.TemporaryDirectory()
        (test.addClassCleanup if isinstance(test, type) else test.addCleanup)(folder.cleanup)
        self.path = Path(folder.name).resolve() / "repository"
        self.home = self.path.parent / "home"
        for made in (self.path, self.home):
            made.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        self.write(files)
        self.commit("first")

    def write(self, files):
        for name, text in files.items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")

    def environment(self, **more):
        """nostall in PATH, and nothing of the machine's own settings."""
        return {
            "HOME": str(self.home),
            "PATH": f"{NOSTALL.parent}:{os.environ['PATH']}",
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_NAME": "somebody" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "somebody@example.org" for who in ("AUTHOR", "COMMITTER")},
            **more,
        }

    def run(self, *command, check=False, cwd=None, **environment):
        return subprocess.run(
            command, cwd=cwd or self.path, env=self.environment(**environment), capture_output=True, text=True,
            check=check, timeout=120, stdin=subprocess.DEVNULL,
        )

    def git(self, *arguments, check=True, **environment):
        return self.run("git", *arguments, check=check, **environment)

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def database(self, *units):
        """A compile database for these files, with the headers that COROUTINE needs."""
        flags = f"clang++ -std=c++20 -I{SOURCE}/test/stubs -c"
        entries = [f'{{"directory": "{self.path}", "file": "{unit}", "command": "{flags} {unit}"}}' for unit in units]
        self.write({"compile_commands.json": "[" + ",\n".join(entries) + "]"})


def main():
    """Runs the test classes that are named as arguments. Ends with 77 when all that they have was skipped."""
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromNames(sys.argv[1:], sys.modules["__main__"])
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    if not result.testsRun:
        sys.exit("no such test")
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(77 if len(result.skipped) == result.testsRun else 0)
