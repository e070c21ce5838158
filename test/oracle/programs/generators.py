import asyncio
import sqlite3
from contextlib import contextmanager
from functools import partial

connection = sqlite3.connect(":memory:", check_same_thread=False)
connection.execute("create table t (x)")
connection.commit()


def rows(limit):
    for row in connection.execute("select x from t limit ?", (limit,)):
        yield row
    connection.commit()


@contextmanager
def transaction():
    connection.execute("begin")
    yield connection
    connection.commit()


async def made_here_consumed_here():
    pending = rows(10)
    return list(pending)


async def made_here_consumed_in_thread():
    pending = rows(10)
    return await asyncio.to_thread(list, pending)


async def comprehension():
    return [row for row in rows(5)]


async def entered():
    with transaction() as open_connection:
        return open_connection


async def nested():
    def load():
        return connection.execute("select 1")

    return await asyncio.to_thread(load)


async def nested_called():
    def load():
        return connection.execute("select 1")

    return load()


async def through_partial():
    return await asyncio.to_thread(partial(connection.execute, "select 1"))


async def main():
    await made_here_consumed_here()
    await made_here_consumed_in_thread()
    await comprehension()
    await entered()
    await nested()
    await nested_called()
    await through_partial()
