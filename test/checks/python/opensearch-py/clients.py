"""Both clients of OpenSearch."""
import asyncio

from opensearchpy import AsyncOpenSearch, OpenSearch
from opensearchpy.helpers import async_bulk, async_scan, bulk, scan

es = OpenSearch("http://localhost:9200")  # ok: connects later
aes = AsyncOpenSearch("http://localhost:9200")


async def blocking():
    es.search(index="a", query={})  # expect: blocking-call [opensearch-py-call]
    es.indices.create(index="a")  # expect: blocking-call [opensearch-py-call]
    bulk(es, [])  # expect: blocking-call [opensearch-py-helper]
    for hit in scan(es, index="a"):  # expect: blocking-call [opensearch-py-helper]
        print(hit)


async def right():
    await aes.search(index="a", query={})  # ok: awaited
    await aes.indices.create(index="a")  # ok: awaited
    await async_bulk(aes, [])  # ok: awaited
    async for hit in async_scan(aes, index="a"):  # ok: an asynchronous loop
        print(hit)
    await asyncio.to_thread(es.search, index="a")  # ok: in a worker thread


async def wrong():
    aes.index(index="a", document={})  # expect: unawaited-call [opensearch-py-unawaited]
    aes.indices.refresh(index="a")  # expect: unawaited-call [opensearch-py-unawaited]
    with AsyncOpenSearch() as client:  # expect: async-session-misuse [opensearch-py-async-misuse]
        await client.info()
