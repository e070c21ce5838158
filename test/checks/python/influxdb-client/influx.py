"""Both clients of InfluxDB 2."""
from influxdb_client import InfluxDBClient
from influxdb_client.client.influxdb_client_async import InfluxDBClientAsync
from influxdb_client.client.write_api import SYNCHRONOUS

client = InfluxDBClient(url="http://localhost", token="x")  # ok: connects later


async def blocking():
    client.query_api().query("from(bucket: 'a')")  # expect: blocking-call [influxdb-client-query]
    client.ping()  # expect: blocking-call [influxdb-client-query]
    client.write_api(write_options=SYNCHRONOUS).write("a", "b", [])  # expect: blocking-call [influxdb-client-write]
    api = client.write_api(write_options=SYNCHRONOUS)  # ok: asks nothing
    api.write("a", "b", [])  # expect: blocking-call [influxdb-client-write]


async def batching():
    api = client.write_api()  # ok: asks nothing
    api.write("a", "b", [])  # ok: queued for the client's thread
    api.flush()  # expect: blocking-call [influxdb-client-flush]


async def asynchronous():
    async with InfluxDBClientAsync(url="http://localhost") as aclient:  # ok: an asynchronous block
        await aclient.query_api().query("from(bucket: 'a')")  # ok: awaited
        aclient.write_api().write("a", "b", [])  # expect: unawaited-call [influxdb-client-unawaited]
