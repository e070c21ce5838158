"""Both kinds of session while the conversion lasts."""

from collections.abc import AsyncIterator, Iterator

from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql://comics")
async_engine = create_async_engine("postgresql+asyncpg://comics")
SessionLocal = sessionmaker(bind=engine)
AsyncSessionLocal = async_sessionmaker(bind=async_engine, expire_on_commit=False)


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()  # ok: a plain generator dependency


async def get_db_async() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as session:
        yield session


def test_connection():
    with engine.connect() as connection:
        return connection.execute(text("SELECT 1")).scalar()
