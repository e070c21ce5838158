import asyncio
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(2)


def load():
    return sqlite3.connect(":memory:").execute("select 1").fetchone()


def on_loop():
    load()


def on_done(_):
    load()


async def waits():
    time.sleep(0.01)
    await asyncio.sleep(0)


async def schedules():
    loop = asyncio.get_running_loop()
    loop.call_soon(on_loop)
    task = asyncio.create_task(asyncio.sleep(0))
    task.add_done_callback(on_done)
    await task
    await asyncio.sleep(0.01)


async def offloads():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(pool, load)
    await asyncio.wrap_future(pool.submit(load))
    thread = threading.Thread(target=load)
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0.01)


async def main():
    await waits()
    await schedules()
    await offloads()
