import psycopg2
from quart import Blueprint, Quart
from quart.utils import run_sync

app = Quart(__name__)
blueprint = Blueprint("users", __name__)


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@app.get("/plain")
def plain():
    load()  # ok: plain views run in a thread
    return {}


@app.route("/async")
async def asynchronous():
    load()  # expect: blocking-call [psycopg2] via load
    await run_sync(load)("orders")  # ok: in a thread
    return {}


@blueprint.post("/")
async def create():
    load()  # expect: blocking-call [psycopg2] via load
    return {}


@app.before_request
def audit():
    load()  # ok: plain hooks run in a thread


@app.before_serving
async def connect():
    load()  # expect: blocking-call [psycopg2] as warning via load


@app.while_serving
async def lifespan():
    load()  # expect: blocking-call [psycopg2] as warning via load
    yield


def clean_up():
    load()  # ok: plain background tasks run in a thread


@app.get("/background")
async def background():
    app.add_background_task(clean_up)
    return {}


app.register_blueprint(blueprint)
