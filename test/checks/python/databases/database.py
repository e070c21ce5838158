"""databases, whose queries are awaited."""
from databases import Database

database = Database("sqlite://")


async def right():
    await database.connect()  # ok: awaited
    await database.fetch_all("select 1")  # ok: awaited
    async for row in database.iterate("select 1"):  # ok: an asynchronous loop
        print(row)
    async with database.transaction():  # ok: an asynchronous block
        await database.execute("select 1")


async def wrong():
    database.execute("delete from a")  # expect: unawaited-call [databases-unawaited]
    with database.transaction():  # expect: async-session-misuse [databases-async-misuse]
        pass
