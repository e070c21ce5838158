# pymssql in coroutines.
import pymssql


async def statements():
    conn = pymssql.connect("host", "user")  # expect: blocking-call [pymssql-connect]
    cursor = conn.cursor(as_dict=True)  # ok: memory
    cursor.execute("select 1")  # expect: blocking-call [pymssql-execute]
    for row in cursor:  # expect: blocking-call [pymssql-execute]
        print(row)
    conn.commit()  # expect: blocking-call [pymssql-execute]


def script():
    pymssql.connect("host", "user")  # ok: nothing asynchronous calls it
