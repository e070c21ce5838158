import anyio
import anyio.to_thread
import psycopg2
from anyio import from_thread, to_thread


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


def back_on_the_loop():
    load()  # expect: blocking-call [psycopg2] via load


def in_a_thread():
    load()  # ok: in a worker thread
    from_thread.run_sync(back_on_the_loop)


async def offloaded():
    await anyio.to_thread.run_sync(load)  # ok: in a worker thread
    await to_thread.run_sync(load, "orders")  # ok: the same by another name
    await to_thread.run_sync(lambda: load("orders"))  # ok: a lambda
    await to_thread.run_sync(in_a_thread)


async def worker():
    load()  # expect: blocking-call [psycopg2] via load


async def group():
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(worker)  # ok: the coroutine answers for its own calls


async def called():
    await to_thread.run_sync(load())  # expect: fake-offload [psycopg2] via load


anyio.run(group)
