"""Locks between threads, in coroutines."""
import asyncio
import threading

lock = threading.Lock()


async def locks():
    lock.acquire()  # expect: blocking-wait [python-lock]
    if lock.acquire(False):  # ok: does not wait
        lock.release()
    if lock.acquire(blocking=False):  # ok: does not wait
        lock.release()
    with lock:  # expect: blocking-wait [python-lock-block] as note
        pass


def counted():
    with lock:
        return 1


async def briefly():
    counted()  # ok: who takes a lock for a moment in a function of its own does no harm


async def asynchronous():
    guard = asyncio.Lock()
    async with guard:  # ok: the loop goes on
        pass
