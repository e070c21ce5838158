import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg2

executor = ThreadPoolExecutor()


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


class Poller(threading.Thread):
    def run(self):
        time.sleep(1)  # ok: a thread of its own
        load()


async def start():
    threading.Thread(target=load, daemon=True).start()  # ok: passed to the thread
    threading.Thread(target=lambda: load("orders")).start()  # ok: a lambda too
    threading.Thread(None, load).start()  # ok: by position
    threading.Timer(5.0, load).start()  # ok: passed to the timer's thread
    Poller().start()  # ok: starting does not wait


async def called():
    threading.Thread(target=load()).start()  # expect: fake-offload [psycopg2] via load


async def submit():
    executor.submit(load, "orders")  # ok: runs in the pool
    future = executor.submit(load)  # ok: runs in the pool
    await asyncio.wrap_future(future)  # ok: awaited
    future.result()  # expect: blocking-wait
    executor.submit(load("orders"))  # expect: fake-offload [psycopg2] via load


async def joined():
    thread = threading.Thread(target=load)
    thread.start()
    thread.join()  # expect: blocking-wait
