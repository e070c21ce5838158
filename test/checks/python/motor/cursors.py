"""Motor: everything is awaited but `find` and `aggregate`."""
from motor.motor_asyncio import AsyncIOMotorClient

client = AsyncIOMotorClient()
db = client.shop


async def right():
    await db.users.find_one({})  # ok: awaited
    async for user in db.users.find({}):  # ok: an asynchronous loop
        print(user)
    await db.users.find({}).to_list(length=10)  # ok: awaited
    async for row in db.users.aggregate([]):  # ok: an asynchronous loop
        print(row)
    async with await client.start_session():  # ok: awaited
        pass


async def wrong():
    db.users.insert_one({})  # expect: unawaited-call [motor-unawaited]
    await db.users.aggregate([])  # expect: async-session-misuse [motor-awaited-find]
    for user in db.users.find({}):  # expect: async-session-misuse [motor-plain-loop]
        print(user)
