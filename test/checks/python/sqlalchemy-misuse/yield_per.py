# `yield_per` asks for rows as they come, which a buffered result has no use for.
from models import User
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session


async def buffered(db: AsyncSession):
    await db.execute(select(User).execution_options(yield_per=10))  # expect: async-session-misuse [sqlalchemy-yield-per-on-execute]
    await db.scalars(select(User).where(User.on).execution_options(yield_per=10))  # expect: async-session-misuse [sqlalchemy-yield-per-on-execute]
    await db.execute(select(User), execution_options={"yield_per": 10})  # expect: async-session-misuse [sqlalchemy-yield-per-on-execute]
    statement = select(User).execution_options(yield_per=10)
    await db.scalars(statement)  # expect: async-session-misuse [sqlalchemy-yield-per-on-execute]


async def streamed(db: AsyncSession, given):
    await db.stream(select(User).execution_options(yield_per=10))  # ok: streamed
    async for user in await db.stream_scalars(select(User).execution_options(yield_per=10)):  # ok: streamed
        print(user)
    await db.execute(select(User).execution_options(populate_existing=True))  # ok: another option
    await db.execute(given)  # ok: not known


def synchronous(db: Session):
    for user in db.scalars(select(User).execution_options(yield_per=10)):  # ok: a synchronous session can
        print(user)
