"""Waits of the standard library in coroutines."""
import asyncio
import concurrent.futures
import multiprocessing
import os
import queue
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from time import sleep

lock = threading.Lock()
ready = threading.Event()
changed = threading.Condition()
jobs: queue.Queue = queue.Queue()


async def sleeps():
    time.sleep(1)  # expect: blocking-wait [python-sleep]
    sleep(0.5)  # expect: blocking-wait [python-sleep]
    time.sleep(0)  # ok: lets other threads run, no more
    time.sleep(0.001)  # expect: blocking-wait [python-sleep-short] as note
    time.sleep(0.05)  # expect: blocking-wait [python-sleep]
    await asyncio.sleep(1)  # ok: the loop goes on


def pause():
    time.sleep(2)


async def through_a_helper():
    pause()  # expect: blocking-wait [python-sleep] via pause


async def in_a_thread():
    await asyncio.to_thread(pause)  # ok: in a worker thread
    await asyncio.to_thread(time.sleep, 1)  # ok: in a worker thread


async def events():
    ready.wait()  # expect: blocking-wait [python-condition]
    ready.wait(0)  # ok: does not wait
    ready.set()  # ok: wakes others
    changed.wait()  # expect: blocking-wait [python-condition]
    with lock:  # ok: off unless asked for
        pass


async def asynchronous_locks():
    guard = asyncio.Lock()
    event = asyncio.Event()
    async with guard:  # ok: the loop goes on
        await event.wait()  # ok: the loop goes on


async def queues():
    jobs.get()  # expect: blocking-wait [python-queue]
    jobs.get(timeout=3)  # expect: blocking-wait [python-queue]
    jobs.get(block=False)  # ok: raises when empty
    jobs.get_nowait()  # ok: raises when empty
    jobs.put(1)  # ok: the queue has no limit
    jobs.join()  # expect: blocking-wait [python-queue]
    other = asyncio.Queue()
    await other.get()  # ok: the loop goes on


async def threads():
    worker = threading.Thread(target=pause)
    worker.start()  # ok: goes on at once
    worker.join()  # expect: blocking-wait [python-thread-join]


async def futures():
    pool = ThreadPoolExecutor()
    future = pool.submit(pause)  # ok: goes on at once
    future.result()  # expect: blocking-wait [python-future]
    if future.done():
        future.result()  # ok: it is there
    concurrent.futures.wait([future])  # expect: blocking-wait [python-futures]
    pool.shutdown(wait=False)  # ok: does not wait
    pool.shutdown()  # expect: blocking-wait [python-futures]
    pool.shutdown(wait=True)  # expect: blocking-wait [python-futures]
    pool.shutdown(cancel_futures=True)  # expect: blocking-wait [python-futures]
    await asyncio.wrap_future(future)  # ok: the loop goes on


async def own_pool():
    with ThreadPoolExecutor() as pool:  # expect: blocking-wait [python-executor-block] as note
        pool.submit(pause)


async def tasks():
    task = asyncio.create_task(sleeps())
    await task
    task.result()  # ok: an asyncio task, which is done


async def processes():
    subprocess.run(["ls"])  # expect: blocking-wait [python-process]
    subprocess.check_output("ls", shell=True)  # expect: blocking-wait [python-process]
    os.system("ls")  # expect: blocking-wait [python-process]
    process = subprocess.Popen(["ls"])  # ok: starts it and goes on
    process.wait()  # expect: blocking-wait [python-process]
    os.waitpid(process.pid, os.WNOHANG)  # ok: does not wait
    other = await asyncio.create_subprocess_exec("ls")
    await other.wait()  # ok: the loop goes on


async def multi():
    process = multiprocessing.Process(target=pause)
    process.start()
    process.join()  # expect: blocking-wait [python-multiprocessing]


async def work():
    return 1


async def nested():
    asyncio.run(work())  # expect: blocking-wait [python-nested-loop] as error
    loop = asyncio.get_event_loop()
    loop.run_until_complete(work())  # expect: blocking-wait [python-nested-loop] as error


def main():
    time.sleep(1)  # ok: no loop runs here
    asyncio.run(work())  # ok: starts the loop


def stop(wait=True):
    ThreadPoolExecutor().shutdown(wait=wait)


async def stopped_as_told():
    stop(wait=False)  # ok: what `wait` is cannot be known where it counts
