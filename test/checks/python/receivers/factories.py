# Sessions that a function makes for itself.
from contextlib import closing, contextmanager

import sqlalchemy as sa
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

engine = create_engine("postgresql://app")
SessionLocal = sessionmaker(bind=engine)
Scoped = scoped_session(SessionLocal)
factories = {"primary": SessionLocal}


class User:
    pass


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@contextmanager
def session_scope():
    session = SessionLocal()
    try:
        yield session
        session.commit()
    finally:
        session.close()


def make_session():
    return SessionLocal()


async def with_factory():
    with SessionLocal() as db:  # expect: blocking-call [sqlalchemy]
        db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def with_session():
    with Session(engine) as session:  # expect: blocking-call [sqlalchemy]
        session.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def with_begin():
    with SessionLocal.begin() as session:  # expect: blocking-call [sqlalchemy]
        session.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def with_scope():
    with session_scope() as session:  # expect: blocking-call [sqlalchemy] via session_scope
        session.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def by_next():
    db = next(get_db())  # ok: only what stands before the `yield` runs
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def by_hand():
    db = SessionLocal()
    try:
        db.get(User, 1)  # expect: blocking-call [sqlalchemy]
    finally:
        db.close()  # expect: blocking-call [sqlalchemy]


async def by_function():
    make_session().get(User, 1)  # expect: blocking-call [sqlalchemy]


async def by_conditional(read_only):
    db = Scoped() if read_only else SessionLocal()
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def scoped():
    Scoped.get(User, 1)  # expect: blocking-call [sqlalchemy]
    Scoped().get(User, 1)  # expect: blocking-call [sqlalchemy]


async def connection():
    with engine.connect() as connection:  # expect: blocking-call [sqlalchemy]; blocking-call [sqlalchemy]
        connection.execute(sa.text("SELECT 1"))  # expect: blocking-call [sqlalchemy]


async def from_a_dictionary():
    db = factories["primary"]()
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def closed():
    with closing(SessionLocal()) as db:  # expect: blocking-call [sqlalchemy]
        db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def unpacked():
    db, name = SessionLocal(), "users"
    db.get(User, name)  # expect: blocking-call [sqlalchemy]


async def walrus():
    if db := SessionLocal():
        db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def global_session():
    shared.get(User, 1)  # expect: blocking-call [sqlalchemy]


shared = SessionLocal()
shared.get(User, 1)  # ok: runs when the module is imported
