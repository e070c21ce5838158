"""Sessions with `nostall lsp`, as editors lead them: `session.py NOSTALL [TEST...]`."""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from client import Client, Died

NOSTALL = os.path.abspath(sys.argv.pop(1))

STORE = """\
import psycopg2

def load(connection):
    cursor = connection.cursor()
    cursor.execute("select 1")

def name():
    return "x"
"""
APP = """\
import psycopg2
from store import load

connection = psycopg2.connect("")

async def handle():
    load(connection)
"""
QUERY = """\
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession


class User:
    pass


async def users(session: AsyncSession):
    session.commit()
"""


class Session(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(os.path.realpath(temporary.name)) / "project"
        self.folder.mkdir()
        self.write("store.py", STORE)
        self.write("app.py", APP)

    def write(self, file, text):
        self.folder.joinpath(file).parent.mkdir(parents=True, exist_ok=True)
        self.folder.joinpath(file).write_text(text, encoding="utf-8")

    def client(self, *arguments, **options):
        client = Client([NOSTALL, "lsp", *arguments], self.folder, **options)
        self.addCleanup(client.__exit__)
        return client

    def checks(self, diagnostics):
        return [d["code"] for d in diagnostics]


class Findings(Session):
    def test_an_edit_makes_a_finding_of_a_caller_vanish_and_appear(self):
        client = self.client()
        client.open("app.py")
        client.open("store.py")
        self.assertEqual(self.checks(client.published("app.py")), ["blocking-call"])
        client.edit("store.py", 'cursor.execute("select 1")', "pass")
        self.assertEqual(client.published("store.py"), [])
        self.assertEqual(client.wait_for("textDocument/publishDiagnostics",
                                         lambda p: p["uri"] == client.uri("app.py"))["diagnostics"], [])
        client.edit("store.py", "pass", 'cursor.execute("select 2")')
        client.published("store.py")
        again = client.wait_for("textDocument/publishDiagnostics", lambda p: p["uri"] == client.uri("app.py"))
        self.assertEqual(self.checks(again["diagnostics"]), ["blocking-call"])

    def test_files_that_are_not_open_have_findings_too(self):
        client = self.client()
        found = client.wait_for("textDocument/publishDiagnostics", lambda p: p["uri"] == client.uri("app.py"))
        self.assertEqual(self.checks(found["diagnostics"]), ["blocking-call"])

    def test_the_path_is_related_information_and_the_page_a_link(self):
        client = self.client()
        client.open("app.py")
        (found,) = client.published("app.py")
        files = [os.path.basename(each["location"]["uri"]) for each in found["relatedInformation"]]
        self.assertEqual(files, ["app.py", "app.py", "store.py"])
        self.assertEqual(found["relatedInformation"][-1]["location"]["range"]["start"], {"line": 4, "character": 11})
        page = Path(found["codeDescription"]["href"].removeprefix("file://"))
        self.assertIn("blocking", page.read_text(encoding="utf-8"))

    def test_diagnostics_are_pulled(self):
        client = self.client(pull=True)
        client.open("app.py")
        self.assertEqual(self.checks(client.pull("app.py")), ["blocking-call"])
        client.edit("app.py", "load(connection)", "pass")
        self.assertEqual(client.pull("app.py"), [])
        self.assertFalse([n for n in client.notes if n["method"] == "textDocument/publishDiagnostics"])

    def test_a_result_that_the_client_has_is_not_sent_again(self):
        client = self.client(pull=True)
        client.open("app.py")
        document = {"textDocument": {"uri": client.uri("app.py")}}
        first = client.ask("textDocument/diagnostic", document)
        second = client.ask("textDocument/diagnostic", document | {"previousResultId": first["resultId"]})
        self.assertEqual(second, {"kind": "unchanged", "resultId": first["resultId"]})

    def test_the_whole_workspace_is_pulled(self):
        client = self.client(pull=True)
        items = client.ask("workspace/diagnostic", {"previousResultIds": []})["items"]
        self.assertEqual([(client.file_of(i["uri"]), len(i["items"])) for i in items], [("app.py", 1)])
        known = [{"uri": i["uri"], "value": i["resultId"]} for i in items]
        self.assertEqual([i["kind"] for i in client.ask("workspace/diagnostic", {"previousResultIds": known})["items"]],
                         ["unchanged"])
        client.open("app.py")
        client.edit("app.py", "load(connection)", "pass")
        (item,) = client.ask("workspace/diagnostic", {"previousResultIds": known})["items"]
        self.assertEqual((item["kind"], item["items"], item["version"]), ("full", [], 2))

    def test_a_client_that_pulls_is_told_when_other_files_changed(self):
        client = self.client(pull=True, refresh=True)
        client.wait_for("workspace/diagnostic/refresh")

    def test_the_text_of_the_editor_counts_until_it_is_closed(self):
        client = self.client(pull=True)
        client.open("store.py", STORE.replace('cursor.execute("select 1")', "pass"))
        self.assertEqual(client.pull("app.py"), [])
        client.close("store.py")
        self.assertEqual(self.checks(client.pull("app.py")), ["blocking-call"])

    def test_what_an_editor_never_saved_is_not_stored(self):
        client = self.client(pull=True)
        client.open("store.py", STORE.replace('cursor.execute("select 1")', "pass"))
        self.assertEqual(client.pull("app.py"), [])
        self.assertEqual(client.shut_down(), 0)
        self.assertEqual(self.checks(self.client(pull=True).pull("app.py")), ["blocking-call"])

    def test_facts_of_a_run_of_the_command_line_are_used(self):
        cache = self.folder.parent / "cache" / "nostall"
        subprocess.run([NOSTALL, "check", ".", "-q", "--cache-dir", cache], cwd=self.folder, stdout=subprocess.DEVNULL)
        before = {file: file.stat().st_mtime_ns for file in cache.rglob("*") if "packs" in str(file)}
        self.assertTrue(before)
        self.assertEqual(self.checks(self.client(pull=True).pull("app.py")), ["blocking-call"])
        self.assertEqual({file: file.stat().st_mtime_ns for file in cache.rglob("*") if "packs" in str(file)}, before)


class Provisional(Session):
    """An edit that other modules see through their imports is known to them when the whole program was solved again."""
    GIVE = "import psycopg2\n\nconnection = psycopg2.connect('')\n\ndef give():\n    return 1\n"
    TAKE = "from give import give\n\nasync def take():\n    give().execute('select 1')\n"

    def setUp(self):
        super().setUp()
        self.write("give.py", self.GIVE)
        self.write("take.py", self.TAKE)

    def change(self, client):
        client.edit("give.py", "return 1", "return connection.cursor()")

    def test_it_is_published(self):
        client = self.client()
        client.open("give.py")
        client.published("give.py")
        self.change(client)
        found = client.wait_for("textDocument/publishDiagnostics",
                                lambda p: p["uri"] == client.uri("take.py") and p["diagnostics"])
        self.assertEqual(self.checks(found["diagnostics"]), ["blocking-call"])

    def test_a_client_that_pulls_is_told(self):
        client = self.client(pull=True, refresh=True)
        client.open("give.py")
        self.assertEqual(client.pull("take.py"), [])
        self.change(client)
        while not client.pull("take.py"):
            client.wait_for("workspace/diagnostic/refresh")
        self.assertEqual(self.checks(client.pull("take.py")), ["blocking-call"])

    def test_a_client_that_cannot_be_told_waits(self):
        client = self.client(pull=True)
        client.open("give.py")
        self.assertEqual(client.pull("take.py"), [])
        self.change(client)
        self.assertEqual(self.checks(client.pull("take.py")), ["blocking-call"])

    def test_findings_that_nobody_touched_move_with_their_lines(self):
        self.write("app.py", APP + "\nasync def other():\n    load(connection)\n")
        client = self.client(pull=True, refresh=True)
        client.open("app.py")
        self.assertEqual([d["range"]["start"]["line"] for d in client.pull("app.py")], [6, 9])
        client.edit("app.py", "\nasync def other", "\n\nx = 1\n\nasync def other")
        self.assertEqual([d["range"]["start"]["line"] for d in client.pull("app.py")], [6, 12])

    def test_hundreds_of_edits_without_a_pause(self):
        client = self.client(pull=True, refresh=True)
        client.open("store.py")
        for number in range(150):
            client.edit("store.py", 'cursor.execute("select 1")', "pass")
            self.assertEqual(client.pull("app.py"), [])
            client.edit("store.py", "pass", 'cursor.execute("select 1")')
            self.assertEqual(len(client.pull("app.py")), 1)


class Encodings(Session):
    def place(self, encodings):
        self.write("app.py", APP.replace("    load", '    "äöü😀"; load'))
        client = self.client(encodings=encodings, pull=True)
        client.open("app.py")
        (found,) = client.pull("app.py")
        return client.encoding, found["range"]["start"]["character"]

    def test_utf_16_is_the_default(self):
        self.assertEqual(self.place(None), ("utf-16", 4 + 9))

    def test_utf_8_is_taken_when_it_is_offered(self):
        self.assertEqual(self.place(["utf-16", "utf-8"]), ("utf-8", 4 + 14))

    def test_utf_32(self):
        self.assertEqual(self.place(["utf-32"]), ("utf-32", 4 + 8))

    def test_edits_behind_wide_characters_hit_what_they_mean(self):
        for encodings in (None, ["utf-8"], ["utf-32"]):
            with self.subTest(encodings):
                self.write("app.py", APP.replace("    load", '    "äöü😀"; load'))
                client = self.client(encodings=encodings, pull=True)
                client.open("app.py")
                client.edit("app.py", "load(connection)", "print()")
                self.assertEqual(client.pull("app.py"), [])
                client.edit("app.py", "print()", "load(connection)")
                self.assertEqual(self.checks(client.pull("app.py")), ["blocking-call"])


class Actions(Session):
    def test_the_exact_rewrite_makes_its_finding_vanish(self):
        self.write("users.py", QUERY)
        client = self.client(pull=True)
        client.open("users.py")
        (found,) = client.pull("users.py")
        (preferred,) = [a for a in client.actions("users.py", found) if a.get("isPreferred")]
        client.apply(preferred)
        self.assertIn("await session.commit()", client.texts["users.py"])
        self.assertEqual(client.pull("users.py"), [])

    def test_a_suppression_asks_for_its_reason(self):
        client = self.client(pull=True)
        client.open("app.py")
        (found,) = client.pull("app.py")
        client.apply(client.actions("app.py", found)[-1])
        self.assertIn("load(connection)  # nostall: allow(psycopg2-execute) ", client.texts["app.py"])
        self.assertEqual(sorted(self.checks(client.pull("app.py"))), ["blocking-call", "suppression-without-reason"])
        client.edit("app.py", "allow(psycopg2-execute) ", "allow(psycopg2-execute) at start-up only")
        self.assertEqual(client.pull("app.py"), [])

    def test_a_suppression_stands_where_a_comment_can(self):
        self.write("app.py", APP.replace("load(connection)", 'load(connection, """\n    a""")  # why not'))
        client = self.client(pull=True)
        client.open("app.py")
        (found,) = client.pull("app.py")
        client.apply(client.actions("app.py", found)[-1])
        self.assertIn("    # nostall: allow(psycopg2-execute) \n    load", client.texts["app.py"])

    def test_other_kinds_of_actions_are_none(self):
        client = self.client(pull=True)
        client.open("app.py")
        (found,) = client.pull("app.py")
        self.assertEqual(client.actions("app.py", found, only=["refactor"]), [])
        self.assertTrue(client.actions("app.py", found, only=["quickfix"]))

    def test_there_is_none_where_there_is_no_finding(self):
        client = self.client(pull=True)
        client.open("app.py")
        nowhere = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 3}}}
        self.assertEqual(client.actions("app.py", nowhere), [])


