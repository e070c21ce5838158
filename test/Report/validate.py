"""validate.py SCHEMA FILE: holds the golden report FILE against a JSON schema.

A file ending in .jsonl is held line by line against the schema's definition `line`. SCHEMA `sarif` and `rdjson` stand
for the schemas of SARIF 2.1.0 and of the Reviewdog Diagnostic Format, which are taken from packages of npm; without
npm or network the test is skipped.
"""

import json
import sys
import tempfile
import unittest
from pathlib import Path

import jsonschema

import npm_package


def sarif_schema():
    with npm_package.opened("@microsoft/jest-sarif@1.0.0-beta.0") as content:
        return json.load(content.extractfile("package/lib/schemas/sarif-2.1.0-rtm.5.json"))


def rdjson_schema():
    """The one for a whole result; the package has it as a module beside those for a diagnostic and an array of them."""
    with tempfile.TemporaryDirectory() as folder:
        package = npm_package.unpacked("@umbrelladocs/rdformat-validator@1.0.1", folder)
        script = f"""
            import {{rdformatSchema}} from '{package}/dist/types/schema.js';
            console.log(JSON.stringify(rdformatSchema));
        """
        shown = npm_package.node(script, folder, check=True).stdout
    schema = json.loads(shown)
    (whole,) = [form for form in schema["oneOf"] if form["title"] == "DiagnosticResult"]
    return {"$schema": schema["$schema"], **whole}


PUBLISHED = {"sarif": sarif_schema, "rdjson": rdjson_schema}


def documents(path):
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()] if path.suffix == ".jsonl" else [json.loads(text)]


def problems(schema, document):
    """What is wrong with a document, a line each."""
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in kind(schema).iter_errors(document)
    ]


def schema_named(name):
    return PUBLISHED[name]() if name in PUBLISHED else json.loads(Path(name).read_text(encoding="utf-8"))


def main():
    path = Path(sys.argv[2])
    schema = schema_named(sys.argv[1])
    if path.suffix == ".jsonl":
        schema = {"$schema": schema["$schema"], "$ref": "#/$defs/line", "$defs": schema["$defs"]}
    found = [problem for document in documents(path) for problem in problems(schema, document)]
    sys.exit("\n".join(found) if found else 0)


if __name__ == "__main__":
    try:
        main()
    except unittest.SkipTest as skipped:
        print(f"skipped: {skipped}")
        sys.exit(77)
