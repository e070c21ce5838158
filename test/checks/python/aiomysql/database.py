# aiomysql and asyncmy, right and wrong.
import aiomysql
import asyncmy


async def right():
    async with aiomysql.create_pool(host="localhost") as pool:  # ok: awaited
        async with pool.acquire() as conn:  # ok: awaited
            async with conn.cursor() as cursor:  # ok: awaited
                await cursor.execute("select 1")  # ok: awaited
                await cursor.fetchall()  # ok: awaited
            await conn.commit()  # ok: awaited
            conn.close()  # ok: plain
    other = await asyncmy.connect(host="localhost")  # ok: awaited
    async with other.cursor() as cursor:  # ok: awaited
        await cursor.execute("select 1")  # ok: awaited


async def forgotten(pool: aiomysql.Pool):
    async with pool.acquire() as conn:  # ok: awaited
        conn.commit()  # expect: unawaited-call [aiomysql-unawaited]
        cursor = await conn.cursor()  # ok: awaited
        cursor.execute("select 1")  # expect: unawaited-call [aiomysql-unawaited]
        cursor.fetchone()  # expect: unawaited-call [aiomysql-unawaited]
    other = await asyncmy.connect(host="localhost")  # ok: awaited
    other.commit()  # expect: unawaited-call [aiomysql-unawaited]


async def entered(pool: aiomysql.Pool):
    with pool.acquire() as conn:  # expect: async-session-misuse [aiomysql-entered-plainly]
        pass
