# What is taken for an offload and is none.
import asyncio
from concurrent.futures import ThreadPoolExecutor

import psycopg2
from starlette.concurrency import run_until_first_complete

executor = ThreadPoolExecutor()


def load():
    return psycopg2.connect("dbname=app")


async def poll():
    load()  # expect: blocking-call [psycopg2] via load


async def tasks():
    asyncio.create_task(poll())  # ok: the coroutine answers for its own calls
    await asyncio.gather(poll(), asyncio.sleep(0))  # ok: the coroutine answers for its own calls
    asyncio.ensure_future(load())  # expect: blocking-call [psycopg2] via load
    await run_until_first_complete((poll, {}), (poll, {}))  # ok: the coroutine answers for its own calls


async def waits_at_once():
    executor.submit(load).result()  # expect: blocking-wait
    list(executor.map(load, []))  # expect: blocking-wait
    for connection in executor.map(load, []):  # expect: blocking-wait
        connection.closed  # ok: memory
    executor.map(load, [])  # ok: nobody waits for the results


async def nested_loop():
    asyncio.run(poll())  # expect: blocking-wait [python-nested-loop]
