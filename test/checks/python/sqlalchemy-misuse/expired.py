# Attributes that a commit or rollback has expired.
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine("sqlite+aiosqlite:///a.db")
Local = async_sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

    def shout(self):
        return "!"


async def after_commit(db: AsyncSession):
    user = await db.get(User, 1)
    user.name = "b"
    await db.commit()
    return user.name  # expect: lazy-load [sqlalchemy-expired-attribute] as warning


async def called(db: AsyncSession):
    user = await db.get(User, 1)
    await db.commit()
    print(user.shout())  # ok: not an attribute that is mapped


async def created(db: AsyncSession, name: str):
    user = User(name=name)
    db.add(user)
    await db.commit()
    return {"id": user.id}  # expect: lazy-load [sqlalchemy-expired-attribute]


async def refreshed(db: AsyncSession, name: str):
    user = User(name=name)
    db.add(user)
    await db.commit()
    await db.refresh(user)
    return {"id": user.id}  # ok: refreshed


async def flushed(db: AsyncSession, name: str):
    user = User(name=name)
    db.add(user)
    await db.flush()
    key = user.id  # ok: a flush expires nothing
    await db.commit()
    return key


async def only_sometimes(db: AsyncSession, wanted: bool):
    user = await db.get(User, 1)
    if wanted:
        await db.commit()
    return user.name  # ok: not on every way


async def loaded_again(db: AsyncSession):
    user = await db.get(User, 1)
    await db.commit()
    await db.get(User, 1)
    return user.name  # ok: loaded again


async def another_session(db: AsyncSession, other: AsyncSession):
    user = await db.get(User, 1)
    await other.commit()
    return user.name  # ok: of another session


async def set_again(db: AsyncSession):
    user = await db.get(User, 1)
    await db.commit()
    user.name = "c"
    return user.name  # ok: set


async def rolled_back(db: AsyncSession):
    user = await db.get(User, 1)
    try:
        await db.commit()
    except IntegrityError:
        await db.rollback()
        print(user.name)  # expect: lazy-load [sqlalchemy-expired-attribute]


async def new_and_rolled_back(db: AsyncSession, name: str):
    user = User(name=name)
    db.add(user)
    await db.rollback()
    return user.name  # ok: it was never sent


async def read_before(db: AsyncSession):
    user = await db.get(User, 1)
    name = user.name
    await db.rollback()
    return name  # ok: a string
