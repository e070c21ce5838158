import psycopg2
from asyncer import asyncify


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@asyncify
def load_later():
    return load()  # ok: in a worker thread


async def offloaded():
    await asyncify(load)("orders")  # ok: in a worker thread
    await asyncify(load)(key="orders")  # ok: in a worker thread
    await load_later()  # ok: in a worker thread
    load()  # expect: blocking-call [psycopg2] via load
