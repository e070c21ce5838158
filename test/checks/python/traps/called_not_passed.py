# A call instead of the function: the query runs on the loop before the thread is asked for anything.
import asyncio

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(create_engine("postgresql://app"))


class User:
    pass


async def called(session: Session):
    await asyncio.to_thread(session.query(User).first())  # expect: fake-offload [sqlalchemy]
    await asyncio.to_thread(session.commit())  # expect: fake-offload [sqlalchemy]
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, session.query(User).all())  # expect: fake-offload [sqlalchemy]


async def passed(session: Session):
    await asyncio.to_thread(session.query(User).first)  # ok: passed
    await asyncio.to_thread(session.commit)  # ok: passed
    await asyncio.to_thread(lambda: session.query(User).first())  # ok: passed


async def argument(session: Session):
    await asyncio.to_thread(print, session.query(User).first())  # expect: fake-offload [sqlalchemy]
