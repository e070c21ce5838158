# clickhouse-driver in coroutines.
from clickhouse_driver import Client, connect


async def statements():
    client = Client("localhost")  # ok: connects when it is used
    client.execute("select 1")  # expect: blocking-call [clickhouse-driver-execute]
    other = Client.from_url("clickhouse://localhost")  # ok: connects when it is used
    other.query_dataframe("select 1")  # expect: blocking-call [clickhouse-driver-execute]
    cursor = connect("clickhouse://localhost").cursor()  # ok: connects when it is used
    cursor.execute("select 1")  # expect: blocking-call [clickhouse-driver-execute]


def script(client: Client):
    client.execute("select 1")  # ok: nothing asynchronous calls it
