#!/usr/bin/env python3
"""Speaks with a clangd and prints its diagnostics as clang-tidy would, so that both are tested in the same way:

    clangd-as-tidy.py --load=CLANGD [other options] FILE -- FLAG...
"""
import json
import os
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Lsp"))
from client import Client  # noqa: E402

split = sys.argv.index("--")
options, flags = sys.argv[1:split], sys.argv[split + 1:]
server = next(option.removeprefix("--load=") for option in options if option.startswith("--load="))
source = Path(next(option for option in options if not option.startswith("-"))).resolve()


def show(uri, place, kind, text):
    file = uri.removeprefix("file://")
    print(f"{file}:{place['line'] + 1}:{place['character'] + 1}: {kind}: {text}")


with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "compile_commands.json").write_text(json.dumps([
        {"directory": str(source.parent), "file": str(source), "arguments": ["clang++", *flags, str(source)]}]))
    arguments = [server, "--background-index=0", "--log=error", f"--compile-commands-dir={folder}"]
    with Client(arguments, source.parent, initialise=False, cache=folder) as client:
        text = {"publishDiagnostics": {"relatedInformation": True}}
        client.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {"textDocument": text}})
        client.tell("initialized", {})
        client.open(source.name, language="c" if source.suffix == ".c" else "cpp")
        for diagnostic in client.published(source.name):
            check = f" [{diagnostic['code']}]" if str(diagnostic.get("code", "")).startswith("nostall-") else ""
            message = re.sub(r" \((fix|fixes) available\)$", "", diagnostic["message"])
            kind = "warning" if check else "error" if diagnostic["severity"] == 1 else "remark"
            show(client.uri(source.name), diagnostic["range"]["start"], kind, message + check)
            for related in diagnostic.get("relatedInformation", []):
                show(related["location"]["uri"], related["location"]["range"]["start"], "note", related["message"])
