# One session in several tasks at a time.
import asyncio

from models import Post, User
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_scoped_session, async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://localhost/app")
Local = async_sessionmaker(engine, expire_on_commit=False)
registry = async_scoped_session(Local, scopefunc=asyncio.current_task)


async def load_user(db: AsyncSession, key: int):
    return await db.get(User, key)


async def load_posts(db: AsyncSession):
    return (await db.scalars(select(Post))).all()


async def own_session(key: int):
    async with Local() as db:  # ok: as it is meant
        return await db.get(User, key)


async def ignores(db: AsyncSession):
    return 1


async def directly(db: AsyncSession):
    await asyncio.gather(db.get(User, 1), db.get(User, 2))  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
    await asyncio.gather(db.scalar(select(func.count()).select_from(User)), db.scalar(select(func.count()).select_from(Post)))  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
    await asyncio.gather(db.get(User, 1), asyncio.sleep(1))  # ok: one task


async def through_functions(db: AsyncSession, other: AsyncSession):
    await asyncio.gather(load_user(db, 1), load_posts(db))  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
    await asyncio.gather(load_user(db, 1), load_posts(db=db), return_exceptions=True)  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
    await asyncio.gather(load_user(db, 1), load_posts(other))  # ok: two sessions
    await asyncio.gather(own_session(1), own_session(2))  # ok: a session for each
    await asyncio.gather(ignores(db), load_posts(db))  # ok: one of them does not use it
    await asyncio.gather(load_user(registry, 1), load_posts(registry))  # ok: a session for each task
    first = load_user(db, 1)
    second = load_posts(db)
    await asyncio.gather(first, second)  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]


async def many(db: AsyncSession, keys: list[int]):
    await asyncio.gather(*[load_user(db, key) for key in keys])  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
    await asyncio.gather(*(load_user(db, key) for key in keys))  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
    await asyncio.gather(*[own_session(key) for key in keys])  # ok: a session for each
    tasks = [load_user(db, key) for key in keys]
    await asyncio.gather(*tasks)  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]


async def one_after_the_other(db: AsyncSession, keys: list[int]):
    for key in keys:
        await load_user(db, key)  # ok: one at a time
    [await load_user(db, key) for key in keys]  # ok: one at a time


async def grouped(db: AsyncSession, other: AsyncSession):
    async with asyncio.TaskGroup() as group:
        group.create_task(load_user(db, 1))  # ok: the first one
        group.create_task(load_posts(db))  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
        group.create_task(load_posts(other))  # ok: another session


async def started(db: AsyncSession):
    one = asyncio.create_task(load_user(db, 1))
    two = asyncio.create_task(load_posts(db))  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
    await one
    await two


async def started_and_awaited(db: AsyncSession):
    one = asyncio.create_task(load_user(db, 1))
    await one
    two = asyncio.create_task(load_posts(db))  # ok: the first has ended
    await two


class Users:
    def __init__(self, db: AsyncSession):
        self.db = db
        self.lock = asyncio.Lock()

    async def count(self):
        return await self.db.scalar(select(func.count()).select_from(User))

    async def first(self):
        return await self.db.scalar(select(User).limit(1))

    async def guarded(self, key: int):
        async with self.lock:
            return await self.db.get(User, key)

    async def page(self):
        return await asyncio.gather(self.count(), self.first())  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]

    async def under_lock(self):
        return await asyncio.gather(self.guarded(1), self.guarded(2))  # ok: one at a time


async def of_a_service(db: AsyncSession):
    users = Users(db)
    await asyncio.gather(users.count(), users.first())  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]
