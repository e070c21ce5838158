# The configuration names the wrappers that cannot be followed.
import psycopg2
import vendor

from app.threads import run_blocking

db_executor = object()


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


async def handler():
    await run_blocking(db_executor, load, "orders")  # ok: the configuration says that it is a pool
    await run_blocking(db_executor, lambda: load("orders"))  # ok: the configuration says that it is a pool
    await vendor.offload(load)  # ok: the configuration says that it is a pool
    load()  # expect: blocking-call [psycopg2] via load
    await run_blocking(db_executor, load())  # expect: fake-offload [psycopg2] via load
