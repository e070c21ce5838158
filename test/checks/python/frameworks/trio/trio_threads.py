import time

import psycopg2
import trio


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


async def offloaded():
    await trio.to_thread.run_sync(load)  # ok: in a worker thread
    await trio.sleep(1)  # ok: awaited


async def worker():
    time.sleep(1)  # expect: blocking-wait
    load()  # expect: blocking-call [psycopg2] via load


async def parent():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(worker)  # ok: the coroutine answers for its own calls


trio.run(parent)
