# What comes back from the thread still reaches for the database: lazily loaded and expired attributes.
import asyncio

from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="books")


async def relationship_after_thread(session: Session):
    query = session.query(Author)
    author = await asyncio.to_thread(query.first)
    author.name  # ok: loaded
    return author.books  # expect: lazy-load [sqlalchemy-lazy-relationship] as warning


async def expired_after_commit(session: Session, author: Author):
    await asyncio.to_thread(session.commit)
    return author.name  # todo-expect: lazy-load
