# A parameter without an annotation is what its callers pass.
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(create_engine("postgresql://app"))


class User:
    pass


def load(db):
    return db.query(User).all()


def load_by_keyword(name, *, db=None):
    return db.query(User).all()


def outer(db):
    return load(db)


async def handler(db: Session):
    load(db)  # expect: blocking-call [sqlalchemy] via load
    load_by_keyword("users", db=db)  # expect: blocking-call [sqlalchemy] via load_by_keyword
    outer(db)  # expect: blocking-call [sqlalchemy] via load


class Cache:
    def get(self, model, key):
        return None


def find(store):
    return store.get(User, 1)


async def cached():
    find(Cache())  # ok: a class of ours that waits for nothing
