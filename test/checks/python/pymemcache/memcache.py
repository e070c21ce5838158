"""pymemcache in coroutines."""
import asyncio

from pymemcache.client.base import Client, PooledClient

client = Client(("localhost", 11211))  # ok: connects later
pool = PooledClient("localhost")


async def blocking():
    client.get("a")  # expect: blocking-call [pymemcache-command]
    pool.set_many({})  # expect: blocking-call [pymemcache-command]
    await asyncio.to_thread(client.get, "a")  # ok: in a worker thread
