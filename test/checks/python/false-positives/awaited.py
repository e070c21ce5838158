# Lesson 3: what is awaited does not block, whatever else has the same name.
import redis
import redis.asyncio as aioredis
from pymongo import AsyncMongoClient, MongoClient
from redis.asyncio import Redis as AsyncRedis
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession


class User:
    pass


async def dual_redis():
    client = aioredis.Redis()
    await client.get("key")  # ok: awaited
    await AsyncRedis.from_url("redis://").set("a", 1)  # ok: awaited
    async with client.pipeline() as pipe:  # ok: asynchronous
        pipe.set("a", 1)  # ok: queued
        await pipe.execute()  # ok: awaited
    redis.Redis().get("key")  # expect: blocking-call [redis-py]


async def dual_mongo():
    users = AsyncMongoClient()["app"]["users"]
    await users.find_one({})  # ok: awaited
    async for user in users.find({}):  # ok: asynchronous
        print(user)
    MongoClient()["app"]["users"].find_one({})  # expect: blocking-call [pymongo]


async def sqlalchemy(session: AsyncSession):
    result = await session.execute(select(User))  # ok: awaited
    result.scalars().all()  # ok: the rows are in memory
    result.scalar_one_or_none()  # ok: the rows are in memory
    session.add(User())  # ok: a plain method of AsyncSession
    session.expunge_all()  # ok: a plain method of AsyncSession
    await session.commit()  # ok: awaited
    async with session.begin():  # ok: asynchronous
        await session.flush()  # ok: awaited


async def unknown_but_awaited(db):
    await db.execute("SELECT 1")  # ok: awaited
    return await db.fetch_all("SELECT 1")  # ok: awaited
