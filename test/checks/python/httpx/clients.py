"""HTTPX: the functions and the synchronous client block, the asynchronous client is awaited."""
import httpx

shared = httpx.AsyncClient()
blocking = httpx.Client()


async def calls():
    httpx.get("https://example.org")  # expect: blocking-call [httpx-call]
    blocking.post("https://example.org")  # expect: blocking-call [httpx-client]
    with httpx.Client() as client:
        client.get("https://example.org")  # expect: blocking-call [httpx-client]
    with blocking.stream("GET", "https://example.org") as response:  # expect: blocking-call [httpx-stream]
        print(response)


async def asynchronous():
    await shared.get("https://example.org")  # ok: awaited
    async with httpx.AsyncClient() as client:  # ok: the asynchronous client
        response = await client.get("https://example.org")  # ok: awaited
        response.json()  # ok: the body is there
        pending = client.get("https://example.org")  # ok: awaited below
        await pending
    shared.build_request("GET", "https://example.org")  # ok: sends nothing


async def forgotten():
    shared.get("https://example.org")  # expect: unawaited-call [httpx-unawaited]
    with httpx.AsyncClient() as client:  # expect: async-session-misuse [httpx-async-misuse]
        await client.get("https://example.org")


def command():
    httpx.get("https://example.org")  # ok: no loop runs here
