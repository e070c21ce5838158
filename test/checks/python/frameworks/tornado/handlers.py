# Tornado calls plain methods on the loop as well.
from concurrent.futures import ThreadPoolExecutor

import psycopg2
from tornado.concurrent import run_on_executor
from tornado.gen import coroutine
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


class Plain(RequestHandler):
    def initialize(self, database):
        self.database = database

    def prepare(self):
        load()  # expect: blocking-call [psycopg2] via load

    def get(self):
        load()  # expect: blocking-call [psycopg2] via load

    def helper(self):
        load()  # ok: nobody calls it on the loop


class Asynchronous(RequestHandler):
    executor = ThreadPoolExecutor(max_workers=4)

    async def get(self):
        await IOLoop.current().run_in_executor(None, load)  # ok: in the pool
        await IOLoop.current().run_in_executor(self.executor, load, "orders")  # ok: in the pool
        await self.query()  # ok: decorated, runs in the pool
        load()  # expect: blocking-call [psycopg2] via load

    @run_on_executor
    def query(self):
        return load()  # ok: in the pool

    @coroutine
    def post(self):
        yield self.query()
        load()  # expect: blocking-call [psycopg2] via load


class Echo(WebSocketHandler):
    def open(self):
        load()  # expect: blocking-call [psycopg2] via load

    def on_message(self, message):
        load(message)  # expect: blocking-call [psycopg2] via load


def poll():
    load()  # expect: blocking-call [psycopg2] via load


def once():
    load()  # expect: blocking-call [psycopg2] via load


PeriodicCallback(poll, 1000).start()
IOLoop.current().add_callback(once)
Application([("/", Plain), ("/async", Asynchronous), ("/ws", Echo)]).listen(8888)
