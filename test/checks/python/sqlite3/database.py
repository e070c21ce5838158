# Python's own sqlite3 in coroutines.
import asyncio
import sqlite3
from contextlib import closing


async def statements(path):
    conn = sqlite3.connect(path)  # expect: blocking-call [python-sqlite3-connect]
    conn.execute("create table t (a)")  # expect: blocking-call [python-sqlite3-execute]
    conn.row_factory = sqlite3.Row  # ok: a setting
    cursor = conn.cursor()  # ok: memory
    cursor.execute("select a from t")  # expect: blocking-call [python-sqlite3-execute]
    row = cursor.fetchone()  # expect: blocking-call [python-sqlite3-execute]
    rows = cursor.execute("select 1").fetchall()  # expect: blocking-call [python-sqlite3-execute]; blocking-call [python-sqlite3-execute]
    for row in cursor:  # expect: blocking-call [python-sqlite3-execute]
        print(row)
    conn.create_function("f", 1, print)  # ok: memory
    conn.commit()  # expect: blocking-call [python-sqlite3-execute]
    conn.close()  # expect: blocking-call [python-sqlite3-execute]
    return rows


async def blocks(path):
    with sqlite3.connect(path) as conn:  # expect: blocking-call [python-sqlite3-connect]; blocking-call [python-sqlite3-execute]
        conn.execute("select 1")  # expect: blocking-call [python-sqlite3-execute]


async def in_memory():
    return sqlite3.connect(":memory:")  # ok: no file


def load(path):
    with closing(sqlite3.connect(path)) as conn:  # ok: in a thread
        return conn.execute("select 1").fetchall()  # ok: in a thread


async def offloaded(path):
    return await asyncio.to_thread(load, path)  # ok: in a thread
