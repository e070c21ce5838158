# Decorators that are called with the function instead of standing over it.
import psycopg2
from sanic import Blueprint, Sanic
from sanic.response import text

app = Sanic("shop")
blueprint = Blueprint("orders")


def load():
    return psycopg2.connect("dbname=shop")


def connect(app, loop):
    load()  # expect: blocking-call [psycopg2] as warning via load


async def connect_later(app, loop):
    load()  # expect: blocking-call [psycopg2] as warning via load


def stop(app, loop):
    load()  # expect: blocking-call [psycopg2] as warning via load


def registered(app, loop):
    load()  # expect: blocking-call [psycopg2] as warning via load


def show(request):
    load()  # expect: blocking-call [psycopg2] via load
    return text("ok")


def unused(request):
    load()  # ok: nobody hands it to the loop


app.listener("before_server_start")(connect)
app.listener("before_server_start")(connect_later)
blueprint.listener("after_server_stop")(stop)
app.register_listener(registered, "main_process_start")
app.get("/show")(show)
