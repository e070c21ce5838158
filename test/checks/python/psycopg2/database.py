# psycopg2 in coroutines.
import psycopg2
import psycopg2.extras
from psycopg2.pool import ThreadedConnectionPool


async def statements(dsn):
    conn = psycopg2.connect(dsn)  # expect: blocking-call [psycopg2-connect]
    cursor = conn.cursor(cursor_factory=psycopg2.extras.RealDictCursor)  # ok: memory
    cursor.execute("select %s", (1,))  # expect: blocking-call [psycopg2-execute]
    cursor.fetchall()  # ok: the rows are there when `execute` returns
    cursor.mogrify("select %s", (1,))  # ok: memory
    psycopg2.extras.execute_values(cursor, "insert into t values %s", [])  # expect: blocking-call [psycopg2-execute]
    conn.commit()  # expect: blocking-call [psycopg2-execute]
    conn.close()  # expect: blocking-call [psycopg2-execute]


async def blocks(dsn):
    with psycopg2.connect(dsn) as conn:  # expect: blocking-call [psycopg2-connect]; blocking-call [psycopg2-execute]
        with conn.cursor() as cursor:  # ok: memory
            cursor.execute("select 1")  # expect: blocking-call [psycopg2-execute]
            for row in cursor:  # ok: the rows are there when `execute` returns
                print(row)


async def pools(dsn):
    pool = ThreadedConnectionPool(1, 5, dsn)  # expect: blocking-call [psycopg2-connect]
    conn = pool.getconn()  # expect: blocking-call [psycopg2-connect]
    conn.rollback()  # expect: blocking-call [psycopg2-execute]
    pool.putconn(conn)  # ok: memory


async def not_waiting(dsn):
    return psycopg2.connect(dsn, async_=True)  # ok: it does not wait


def script(dsn):
    psycopg2.connect(dsn)  # ok: nothing asynchronous calls it
