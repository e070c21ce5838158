# A decorated or wrapped function runs in a thread wherever it is called; the function itself does not.
import time

import psycopg2
from asgiref.sync import async_to_sync, sync_to_async


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@sync_to_async
def load_in_thread():
    time.sleep(1)  # ok: in a thread
    return load()


@sync_to_async(thread_sensitive=False)
def load_in_any_thread():
    return load()  # ok: in a thread


class Repository:
    @sync_to_async
    def all(self):
        return load()  # ok: in a thread


async def decorated():
    await load_in_thread()  # ok: the decorated name
    await load_in_any_thread()  # ok: the decorated name
    await Repository().all()  # ok: a decorated method


async def wrapped():
    await sync_to_async(load)("orders")  # ok: wrapped where it is called
    await sync_to_async(lambda: load("orders"))()  # ok: a lambda
    later = sync_to_async(load, thread_sensitive=True)
    await later()  # ok: wrapped before


async def called():
    await sync_to_async(load())()  # expect: fake-offload [psycopg2] via load


async def coroutine():
    time.sleep(1)  # expect: blocking-wait


def synchronous_caller():
    async_to_sync(coroutine)()
    load()  # ok: not on a loop
