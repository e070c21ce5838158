# Wrappers of the project's own are followed to what they do with the callable.
import asyncio
import functools
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import psycopg2

pool = ThreadPoolExecutor()


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


async def in_thread(function, *arguments, **keywords):
    return await asyncio.to_thread(function, *arguments, **keywords)


async def run_blocking(executor, function, *arguments):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(executor, function, *arguments)


async def run_partial(function, *arguments, **keywords):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, functools.partial(function, *arguments, **keywords))


def threaded(function):
    @functools.wraps(function)
    async def wrapper(*arguments, **keywords):
        return await asyncio.to_thread(function, *arguments, **keywords)

    return wrapper


def timed(function):
    @functools.wraps(function)
    def wrapper(*arguments, **keywords):
        return function(*arguments, **keywords)

    return wrapper


@threaded
def load_in_thread():
    return load()  # ok: the decorator runs it in a thread


@timed
def load_timed():
    return load()


async def inline(function):
    return function()


async def offloaded():
    await in_thread(load, "orders")  # ok: in a thread
    await run_blocking(pool, load, "orders")  # ok: in a thread
    await run_partial(load, key="orders")  # ok: in a thread
    await load_in_thread()  # ok: in a thread


async def not_offloaded():
    load_timed()  # expect: blocking-call [psycopg2]
    await in_thread(load())  # expect: blocking-call [psycopg2] via load
