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


class Runner:
    def __init__(self):
        self.executor = ThreadPoolExecutor()

    def threaded(self, function):
        @functools.wraps(function)
        def wrapper(*arguments, **keywords):
            return asyncio.wrap_future(self.executor.submit(function, *arguments, **keywords))

        return wrapper

    async def run(self, function, *arguments):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, lambda: function(*arguments))


runner = Runner()


@runner.threaded
def load_by_runner():
    return load()  # ok: the decorator's executor runs it


def threaded_in(executor):
    def decorator(function):
        @functools.wraps(function)
        async def wrapper(*arguments, **keywords):
            loop = asyncio.get_running_loop()
            call = functools.partial(function, *arguments, **keywords)
            return await loop.run_in_executor(executor, call)

        return wrapper

    return decorator


@threaded_in(pool)
def load_in_pool():
    return load()  # ok: the decorator's executor runs it


class Threaded:
    def __init__(self, function):
        self.function = function

    async def __call__(self, *arguments):
        return await asyncio.to_thread(self.function, *arguments)


@Threaded
def load_by_class():
    return load()  # ok: the decorator runs it in a thread


def retried(attempts):
    def decorator(function):
        @functools.wraps(function)
        async def wrapper(*arguments, **keywords):
            for _ in range(attempts):
                return await function(*arguments, **keywords)

        return wrapper

    return decorator


@retried(3)
async def load_retried():
    return load()  # expect: blocking-call [psycopg2] via load


async def inline(function):
    return function()


async def offloaded():
    await in_thread(load, "orders")  # ok: in a thread
    await run_blocking(pool, load, "orders")  # ok: in a thread
    await run_partial(load, key="orders")  # ok: in a thread
    await load_in_thread()  # ok: in a thread
    await load_by_runner()  # ok: in a thread
    await runner.run(load, "orders")  # ok: in a thread
    await load_in_pool()  # ok: in a thread
    await load_by_class()  # ok: in a thread
    await load_retried()  # ok: the coroutine answers for its own calls


async def not_offloaded():
    load_timed()  # expect: blocking-call [psycopg2]
    await inline(load)  # expect: blocking-call [psycopg2] via load
    await in_thread(load())  # expect: blocking-call [psycopg2] via load
