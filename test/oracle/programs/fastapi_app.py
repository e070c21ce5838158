import sqlite3

import httpx
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from starlette.middleware.base import BaseHTTPMiddleware


def load():
    return sqlite3.connect(":memory:").execute("select 1").fetchall()


def get_connection():
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        yield connection
    finally:
        connection.close()


def current_user():
    return load()


async def current_group():
    return load()


class Limit(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        load()
        return await call_next(request)


app = FastAPI()
app.add_middleware(Limit)


@app.get("/plain")
def plain(connection: sqlite3.Connection = Depends(get_connection)):
    return connection.execute("select 1").fetchall()


@app.get("/blocking")
async def blocking(connection: sqlite3.Connection = Depends(get_connection)):
    return connection.execute("select 1").fetchall()


@app.get("/dependencies")
async def dependencies(user=Depends(current_user), group=Depends(current_group)):
    return [user, group]


@app.get("/background")
async def background(tasks: BackgroundTasks):
    tasks.add_task(load)
    return []


def lines():
    for row in load():
        yield str(row)


@app.get("/stream")
async def stream():
    return StreamingResponse(lines())


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for path in ["plain", "blocking", "dependencies", "background", "stream"]:
            response = await client.get("/" + path)
            assert response.status_code == 200, response.text
