# Sanic calls plain functions on the loop as well.
import asyncio

import psycopg2
from sanic import Blueprint, Sanic
from sanic.response import json
from sanic.views import HTTPMethodView

app = Sanic("shop")
blueprint = Blueprint("users", url_prefix="/users")


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@app.get("/async")
async def asynchronous(request):
    load()  # expect: blocking-call [psycopg2] via load
    return json({})


@app.get("/plain")
def plain(request):
    load()  # expect: blocking-call [psycopg2] via load
    return json({})


@blueprint.route("/", methods=["POST"])
def create(request):
    load()  # expect: blocking-call [psycopg2] via load
    return json({})


@app.get("/pooled")
async def pooled(request):
    await asyncio.to_thread(load)  # ok: in a thread
    return json({})


@app.on_request
def audit(request):
    load()  # expect: blocking-call [psycopg2] via load


@app.before_server_start
def connect(app, loop):
    load()  # expect: blocking-call [psycopg2] as warning via load


@app.listener("after_server_stop")
async def disconnect(app, loop):
    load()  # expect: blocking-call [psycopg2] as warning via load


class Users(HTTPMethodView):
    def get(self, request):
        load()  # expect: blocking-call [psycopg2] via load
        return json({})


@app.before_server_start
async def share(app, loop):
    app.ctx.db = psycopg2.connect("dbname=app")  # expect: blocking-call [psycopg2] as warning
    await loop.run_in_executor(None, load)  # ok: in the loop's pool


@app.get("/shared")
async def shared(request):
    request.app.ctx.db.cursor().execute("SELECT 1")  # expect: blocking-call [psycopg2]
    return json({})


def added(request):
    load()  # expect: blocking-call [psycopg2] via load


def helper():
    load()  # ok: nobody calls it on the loop


app.add_route(added, "/added")
app.add_route(Users.as_view(), "/users")
app.blueprint(blueprint)
