# An awaitable of the asyncio half that nobody awaits.
import asyncio

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_scoped_session, async_sessionmaker, create_async_engine

from models import User

engine = create_async_engine("postgresql+asyncpg://localhost/app")
Session = async_sessionmaker(engine, expire_on_commit=False)
Scoped = async_scoped_session(Session, asyncio.current_task)


async def forgotten(db: AsyncSession, user):
    db.delete(user)  # expect: unawaited-call [sqlalchemy-unawaited-delete]
    db.commit()  # expect: unawaited-call [sqlalchemy-unawaited-commit]
    db.flush()  # expect: unawaited-call [sqlalchemy-unawaited-commit]
    db.execute(text("delete from users"))  # expect: unawaited-call [sqlalchemy-unawaited]
    db.refresh(user)  # expect: unawaited-call [sqlalchemy-unawaited]
    db.rollback()  # expect: unawaited-call [sqlalchemy-unawaited]
    db.close()  # expect: unawaited-call [sqlalchemy-unawaited]
    engine.dispose()  # expect: unawaited-call [sqlalchemy-unawaited]
    Scoped.remove()  # expect: unawaited-call [sqlalchemy-unawaited]


async def in_a_block(user):
    async with Session() as db:  # ok: awaited
        db.add(user)  # ok: plain
        db.commit()  # expect: unawaited-call [sqlalchemy-unawaited-commit]
    async with engine.begin() as conn:  # ok: awaited
        conn.execute(text("select 1"))  # expect: unawaited-call [sqlalchemy-unawaited]


async def right(db: AsyncSession, user):
    db.add(user)  # ok: plain
    await db.delete(user)  # ok: awaited
    await db.commit()  # ok: awaited
    result = await db.execute(select(User))  # ok: awaited
    result.scalars().all()  # ok: a buffered result
    (await db.scalars(select(User))).unique().all()  # ok: a buffered result
    later = db.commit()  # ok: awaited below
    await later
    await asyncio.wait_for(db.execute(select(User)), 1)  # ok: handed on
    return db.rollback()  # ok: the caller awaits it


async def streamed(db: AsyncSession):
    result = await db.stream(select(User))  # ok: awaited
    async for row in result.scalars():  # ok: awaited
        print(row)
    result.close()  # expect: unawaited-call [sqlalchemy-unawaited]
    async for row in await db.stream_scalars(select(User)):  # ok: awaited
        print(row)


async def connected():
    async with engine.connect() as conn:  # ok: awaited
        await conn.execute(text("select 1"))  # ok: awaited
        async with conn.begin():  # ok: awaited
            pass
        async with conn.stream(select(User)) as result:  # ok: awaited
            await result.all()  # ok: awaited
    plain = await engine.connect()  # ok: awaited
    await plain.close()  # ok: awaited
