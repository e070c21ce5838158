# pandas where it reads from or writes to a database.
import asyncio

import pandas as pd
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_engine("sqlite:///a.db")
other = create_async_engine("sqlite+aiosqlite:///a.db")


async def reads():
    frame = pd.read_sql("select 1", engine)  # expect: blocking-call [pandas-sql]
    pd.read_sql_query("select 1", engine)  # expect: blocking-call [pandas-sql]
    frame.dropna().to_sql("t", engine)  # expect: blocking-call [pandas-sql]
    return frame.groupby("a").sum()  # ok: memory


async def right():
    async with other.connect() as conn:  # ok: awaited
        await conn.run_sync(lambda c: pd.read_sql("select 1", c))  # ok: the greenlet awaits
    await asyncio.to_thread(pd.read_sql, "select 1", engine)  # ok: in a thread
