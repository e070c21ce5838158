"""Runs legacy queries and what nostall would write instead, and compares what they give.

    nostall check queries.py --output json | rewrites.py queries.py [NAME...]

Every coroutine of the module, or each of these names, takes a session. It runs as it stands, with a Session, and with the suggested text
in place of what that stands for, with an AsyncSession; each time on new tables of its own. Results, exceptions
and the tables afterwards have to be the same. One line for each coroutine on standard output: its name and
`same`, `as it is` when nothing is suggested, or what differs.
"""

import ast
import asyncio
import json
import re
import sys

from sqlalchemy import create_engine, delete, func, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool


def load(source):
    module = {"__name__": "queries", "select": select, "update": update, "delete": delete, "func": func}
    exec(compile(source, "queries.py", "exec"), module)
    return module


def plain(value):
    if isinstance(value, (Row, tuple, list)):
        return [type(value).__name__ == "list", *map(plain, value)]
    if hasattr(value, "__table__"):
        return f"{type(value).__name__} {value.id}"
    return value


def tables(session, base):
    return [[plain(row) for row in session.execute(table.select())] for table in base.metadata.sorted_tables]


def fill(session, module):
    module["Base"].metadata.create_all(session.connection())
    module["fill"](session)
    session.commit()
    session.expunge_all()


async def outcome(function, session):
    try:
        return plain(await function(session))
    except Exception as error:
        return type(error).__name__


async def legacy(module, name):
    with Session(create_engine("sqlite://", poolclass=StaticPool)) as session:
        fill(session, module)
        return await outcome(module[name], session), tables(session, module["Base"])


async def rewritten(module, name):
    engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
    async with AsyncSession(engine) as session:
        await session.run_sync(fill, module)
        result = await outcome(module[name], session), await session.run_sync(tables, module["Base"])
    await engine.dispose()
    return result


def offset(lines, line, column):
    return sum(map(len, lines[: line - 1])) + column - 1


def origins(source, begin, end, condition):
    """The edits that a condition asks for: variables built from a statement in place of a query."""
    edits = []
    for statement, query in re.findall(r"is built from `([^`]+)` in place of `([^`]+)`", condition):
        for match in re.finditer(re.escape(query), source[begin:end]):
            edits.append((begin + match.start(), begin + match.end(), statement))
    return edits


def replaced(source, function, findings):
    """The source with what is suggested for each finding in the function; nothing without a suggestion."""
    lines = source.splitlines(keepends=True)
    edits = []
    for finding in findings:
        if not function.lineno <= finding["location"]["line"] <= function.end_lineno:
            continue
        written = [one for one in finding["suggestions"] if one["fixClass"] == "F2" and one.get("text")]
        for suggestion in written[:1]:
            place = suggestion["location"]
            begin = offset(lines, place["line"], place["column"])
            end = offset(lines, place["endLine"], place["endColumn"])
            edits.append((begin, end, suggestion["text"]))
            edits += origins(source, offset(lines, function.lineno, 1), begin, suggestion.get("condition", ""))
    for begin, end, text in sorted(set(edits), reverse=True):
        source = source[:begin] + text + source[end:]
    return source if edits else None


def compare(source, function, findings):
    changed = replaced(source, function, findings)
    if changed is None:
        return "as it is"
    before = asyncio.run(legacy(load(source), function.name))
    after = asyncio.run(rewritten(load(changed), function.name))
    return "same" if before == after else f"{before} became {after}"


with open(sys.argv[1]) as file:
    text = file.read()
found = json.load(sys.stdin)["findings"]
for node in ast.parse(text).body:
    if isinstance(node, ast.AsyncFunctionDef) and node.name in (sys.argv[2:] or [node.name]):
        print(f"{node.name}: {compare(text, node, found)}")
