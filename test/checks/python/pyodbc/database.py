# pyodbc and aioodbc.
import aioodbc
import pyodbc


async def synchronous(dsn):
    conn = pyodbc.connect(dsn)  # expect: blocking-call [pyodbc-connect]
    cursor = conn.cursor()  # ok: memory
    cursor.execute("select 1")  # expect: blocking-call [pyodbc-execute]
    cursor.fetchval()  # expect: blocking-call [pyodbc-execute]
    for row in cursor.execute("select 1"):  # expect: blocking-call [pyodbc-execute]; blocking-call [pyodbc-execute]
        print(row)
    conn.commit()  # expect: blocking-call [pyodbc-execute]


async def asynchronous(dsn):
    conn = await aioodbc.connect(dsn=dsn)  # ok: awaited
    cursor = await conn.cursor()  # ok: awaited
    await cursor.execute("select 1")  # ok: awaited
    await cursor.fetchall()  # ok: awaited
    conn.commit()  # expect: unawaited-call [aioodbc-unawaited]
    cursor.execute("delete from t")  # expect: unawaited-call [aioodbc-unawaited]


def script(dsn):
    pyodbc.connect(dsn)  # ok: nothing asynchronous calls it
