"""The asynchronous client: what has to be awaited, and what must not be."""
from pymongo import AsyncMongoClient

client = AsyncMongoClient("mongodb://localhost")
db = client.shop
users = db["users"]


async def right():
    await users.find_one({})  # ok: awaited
    async for user in users.find({}):  # ok: an asynchronous loop
        print(user)
    await users.find({}).to_list()  # ok: awaited
    cursor = await users.aggregate([])  # ok: awaited
    async for row in cursor:  # ok: an asynchronous loop
        print(row)
    async with client.start_session() as session:  # ok: an asynchronous block
        await users.insert_one({}, session=session)
    result = users.insert_one({})  # ok: awaited below
    await result


async def forgotten():
    users.insert_one({"name": "a"})  # expect: unawaited-call [pymongo-unawaited]
    db.orders.delete_many({})  # expect: unawaited-call [pymongo-unawaited]
    client.close()  # expect: unawaited-call [pymongo-unawaited]
    users.find({})  # ok: a cursor that nobody reads asks nothing


async def too_much():
    await users.find({})  # expect: async-session-misuse [pymongo-awaited-find]
    await client.start_session()  # expect: async-session-misuse [pymongo-awaited-client]
    for user in users.find({}):  # expect: async-session-misuse [pymongo-plain-loop]
        print(user)
