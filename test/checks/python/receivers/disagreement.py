# What flows in wins over what is written.
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("postgresql://app"))
AsyncSessionLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://app"))


class User:
    pass


def get_db():
    with SessionLocal() as db:
        yield db


async def get_async_db() -> AsyncSession:
    async with AsyncSessionLocal() as session:
        yield session


@app.get("/async-after-all")
async def async_after_all(db: Session = Depends(get_async_db)):  # expect: async-session-misuse [sqlalchemy-annotation-disagrees]
    result = await db.execute(select(User))  # ok: it is an AsyncSession
    return result.scalars().all()  # ok: in memory


@app.get("/sync-after-all")
async def sync_after_all(db: AsyncSession = Depends(get_db)):  # expect: async-session-misuse [sqlalchemy-annotation-disagrees]
    return db.get(User, 1)  # expect: blocking-call [sqlalchemy]
