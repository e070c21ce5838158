"""A client of the language server protocol: starts a server, speaks with it over its standard input and output.

    with Client(["nostall", "lsp"], folder) as client:
        client.open("app.py")
        client.published("app.py")     # waits for the diagnostics of the newest text
        client.edit("app.py", "old", "new")
        client.pull("app.py")
"""
import itertools
import json
import os
import queue
import subprocess
import threading
from pathlib import Path
from urllib.parse import quote, unquote

PATIENCE = 60  # seconds that a server may take for anything


class Died(Exception):
    """The server ended, or says nothing any more."""


def units(text, encoding):
    return {"utf-8": len(text.encode()), "utf-16": len(text.encode("utf-16-le")) // 2, "utf-32": len(text)}[encoding]


class Client:
    def __init__(self, command, folder, *, pull=False, encodings=None, options=None, folders=None, process=None,
                 cache=None, initialise=True, refresh=False, watch=False):
        self.folder = Path(folder)
        environment = dict(os.environ, XDG_CACHE_HOME=str(cache or self.folder.parent / "cache"))
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=environment)
        self.ids = itertools.count(1)
        self.texts, self.versions = {}, {}
        self.notes = []  # notifications and requests of the server's that nobody took yet
        self.answers = {}
        self.arrived = queue.Queue()
        self.encoding = "utf-16"
        self.errors = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.drain = threading.Thread(target=self._drain, daemon=True)
        self.reader.start()
        self.drain.start()
        if initialise:
            self.initialise(pull, encodings, options, folders, process, refresh, watch)

    def initialise(self, pull=False, encodings=None, options=None, folders=None, process=None, refresh=False,
                   watch=False):
        text = {"publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True},
                "codeAction": {"codeActionLiteralSupport": {}}}
        if pull:
            text["diagnostic"] = {}
        capabilities = {"textDocument": text,
                        "workspace": {"diagnostics": {"refreshSupport": refresh},
                                      "didChangeWatchedFiles": {"dynamicRegistration": watch}}}
        if encodings:
            capabilities["general"] = {"positionEncodings": encodings}
        folders = [self.folder] if folders is None else folders
        self.server = self.ask("initialize", {
            "processId": process, "capabilities": capabilities, "rootUri": None, "initializationOptions": options,
            "workspaceFolders": [{"uri": self.uri(folder), "name": Path(folder).name} for folder in folders]})
        self.encoding = self.server["capabilities"]["positionEncoding"]
        self.tell("initialized", {})

    # What goes over the wire.

    def _read(self):
        try:
            while True:
                length = None
                for line in iter(self.process.stdout.readline, b""):
                    if not line.strip():
                        break
                    name, value = line.decode().split(":", 1)
                    if name.lower() == "content-length":
                        length = int(value)
                if length is None:
                    break
                self.arrived.put(json.loads(self.process.stdout.read(length)))
        finally:
            self.arrived.put(None)

    def _drain(self):
        for line in self.process.stderr:
            self.errors.append(line.decode(errors="replace"))

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps(message).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def tell(self, method, parameters):
        self.send({"jsonrpc": "2.0", "method": method, "params": parameters})

    def request(self, method, parameters):
        number = next(self.ids)
        self.send({"jsonrpc": "2.0", "id": number, "method": method, "params": parameters})
        return number

    def take(self, patience=PATIENCE):
        """Sorts the next message in."""
        try:
            message = self.arrived.get(timeout=patience)
        except queue.Empty:
            raise Died("nothing came; it wrote " + "".join(self.errors)) from None
        if message is None:
            self.arrived.put(None)
            raise Died("the server ended; it wrote " + "".join(self.errors))
        if "method" in message:
            self.notes.append(message)
            if "id" in message:
                self.send({"jsonrpc": "2.0", "id": message["id"], "result": None})
        else:
            self.answers[message["id"]] = message

    def answer(self, number):
        while number not in self.answers:
            self.take()
        return self.answers.pop(number)

    def ask(self, method, parameters):
        answer = self.answer(self.request(method, parameters))
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["result"]

    def wait_for(self, method, fits=lambda parameters: True):
        """The parameters of the newest message of that kind that fits."""
        while True:
            for message in reversed(self.notes):
                if message["method"] == method and fits(message.get("params")):
                    self.notes.remove(message)
                    return message.get("params")
            self.take()

    # Documents; a file is named relative to the folder.

    def path(self, file):
        return self.folder / file

    def uri(self, file):
        return "file://" + quote(str(self.path(file)))

    def file_of(self, uri):
        return os.path.relpath(unquote(uri.removeprefix("file://")), self.folder)

    def open(self, file, text=None, language="python"):
        self.texts[file] = self.path(file).read_text(encoding="utf-8") if text is None else text
        self.versions[file] = 1
        self.tell("textDocument/didOpen", {"textDocument": {
            "uri": self.uri(file), "languageId": language, "version": 1, "text": self.texts[file]}})

    def position(self, text, offset):
        line = text.count("\n", 0, offset)
        start = text.rfind("\n", 0, offset) + 1
        return {"line": line, "character": units(text[start:offset], self.encoding)}

    def change(self, file, changes):
        self.versions[file] += 1
        self.tell("textDocument/didChange", {"textDocument": {"uri": self.uri(file), "version": self.versions[file]},
                                             "contentChanges": changes})

    def edit(self, file, old, new):
        """Replaces the first `old`, as an edit of just that."""
        text = self.texts[file]
        begin = text.index(old)
        place = {"start": self.position(text, begin), "end": self.position(text, begin + len(old))}
        self.texts[file] = text.replace(old, new, 1)
        self.change(file, [{"range": place, "text": new}])

    def save(self, file):
        self.path(file).write_text(self.texts[file], encoding="utf-8")
        self.tell("textDocument/didSave", {"textDocument": {"uri": self.uri(file)}})

    def close(self, file):
        self.tell("textDocument/didClose", {"textDocument": {"uri": self.uri(file)}})
        del self.texts[file], self.versions[file]

    def apply(self, action):
        """Makes the edits of a code action in open documents."""
        for uri, edits in action["edit"]["changes"].items():
            file = self.file_of(uri)
            for edit in edits:
                lines = self.texts[file].split("\n")

                def offset(place):
                    start = sum(len(line) + 1 for line in lines[:place["line"]])
                    line, count = lines[place["line"]], 0
                    while units(line[:count], self.encoding) < place["character"]:
                        count += 1
                    return start + count
                begin, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
                text = self.texts[file]
                self.texts[file] = text[:begin] + edit["newText"] + text[end:]
                self.change(file, [{"range": edit["range"], "text": edit["newText"]}])

    # Findings.

    def published(self, file):
        """The diagnostics of the open document's newest text."""
        return self.wait_for("textDocument/publishDiagnostics",
                             lambda p: p["uri"] == self.uri(file) and
                             p.get("version") == self.versions.get(file))["diagnostics"]

    def pull(self, file):
        return self.ask("textDocument/diagnostic", {"textDocument": {"uri": self.uri(file)}})["items"]

    def actions(self, file, diagnostic, **context):
        return self.ask("textDocument/codeAction", {
            "textDocument": {"uri": self.uri(file)}, "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic], **context}})

    # The end.

    def exit_code(self):
        return self.process.wait(timeout=PATIENCE)

    def shut_down(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.exit_code()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.drain.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                stream.close()
            except BrokenPipeError:
                pass
