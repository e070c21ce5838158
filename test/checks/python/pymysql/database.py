# PyMySQL in coroutines.
import pymysql
import pymysql.cursors


async def statements():
    conn = pymysql.connect(host="localhost")  # expect: blocking-call [pymysql-connect]
    cursor = conn.cursor()  # ok: memory
    cursor.execute("select 1")  # expect: blocking-call [pymysql-execute]
    cursor.fetchall()  # ok: a buffered cursor has its rows
    conn.escape("a")  # ok: memory
    conn.commit()  # expect: blocking-call [pymysql-execute]
    conn.ping()  # expect: blocking-call [pymysql-execute]
    conn.close()  # expect: blocking-call [pymysql-execute]


async def unbuffered(conn: pymysql.connections.Connection):
    cursor = conn.cursor(pymysql.cursors.SSCursor)  # ok: memory
    cursor.execute("select 1")  # expect: blocking-call [pymysql-execute]
    cursor.fetchone()  # expect: blocking-call [pymysql-execute]
    for row in cursor:  # expect: blocking-call [pymysql-execute]
        print(row)


def script():
    pymysql.connect(host="localhost")  # ok: nothing asynchronous calls it
