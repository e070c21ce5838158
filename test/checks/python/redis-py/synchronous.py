"""The synchronous client in coroutines."""
import asyncio

import redis
from redis import Redis

client = Redis(host="localhost")  # ok: connects later
other = redis.from_url("redis://localhost")
third = redis.Redis.from_url("redis://localhost")


async def commands(passed: redis.Redis):
    client.get("a")  # expect: blocking-call [redis-py-command]
    other.set("a", 1)  # expect: blocking-call [redis-py-command]
    third.hgetall("a")  # expect: blocking-call [redis-py-command]
    passed.incr("a")  # expect: blocking-call [redis-py-command]
    for key in client.scan_iter("a*"):  # expect: blocking-call [redis-py-scan]
        print(key)


async def closes():
    client.close()  # ok: waits for nobody


async def pipelines():
    pipe = client.pipeline()  # ok: asks nothing
    pipe.set("a", 1)  # ok: queued
    pipe.get("a")  # ok: queued
    pipe.execute()  # expect: blocking-call [redis-py-pipeline]
    with client.pipeline() as inner:  # ok: asks nothing
        inner.incr("a").expire("a", 10)  # ok: queued
        inner.execute()  # expect: blocking-call [redis-py-pipeline]


async def messages():
    pubsub = client.pubsub()  # ok: asks nothing
    pubsub.subscribe("a")  # expect: blocking-call [redis-py-pubsub]
    for message in pubsub.listen():  # expect: blocking-call [redis-py-pubsub]
        print(message)


async def locks():
    with client.lock("a"):  # expect: blocking-call [redis-py-lock]
        pass
    lock = client.lock("b")  # ok: asks nothing
    lock.acquire()  # expect: blocking-call [redis-py-lock]


async def modules():
    client.json().get("a")  # expect: blocking-call [redis-py-module]
    script = client.register_script("return 1")  # ok: asks nothing
    script()  # expect: blocking-call [redis-py-module]


async def cluster():
    nodes = redis.RedisCluster(host="localhost")  # expect: blocking-call [redis-py-cluster]
    nodes.get("a")  # expect: blocking-call [redis-py-command]


class Cache:
    def __init__(self):
        self.redis = redis.Redis()

    def load(self, key):
        return self.redis.get(key)


cache = Cache()


async def through_a_class():
    cache.load("a")  # expect: blocking-call [redis-py] via load


async def in_a_thread():
    await asyncio.to_thread(client.get, "a")  # ok: in a worker thread
    await asyncio.to_thread(cache.load, "a")  # ok: in a worker thread
