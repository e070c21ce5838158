# What counts as asynchronous: coroutines, async generators, async comprehensions and protocol methods.
import asyncio
import time
from contextlib import asynccontextmanager

import psycopg2


def load():
    return psycopg2.connect("dbname=app")


async def rows():
    yield load()  # expect: blocking-call [psycopg2] via load


@asynccontextmanager
async def session():
    connection = load()  # expect: blocking-call [psycopg2] via load
    yield connection
    connection.close()  # expect: blocking-call [psycopg2]


class Resource:
    async def __aenter__(self):
        load()  # expect: blocking-call [psycopg2] via load
        return self

    async def __aexit__(self, *error):
        time.sleep(1)  # expect: blocking-wait

    def __enter__(self):
        return load()  # ok: nobody enters it on the loop


class SlowIterator:
    def __aiter__(self):
        return self

    async def __anext__(self):
        load()  # expect: blocking-call [psycopg2] via load


async def comprehension(keys):
    values = [load() for _ in keys]  # expect: blocking-call [psycopg2] via load
    return values, [value async for value in rows()]


def generator():
    yield load()


async def consume():
    lazy = generator()  # ok: calling a generator function runs nothing
    for row in lazy:  # expect: blocking-call [psycopg2] via load
        print(row)


async def consume_elsewhere():
    return await asyncio.to_thread(list, generator())  # ok: iterated over in the thread


class Worker:
    def __init__(self):
        self.connection = load()

    def run(self):
        load()  # ok: called by the thread only


async def construct():
    worker = Worker()  # expect: blocking-call [psycopg2] via load
    await asyncio.to_thread(worker.run)


def command_line():
    load()  # ok: no loop runs yet
    asyncio.run(consume())
