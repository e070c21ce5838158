# Lesson 5: what runs when nobody waits is one severity lower, and what runs without a loop is nothing.
import sqlite3
import sys
from contextlib import asynccontextmanager

import psycopg2
from fastapi import FastAPI


def migrate():
    psycopg2.connect("dbname=app")


connection = psycopg2.connect("dbname=app")  # ok: when the module is imported


@asynccontextmanager
async def lifespan(app):
    migrate()  # expect: blocking-call [psycopg2] as warning via migrate
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/")
async def index():
    migrate()  # expect: blocking-call [psycopg2] as error via migrate


def command_line():
    migrate()  # ok: a command without a loop


if __name__ == "__main__":
    migrate()  # ok: a command without a loop
    sys.exit(command_line())
