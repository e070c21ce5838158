# A plain handler runs on the loop unless it says otherwise.
import psycopg2
from litestar import Controller, Litestar, get, post
from litestar.background_tasks import BackgroundTask
from litestar.di import Provide


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@get("/plain")
def plain() -> dict:
    return load()  # expect: blocking-call [psycopg2] via load


@get("/told", sync_to_thread=False)
def told() -> dict:
    return load()  # expect: blocking-call [psycopg2] via load


@get("/threaded", sync_to_thread=True)
def threaded() -> dict:
    return load()  # ok: in a thread, as it says


@get("/async")
async def asynchronous() -> dict:
    return load()  # expect: blocking-call [psycopg2] via load


class Users(Controller):
    path = "/users"

    @post("/", sync_to_thread=True)
    def create(self) -> dict:
        return load()  # ok: in a thread, as it says

    @get("/")
    def all(self) -> dict:
        return load()  # expect: blocking-call [psycopg2] via load


def connection():
    return load()  # expect: blocking-call [psycopg2] via load


def threaded_connection():
    return load()  # ok: in a thread, as it says


def after():
    load()  # ok: plain background tasks run in a thread


task = BackgroundTask(after)
app = Litestar(
    route_handlers=[plain, told, threaded, asynchronous, Users],
    dependencies={"a": Provide(connection), "b": Provide(threaded_connection, sync_to_thread=True)},
)
