# Lesson 6: where a coroutine is asked for, `def` is no way out; the finding stays, and what only looks synchronous
# stays silent.
import abc
import asyncio
import sqlite3


class Storage(abc.ABC):
    @abc.abstractmethod
    async def load(self, key):
        ...

    @abc.abstractmethod
    def size(self):
        ...


class FileStorage(Storage):
    async def load(self, key):
        return sqlite3.connect(key)  # expect: blocking-call [sqlite3]

    def size(self):
        return sqlite3.connect("size.db")


class MemoryStorage(Storage):
    async def load(self, key):
        return None  # ok: memory

    def size(self):
        return 0


async def use(storage: Storage):
    await storage.load("key")  # ok: the coroutine answers for its own calls
    storage.size()  # expect: blocking-call [sqlite3] via FileStorage.size


async def use_memory(storage: MemoryStorage):
    storage.size()  # ok: this one is in memory


async def use_thread(storage: Storage):
    await asyncio.to_thread(storage.size)  # ok: in a thread
