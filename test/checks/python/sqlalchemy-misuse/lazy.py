# Relationships that are read in coroutines and were not loaded.
import asyncio
from typing import Annotated, List

from fastapi import Depends
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Column, ForeignKey, Integer, inspect, select
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    WriteOnlyMapped,
    joinedload,
    load_only,
    mapped_column,
    relationship,
    selectinload,
)


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[List["Book"]] = relationship(back_populates="author")
    notes: Mapped[List["Note"]] = relationship(lazy="selectin")
    drafts: Mapped[List["Draft"]] = relationship(lazy="raise")
    letters: WriteOnlyMapped["Letter"] = relationship()


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="books")
    pages = relationship("Page")


class Page(Base):
    __tablename__ = "pages"
    id = Column(Integer, primary_key=True)
    book_id = Column(Integer, ForeignKey("books.id"))


async def gotten(db: AsyncSession):
    author = await db.get(Author, 1)
    print(author.name)  # ok: a column
    return author.books  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def selected(db: AsyncSession):
    author = (await db.scalars(select(Author).where(Author.id == 1))).one()
    return [book.id for book in author.books]  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def appended(db: AsyncSession, book: Book):
    author = await db.scalar(select(Author).limit(1))
    author.books.append(book)  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def every_one(db: AsyncSession):
    result = await db.execute(select(Author))
    authors = result.scalars().all()
    for author in authors:
        print(len(author.books))  # expect: lazy-load [sqlalchemy-lazy-relationship]
    return [author.notes for author in authors]  # ok: loaded with its owner


async def as_a_dictionary(db: AsyncSession):
    author = await db.get(Author, 1)
    return {"name": author.name, "books": author.books}  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def in_a_comprehension(db: AsyncSession):
    books = (await db.scalars(select(Book))).all()
    return [book.pages for book in books]  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def of_one(db: AsyncSession):
    book = await db.get(Book, 1)
    return book.author  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def at_hand(db: AsyncSession, key: int):
    author = await db.get(Author, key)
    book = await db.get(Book, 1)
    return author, book.author  # ok: may be the one that is loaded


async def load(db: AsyncSession, key: int):
    return await db.get(Author, key)


async def load_all(db: AsyncSession, key: int):
    return await db.get(Author, key, options=[selectinload(Author.books)])


async def from_functions(db: AsyncSession):
    author = await load(db, 1)
    print(author.books)  # expect: lazy-load [sqlalchemy-lazy-relationship]
    author = await load_all(db, 1)
    print(author.books)  # ok: loaded with it


async def current_author(db: AsyncSession, key: int):
    author = await db.get(Author, key)
    if author is None:
        raise LookupError
    return author


async def with_books(db: AsyncSession, key: int):
    return await db.get(Author, key, options=[selectinload(Author.books)])


async def injected(author: Author = Depends(current_author)):
    return author.books  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def injected_by_annotation(author: Annotated[Author, Depends(current_author)]):
    return author.books  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def injected_with_all(author: Author = Depends(with_books)):
    return author.books  # ok: loaded with it


async def eager(db: AsyncSession, given):
    author = await db.get(Author, 1, options=[selectinload(Author.books)])
    print(author.books)  # ok: loaded with it
    author = (await db.scalars(select(Author).options(joinedload(Author.books)))).unique().one()
    print(author.books)  # ok: loaded with it
    author = (await db.scalars(select(Author).options(*given))).one()
    print(author.books)  # ok: not known
    author = (await db.scalars(given)).one()
    print(author.books)  # ok: not known


async def other_options(db: AsyncSession):
    author = (await db.scalars(select(Author).options(load_only(Author.name)))).one()
    return author.books  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def loaded_afterwards(db: AsyncSession):
    author = await db.get(Author, 1)
    await db.refresh(author, ["books"])
    print(author.books)  # ok: refreshed by name


async def loaded_by_awaitable(db: AsyncSession):
    author = await db.get(Author, 1)
    print(await author.awaitable_attrs.books)  # ok: awaited
    print(author.books)  # ok: loaded by now


async def fill(db: AsyncSession, author: Author):
    await db.refresh(author, attribute_names=["books"])


async def loaded_elsewhere(db: AsyncSession):
    author = await db.get(Author, 1)
    await fill(db, author)
    print(author.books)  # ok: a coroutine had it in its hands


async def asked_first(db: AsyncSession):
    author = await db.get(Author, 1)
    if "books" not in inspect(author).unloaded:
        print(author.books)  # ok: asked


async def assigned(db: AsyncSession, books):
    author = await db.get(Author, 1)
    author.books = books
    print(author.books)  # ok: set


async def otherwise_mapped(db: AsyncSession):
    author = await db.get(Author, 1)
    print(author.drafts, author.letters)  # ok: these raise, or load nothing


async def on_the_greenlet(db: AsyncSession):
    author = await db.get(Author, 1)
    await db.run_sync(lambda session: print(author.books))  # ok: the greenlet awaits
    print(author.books)  # ok: loaded by now


async def new(db: AsyncSession):
    author = Author(name="a")
    print(author.books)  # ok: not in a session yet


def load_plainly(db: Session, key: int):
    return db.get(Author, key)


def load_with_books(db: Session, key: int):
    return db.query(Author).options(selectinload(Author.books)).filter(Author.id == key).first()


async def from_a_thread(db: Session):
    author = await asyncio.to_thread(load_plainly, db, 1)
    print(author.name)  # ok: a column
    return author.books  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def from_a_query_in_a_thread(db: Session):
    query = db.query(Author).filter(Author.id == 1)
    author = await run_in_threadpool(query.first)
    return author.books  # expect: lazy-load [sqlalchemy-lazy-relationship]


async def eager_in_a_thread(db: Session):
    author = await asyncio.to_thread(load_with_books, db, 1)
    return author.books  # ok: loaded with it


def plainly(author: Author, db: Session):
    return author.books  # ok: not asynchronous


async def given(author: Author):
    return author.books  # ok: who knows how it was loaded
