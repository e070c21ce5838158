import sqlite3

import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.endpoints import HTTPEndpoint
from starlette.responses import PlainTextResponse
from starlette.routing import Route


def load():
    return str(sqlite3.connect(":memory:").execute("select 1").fetchall())


def plain(request):
    return PlainTextResponse(load())


async def blocking(request):
    return PlainTextResponse(load())


async def offloaded(request):
    return PlainTextResponse(await run_in_threadpool(load))


async def afterwards(request):
    return PlainTextResponse("", background=BackgroundTask(load))


class Endpoint(HTTPEndpoint):
    def get(self, request):
        return PlainTextResponse(load())

    async def post(self, request):
        return PlainTextResponse(load())


app = Starlette(
    routes=[
        Route("/plain", plain),
        Route("/blocking", blocking),
        Route("/offloaded", offloaded),
        Route("/afterwards", afterwards),
        Route("/endpoint", Endpoint),
    ]
)


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for path in ["plain", "blocking", "offloaded", "afterwards", "endpoint"]:
            assert (await client.get("/" + path)).status_code == 200
        assert (await client.post("/endpoint")).status_code == 200
