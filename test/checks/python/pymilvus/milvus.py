"""Both clients of Milvus."""
import asyncio

from pymilvus import AsyncMilvusClient, Collection, MilvusClient

client = MilvusClient("http://localhost")  # ok: no loop runs while the module is read
aclient = AsyncMilvusClient("http://localhost")


async def blocking():
    client.search("a", data=[])  # expect: blocking-call [pymilvus-client]
    MilvusClient("http://localhost")  # expect: blocking-call [pymilvus-client]
    Collection("a").query("id > 1")  # expect: blocking-call [pymilvus-collection]


async def asynchronous():
    await aclient.search("a", data=[])  # ok: awaited
    aclient.insert("a", data=[])  # expect: unawaited-call [pymilvus-unawaited]
    await asyncio.to_thread(client.search, "a", data=[])  # ok: in a worker thread
