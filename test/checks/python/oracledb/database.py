# python-oracledb, both halves, and cx_Oracle.
import cx_Oracle
import oracledb


async def synchronous(dsn):
    conn = oracledb.connect(dsn=dsn)  # expect: blocking-call [oracledb-connect]
    cursor = conn.cursor()  # ok: memory
    cursor.execute("select 1 from dual")  # expect: blocking-call [oracledb-execute]
    cursor.fetchone()  # expect: blocking-call [oracledb-execute]
    conn.commit()  # expect: blocking-call [oracledb-execute]
    pool = oracledb.create_pool(dsn=dsn)  # expect: blocking-call [oracledb-connect]
    pool.acquire()  # expect: blocking-call [oracledb-connect]
    old = cx_Oracle.connect(dsn)  # expect: blocking-call [oracledb-connect]
    old.cursor().execute("select 1 from dual")  # expect: blocking-call [oracledb-execute]


async def asynchronous(dsn):
    async with oracledb.connect_async(dsn=dsn) as conn:  # ok: awaited
        with conn.cursor() as cursor:  # ok: plain
            await cursor.execute("select 1 from dual")  # ok: awaited
            async for row in cursor:  # ok: awaited
                print(row)
        conn.commit()  # expect: unawaited-call [oracledb-unawaited]
    pool = oracledb.create_pool_async(dsn=dsn)  # ok: plain
    async with pool.acquire() as conn:  # ok: awaited
        conn.execute("delete from t")  # expect: unawaited-call [oracledb-unawaited]
    await pool.close()  # ok: awaited
