import asyncio

from sqlalchemy import Column, Integer, String, create_engine, func, select
from sqlalchemy.orm import Session, declarative_base, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine(
    "sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool
)
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)
    name = Column(String)


Base.metadata.create_all(engine)
with SessionLocal() as filling:
    filling.add_all([Item(name="a"), Item(name="b")])
    filling.commit()


class Items:
    def __init__(self, db: Session):
        self.db = db

    def named(self, name):
        return self.db.query(Item).filter(Item.name == name)

    def first(self, name):
        return self.named(name).first()


async def reading():
    with SessionLocal() as db:
        query = db.query(Item).filter(Item.id > 0)
        items = query.all()
        count = db.query(func.count(Item.id)).scalar()
        chosen = db.execute(select(Item)).scalars().all()
        for item in query:
            _ = item.id
    return items, count, chosen


async def by_key():
    db = SessionLocal()
    item = db.get(Item, 2)
    db.close()
    return item


async def writing():
    db = SessionLocal()
    item = Item(name="c")
    db.add(item)
    db.commit()
    db.refresh(item)
    item.name = "d"
    db.flush()
    db.rollback()


async def through_repository():
    db = SessionLocal()
    items = Items(db)
    query = items.named("a")
    found = items.first("a")
    await asyncio.to_thread(query.all)
    await asyncio.to_thread(db.close)
    return found


async def called_instead_of_passed():
    db = SessionLocal()
    rows = await asyncio.to_thread(list, db.query(Item).all())
    db.close()
    return rows


async def core():
    with engine.connect() as connection:
        connection.execute(select(Item.id))


async def main():
    await reading()
    await by_key()
    await writing()
    await through_repository()
    await called_instead_of_passed()
    await core()
