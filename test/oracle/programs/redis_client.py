import asyncio
import os
import subprocess
import tempfile

import redis
import redis.asyncio

path = os.path.join(tempfile.mkdtemp(), "socket")
server = subprocess.Popen(
    ["redis-server", "--port", "0", "--unixsocket", path, "--save", ""], stdout=subprocess.DEVNULL
)
client = redis.Redis(unix_socket_path=path)
while True:
    try:
        client.ping()
        break
    except redis.ConnectionError:
        pass


class Cache:
    def __init__(self, connection: redis.Redis):
        self.connection = connection

    def value(self, key):
        return self.connection.get(key)


async def blocking():
    client.set("a", 1)
    pipeline = client.pipeline()
    pipeline.get("a")
    pipeline.incr("b")
    pipeline.execute()
    cache = Cache(client)
    return cache.value("a")


async def offloaded():
    return await asyncio.to_thread(Cache(client).value, "a")


async def awaited():
    other = redis.asyncio.Redis(unix_socket_path=path)
    await other.set("a", 2)
    value = await other.get("a")
    await other.close()
    return value


async def main():
    await blocking()
    await offloaded()
    await awaited()
    server.terminate()
