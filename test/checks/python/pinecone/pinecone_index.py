"""Pinecone's clients."""
from pinecone import Pinecone, PineconeAsyncio

client = Pinecone(api_key="x")
index = client.Index("documents")


async def blocking():
    index.query(vector=[1.0], top_k=3)  # expect: blocking-call [pinecone-call]
    client.list_indexes()  # expect: blocking-call [pinecone-call]


async def asynchronous():
    async with PineconeAsyncio(api_key="x") as aclient:  # ok: an asynchronous block
        await aclient.list_indexes()  # ok: awaited
        async with aclient.IndexAsyncio(host="h") as aindex:  # ok: an asynchronous block
            await aindex.query(vector=[1.0], top_k=3)  # ok: awaited
            aindex.upsert(vectors=[])  # expect: unawaited-call [pinecone-unawaited]
