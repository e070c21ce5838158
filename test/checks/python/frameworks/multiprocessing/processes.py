import multiprocessing
from multiprocessing import Pool

import psycopg2


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


async def start():
    multiprocessing.Process(target=load, args=("orders",)).start()  # ok: another process


async def pooled():
    pool = Pool()
    pool.apply_async(load, ("orders",))  # ok: another process
    load()  # expect: blocking-call [psycopg2] via load
