"""The asynchronous client, whose commands are plain functions that return what has to be awaited."""
import redis.asyncio
from redis import asyncio as aioredis
from redis.asyncio import Redis

client = Redis()
other = redis.asyncio.from_url("redis://localhost")
third = aioredis.from_url("redis://localhost")


async def right():
    await client.get("a")  # ok: awaited
    await other.set("a", 1)  # ok: awaited
    async for key in third.scan_iter("a*"):  # ok: an asynchronous loop
        print(key)
    async with client.pipeline() as pipe:  # ok: an asynchronous block
        pipe.set("a", 1)  # ok: queued
        pipe.incr("a").expire("a", 10)  # ok: queued
        await pipe.execute()  # ok: awaited
    async with client.lock("a"):  # ok: an asynchronous block
        pass
    pubsub = client.pubsub()  # ok: asks nothing
    await pubsub.subscribe("a")  # ok: awaited
    async for message in pubsub.listen():  # ok: an asynchronous loop
        print(message)
    await client.aclose()  # ok: awaited


async def forgotten():
    client.set("a", 1)  # expect: unawaited-call [redis-py-unawaited]
    other.delete("a")  # expect: unawaited-call [redis-py-unawaited]
    third.close()  # expect: unawaited-call [redis-py-unawaited]
    pipe = client.pipeline()
    pipe.set("a", 1)  # ok: queued
    pipe.execute()  # expect: unawaited-call [redis-py-unawaited]


async def too_much():
    with client.lock("a"):  # expect: async-session-misuse [redis-py-plain-block]
        pass
    await client.pubsub()  # expect: async-session-misuse [redis-py-awaited-plain]


async def handed_on(pending: list):
    pending.append(client.get("a"))  # ok: awaited by someone else
    return client.get("b")  # ok: awaited by the caller
