"""Both clients of Supabase."""
import asyncio

from supabase import acreate_client, create_client

client = create_client("https://example.org", "key")


async def blocking():
    query = client.table("users").select("*").eq("id", 1)  # ok: sends nothing
    query.execute()  # expect: blocking-call [supabase-execute]
    client.table("users").insert({}).execute()  # expect: blocking-call [supabase-execute]
    client.rpc("f", {}).execute()  # expect: blocking-call [supabase-execute]
    client.auth.get_user("token")  # expect: blocking-call [supabase-service]
    client.storage.from_("files").upload("a", b"x")  # expect: blocking-call [supabase-service]
    await asyncio.to_thread(client.table("users").select("*").execute)  # ok: in a worker thread


async def asynchronous():
    aclient = await acreate_client("https://example.org", "key")
    await aclient.table("users").select("*").execute()  # ok: awaited
    aclient.table("users").delete().eq("id", 1).execute()  # expect: unawaited-call [supabase-unawaited]
    await aclient.table("users")  # expect: async-session-misuse [supabase-async-misuse]
