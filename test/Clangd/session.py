"""Sessions with nostall-clangd, as editors lead them: `session.py NOSTALL_CLANGD CLANGD NOSTALL [TEST...]`."""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Lsp"))
from client import Client  # noqa: E402

SERVER, STOCK, NOSTALL = (os.path.abspath(sys.argv.pop(1)) for _ in range(3))
SOURCE = Path(__file__).resolve().parent.parent.parent
FLAGS = ["-std=c++20", f"-I{SOURCE}/test/stubs", "-isystem", "/usr/include/postgresql",
         "-DASIO_STANDALONE", "-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE"]

HANDLER = """\
#include <libpq-fe.h>
#include <nostall_test/task.h>
#include "store.h"

task<int> handle(PGconn* c) {
  load(c);
  co_return 0;
}
"""
STORE_HEADER = """\
#include <libpq-fe.h>
void load(PGconn* c);
inline void header(PGconn* c) { PQexec(c, "in a header"); }
template <class F> void run(F f) { f(); }
"""
STORE = """\
#include "store.h"
void load(PGconn* c) {
  PQexec(c, "select 1");
}
"""
NAP = """\
#include <asio.hpp>

asio::awaitable<void> nap(asio::steady_timer& timer) {
  timer.wait();
  co_return;
}
"""


RequestCancelled, ContentModified = -32800, -32801


class Clangd(Client):
    def __init__(self, folder, program=SERVER, arguments=()):
        # No index, so that a session is over when its answers are.
        super().__init__([program, "--background-index=0", "--log=error", *arguments], folder, initialise=False)
        text = {"publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True},
                "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}}
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {"textDocument": text}})
        self.tell("initialized", {})

    def diagnostics(self, file):
        """Those of the newest text of a file, which is opened if it is not."""
        if file not in self.texts:
            self.open(file, language="cpp")
        return self.published(file)


class Session(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(os.path.realpath(temporary.name)) / "project"
        self.folder.mkdir()
        self.write("store.h", STORE_HEADER)
        self.unit("handler.cpp", HANDLER)
        self.unit("store.cpp", STORE)

    def write(self, file, text):
        (self.folder / file).write_text(text, encoding="utf-8")

    def unit(self, file, text):
        self.write(file, text)
        database = self.folder / "compile_commands.json"
        entries = json.loads(database.read_text()) if database.exists() else []
        entries = [entry for entry in entries if entry["file"] != file]
        entries.append({"directory": str(self.folder), "file": file, "arguments": ["c++", *FLAGS, "-c", file]})
        database.write_text(json.dumps(entries))

    def client(self, **options):
        client = Clangd(self.folder, **options)
        self.addCleanup(client.__exit__)
        return client

    def store(self):
        """Stores the facts of the program where clangd looks for them."""
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder.parent / "cache"))
        subprocess.run([NOSTALL, "check", "-q", "--exit-zero"], cwd=self.folder, env=environment, check=True,
                       stdout=subprocess.DEVNULL)

    def places(self, diagnostics):
        return [(d["code"], d["range"]["start"]["line"] + 1) for d in diagnostics
                if str(d.get("code", "")).startswith("nostall-")]


