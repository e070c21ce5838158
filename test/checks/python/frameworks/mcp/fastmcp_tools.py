# Whether plain tools run on the loop depends on the version.
import psycopg2
from fastmcp import FastMCP

server = FastMCP("server")


@server.tool
def users() -> str:
    return psycopg2.connect("dbname=app")  # unsure: blocking-call [psycopg2]


@server.tool
async def orders() -> str:
    return psycopg2.connect("dbname=app")  # expect: blocking-call [psycopg2]
