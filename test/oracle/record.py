"""Runs a small asynchronous program and records which database calls its event loop waited for.

    record.py PROGRAM [FOLDER]

The program defines `async def main()`. SQLite connections are made from a class that notes each call that
does I/O; sockets note what connects, sends and receives; `time.sleep` notes itself. A call is on the loop when
the thread that makes it runs an event loop at that moment, unless the call cannot wait (a socket in
non-blocking mode). What stands in the output is where the program made the loop wait: the innermost frame of
the program that is a coroutine or, where there is none, the outermost one; one `FILE:LINE` for each place, the file
relative to FOLDER, sorted, on standard output. FOLDER holds the files that are watched: the program's own unless given. Calls away from the loop are counted on standard error.
"""

import asyncio
import inspect
import os
import runpy
import socket
import sqlite3
import sys
import threading
import time

import greenlet

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.dirname(PROGRAM)) + os.sep
places = set()
elsewhere = [0]
COROUTINE = inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


def on_loop():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def frames(frame):
    """The frame and its callers, across greenlets: SQLAlchemy runs synchronous code in one of its own."""
    current = greenlet.getcurrent()
    while frame is not None:
        yield frame
        frame = frame.f_back
        if frame is None and current.parent is not None:
            current = current.parent
            frame = current.gr_frame


def record():
    if not on_loop():
        elsewhere[0] += 1
        return
    outermost = None
    for frame in frames(sys._getframe(2)):
        file = frame.f_code.co_filename
        if file.startswith(FOLDER) and frame.f_code.co_name != "<module>":
            outermost = f"{file[len(FOLDER):]}:{frame.f_lineno}"
            if frame.f_code.co_flags & COROUTINE:
                break
    if outermost is not None:
        places.add(outermost)


def recording(cls, names, waits=lambda self: True):
    """A subclass of `cls` whose methods of these names record themselves."""

    def wrapped(name):
        original = getattr(cls, name)

        def method(self, *arguments, **keywords):
            if waits(self):
                record()
            return original(self, *arguments, **keywords)

        return method

    return type(cls.__name__, (cls,), {name: wrapped(name) for name in names})


Cursor = recording(
    sqlite3.Cursor,
    ["execute", "executemany", "executescript", "fetchone", "fetchmany", "fetchall", "__next__"],
)
Connection = recording(
    sqlite3.Connection,
    ["execute", "executemany", "executescript", "commit", "rollback", "close", "__exit__"],
)
real_cursor = sqlite3.Connection.cursor
Connection.cursor = lambda self, factory=Cursor: real_cursor(self, factory)
real_connect = sqlite3.connect


def connect(*arguments, **keywords):
    record()
    keywords.setdefault("factory", Connection)
    return real_connect(*arguments, **keywords)


for module in (sqlite3, sqlite3.dbapi2):
    module.connect, module.Connection, module.Cursor = connect, Connection, Cursor
socket.socket = recording(
    socket.socket,
    ["connect", "send", "sendall", "recv", "recv_into"],
    waits=lambda self: self.gettimeout() != 0.0,
)
real_sleep = time.sleep


def sleep(seconds):
    record()
    real_sleep(seconds)


time.sleep = sleep

sys.path.insert(0, FOLDER)
program = runpy.run_path(PROGRAM, run_name="program")
places.clear()
elsewhere[0] = 0
asyncio.run(program["main"]())
for place in sorted(places):
    print(place)
print(f"{elsewhere[0]} calls away from the loop", file=sys.stderr)
# Workers of pools may still wait for something; the answer is complete.
sys.stdout.flush()
os._exit(0)