class Findings(Session):
    def test_appear_without_any_configuration(self):
        self.unit("handler.cpp", HANDLER.replace("load(c)", 'PQexec(c, "x")'))
        found = self.client().diagnostics("handler.cpp")
        self.assertEqual(self.places(found), [("nostall-blocking-call", 6)])
        self.assertEqual(found[0]["codeDescription"]["href"],
                         (SOURCE / "docs/checks/blocking-call.md").as_uri())
        self.assertIn("coroutine", found[0]["relatedInformation"][0]["message"])
        self.assertFalse((self.folder / ".clangd").exists())

    def test_follow_the_edits(self):
        client = self.client()
        self.assertEqual(self.places(client.diagnostics("handler.cpp")), [])
        client.edit("handler.cpp", "load(c)", 'PQexec(c, "x")')
        self.assertEqual(self.places(client.published("handler.cpp")), [("nostall-blocking-call", 6)])
        client.edit("handler.cpp", 'PQexec(c, "x")', "load(c)")
        self.assertEqual(self.places(client.published("handler.cpp")), [])

    def test_leave_clang_tidys_own_configuration_in_force(self):
        self.unit("handler.cpp", HANDLER.replace("load(c)", 'int* p = 0; PQexec(c, "x")'))
        self.write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n")
        codes = [d["code"] for d in self.client().diagnostics("handler.cpp")]
        self.assertEqual(sorted(codes), ["modernize-use-nullptr", "nostall-blocking-call"])

    def test_are_absent_where_they_are_switched_off(self):
        self.unit("handler.cpp", HANDLER.replace("load(c)", 'PQexec(c, "x")'))
        self.write(".clang-tidy", "Checks: '-*,modernize-*,-nostall-blocking-call'\n")
        self.assertEqual(self.places(self.client().diagnostics("handler.cpp")), [])
        self.write(".clang-tidy", "")
        self.write(".clangd", "Diagnostics:\n  ClangTidy:\n    Remove: 'nostall-*'\n")
        self.assertEqual(self.places(self.client().diagnostics("handler.cpp")), [])
        self.assertEqual(self.places(self.client(arguments=["--clang-tidy=0"]).diagnostics("handler.cpp")), [])

    def test_say_what_is_wrong_with_a_configuration(self):
        self.write(".nostall.yaml", "checks: [\n")
        messages = [d["message"] for d in self.client().diagnostics("handler.cpp")]
        self.assertTrue(any(".nostall.yaml" in message for message in messages), messages)


class Facts(Session):
    def test_of_other_units_and_headers_are_followed(self):
        self.unit("handler.cpp", HANDLER.replace("load(c);", "load(c);\n  header(c);\n  run([&] { load(c); });"))
        self.store()
        found = self.client().diagnostics("handler.cpp")
        self.assertEqual(self.places(found), [("nostall-blocking-call", line) for line in (6, 7, 8)])
        self.assertEqual([Path(r["location"]["uri"]).name for r in found[0]["relatedInformation"]][:2],
                         ["handler.cpp", "store.cpp"])

    def test_are_picked_up_when_they_change(self):
        client = self.client()
        self.assertEqual(self.places(client.diagnostics("handler.cpp")), [])
        self.store()
        client.edit("handler.cpp", "co_return 0", "co_return 1")
        self.assertEqual(self.places(client.published("handler.cpp")), [("nostall-blocking-call", 6)])
        self.write("store.cpp", STORE.replace('PQexec(c, "select 1")', "(void)c"))
        self.store()
        client.edit("handler.cpp", "co_return 1", "co_return 2")
        self.assertEqual(self.places(client.published("handler.cpp")), [])

    def test_say_when_they_are_stale(self):
        self.store()
        self.write("store.cpp", "\n" + STORE)
        found = self.client().diagnostics("handler.cpp")
        self.assertIn("store.cpp` has changed since its facts were stored",
                      " ".join(r["message"] for r in found[-1]["relatedInformation"]))
        self.assertEqual(found[0]["range"]["start"], {"line": 0, "character": 0})
        self.assertIn("are older than the files", found[0]["message"])

    def test_that_are_stale_and_of_no_use_here_are_not_spoken_of(self):
        self.unit("unused.cpp", "int unused() { return 1; }\n")
        self.store()
        self.write("unused.cpp", "int unused() { return 2; }\n")
        self.assertEqual(self.places(self.client().diagnostics("handler.cpp")), [("nostall-blocking-call", 6)])


class Fixes(Session):
    def apply(self, client, file, diagnostic, title):
        actions = [a for a in client.actions(file, diagnostic) if title in a["title"]]
        self.assertEqual(len(actions), 1, [a["title"] for a in client.actions(file, diagnostic)])
        client.apply(actions[0])

    def test_rewrite_the_call(self):
        self.unit("nap.cpp", NAP)
        client = self.client()
        found = client.diagnostics("nap.cpp")
        self.assertEqual(self.places(found), [("nostall-blocking-wait", 4)])
        self.apply(client, "nap.cpp", found[0], "change")
        self.assertIn("  co_await timer.async_wait(asio::use_awaitable);", client.texts["nap.cpp"])
        self.assertEqual(client.published("nap.cpp"), [])

    def test_suppress_with_a_reason_to_fill_in(self):
        self.store()
        client = self.client()
        found = client.diagnostics("handler.cpp")
        self.apply(client, "handler.cpp", found[0], "keep the call")
        comment = "  // nostall: allow(libpq-query) "
        self.assertIn(comment + "\n  load(c);\n", client.texts["handler.cpp"])
        (code, line), = self.places(found)
        self.assertEqual(self.places(client.published("handler.cpp")), [(code, line + 1)])
        client.edit("handler.cpp", comment, comment + "runs once, before the first request")
        self.assertEqual(client.published("handler.cpp"), [])


