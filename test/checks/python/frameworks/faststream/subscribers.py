import psycopg2
from faststream import FastStream
from faststream.kafka import KafkaBroker

broker = KafkaBroker("localhost:9092")
app = FastStream(broker)


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@broker.subscriber("plain")
def plain(body):
    load()  # ok: plain subscribers run in the pool


@broker.subscriber("async")
async def asynchronous(body):
    load()  # expect: blocking-call [psycopg2] via load


@app.after_startup
async def connect():
    load()  # expect: blocking-call [psycopg2] as warning via load
