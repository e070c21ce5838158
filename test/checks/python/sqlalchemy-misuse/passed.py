# An AsyncSession where a Session is meant, and annotations that say one thing where another is injected.
from typing import Annotated

from fastapi import Depends, FastAPI
from models import User
from sqlalchemy import create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
Local = async_sessionmaker(create_async_engine("postgresql+asyncpg://localhost/app"))
Blocking = sessionmaker(create_engine("postgresql://localhost/app"))


async def get_async_db():
    async with Local() as db:
        yield db


def get_db():
    db = Blocking()
    try:
        yield db
    finally:
        db.close()


def save(db: Session, user: User):
    db.add(user)
    db.commit()  # expect: unawaited-call [sqlalchemy-unawaited-commit]


def mark(db: Session, user: User):
    db.add(user)


def count(db: Session, user: User):
    return db.query(User).count()  # ok: a greenlet's session


def either(db: Session | AsyncSession, key: int):
    return db.get(User, key)


async def wrongly_annotated(db: Session, key: int):
    return await db.get(User, key)  # ok: what flows in is asynchronous


class Store:
    def load(self, db: Session, key: int):
        return db.get(User, key)


async def passes(db: AsyncSession, user: User):
    save(db, user)  # expect: async-session-misuse [sqlalchemy-async-session-passed-as-session]
    save(user=user, db=db)  # expect: async-session-misuse [sqlalchemy-async-session-passed-as-session]
    Store().load(db, 1)  # expect: async-session-misuse [sqlalchemy-async-session-passed-as-session]
    mark(db, user)  # ok: `add` is the same in both
    either(db, 1)  # ok: written for both
    await wrongly_annotated(db, 1)  # ok: only the annotation is wrong
    await db.run_sync(count, user)  # ok: the greenlet awaits


@app.get("/a")
async def told_a_session(db: Session = Depends(get_async_db)):  # expect: async-session-misuse [sqlalchemy-annotation-disagrees]
    return (await db.scalars(select(User))).all()  # ok: what is injected is asynchronous


@app.get("/b")
def told_an_async_session(db: AsyncSession = Depends(get_db)):  # expect: async-session-misuse [sqlalchemy-annotation-disagrees]
    return db.query(User).all()  # ok: a plain endpoint


@app.get("/c")
async def annotated(db: Annotated[Session, Depends(get_async_db)]):  # expect: async-session-misuse [sqlalchemy-annotation-disagrees]
    return (await db.scalars(select(User))).all()  # ok: what is injected is asynchronous


@app.get("/d")
async def agreeing(db: Annotated[AsyncSession, Depends(get_async_db)], plain: Session = Depends(get_db)):  # ok: as they say
    return (await db.scalars(select(User))).all()  # ok: awaited


Database = Annotated[Session, Depends(get_async_db)]  # expect: async-session-misuse [sqlalchemy-annotation-disagrees]


@app.get("/e")
async def aliased(db: Database):
    return (await db.scalars(select(User))).all()  # ok: what is injected is asynchronous
