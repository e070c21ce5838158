# The Snowflake connector, both halves.
import snowflake.connector
import snowflake.connector.aio


async def synchronous():
    conn = snowflake.connector.connect(user="a")  # expect: blocking-call [snowflake-connect]
    cursor = conn.cursor()  # ok: memory
    cursor.execute("select 1")  # expect: blocking-call [snowflake-execute]
    cursor.fetchall()  # expect: blocking-call [snowflake-execute]
    conn.commit()  # expect: blocking-call [snowflake-execute]


async def asynchronous():
    conn = await snowflake.connector.aio.connect(user="a")  # ok: awaited
    cursor = conn.cursor()  # ok: plain
    await cursor.execute("select 1")  # ok: awaited
    cursor.execute("delete from t")  # expect: unawaited-call [snowflake-unawaited]
    await conn.close()  # ok: awaited
