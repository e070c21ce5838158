# DuckDB in coroutines.
import asyncio

import duckdb


async def statements():
    con = duckdb.connect("a.db")  # expect: blocking-call [python-duckdb-connect]
    con.execute("select 1").fetchall()  # expect: blocking-call [python-duckdb-execute]; blocking-call [python-duckdb-execute]
    con.sql("select 1").df()  # expect: blocking-call [python-duckdb-execute]; blocking-call [python-duckdb-execute]
    duckdb.sql("select 1")  # expect: blocking-call [python-duckdb-execute]
    relation = con.table("t").filter("a > 1").limit(3)  # ok: a relation is read at its end
    relation.fetchall()  # expect: blocking-call [python-duckdb-execute]


async def offloaded(con: duckdb.DuckDBPyConnection):
    cursor = con.cursor()  # ok: memory
    duckdb.connect(":memory:")  # ok: no file
    await asyncio.to_thread(cursor.execute, "select 1")  # ok: in a thread
