# psycopg 3, both halves.
import psycopg
from psycopg_pool import AsyncConnectionPool, ConnectionPool

pool = AsyncConnectionPool("", open=False)
old_pool = ConnectionPool("", open=False)


async def synchronous(dsn):
    with psycopg.connect(dsn) as conn:  # expect: blocking-call [psycopg-connect]; blocking-call [psycopg-execute]
        conn.execute("select 1")  # expect: blocking-call [psycopg-execute]
        with conn.cursor() as cursor:  # ok: memory
            cursor.execute("select 1")  # expect: blocking-call [psycopg-execute]
            cursor.fetchone()  # ok: the rows are there when `execute` returns
            for row in cursor:  # ok: the rows are there when `execute` returns
                print(row)
        conn.commit()  # expect: blocking-call [psycopg-execute]
    with old_pool.connection() as conn:  # expect: blocking-call [psycopg-connect]; blocking-call [psycopg-connect]
        conn.execute("select 1")  # expect: blocking-call [psycopg-execute]


async def asynchronous(dsn):
    async with await psycopg.AsyncConnection.connect(dsn) as conn:  # ok: awaited
        async with conn.cursor() as cursor:  # ok: awaited
            await cursor.execute("select 1")  # ok: awaited
            async for row in cursor:  # ok: awaited
                print(row)
        async with conn.transaction():  # ok: awaited
            await conn.execute("select 1")  # ok: awaited
    await pool.open()  # ok: awaited
    async with pool.connection() as conn:  # ok: awaited
        await conn.execute("select 1")  # ok: awaited


async def forgotten(conn: psycopg.AsyncConnection):
    conn.execute("delete from t")  # expect: unawaited-call [psycopg-unawaited]
    conn.commit()  # expect: unawaited-call [psycopg-unawaited]
    pool.close()  # expect: unawaited-call [psycopg-unawaited]
    cursor = conn.cursor()  # ok: plain
    cursor.execute("select 1")  # expect: unawaited-call [psycopg-unawaited]


async def entered():
    with pool.connection() as conn:  # expect: async-session-misuse [psycopg-entered-plainly]
        pass
    async with pool.connection() as conn:  # ok: as it is meant
        with conn.cursor() as cursor:  # expect: async-session-misuse [psycopg-entered-plainly]
            pass


async def on_the_server(cursor: psycopg.ServerCursor):
    cursor.execute("select 1")  # expect: blocking-call [psycopg-execute]
    cursor.fetchmany(10)  # expect: blocking-call [psycopg-execute]
