"""Both clients of Qdrant."""
from qdrant_client import AsyncQdrantClient, QdrantClient

client = QdrantClient("localhost")  # ok: connects later
aclient = AsyncQdrantClient("localhost")


async def blocking():
    client.query_points("a", query=[1.0])  # expect: blocking-call [qdrant-client-call]
    client.upsert("a", points=[])  # expect: blocking-call [qdrant-client-call]
    client.upload_points("a", points=[])  # expect: blocking-call [qdrant-client-upload]
    aclient.upload_points("a", points=[])  # expect: blocking-call [qdrant-client-upload]


async def asynchronous():
    await aclient.query_points("a", query=[1.0])  # ok: awaited
    aclient.delete("a", points_selector=[])  # expect: unawaited-call [qdrant-client-unawaited]
