import asyncio

import psycopg2
import uvloop


def load():
    return psycopg2.connect("dbname=app")


def tick():
    load()  # expect: blocking-call [psycopg2] via load


async def main():
    await asyncio.to_thread(load)  # ok: in a thread


uvloop.install()
uvloop.run(main())
loop = uvloop.new_event_loop()
loop.call_soon(tick)
