import psycopg2
from taskiq import InMemoryBroker

broker = InMemoryBroker()


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@broker.task
def plain():
    load()  # ok: plain tasks run in the pool


@broker.task(task_name="async")
async def asynchronous():
    load()  # expect: blocking-call [psycopg2] via load


async def send():
    await plain.kiq()  # ok: only sends the task
