# clickhouse-connect, both clients.
import clickhouse_connect


async def synchronous():
    client = clickhouse_connect.get_client(host="localhost")  # expect: blocking-call [clickhouse-connect-client]
    client.query("select 1")  # expect: blocking-call [clickhouse-connect-query]
    client.insert("t", [[1]])  # expect: blocking-call [clickhouse-connect-query]
    client.set_client_setting("a", 1)  # ok: memory


async def asynchronous():
    client = await clickhouse_connect.get_async_client(host="localhost")  # ok: awaited
    await client.query("select 1")  # ok: awaited
    client.insert("t", [[1]])  # expect: unawaited-call [clickhouse-connect-unawaited]
    client.set_client_setting("a", 1)  # ok: plain