class Workspaces(Session):
    def test_each_folder_is_a_program_of_its_own(self):
        self.write("one/app.py", APP)
        self.write("one/store.py", STORE)
        self.write("two/app.py", APP)
        self.write("two/store.py", STORE.replace('cursor.execute("select 1")', "pass"))
        client = self.client(pull=True, folders=[self.folder / "one"])
        self.assertEqual(len(client.pull("one/app.py")), 1)
        client.tell("workspace/didChangeWorkspaceFolders", {"event": {
            "added": [{"uri": client.uri("two"), "name": "two"}],
            "removed": [{"uri": client.uri("one"), "name": "one"}]}})
        self.assertEqual(client.pull("one/app.py"), [])
        client.open("two/store.py", STORE)
        self.assertEqual(len(client.pull("two/app.py")), 1)

    def test_a_file_in_no_folder_is_analysed_alone(self):
        self.write("alone.py", QUERY)
        client = self.client(pull=True, folders=[])
        client.open("alone.py")
        self.assertEqual(self.checks(client.pull("alone.py")), ["unawaited-call"])
        client.close("alone.py")
        self.assertEqual(client.pull("alone.py"), [])

    def test_a_file_that_is_made_and_removed(self):
        self.folder.joinpath("store.py").unlink()
        client = self.client(pull=True, watch=True)
        client.wait_for("client/registerCapability")
        self.assertEqual(client.pull("app.py"), [])
        self.write("store.py", STORE)
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri("store.py"), "type": 1}]})
        self.assertEqual(len(client.pull("app.py")), 1)
        self.folder.joinpath("store.py").unlink()
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri("store.py"), "type": 3}]})
        self.assertEqual(client.pull("app.py"), [])

    def test_a_new_file_that_is_saved(self):
        self.folder.joinpath("store.py").unlink()
        client = self.client(pull=True)
        client.open("store.py", STORE)
        client.save("store.py")
        self.assertEqual(len(client.pull("app.py")), 1)

    def test_the_configuration_is_read_anew(self):
        client = self.client(pull=True)
        self.assertEqual(len(client.pull("app.py")), 1)
        self.write(".nostall.yaml", "disable: [blocking-call]\n")
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri(".nostall.yaml"), "type": 1}]})
        self.assertEqual(client.pull("app.py"), [])
        self.folder.joinpath(".nostall.yaml").unlink()
        client.tell("workspace/didChangeConfiguration", {"settings": None})
        self.assertEqual(len(client.pull("app.py")), 1)

    def test_a_wrong_configuration_is_a_finding_and_the_last_one_stays(self):
        client = self.client(pull=True)
        self.assertEqual(len(client.pull("app.py")), 1)
        self.write(".nostall.yaml", "disable: [blocking-call]\nfail-on: sometimes\n")
        client.tell("workspace/didChangeConfiguration", {"settings": {}})
        (found,) = client.pull(".nostall.yaml")
        self.assertEqual((found["code"], found["range"]["start"]["line"]), ("configuration", 1))
        self.assertEqual(len(client.pull("app.py")), 1)

    def test_settings_of_the_editor(self):
        client = self.client(pull=True, options={"checks": ["unawaited-call"]})
        self.assertEqual(client.pull("app.py"), [])
        client.tell("workspace/didChangeConfiguration", {"settings": {"nostall": {"checks": ["blocking-call"]}}})
        self.assertEqual(len(client.pull("app.py")), 1)


