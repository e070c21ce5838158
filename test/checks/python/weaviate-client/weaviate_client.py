"""Weaviate's clients."""
import weaviate

client = weaviate.connect_to_local()  # ok: no loop runs while the module is read
documents = client.collections.get("Document")  # ok: sends nothing


async def blocking():
    documents.query.near_text(query="a")  # expect: blocking-call [weaviate-client-call]
    documents.data.insert({})  # expect: blocking-call [weaviate-client-call]
    client.collections.use("Document")  # ok: sends nothing


async def asynchronous():
    async with weaviate.use_async_with_local() as aclient:  # ok: an asynchronous block
        collection = aclient.collections.use("Document")  # ok: sends nothing
        await collection.query.near_text(query="a")  # ok: awaited
        collection.data.insert({})  # expect: unawaited-call [weaviate-client-unawaited]
