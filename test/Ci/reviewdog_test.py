"""What reviewdog gets: its format, read as it reads it. reviewdog itself is not at hand; it offers suggestions as
replacements of bytes, and a program with all of them applied has to be what they promise."""

import json
import re
import unittest

import scratch
from Report import validate
from scratch import BLOCKING, SOURCE, Repository

PAGE = SOURCE / "docs" / "ci" / "reviewdog.md"

MISUSES = """import asyncio
import time
from sqlalchemy.ext.asyncio import AsyncSession

async def handle(db: AsyncSession):
    note = "überall"; time.sleep(1)
    db.delete(note)
    db.commit()
    await db.add(note)
"""
MENDED = (
    MISUSES.replace("time.sleep", "await asyncio.sleep")
    .replace("    db.delete", "    await db.delete")
    .replace("    db.commit", "    await db.commit")
    .replace("await db.add", "db.add")
)


def diagnostics(repository):
    """What the line of the page writes into reviewdog."""
    (line,) = re.findall(r"^(nostall check .*) \| reviewdog ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    done = repository.run("sh", "-c", line)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["diagnostics"]


def applied(repository, found):
    """The text of each file with all suggestions in it. Columns count bytes from 1, and the end is exclusive."""
    texts = {}
    for diagnostic in sorted(found, key=lambda each: -each["location"]["range"]["start"]["line"]):
        path = diagnostic["location"]["path"]
        lines = texts.setdefault(path, (repository.path / path).read_bytes().splitlines(keepends=True))
        for suggestion in diagnostic["suggestions"]:
            start, end = suggestion["range"]["start"], suggestion["range"]["end"]
            assert start["line"] == end["line"], suggestion
            line = lines[start["line"] - 1]
            new = suggestion["text"].encode()
            lines[start["line"] - 1] = line[: start["column"] - 1] + new + line[end["column"] - 1 :]
    return {path: b"".join(lines).decode() for path, lines in texts.items()}


class Diagnostics(unittest.TestCase):
    def test_suggestions_can_be_applied(self):
        repository = Repository(self, {"app/main.py": MISUSES})
        self.assertEqual(applied(repository, diagnostics(repository)), {"app/main.py": MENDED})
        repository.write({"app/main.py": MENDED})
        self.assertEqual(diagnostics(repository), [])

    def test_the_path_is_in_related_locations(self):
        caller = "from app import work\n\nasync def handle():\n    work.work()\n"
        work = "import time\n\ndef work():\n    time.sleep(1)\n"
        (found,) = diagnostics(Repository(self, {"app/main.py": caller, "app/work.py": work}))
        places = [each["location"] for each in found["related_locations"]]
        self.assertEqual(
            [(place["path"], place["range"]["start"]["line"]) for place in places],
            [("app/main.py", 3), ("app/main.py", 4), ("app/work.py", 4)],
        )

    def test_nothing_found_is_no_diagnostic(self):
        self.assertEqual(diagnostics(Repository(self, {"app/main.py": MENDED})), [])

    def test_a_unit_that_cannot_be_analysed_fails_the_line(self):
        repository = Repository(self, {"app/main.py": BLOCKING, "app/big.py": ""})
        (repository.path / "app" / "gone.py").symlink_to("/nowhere.py")
        done = repository.run("nostall", "check", "--output", "rdjson", "--exit-zero")
        self.assertEqual(done.returncode, 3)


class Schema(unittest.TestCase):
    def test_the_result_is_one(self):
        repository = Repository(self, {"app/main.py": MISUSES})
        result = {"source": {"name": "nostall"}, "diagnostics": diagnostics(repository)}
        self.assertEqual(validate.problems(validate.rdjson_schema(), result), [])


if __name__ == "__main__":
    scratch.main()
