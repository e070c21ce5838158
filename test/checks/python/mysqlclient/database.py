# MySQLdb in coroutines.
import MySQLdb


async def statements():
    conn = MySQLdb.connect(host="localhost")  # expect: blocking-call [mysqlclient-connect]
    cursor = conn.cursor()  # ok: memory
    cursor.execute("select 1")  # expect: blocking-call [mysqlclient-execute]
    cursor.fetchall()  # ok: a buffered cursor has its rows
    conn.commit()  # expect: blocking-call [mysqlclient-execute]
    conn.close()  # expect: blocking-call [mysqlclient-execute]


def script():
    MySQLdb.connect(host="localhost")  # ok: nothing asynchronous calls it
