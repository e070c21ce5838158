import asyncio
import sqlite3


def load(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("select 1").fetchall()
    finally:
        connection.close()


async def direct():
    connection = sqlite3.connect(":memory:")
    cursor = connection.cursor()
    cursor.execute("select 1")
    row = cursor.fetchone()
    connection.commit()
    connection.close()
    return row


async def managed():
    connection = sqlite3.connect(":memory:")
    with connection:
        connection.execute("create table t (x)")
    for row in connection.execute("select x from t"):
        _ = row


async def deeper():
    return load(":memory:")


async def in_thread():
    return await asyncio.to_thread(load, ":memory:")


async def in_executor():
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, lambda: load(":memory:"))


async def main():
    await direct()
    await managed()
    await deeper()
    await in_thread()
    await in_executor()