class Cxx(Session):
    CODE = """\
#include <libpq-fe.h>
#include "task.h"
// What blocks is what the library's header says.
task handle(PGconn *c) {
  PQexec(c, "select 1");
  co_return;
}
"""
    TASK = """\
#include <coroutine>
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
"""

    def setUp(self):
        super().setUp()
        self.write("main.cpp", self.CODE)
        self.write("task.h", self.TASK)
        self.write("compile_commands.json", json.dumps([{
            "directory": str(self.folder), "file": "main.cpp",
            "command": "clang++-19 -std=c++20 -isystem /usr/include/postgresql -c main.cpp"}]))

    def check(self):
        done = subprocess.run([NOSTALL, "check", ".", "-q"], cwd=self.folder, stdout=subprocess.PIPE, text=True,
                              env=dict(os.environ, XDG_CACHE_HOME=str(self.folder.parent / "cache")))
        self.assertIn("main.cpp:5:3", done.stdout)

    def test_findings_of_the_last_run_are_shown(self):
        self.check()
        client = self.client(pull=True)
        client.open("main.cpp", language="cpp")
        (found,) = client.pull("main.cpp")
        self.assertEqual((found["code"], found["range"]["start"]), ("blocking-call", {"line": 4, "character": 2}))
        client.apply(client.actions("main.cpp", found)[-1])
        self.assertIn('PQexec(c, "select 1");  // nostall: allow(libpq', client.texts["main.cpp"])

    def test_they_are_said_to_be_out_of_date_when_they_are(self):
        self.check()
        client = self.client(pull=True)
        client.open("main.cpp", language="cpp")
        client.edit("main.cpp", "select 1", "select 2")
        self.assertEqual(self.checks(client.pull("main.cpp")), ["out-of-date", "blocking-call"])
        client.edit("main.cpp", "select 2", "select 1")
        self.assertEqual(self.checks(client.pull("main.cpp")), ["blocking-call"])

    def test_a_later_run_is_taken_over(self):
        client = self.client(pull=True)
        client.open("main.cpp", language="cpp")
        self.assertEqual(client.pull("main.cpp"), [])
        self.check()
        client.save("main.cpp")
        self.assertEqual(self.checks(client.pull("main.cpp")), ["blocking-call"])


