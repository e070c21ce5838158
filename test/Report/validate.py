"""validate.py SCHEMA FILE: holds the golden report FILE against a JSON schema.

A file ending in .jsonl is held line by line against the schema's definition `line`. SCHEMA `sarif` stands for the schema
of SARIF 2.1.0, which is taken from a package of the npm client; without npm or network the test is skipped.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import jsonschema

SKIPPED = 77
PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
SHA512 = (
    "0357ce84f77a21ce620e4e05f583f0d6a341e1717eefe22f891ef197caf617a4"
    "33424c7972963d2ec1a4dab1318852047016e3a559d29b058606e9004a4890f4"
)


def sarif_schema():
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(
                ["npm", "pack", "--silent", PACKAGE],
                cwd=folder, check=True, timeout=60, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError) as error:
            print(f"no SARIF schema, because npm cannot fetch it: {error}")
            sys.exit(SKIPPED)
        archive = next(Path(folder).glob("*.tgz"))
        if hashlib.sha512(archive.read_bytes()).hexdigest() != SHA512:
            sys.exit(f"{PACKAGE} is not what it was")
        with tarfile.open(archive) as content:
            return json.load(content.extractfile(MEMBER))


def documents(path):
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()] if path.suffix == ".jsonl" else [json.loads(text)]


def main():
    path = Path(sys.argv[2])
    schema = sarif_schema() if sys.argv[1] == "sarif" else json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if path.suffix == ".jsonl":
        schema = {"$schema": schema["$schema"], "$ref": "#/$defs/line", "$defs": schema["$defs"]}
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    problems = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for document in documents(path)
        for error in kind(schema).iter_errors(document)
    ]
    sys.exit("\n".join(problems) if problems else 0)


main()
