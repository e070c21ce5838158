# With the check switched on, plain endpoints that wait are shown, too: each holds a thread of the pool.
import psycopg2
from fastapi import Depends, FastAPI

app = FastAPI()


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@app.get("/plain")
def plain():
    return load()  # expect: pool-capacity [psycopg2] via load


@app.get("/memory")
def memory():
    return {"ok": True}  # ok: does not wait


@app.get("/async")
async def asynchronous():
    return load()  # expect: blocking-call [psycopg2] via load


def helper():
    return load()  # ok: no endpoint
