import time

from sqlalchemy import Column, Integer, String, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import declarative_base, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
AsyncSessionLocal = sessionmaker(bind=engine, class_=AsyncSession, expire_on_commit=False)
Base = declarative_base()


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)
    name = Column(String)


def count(session):
    return session.query(Item).count()


def slow_count(session):
    time.sleep(0.01)
    return session.query(Item).count()


async def awaited():
    async with AsyncSessionLocal() as db:
        db.add(Item(name="a"))
        await db.commit()
        result = await db.execute(select(Item))
        items = result.scalars().all()
        await db.delete(items[0])
        await db.flush()
        return items


async def through_run_sync():
    async with AsyncSessionLocal() as db:
        return await db.run_sync(count)


async def waiting_in_run_sync():
    async with AsyncSessionLocal() as db:
        return await db.run_sync(slow_count)


async def main():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await awaited()
    await through_run_sync()
    await waiting_in_run_sync()
    await engine.dispose()
