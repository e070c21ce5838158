# Sessions that keep what they have loaded; with several factories, each has to be followed.
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()
engine = create_async_engine("sqlite+aiosqlite:///a.db")
Keeping = async_sessionmaker(engine, expire_on_commit=False)
Expiring = async_sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


async def get_keeping():
    async with Keeping() as db:
        yield db


async def get_expiring():
    async with Expiring() as db:
        yield db


@app.get("/a")
async def kept(db: AsyncSession = Depends(get_keeping)):
    user = await db.get(User, 1)
    await db.commit()
    return user.name  # ok: kept


@app.get("/b")
async def expired(db: AsyncSession = Depends(get_expiring)):
    user = await db.get(User, 1)
    await db.commit()
    return user.name  # expect: lazy-load [sqlalchemy-expired-attribute]


async def annotated(db: Annotated[AsyncSession, Depends(get_expiring)]):
    user = await db.get(User, 1)
    await db.commit()
    return user.name  # expect: lazy-load [sqlalchemy-expired-attribute]


async def entered():
    async with Keeping() as db:
        user = await db.get(User, 1)
        await db.commit()
        print(user.name)  # ok: kept
    async with Expiring() as db:
        user = await db.get(User, 1)
        await db.commit()
        print(user.name)  # expect: lazy-load [sqlalchemy-expired-attribute]
    async with AsyncSession(engine) as db:
        user = await db.get(User, 1)
        await db.commit()
        print(user.name)  # expect: lazy-load [sqlalchemy-expired-attribute]


async def unknown(db: AsyncSession):
    user = await db.get(User, 1)
    await db.commit()
    return user.name  # ok: who knows whose it is


async def rolled_back(db: AsyncSession = Depends(get_keeping)):
    user = await db.get(User, 1)
    await db.rollback()
    return user.name  # expect: lazy-load [sqlalchemy-expired-attribute]
