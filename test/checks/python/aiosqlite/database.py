# aiosqlite, right and wrong.
import aiosqlite


async def right(path):
    async with aiosqlite.connect(path) as db:  # ok: awaited
        await db.execute("create table t (a)")  # ok: awaited
        async with db.execute("select a from t") as cursor:  # ok: awaited
            async for row in cursor:  # ok: awaited
                print(row)
            await cursor.fetchall()  # ok: awaited
        await db.commit()  # ok: awaited
    db = await aiosqlite.connect(path)  # ok: awaited
    cursor = await db.execute("select 1")  # ok: awaited
    return await cursor.fetchone()  # ok: awaited


async def forgotten(db: aiosqlite.Connection):
    db.execute("delete from t")  # expect: unawaited-call [aiosqlite-unawaited]
    db.commit()  # expect: unawaited-call [aiosqlite-unawaited]
    cursor = await db.cursor()  # ok: awaited
    cursor.execute("select 1")  # expect: unawaited-call [aiosqlite-unawaited]
    cursor.close()  # expect: unawaited-call [aiosqlite-unawaited]


async def entered(path):
    with aiosqlite.connect(path) as db:  # expect: async-session-misuse [aiosqlite-entered-plainly]
        pass
    async with aiosqlite.connect(path) as db:  # ok: as it is meant
        cursor = await db.execute("select 1")  # ok: awaited
        for row in cursor:  # expect: async-session-misuse [aiosqlite-entered-plainly]
            print(row)
