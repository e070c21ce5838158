# Lesson 7: what cannot be resolved is counted, not guessed; a name that was something known before is not it now.
import importlib
import sqlite3

import untyped_library
from untyped_library import make_client
from missing_package.database import SessionLocal


class Plugin:
    def __getattr__(self, name):
        return lambda *arguments: arguments


async def imported():
    make_client().execute("SELECT 1")  # ok: not known, so not guessed
    untyped_library.connect("db").cursor().fetchall()  # ok: not known, so not guessed
    with SessionLocal() as session:  # ok: not known, so not guessed
        session.query(object).all()  # ok: not known, so not guessed


async def reflection(name):
    module = importlib.import_module(name)
    module.connect("db").commit()  # ok: not known, so not guessed
    getattr(sqlite3, name)("app.db")  # ok: not known, so not guessed
    Plugin().execute("SELECT 1")  # ok: not known, so not guessed


async def rebound(path):
    connection = sqlite3.connect(path)  # expect: blocking-call [sqlite3]
    connection.execute("SELECT 1")  # expect: blocking-call [sqlite3]
    connection = {}
    connection.get("SELECT 1")  # ok: a dictionary now


def shadowed():
    class sqlite3:
        @staticmethod
        def connect(path):
            return path

    async def handler():
        return sqlite3.connect("app.db")  # ok: a class of ours

    return handler


async def shadowed_by_parameter(sqlite3):
    sqlite3.connect("app.db")  # ok: a parameter
