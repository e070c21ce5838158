# Comments that ask for silence, on any line of the path.
import sqlite3

import psycopg2


def load():
    return psycopg2.connect("dbname=app")


def tiny():
    return sqlite3.connect("tiny.db")  # nostall: allow(blocking-call) ten rows


async def allowed():
    load()  # nostall: allow(blocking-call) once a day
    load()  # nostall: allow(psycopg2) once a day
    # nostall: allow(blocking-call) once a day
    load()
    load()  # expect: blocking-call [psycopg2] via load


async def allowed_below():
    tiny()  # ok: allowed where it blocks


async def whole_function():  # nostall: allow(blocking-call) only used by the tests
    load()
    load()


async def over_several_lines():
    psycopg2.connect(
        "dbname=app",
        connect_timeout=1,  # nostall: allow(blocking-call) once a day
    )


async def noqa():
    load()  # noqa
    load()  # noqa: F401  # expect: blocking-call [psycopg2] via load


async def without_reason():
    # expect+1: blocking-call [psycopg2]; suppression-without-reason
    load()  # nostall: allow(blocking-call)


async def unused():
    # expect+1: unused-suppression
    print("x")  # nostall: allow(blocking-call) nothing is here
