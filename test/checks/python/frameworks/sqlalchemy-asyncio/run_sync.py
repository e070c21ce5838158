# `run_sync` runs on the loop: its own session is fine there, anything else that waits is not.
import time

import psycopg2
from sqlalchemy import MetaData, create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_async_engine("postgresql+asyncpg://app")
AsyncSessionLocal = async_sessionmaker(engine)
SessionLocal = sessionmaker(create_engine("postgresql://app"))
metadata = MetaData()


class User:
    pass


def query(session: Session):
    return session.query(User).filter_by(name="x").all()  # ok: the greenlet awaits its I/O


def slow(session):
    time.sleep(1)
    return session.get(User, 1)


def other(session):
    with SessionLocal() as own:
        return own.get(User, 1)


def create(connection):
    metadata.create_all(connection)  # ok: the greenlet awaits its I/O


async def legacy(session: AsyncSession):
    await session.run_sync(query)  # ok: only its own session
    await session.run_sync(lambda s: s.query(User).all())  # ok: only its own session
    await session.run_sync(lambda s: s.execute(select(User)).scalars().all())  # ok: only its own session
    await session.run_sync(slow)  # expect: blocking-wait via slow
    await session.run_sync(other)  # expect: blocking-call [sqlalchemy] via other
    await session.run_sync(lambda s: psycopg2.connect("dbname=app"))  # expect: blocking-call [psycopg2]


async def schema():
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)  # ok: the greenlet awaits its I/O
        await connection.run_sync(create)  # ok: the greenlet awaits its I/O


async def factory():
    async with AsyncSessionLocal() as session:
        await session.run_sync(query)  # ok: only its own session


def script():
    with SessionLocal() as session:
        query(session)  # ok: not on a loop
