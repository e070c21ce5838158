"""Chroma's clients."""
import chromadb

client = chromadb.EphemeralClient()
documents = client.get_or_create_collection("documents")


async def blocking():
    documents.query(query_texts=["a"])  # expect: blocking-call [chromadb-call]
    client.list_collections()  # expect: blocking-call [chromadb-call]


async def asynchronous():
    aclient = await chromadb.AsyncHttpClient()  # ok: awaited
    collection = await aclient.get_collection("documents")  # ok: awaited
    await collection.query(query_texts=["a"])  # ok: awaited
    collection.add(ids=[], documents=[])  # expect: unawaited-call [chromadb-unawaited]
