# Results of statements that join collections raise without `.unique()`, when more than the first row is asked for.
from typing import List, Optional

from sqlalchemy import Column, ForeignKey, Integer, String, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    contains_eager,
    declarative_base,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
    subqueryload,
)


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[List["Book"]] = relationship(back_populates="author")
    profile: Mapped[Optional["Profile"]] = relationship(uselist=False)


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="books")


class Profile(Base):
    __tablename__ = "profiles"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))


Old = declarative_base()


class Shop(Old):
    __tablename__ = "shops"
    id = Column(Integer, primary_key=True)
    orders = relationship("Order", back_populates="shop")
    tags = relationship("Tag", secondary="shop_tags")


class Order(Old):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    shop_id = Column(Integer, ForeignKey("shops.id"))
    shop = relationship("Shop", back_populates="orders")


class Tag(Old):
    __tablename__ = "tags"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Library(Old):
    __tablename__ = "libraries"
    id = Column(Integer, primary_key=True)
    shelves = relationship("Shelf", lazy="joined")


class Shelf(Old):
    __tablename__ = "shelves"
    id = Column(Integer, primary_key=True)
    library_id = Column(Integer, ForeignKey("libraries.id"))


async def fetched(db: AsyncSession):
    result = await db.execute(select(Author).options(joinedload(Author.books)))
    result.scalars().all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    result = await db.execute(select(Author).options(joinedload(Author.books)))
    result.all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    result = await db.execute(select(Author).options(joinedload(Author.books)).where(Author.id == 1))
    result.scalar_one_or_none()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    (await db.scalars(select(Author).options(joinedload(Author.books)))).one()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    for author in await db.scalars(select(Author).options(joinedload(Author.books))):  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
        print(author.name)


async def unique(db: AsyncSession):
    result = await db.execute(select(Author).options(joinedload(Author.books)))
    result.unique().scalars().all()  # ok: unique
    result = await db.execute(select(Author).options(joinedload(Author.books)))
    result.scalars().unique().all()  # ok: unique
    rows = result.unique()
    rows.scalars().all()  # ok: unique


async def first_row(db: AsyncSession):
    result = await db.execute(select(Author).options(joinedload(Author.books)))
    result.scalars().first()  # ok: the first object, with all of its collection
    await db.scalar(select(Author).options(joinedload(Author.books)))  # ok: the first object


async def other_loading(db: AsyncSession):
    (await db.scalars(select(Author).options(selectinload(Author.books)))).all()  # ok: a statement of its own
    (await db.scalars(select(Author).options(subqueryload(Author.books)))).all()  # ok: a statement of its own
    (await db.scalars(select(Book).options(joinedload(Book.author)))).all()  # ok: not a collection
    (await db.scalars(select(Author).options(joinedload(Author.profile)))).all()  # ok: not a collection
    (await db.scalars(select(Book).options(selectinload(Book.author).joinedload(Author.books)))).all()  # ok: joined to another statement
    (await db.execute(select(func.count()).select_from(Author))).all()  # ok: no objects


async def through_an_object(db: AsyncSession):
    (await db.scalars(select(Book).options(joinedload(Book.author).joinedload(Author.books)))).all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    statement = select(Author).join(Author.books).options(contains_eager(Author.books))
    (await db.scalars(statement)).all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]


async def without_annotations(db: AsyncSession):
    (await db.scalars(select(Shop).options(joinedload(Shop.orders)))).all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    (await db.scalars(select(Shop).options(joinedload(Shop.tags)))).all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    (await db.scalars(select(Order).options(joinedload(Order.shop)))).all()  # ok: not a collection
    (await db.scalars(select(Library))).all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    (await db.scalars(select(Library.id))).all()  # ok: a column


async def in_steps(db: AsyncSession, named: bool, eager: bool):
    statement = select(Author).options(joinedload(Author.books))
    if named:
        statement = statement.where(Author.name == "a")
    (await db.scalars(statement)).all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    maybe = select(Author)
    if eager:
        maybe = maybe.options(joinedload(Author.books))
    (await db.scalars(maybe)).all()  # ok: not on every way


def with_books():
    return select(Author).options(joinedload(Author.books))


async def built_elsewhere(db: AsyncSession, given):
    (await db.scalars(with_books())).all()  # expect: async-session-misuse [sqlalchemy-joined-collection-without-unique]
    (await db.scalars(given)).all()  # ok: not known
    (await db.scalars(select(Author).options(*given))).all()  # ok: not known


def synchronous(db: Session):
    return db.scalars(select(Author).options(joinedload(Author.books))).unique().all()  # ok: unique
