# Lesson 2: the body of a lambda or of a nested function is not that of the coroutine around it.
import asyncio
import functools
import sqlite3
import time

registry = []


def register(function):
    registry.append(function)
    return function


def read(path="app.db"):
    return sqlite3.connect(path)


async def handler():
    def in_thread():
        time.sleep(1)  # ok: called by the thread
        return read()

    class Job:
        def run(self):
            return read()  # ok: nobody calls it here

    def never_called():
        read()  # ok: nobody calls it

    key = lambda path: read(path)  # ok: nobody calls it
    partial = functools.partial(read, "other.db")  # ok: not called
    registry.append(lambda: read())  # ok: only stored
    register(in_thread)
    await asyncio.to_thread(in_thread)
    await asyncio.to_thread(Job().run)
    await asyncio.to_thread(partial)
    return key


async def called_here():
    def now():
        return read()

    now()  # expect: blocking-call [sqlite3] via now
    (lambda: read())()  # expect: blocking-call [sqlite3]
    other = lambda: read()
    other()  # expect: blocking-call [sqlite3]
    functools.partial(read, "other.db")()  # expect: blocking-call [sqlite3] via read


async def nested_coroutine():
    async def inner():
        read()  # expect: blocking-call [sqlite3] via read

    return inner


def factory():
    async def inner():
        time.sleep(1)  # expect: blocking-wait

    time.sleep(1)  # ok: the function around it is a plain one
    return inner
