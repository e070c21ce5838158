# Plain handlers run on the loop.
import asyncio

import psycopg2
import socketio

server = socketio.AsyncServer(async_mode="asgi")


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@server.event
def connect(sid, environ):
    load()  # expect: blocking-call [psycopg2] via load


@server.on("message")
def message(sid, data):
    load()  # expect: blocking-call [psycopg2] via load


@server.event
async def disconnect(sid):
    await asyncio.to_thread(load)  # ok: in a thread
    await server.emit("left", sid)  # ok: awaited


def joined(sid, data):
    load()  # expect: blocking-call [psycopg2] via load


server.on("joined", joined)


class Chat(socketio.AsyncNamespace):
    def on_connect(self, sid, environ):
        load()  # expect: blocking-call [psycopg2] via load

    async def on_message(self, sid, data):
        load()  # expect: blocking-call [psycopg2] via load

    def helper(self):
        load()  # ok: no event


server.register_namespace(Chat("/chat"))