class Neovim(Session):
    def test_reads_a_finding_and_applies_its_fix(self):
        self.write("users.py", QUERY)
        script = Path(__file__).with_name("neovim.lua")
        # Its own files belong into the folder that goes with the test.
        home = {name: str(self.folder.parent / name) for name in
                ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        done = subprocess.run(["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {script}"],
                              env=dict(os.environ, NOSTALL=NOSTALL, PROJECT=str(self.folder), **home),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Endings(Session):
    def test_exit_after_shutdown(self):
        self.assertEqual(self.client().shut_down(), 0)

    def test_exit_without_shutdown(self):
        client = self.client()
        client.tell("exit", None)
        self.assertEqual(client.exit_code(), 1)

    def test_a_closed_input(self):
        client = self.client()
        client.process.stdin.close()
        self.assertEqual(client.exit_code(), 1)

    def test_an_input_that_ends_within_a_message(self):
        client = self.client()
        client.raw(b"Content-Length: 100\r\n\r\n{")
        client.process.stdin.close()
        self.assertEqual(client.exit_code(), 1)

    def test_a_client_that_is_killed_while_somebody_else_holds_the_pipe(self):
        other = subprocess.Popen(["sleep", "100"])
        self.addCleanup(other.kill)
        client = self.client(process=other.pid)
        other.send_signal(signal.SIGKILL)
        other.wait()
        self.assertEqual(client.exit_code(), 1)

    def test_an_end_in_the_middle_of_the_first_analysis(self):
        for number in range(200):
            self.write(f"m{number}.py", APP * 20)
        client = self.client()
        self.assertEqual(client.shut_down(), 0)


class Robustness(Session):
    def lives(self, client):
        self.assertEqual(client.shut_down(), 0)

    def refused(self, client, number):
        return client.answer(number)["error"]["code"]

    def test_requests_before_initialize(self):
        client = self.client(initialise=False)
        number = client.request("textDocument/diagnostic", {"textDocument": {"uri": client.uri("app.py")}})
        self.assertEqual(self.refused(client, number), -32002)
        client.tell("textDocument/didOpen", {})
        client.initialise()
        self.lives(client)

    def test_initialize_twice(self):
        client = self.client()
        self.assertEqual(self.refused(client, client.request("initialize", {"capabilities": {}})), -32600)
        self.lives(client)

    def test_requests_after_shutdown(self):
        client = self.client()
        client.ask("shutdown", None)
        number = client.request("textDocument/diagnostic", {"textDocument": {"uri": client.uri("app.py")}})
        self.assertEqual(self.refused(client, number), -32600)

    def test_unknown_methods(self):
        client = self.client()
        self.assertEqual(self.refused(client, client.request("textDocument/hover", {})), -32601)
        self.assertEqual(self.refused(client, client.request("nostall/refused", {})), -32601)
        client.tell("$/setTrace", {"value": "off"})
        client.tell("no/such/thing", {})
        self.lives(client)

    def test_wrong_parameters(self):
        client = self.client()
        self.assertEqual(self.refused(client, client.request("textDocument/diagnostic", {"textDocument": 3})), -32602)
        self.assertEqual(self.refused(client, client.request("textDocument/codeAction", None)), -32602)
        for method in ("didOpen", "didChange", "didClose", "didSave"):
            for parameters in (None, [], {}, {"textDocument": None}, {"textDocument": {"uri": 1}}):
                client.tell("textDocument/" + method, parameters)
        client.tell("workspace/didChangeWatchedFiles", {"changes": [1]})
        client.tell("workspace/didChangeConfiguration", None)
        client.tell("$/cancelRequest", None)
        self.lives(client)

    def test_messages_that_are_none(self):
        client = self.client()
        for body in (b"{", b"\xff\xfe", b"[]", b"3", b"{}", b'{"jsonrpc": "1.0", "method": "exit"}', b"[" * 100000,
                     b'{"jsonrpc": "2.0"}', b'{"jsonrpc": "2.0", "id": 77, "result": null}'):
            client.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.lives(client)

    def test_headers_that_are_none(self):
        client = self.client()
        for header in (b"Content-Length: x\r\n\r\n", b"Content-Length: -5\r\n\r\n", b"Content-Length:\r\n\r\n",
                       b"\r\n\r\n", b"nonsense\r\n\r\n", b"Content-Length: 99999999999999999999999\r\n\r\n",
                       b"x" * 100000 + b"\r\n\r\n", b"Content-Type: a\r\ncontent-length: 2\r\n\r\n{}"):
            client.raw(header)
        self.lives(client)

    def test_a_document_that_is_none_of_a_file(self):
        client = self.client()
        client.tell("textDocument/didOpen", {"textDocument": {"uri": "untitled:Untitled-1", "languageId": "python",
                                                              "version": 1, "text": QUERY}})
        self.lives(client)

    def test_edits_outside_the_text(self):
        client = self.client(pull=True)
        client.open("app.py")
        for line, character in ((1000, 0), (0, 1000), (2**31 - 1, 2**31 - 1), (-1, -1)):
            place = {"line": line, "character": character}
            client.change("app.py", [{"range": {"start": place, "end": place}, "text": ""}])
        backwards = {"start": {"line": 3, "character": 2}, "end": {"line": 1, "character": 0}}
        client.change("app.py", [{"range": backwards, "text": ""}])
        self.assertEqual(len(client.pull("app.py")), 1)
        client.change("store.py", [{"text": ""}]) if "store.py" in client.versions else None
        self.lives(client)

    def test_a_document_that_was_never_opened(self):
        client = self.client(pull=True)
        client.versions["app.py"] = 1
        client.change("app.py", [{"text": ""}])
        self.assertEqual(len(client.pull("app.py")), 1)

    def test_a_huge_document(self):
        text = APP + "".join(f"async def f{n}():\n    load(connection)\n" for n in range(2000))
        text += "x = 1\n" * 100000
        client = self.client(pull=True)
        client.open("app.py", text)
        self.assertEqual(len(client.pull("app.py")), 2001)
        client.edit("app.py", "async def handle", "def handle")
        self.assertEqual(len(client.pull("app.py")), 2000)
        self.lives(client)

    def test_rapid_edits_end_in_the_last_text(self):
        client = self.client(pull=True)
        client.open("app.py")
        for number in range(300):
            client.edit("app.py", "load(connection)", f"x{number} = 1")
            client.edit("app.py", f"x{number} = 1", "load(connection)")
        self.assertEqual(len(client.pull("app.py")), 1)
        client.edit("app.py", "load(connection)", "pass")
        self.assertEqual(client.pull("app.py"), [])

    def test_somebody_who_does_not_stop_typing_sees_findings(self):
        client = self.client()
        client.open("app.py")
        client.published("app.py")
        end = time.monotonic() + 30
        while not any(n["method"] == "textDocument/publishDiagnostics" for n in client.notes):
            self.assertLess(time.monotonic(), end)
            client.edit("app.py", "load(connection)", "load( connection)")
            client.edit("app.py", "load( connection)", "load(connection)")
            try:
                client.take(0.02)
            except Died:
                pass

    def test_a_cancelled_request_is_answered_as_such(self):
        for number in range(100):
            self.write(f"m{number}.py", APP * 20)
        client = self.client(pull=True)
        number = client.request("workspace/diagnostic", {"previousResultIds": []})
        client.tell("$/cancelRequest", {"id": number})
        self.assertEqual(client.answer(number)["error"]["code"], -32800)
        client.tell("$/cancelRequest", {"id": "unknown"})
        self.assertEqual(len(client.pull("app.py")), 1)

    def test_text_that_is_no_python(self):
        client = self.client(pull=True)
        client.open("app.py", "def (((\x00\u0001 é")
        client.pull("app.py")
        client.change("app.py", [{"text": APP}])
        self.assertEqual(len(client.pull("app.py")), 1)


if __name__ == "__main__":
    unittest.main()
