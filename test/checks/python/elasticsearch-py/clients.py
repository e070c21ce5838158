"""Both clients of Elasticsearch."""
import asyncio

from elasticsearch import AsyncElasticsearch, Elasticsearch
from elasticsearch.helpers import async_bulk, async_scan, bulk, scan

es = Elasticsearch("http://localhost:9200")  # ok: connects later
aes = AsyncElasticsearch("http://localhost:9200")


async def blocking():
    es.search(index="a", query={})  # expect: blocking-call [elasticsearch-py-call]
    es.options(request_timeout=3).get(index="a", id="1")  # expect: blocking-call [elasticsearch-py-call]
    es.indices.create(index="a")  # expect: blocking-call [elasticsearch-py-call]
    bulk(es, [])  # expect: blocking-call [elasticsearch-py-helper]
    for hit in scan(es, index="a"):  # expect: blocking-call [elasticsearch-py-helper]
        print(hit)


async def right():
    await aes.search(index="a", query={})  # ok: awaited
    await aes.indices.create(index="a")  # ok: awaited
    await aes.options(request_timeout=3).get(index="a", id="1")  # ok: awaited
    await async_bulk(aes, [])  # ok: awaited
    async for hit in async_scan(aes, index="a"):  # ok: an asynchronous loop
        print(hit)
    await asyncio.to_thread(es.search, index="a")  # ok: in a worker thread


async def wrong():
    aes.index(index="a", document={})  # expect: unawaited-call [elasticsearch-py-unawaited]
    aes.indices.refresh(index="a")  # expect: unawaited-call [elasticsearch-py-unawaited]
    with AsyncElasticsearch() as client:  # expect: async-session-misuse [elasticsearch-py-async-misuse]
        await client.info()
