# Lesson 1: a bare method name says nothing. Everything here is called like a database API and is none.
import asyncio
import os
import queue
import re
import sqlite3
import string
from collections import Counter, OrderedDict, defaultdict, deque
from contextvars import ContextVar
from pathlib import Path

import aiomysql
import aiosqlite
import asyncpg
import websockets

current = ContextVar("current")
pattern = re.compile("x")
settings = {"dsn": "postgresql://app"}
cache = {}


class Signal:
    def connect(self, receiver):
        self.receiver = receiver

    def execute(self):
        return self.receiver

    def commit(self):
        pass


class Command:
    def execute(self, *arguments):
        return arguments

    def get(self, key, default=None):
        return default

    def all(self):
        return []

    def first(self):
        return None


async def dictionaries(headers, payload: dict):
    settings.get("dsn")  # ok: a dictionary
    cache.setdefault("a", []).append(1)  # ok: a dictionary
    payload.get("user", {}).get("name")  # ok: a dictionary
    payload.pop("user")  # ok: a dictionary
    payload.update(a=1)  # ok: a dictionary
    os.environ.get("HOME")  # ok: a mapping
    headers.get("x-request-id")  # ok: not known, so not guessed
    Counter("aab").update("b")  # ok: a counter
    defaultdict(list).get("a")  # ok: a dictionary
    OrderedDict().pop("a", None)  # ok: a dictionary
    deque([1]).count(1)  # ok: a deque
    {1, 2}.update({3})  # ok: a set
    [3, 1].count(1)  # ok: a list
    "a,b".count(",")  # ok: a string
    string.Template("$a").substitute(a=1)  # ok: memory
    pattern.search("x").group()  # ok: memory
    current.get()  # ok: a context variable
    current.set(1)  # ok: a context variable


async def own_classes():
    signal = Signal()
    signal.connect(print)  # ok: a class of ours
    signal.execute()  # ok: a class of ours
    signal.commit()  # ok: a class of ours
    Command().execute("SELECT 1")  # ok: a class of ours
    Command().all()  # ok: a class of ours
    Command().first()  # ok: a class of ours


async def asynchronous_libraries():
    async with aiosqlite.connect("app.db") as db:  # ok: asynchronous
        await db.execute("SELECT 1")  # ok: awaited
        await db.commit()  # ok: awaited
    connection = await asyncpg.connect("postgresql://app")  # ok: awaited
    await connection.fetch("SELECT 1")  # ok: awaited
    async with aiomysql.connect(host="db") as mysql:  # ok: asynchronous
        await mysql.commit()  # ok: awaited
    async with websockets.connect("wss://example.org") as socket:  # ok: no database
        await socket.send("x")  # ok: awaited


async def queues():
    tasks = asyncio.Queue()
    await tasks.put(1)  # ok: awaited
    await tasks.get()  # ok: awaited
    tasks.get_nowait()  # ok: does not wait
    queue.Queue().get_nowait()  # ok: does not wait
    queue.Queue().put_nowait(1)  # ok: does not wait


async def unknown(client, session, db, conn, cursor, redis):
    client.get("key")  # ok: not known, so not guessed
    session.execute("SELECT 1")  # ok: not known, so not guessed
    db.query(object).first()  # ok: not known, so not guessed
    conn.commit()  # ok: not known, so not guessed
    cursor.fetchall()  # ok: not known, so not guessed
    redis.set("a", 1)  # ok: not known, so not guessed


async def module_level_names():
    sqlite3.register_adapter(Path, str)  # ok: memory
    sqlite3.Row  # ok: only named
