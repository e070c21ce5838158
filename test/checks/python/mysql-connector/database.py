# MySQL Connector/Python, both halves.
import mysql.connector
import mysql.connector.aio
from mysql.connector import pooling

pool = pooling.MySQLConnectionPool(pool_size=3)  # ok: while the module is loaded


async def synchronous():
    conn = mysql.connector.connect(host="localhost")  # expect: blocking-call [mysql-connector-python-connect]
    cursor = conn.cursor(dictionary=True)  # ok: memory
    cursor.execute("select 1")  # expect: blocking-call [mysql-connector-python-execute]
    cursor.fetchall()  # expect: blocking-call [mysql-connector-python-execute]
    conn.commit()  # expect: blocking-call [mysql-connector-python-execute]
    pool.get_connection()  # expect: blocking-call [mysql-connector-python-connect]


async def asynchronous():
    conn = await mysql.connector.aio.connect(host="localhost")  # ok: awaited
    cursor = await conn.cursor()  # ok: awaited
    await cursor.execute("select 1")  # ok: awaited
    cursor.execute("delete from t")  # expect: unawaited-call [mysql-connector-python-unawaited]
    conn.commit()  # expect: unawaited-call [mysql-connector-python-unawaited]
    await conn.close()  # ok: awaited
