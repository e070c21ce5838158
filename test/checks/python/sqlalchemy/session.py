# What a Session sends and what it only prepares.
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session, object_session, scoped_session, sessionmaker
from sqlalchemy.orm.session import close_all_sessions

from models import User

engine = create_engine("postgresql+psycopg2://localhost/app")
SessionLocal = sessionmaker(bind=engine, autoflush=False)
Scoped = scoped_session(SessionLocal)


async def statements(db: Session, user):
    db.execute(text("select 1"))  # expect: blocking-call [sqlalchemy-session]
    db.scalar(select(User.id))  # expect: blocking-call [sqlalchemy-session]
    rows = db.scalars(select(User)).all()  # expect: blocking-call [sqlalchemy-session]
    db.get(User, 1)  # expect: blocking-call [sqlalchemy-session]
    db.refresh(user)  # expect: blocking-call [sqlalchemy-session]
    db.merge(user)  # expect: blocking-call [sqlalchemy-session]
    db.bulk_save_objects([user])  # expect: blocking-call [sqlalchemy-session]
    db.bulk_insert_mappings(User, [{}])  # expect: blocking-call [sqlalchemy-session]
    return rows


async def unit_of_work(db: Session, user):
    db.add(user)  # ok: kept until the flush
    db.add_all([user])  # ok: kept until the flush
    db.flush()  # expect: blocking-call [sqlalchemy-session-flush]
    db.delete(user)  # expect: blocking-call [sqlalchemy-session-flush]
    db.commit()  # expect: blocking-call [sqlalchemy-session-flush] as error
    db.rollback()  # expect: blocking-call [sqlalchemy-session-flush]
    db.expunge(user)  # ok: memory
    db.expire_all()  # ok: memory
    db.close()  # expect: blocking-call [sqlalchemy-session-close] as warning


async def blocks(user):
    with SessionLocal() as db:  # expect: blocking-call [sqlalchemy-session-close]
        db.add(user)  # ok: kept until the flush
    with SessionLocal.begin() as db:  # expect: blocking-call [sqlalchemy-session-flush]
        db.add(user)  # ok: kept until the flush
    with Session(engine) as db:  # expect: blocking-call [sqlalchemy-session-close]
        with db.begin():  # expect: blocking-call [sqlalchemy-session-flush]
            db.add(user)  # ok: kept until the flush
        db.begin_nested()  # expect: blocking-call [sqlalchemy-session-flush]
        with db.no_autoflush:  # ok: a flag
            pass


async def scoped(user):
    Scoped.add(user)  # ok: kept until the flush
    Scoped.commit()  # expect: blocking-call [sqlalchemy-session-flush]
    Scoped().execute(select(User))  # expect: blocking-call [sqlalchemy-session]
    Scoped.remove()  # expect: blocking-call [sqlalchemy-session-close]
    object_session(user).commit()  # expect: blocking-call [sqlalchemy-session-flush]
    close_all_sessions()  # expect: blocking-call [sqlalchemy-session-close]


async def what_came_back(db: Session):
    result = db.execute(select(User))  # expect: blocking-call [sqlalchemy-session]
    result.all()  # ok: a buffered result is in memory
    for row in result.scalars().unique():  # ok: a buffered result is in memory
        print(row)


def in_a_thread(db: Session):
    db.execute(text("select 1"))  # ok: nothing asynchronous calls it
    db.commit()  # ok: nothing asynchronous calls it
