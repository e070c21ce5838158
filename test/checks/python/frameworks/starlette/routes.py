import time
from contextlib import asynccontextmanager

import psycopg2
from starlette.applications import Starlette
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route, WebSocketRoute


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


def plain(request):
    load()  # ok: plain routes run in the pool
    return JSONResponse({})


async def asynchronous(request):
    load()  # expect: blocking-call [psycopg2] via load
    await run_in_threadpool(load)  # ok: in the pool
    await run_in_threadpool(load, key="orders")  # ok: in the pool
    await run_in_threadpool(load())  # expect: fake-offload [psycopg2] via load
    return JSONResponse({})


class Users(HTTPEndpoint):
    def get(self, request):
        load()  # ok: plain endpoint methods run in the pool
        return JSONResponse({})

    async def post(self, request):
        load()  # expect: blocking-call [psycopg2] via load
        return JSONResponse({})


class Echo(WebSocketEndpoint):
    async def on_receive(self, websocket, data):
        load()  # expect: blocking-call [psycopg2] via load


class Audit(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        self.write()  # expect: blocking-call [psycopg2] via write
        return await call_next(request)

    def write(self):
        load()


class PureMiddleware:
    def __init__(self, app):
        self.app = app
        load()  # ok: before anything is served

    async def __call__(self, scope, receive, send):
        time.sleep(0.1)  # expect: blocking-wait
        await self.app(scope, receive, send)


def rows():
    for row in load().cursor():
        yield row


async def async_rows():
    yield load()  # expect: blocking-call [psycopg2] via load


async def shared(request):
    request.app.state.connection.cursor().execute("SELECT 1")  # expect: blocking-call [psycopg2]
    return JSONResponse({})


async def stream(request):
    return StreamingResponse(rows())  # ok: a plain iterator is read in the pool


async def stream_by_hand(request):
    async for row in iterate_in_threadpool(rows()):  # ok: read in the pool
        print(row)


async def stream_on_the_loop(request):
    for row in rows():  # expect: blocking-call [psycopg2] via rows
        print(row)


def notify():
    load()  # ok: plain background tasks run in the pool


async def notify_async():
    load()  # expect: blocking-call [psycopg2] via load


async def background(request):
    tasks = BackgroundTasks()
    tasks.add_task(notify)
    tasks.add_task(notify_async)
    return JSONResponse({}, background=BackgroundTask(notify))


def not_found(request, error):
    load()  # ok: plain exception handlers run in the pool


@asynccontextmanager
async def lifespan(app):
    app.state.connection = load()  # expect: blocking-call [psycopg2] as warning via load
    yield


def warm_up():
    load()  # expect: blocking-call [psycopg2] as warning via load


routes = [
    Route("/plain", plain),
    Route("/async", endpoint=asynchronous),
    Route("/users", Users),
    Route("/stream", stream),
    Route("/shared", shared),
    WebSocketRoute("/echo", Echo),
]
app = Starlette(
    routes=routes,
    lifespan=lifespan,
    middleware=[Middleware(Audit), Middleware(PureMiddleware)],
    exception_handlers={404: not_found},
)
app.add_route("/background", background)
app.add_event_handler("startup", warm_up)
