# asyncpg, right and wrong.
import asyncpg


async def right(dsn):
    conn = await asyncpg.connect(dsn)  # ok: awaited
    await conn.execute("select 1")  # ok: awaited
    async with conn.transaction():  # ok: awaited
        async for row in conn.cursor("select 1"):  # ok: awaited
            print(row)
    await conn.close()  # ok: awaited
    async with asyncpg.create_pool(dsn) as pool:  # ok: awaited
        async with pool.acquire() as conn:  # ok: awaited
            return await conn.fetch("select 1")  # ok: awaited


async def forgotten(dsn, pool: asyncpg.Pool):
    conn = await asyncpg.connect(dsn)  # ok: awaited
    conn.execute("delete from t")  # expect: unawaited-call [asyncpg-unawaited]
    conn.close()  # expect: unawaited-call [asyncpg-unawaited]
    conn.terminate()  # ok: plain
    pool.execute("delete from t")  # expect: unawaited-call [asyncpg-unawaited]
    async with pool.acquire() as other:  # ok: awaited
        other.execute("delete from t")  # expect: unawaited-call [asyncpg-unawaited]


async def entered(pool: asyncpg.Pool):
    with pool.acquire() as conn:  # expect: async-session-misuse [asyncpg-entered-plainly]
        pass
    async with pool.acquire() as conn:  # ok: as it is meant
        with conn.transaction():  # expect: async-session-misuse [asyncpg-entered-plainly]
            pass
