# A query or a generator that comes back from the thread is read on the loop.
import asyncio

import psycopg2
from sqlalchemy.orm import Session


class User:
    pass


def active(session: Session):
    return session.query(User).filter_by(active=True)


def rows(session: Session):
    for user in session.query(User):
        yield user


def loaded(session: Session):
    return session.query(User).all()


async def query_from_thread(session: Session):
    users = await asyncio.to_thread(active, session)
    for user in users:  # expect: blocking-call [sqlalchemy]
        print(user)


async def generator_from_thread(session: Session):
    users = await asyncio.to_thread(rows, session)
    for user in users:  # expect: blocking-call [sqlalchemy]
        print(user)


async def list_from_thread(session: Session):
    users = await asyncio.to_thread(loaded, session)
    for user in users:  # ok: a list
        print(user)


async def read_in_thread(session: Session):
    users = await asyncio.to_thread(lambda: list(active(session)))
    for user in users:  # ok: a list
        print(user)


async def query_awaited(session: Session):
    query = await asyncio.to_thread(active, session)
    query.count()  # expect: blocking-call [sqlalchemy]
    len(list(query))  # expect: blocking-call [sqlalchemy]
