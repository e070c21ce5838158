# What guides to this migration advise, and what comes of it.
from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("postgresql+psycopg2://localhost/app"))
AsyncSessionLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://localhost/app"), expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Chat(Base):
    __tablename__ = "chats"
    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id"))
    challenge: Mapped["Challenge"] = relationship(back_populates="chats")


class Challenge(Base):
    __tablename__ = "challenges"
    id: Mapped[int] = mapped_column(primary_key=True)
    chats: Mapped[list[Chat]] = relationship(back_populates="challenge")


async def get_db():
    async with AsyncSessionLocal() as session:
        try:
            yield session
            await session.commit()
        except Exception:
            await session.rollback()
            raise


@app.delete("/chats/{key}")
async def delete_chat(key: int, db: AsyncSession = Depends(get_db)):
    chat = await db.get(Chat, key)
    db.delete(chat)  # expect: unawaited-call [sqlalchemy-unawaited-delete]


@app.get("/chats/{key}")
async def chat(key: int, db: AsyncSession = Depends(get_db)):
    result = await db.execute(select(Chat).where(Chat.id == key))
    return result.scalar_one_or_none()  # ok: a key matches one row at most


@app.get("/challenges")
async def challenges(db: AsyncSession = Depends(get_db)):
    result = await db.execute(select(Chat).options(joinedload(Chat.challenge)))
    result.scalars().all()  # ok: not a collection, whatever is said about joins
    result = await db.execute(select(Challenge).options(joinedload(Challenge.chats)))
    return result.scalars().all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]


@app.get("/sum")
async def total(db: AsyncSession = Depends(get_db)):
    return (await db.execute(select(func.sum(Chat.id)))).scalar()  # ok: one row


@app.get("/ai")
async def acceptable_exception(key: int):
    sync_db = SessionLocal()
    try:
        return sync_db.query(Chat).filter(Chat.id == key).first()  # expect: blocking-call [sqlalchemy-query]
    finally:
        sync_db.close()  # expect: blocking-call [sqlalchemy-session-close]


@app.get("/kept")
async def kept_for_a_reason(key: int):
    with SessionLocal() as sync_db:  # nostall: allow(sqlalchemy-session-close) one row of a table of ten
        return sync_db.get(Chat, key)  # nostall: allow(sqlalchemy-session) one row of a table of ten
