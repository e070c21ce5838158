# Plain functions that the loop calls.
import asyncio
import time

import psycopg2


def tick():
    psycopg2.connect("dbname=app")  # expect: blocking-call [psycopg2]


def on_readable():
    time.sleep(1)  # expect: blocking-wait


def on_done(task):
    psycopg2.connect("dbname=app")  # expect: blocking-call [psycopg2]


def on_signal():
    time.sleep(1)  # expect: blocking-wait


def never_scheduled():
    time.sleep(1)  # ok: nobody calls it on a loop


async def work():
    await asyncio.sleep(1)  # ok: awaited


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(tick)
    loop.call_later(1, lambda: psycopg2.connect("dbname=app"))  # expect: blocking-call [psycopg2]
    loop.add_reader(3, on_readable)
    loop.add_signal_handler(2, on_signal)
    task = asyncio.create_task(work())
    task.add_done_callback(on_done)
    await task
