"""The DataStax driver in coroutines."""
import asyncio

from cassandra.cluster import Cluster
from cassandra.cqlengine.models import Model
from cassandra.cqlengine.query import ModelQuerySet

cluster = Cluster(["localhost"])  # ok: connects later
session = cluster.connect("shop")  # ok: no loop runs while the module is read


class User(Model):
    pass


async def blocking():
    rows = session.execute("select * from users")  # expect: blocking-call [cassandra-driver-session]
    for row in rows:  # expect: blocking-call [cassandra-driver-paging] as warning
        print(row)
    future = session.execute_async("select * from users")  # ok: goes on at once
    future.result()  # expect: blocking-wait [cassandra-driver-future]
    session.prepare("select ?")  # expect: blocking-call [cassandra-driver-session]
    User.objects(name="a").first()  # expect: blocking-call [cassandra-driver-model]
    User.create(name="a")  # expect: blocking-call [cassandra-driver-model]


async def harmless():
    future = session.execute_async("select * from users")  # ok: goes on at once
    future.add_callback(print)  # ok: called by the driver's thread
    User.objects(name="a").limit(3)  # ok: asks nothing yet
    await asyncio.to_thread(session.execute, "select 1")  # ok: in a worker thread


class Users(ModelQuerySet):
    async def keys(self):
        statement = self._select_query()
        return [key for key in statement.partition_key_values(0)]  # ok: builds a statement, asks nothing
