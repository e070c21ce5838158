# What is asynchronous used as if it were not, and the reverse.
from sqlalchemy import MetaData, create_engine, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

from models import User

engine = create_async_engine("sqlite+aiosqlite:///a.db")
Local = async_sessionmaker(engine)
Old = sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
metadata = MetaData()


async def lacking(db: AsyncSession, user):
    db.query(User).first()  # expect: async-session-misuse [sqlalchemy-async-session-lacks]
    await db.query(User)  # expect: async-session-misuse [sqlalchemy-async-session-lacks]
    db.bulk_save_objects([user])  # expect: async-session-misuse [sqlalchemy-async-session-lacks]
    await db.run_sync(lambda session: session.query(User).all())  # ok: the greenlet awaits


async def awaited_plain(db: AsyncSession, user):
    await db.add(user)  # expect: async-session-misuse [sqlalchemy-async-awaited-plain]
    await db.expunge(user)  # expect: async-session-misuse [sqlalchemy-async-awaited-plain]
    result = await db.execute(select(User))  # ok: a coroutine
    await result.all()  # expect: async-session-misuse [sqlalchemy-async-awaited-plain]
    await db.begin()  # ok: may be awaited
    await db.get(User, 1)  # ok: a coroutine


async def synchronous_session(db: Session):
    await db.execute(select(User))  # expect: async-session-misuse [sqlalchemy-sync-awaited]
    await db.commit()  # expect: async-session-misuse [sqlalchemy-sync-awaited]
    await db.query(User).all()  # expect: async-session-misuse [sqlalchemy-sync-awaited]
    async with db:  # expect: async-session-misuse [sqlalchemy-sync-awaited]
        pass


async def entered():
    with Local() as db:  # expect: async-session-misuse [sqlalchemy-async-entered-plainly]
        pass
    with engine.connect() as conn:  # expect: async-session-misuse [sqlalchemy-async-entered-plainly]
        pass
    with engine.begin() as conn:  # expect: async-session-misuse [sqlalchemy-async-entered-plainly]
        pass
    async with Local() as db:  # ok: as it is meant
        async with db.begin():  # ok: as it is meant
            pass
        result = await db.stream(select(User))  # ok: a coroutine
        for row in result:  # expect: async-session-misuse [sqlalchemy-async-entered-plainly]
            print(row)
    async with Old() as db:  # ok: as it is meant
        await db.commit()  # ok: a coroutine
    async with Local.begin() as db:  # ok: as it is meant
        await db.execute(select(User))  # ok: a coroutine


async def schema():
    metadata.create_all(engine)  # expect: async-session-misuse [sqlalchemy-async-engine-as-sync]
    inspect(engine)  # expect: async-session-misuse [sqlalchemy-async-engine-as-sync]
    async with engine.begin() as conn:  # ok: as it is meant
        metadata.drop_all(bind=conn)  # expect: async-session-misuse [sqlalchemy-async-engine-as-sync]
        await conn.run_sync(metadata.create_all)  # ok: the greenlet awaits
        await conn.run_sync(lambda c: inspect(c).get_table_names())  # ok: the greenlet awaits


def urls(settings):
    create_async_engine("postgresql://localhost/app")  # expect: async-session-misuse [sqlalchemy-sync-url]
    create_async_engine("sqlite:///a.db")  # expect: async-session-misuse [sqlalchemy-sync-url]
    create_async_engine(url="mysql+pymysql://localhost/app")  # expect: async-session-misuse [sqlalchemy-sync-url]
    create_async_engine("postgresql+psycopg://localhost/app")  # ok: psycopg 3 has both
    create_async_engine(settings.url)  # ok: not known
    create_engine("postgresql+asyncpg://localhost/app")  # expect: async-session-misuse [sqlalchemy-async-url]
    create_engine("postgresql://localhost/app")  # ok: a synchronous driver
