# Everything that asyncio runs elsewhere, and what only looks like it.
import asyncio
import functools
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg2

pool = ThreadPoolExecutor(max_workers=4)


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


class Repository:
    def __init__(self, dsn):
        self.dsn = dsn

    def all(self):
        connection = psycopg2.connect(self.dsn)
        cursor = connection.cursor()
        cursor.execute("SELECT 1")
        return cursor.fetchall()


async def direct():
    load()  # expect: blocking-call [psycopg2] via load
    time.sleep(1)  # expect: blocking-wait


async def passed():
    await asyncio.to_thread(load)  # ok: passed, runs in a thread
    await asyncio.to_thread(load, "orders")  # ok: with its arguments
    await asyncio.to_thread(load, key="orders")  # ok: with keywords
    await asyncio.to_thread(func=load)  # ok: by keyword
    await asyncio.to_thread(psycopg2.connect, "dbname=app")  # ok: the library's function itself
    await asyncio.to_thread(time.sleep, 1)  # ok: sleeps in the thread


async def bound():
    repository = Repository("dbname=app")
    await asyncio.to_thread(repository.all)  # ok: a bound method
    repository.all()  # expect: blocking-call [psycopg2] via all


async def lambdas():
    await asyncio.to_thread(lambda: load("orders"))  # ok: a lambda runs in the thread
    await asyncio.to_thread(functools.partial(load, key="orders"))  # ok: so does a partial


async def nested():
    def work():
        time.sleep(0.1)  # ok: only called by the thread
        return load()

    return await asyncio.to_thread(work)


async def nested_and_called():
    def work():
        return load()

    return work()  # expect: blocking-call [psycopg2] via load


async def executor():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, load)  # ok: the loop's own pool
    await loop.run_in_executor(None, load, "orders")  # ok: with its arguments
    await loop.run_in_executor(pool, load)  # ok: a pool of ours
    await loop.run_in_executor(executor=None, func=load)  # ok: by keyword
    with ThreadPoolExecutor() as own:  # expect: blocking-wait
        await loop.run_in_executor(own, load)  # ok: a pool of ours
    await asyncio.get_event_loop().run_in_executor(pool, functools.partial(load, key="x"))  # ok: a partial


async def called_instead_of_passed():
    await asyncio.to_thread(load())  # expect: fake-offload [psycopg2] via load
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, load())  # expect: fake-offload [psycopg2] via load


async def scheduling_is_no_offload():
    asyncio.create_task(load())  # expect: blocking-call [psycopg2] via load
    await asyncio.gather(load(), load("b"))  # expect: blocking-call [psycopg2] via load; blocking-call [psycopg2] via load


def main():
    load()  # ok: nothing runs on a loop here
    asyncio.run(direct())  # ok: the coroutine answers for its own calls
