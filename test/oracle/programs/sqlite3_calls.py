import asyncio
import os
import sqlite3
import tempfile

PATH = os.path.join(tempfile.mkdtemp(), "oracle.db")


def load(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("select 1").fetchall()
    finally:
        connection.close()


async def direct():
    connection = sqlite3.connect(PATH)
    cursor = connection.cursor()
    cursor.execute("select 1")
    row = cursor.fetchone()
    connection.commit()
    connection.close()
    return row


async def managed():
    connection = sqlite3.connect(PATH)
    with connection:
        connection.execute("create table if not exists t (x)")
    for row in connection.execute("select x from t"):
        _ = row


async def deeper():
    return load(PATH)


async def in_thread():
    return await asyncio.to_thread(load, PATH)


async def in_executor():
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, lambda: load(PATH))


async def main():
    await direct()
    await managed()
    await deeper()
    await in_thread()
    await in_executor()