class DropIn(Session):
    """What is not nostall's is as it is in clangd itself."""

    def both(self, *arguments):
        runs = [subprocess.run([program, *arguments], capture_output=True, text=True, cwd=self.folder, check=False)
                for program in (SERVER, STOCK)]
        return [(run.returncode, run.stdout) for run in runs]

    def test_takes_the_same_arguments(self):
        for arguments in (["--version"], ["--help"], ["--no-such-argument"]):
            ours, theirs = self.both(*arguments)
            names = str.maketrans({"\n": " "})
            self.assertEqual(ours[0], theirs[0])
            self.assertEqual(ours[1].replace("nostall-clangd", "clangd").translate(names),
                             theirs[1].replace("clangd-19", "clangd").translate(names))

    def test_finds_what_clangd_finds(self):
        self.unit("handler.cpp", HANDLER.replace("load(c)", "int unused; undeclared(c)"))
        ours, theirs = (self.client(program=program).diagnostics("handler.cpp") for program in (SERVER, STOCK))
        self.assertEqual(ours, theirs)
        self.assertNotEqual(ours, [])

    def test_answers_other_requests(self):
        answers = []
        for program in (SERVER, STOCK):
            client = self.client(program=program)
            client.diagnostics("handler.cpp")
            place = {"textDocument": {"uri": client.uri("handler.cpp")}, "position": {"line": 5, "character": 3}}
            answers.append([client.ask("textDocument/" + method, place) for method in ("hover", "definition")])
        self.assertEqual(answers[0], answers[1])

    def test_survives_what_clangd_survives(self):
        for program in (SERVER, STOCK):
            client = self.client(program=program)
            client.diagnostics("handler.cpp")
            client.raw(b"Content-Length: 9\r\n\r\n{nonsense")
            for number in range(50):
                client.edit("handler.cpp", "co_return 0", "co_return 0" + " " * (number % 3))
            self.assertEqual(self.places(client.published("handler.cpp")), [])
            self.assertEqual(client.shut_down(), 0)

    def test_cancels_what_clangd_cancels(self):
        for program in (SERVER, STOCK):
            client = self.client(program=program)
            client.diagnostics("handler.cpp")
            place = {"textDocument": {"uri": client.uri("handler.cpp")}, "position": {"line": 5, "character": 3}}
            numbers = []
            for number in range(20):
                client.edit("handler.cpp", "co_return 0", "co_return 0" + " " * (number % 2))
                numbers.append(client.request("textDocument/hover", place))
                client.tell("$/cancelRequest", {"id": numbers[-1]})
            answers = [client.answer(number) for number in numbers]
            codes = {one["error"]["code"] for one in answers if "error" in one}
            self.assertLessEqual({RequestCancelled}, codes)
            self.assertLessEqual(codes, {RequestCancelled, ContentModified})
            self.assertEqual(client.shut_down(), 0)

    def test_takes_huge_documents(self):
        body = "".join(f"int f{i}() {{ return {i}; }}\n" for i in range(30000))
        client = self.client()
        client.open("handler.cpp", HANDLER + body, language="cpp")
        self.assertEqual(self.places(client.published("handler.cpp")), [])

    def test_ends_with_its_client(self):
        client = self.client()
        client.open("handler.cpp", language="cpp")
        client.process.stdin.close()
        self.assertIn(client.exit_code(), (0, 1))


class Neovim(Session):
    def test_shows_a_finding_and_applies_its_quick_fix(self):
        self.unit("nap.cpp", NAP)
        environment = dict(os.environ, SERVER=SERVER, PROJECT=str(self.folder), HOME=str(self.folder.parent),
                           XDG_CACHE_HOME=str(self.folder.parent / "cache"))
        script = Path(__file__).resolve().parent / "neovim.lua"
        run = subprocess.run(["nvim", "--headless", "-u", "NONE", "-n", "-c", f"luafile {script}"], env=environment,
                             capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


if __name__ == "__main__":
    unittest.main()
