# What takes more than the name of a call to see.
import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, selectinload

app = FastAPI()
engine = create_async_engine("postgresql+asyncpg://localhost/app")
Local = async_sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    posts: Mapped[list["Post"]] = relationship(back_populates="user")


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Mapped[User] = relationship(back_populates="posts")


async def get_db():
    async with Local() as db:
        yield db


async def joined(db: AsyncSession):
    result = await db.execute(select(User).options(joinedload(User.posts)))
    result.scalars().all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    result.unique().scalars().all()  # ok: unique
    other = await db.execute(select(Post).options(joinedload(Post.user)))
    other.scalars().all()  # ok: not a collection


async def yielding(db: AsyncSession):
    await db.execute(select(User).execution_options(yield_per=10))  # expect: async-session-misuse [sqlalchemy-yield-per-on-execute]
    await db.stream(select(User).execution_options(yield_per=10))  # ok: streamed


async def gathered(db: AsyncSession):
    await asyncio.gather(db.get(User, 1), db.get(User, 2))  # expect: async-session-misuse [sqlalchemy-session-shared-in-gather]


def written_for_a_session(db: Session):
    return db.get(User, 1)


async def passed(db: AsyncSession):
    written_for_a_session(db)  # expect: async-session-misuse [sqlalchemy-async-session-passed-as-session]
    await db.run_sync(written_for_a_session)  # ok: the greenlet awaits


@app.get("/users")
async def disagreeing(db: Session = Depends(get_db)):  # expect: async-session-misuse [sqlalchemy-annotation-disagrees]
    await db.execute(select(User))  # ok: an `AsyncSession` flows in


@app.get("/posts")
async def agreeing(db: Annotated[AsyncSession, Depends(get_db)]):
    await db.execute(select(Post))  # ok: awaited


async def lazy(db: AsyncSession):
    user = await db.get(User, 1)
    print(user.posts)  # expect: lazy-load [sqlalchemy-lazy-relationship]
    loaded = (await db.scalars(select(User).options(selectinload(User.posts)))).one()
    print(loaded.posts)  # ok: loaded with the statement


async def expired(db: AsyncSession):
    user = await db.get(User, 1)
    await db.commit()
    print(user.name)  # expect: lazy-load [sqlalchemy-expired-attribute]
