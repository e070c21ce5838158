import asyncio
import time
from contextlib import asynccontextmanager

import psycopg2
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Request, Security, WebSocket
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@asynccontextmanager
async def lifespan(app: FastAPI):
    load()  # expect: blocking-call [psycopg2] as warning via load
    yield
    time.sleep(1)  # expect: blocking-wait


app = FastAPI(lifespan=lifespan)
router = APIRouter(prefix="/users")


@app.get("/async")
async def asynchronous():
    return load()  # expect: blocking-call [psycopg2] as error via load


@app.get("/plain")
def plain():
    return load()  # ok: plain routes run in the pool


@router.post("/", status_code=201)
async def create():
    return load()  # expect: blocking-call [psycopg2] via load


@router.delete("/{key}")
def remove(key: str):
    return load(key)  # ok: plain routes run in the pool


@router.api_route("/any", methods=["GET", "POST"])
async def any_method():
    time.sleep(1)  # expect: blocking-wait


def get_user():
    return load()  # ok: plain dependencies run in the pool


def get_connection():
    connection = load()  # ok: plain generator dependencies run in the pool
    try:
        yield connection
    finally:
        connection.close()


async def get_user_async():
    return load()  # expect: blocking-call [psycopg2] via load


async def get_connection_async():
    connection = load()  # expect: blocking-call [psycopg2] via load
    yield connection


def scopes():
    return load()  # ok: plain dependencies run in the pool


@app.get("/dependencies", dependencies=[Depends(scopes)])
async def dependencies(user=Depends(get_user), other=Security(get_user_async)):
    return user


class Pagination:
    def __init__(self, page: int = 0):
        self.total = load()  # ok: a class as a dependency is called in the pool


@app.get("/class")
async def class_dependency(pagination: Pagination = Depends()):
    return pagination


@app.get("/connection")
async def connection(c=Depends(get_connection), d=Depends(get_connection_async)):
    cursor = c.cursor()
    cursor.execute("SELECT 1")  # expect: blocking-call [psycopg2]
    await asyncio.to_thread(cursor.execute, "SELECT 1")  # ok: in a thread


@app.websocket("/ws")
async def websocket(socket: WebSocket):
    await socket.accept()
    while True:
        load(await socket.receive_text())  # expect: blocking-call [psycopg2] via load


@app.middleware("http")
async def audit(request: Request, call_next):
    load()  # expect: blocking-call [psycopg2] via load
    return await call_next(request)


@app.exception_handler(KeyError)
def key_error(request, error):
    load()  # ok: plain exception handlers run in the pool


@app.exception_handler(ValueError)
async def value_error(request, error):
    load()  # expect: blocking-call [psycopg2] via load


@app.on_event("startup")
def connect():
    load()  # expect: blocking-call [psycopg2] as warning via load


@app.on_event("shutdown")
async def disconnect():
    load()  # expect: blocking-call [psycopg2] as warning via load


def send_mail(address):
    load()  # ok: plain background tasks run in the pool


async def send_mail_async(address):
    load()  # expect: blocking-call [psycopg2] via load


@app.post("/mail")
async def mail(tasks: BackgroundTasks):
    tasks.add_task(send_mail, "a@b")
    tasks.add_task(send_mail_async, "a@b")
    tasks.add_task(load())  # expect: fake-offload [psycopg2] via load


def rows():
    for row in load().cursor():
        yield row


@app.get("/stream")
async def stream():
    return StreamingResponse(rows())  # ok: a plain iterator is read in the pool


@app.get("/pool")
async def pool():
    await run_in_threadpool(load, "orders")  # ok: in the pool
    return await run_in_threadpool(lambda: load())  # ok: in the pool


def added():
    load()  # ok: plain routes run in the pool


async def added_async():
    load()  # expect: blocking-call [psycopg2] via load


app.add_api_route("/added", added)
app.add_api_route("/added-async", endpoint=added_async)
app.include_router(router)
