import anyio
import psycopg2
from mcp.server.fastmcp import FastMCP
from mcp.server.mcpserver import MCPServer

first = FastMCP("first")
second = MCPServer("second")


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@first.tool()
def users() -> str:
    return load()  # expect: blocking-call [psycopg2] via load


@first.resource("users://all")
def resource() -> str:
    return load()  # expect: blocking-call [psycopg2] via load


@first.tool()
async def pooled() -> str:
    return await anyio.to_thread.run_sync(load)  # ok: in a thread


@second.tool()
def threaded() -> str:
    return load()  # ok: its second version runs plain tools in a thread


@second.tool()
async def asynchronous() -> str:
    return load()  # expect: blocking-call [psycopg2] via load
