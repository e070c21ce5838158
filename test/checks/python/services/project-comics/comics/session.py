"""Waits of its own."""

import asyncio
import threading
import time

_lock = threading.Lock()
_async_lock = asyncio.Lock()


def get_or_create(attempts: int = 3):
    for attempt in range(attempts):
        with _lock:
            if attempt:
                return attempt
        time.sleep(0.1)


async def get_or_create_async(attempts: int = 3):
    for attempt in range(attempts):
        async with _async_lock:  # ok: asyncio's own lock
            if attempt:
                return attempt
        await asyncio.sleep(0.1)  # ok: awaited
