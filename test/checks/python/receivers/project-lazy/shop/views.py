import shop
from shop import Cache, Queue, connect, fine, missing
from shop.branches import RedisCache, later
from shop.single import client
from shop.stores import Remote, disk, fetch


async def tables():
    connect()  # expect: blocking-call [psycopg2] via connect
    shop.connect()  # expect: blocking-call [psycopg2] via connect
    Cache().read("key")  # expect: blocking-call [redis-py] via read
    Queue().get("key")  # expect: blocking-call [redis-py]
    fine()  # ok: waits for nothing
    missing()  # ok: nobody knows what it is


async def helpers():
    fetch()  # expect: blocking-call [requests] via fetch
    Remote().load()  # expect: blocking-call [requests] via load
    disk.fetch()  # ok: another function of that name


async def branches():
    RedisCache().read("key")  # expect: blocking-call [redis-py] via read
    later()  # expect: blocking-call [psycopg2] via later
    client.get("key")  # expect: blocking-call [redis-py]
