"""Code that asks first whether a loop runs."""
import asyncio
import time


async def work():
    return 1


def either_way():
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        time.sleep(1)
        return asyncio.run(work())  # ok: no loop runs here
    return loop.create_task(work())


async def calls_it():
    either_way()  # ok: the part that waits runs where no loop does


def asks_the_loop():
    loop = asyncio.get_event_loop()
    if loop.is_running():
        return asyncio.ensure_future(work())
    return loop.run_until_complete(work())  # ok: the loop does not run


async def calls_that():
    asks_the_loop()  # ok: only starts a task
