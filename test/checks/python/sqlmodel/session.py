# SQLModel's two sessions, and SQLAlchemy's where SQLModel's was meant.
from sqlalchemy.ext.asyncio import AsyncSession as CoreSession
from sqlmodel import Field, Session, SQLModel, create_engine, select
from sqlmodel.ext.asyncio.session import AsyncSession

engine = create_engine("sqlite:///a.db")


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)


async def synchronous(db: Session, hero: Hero):
    db.exec(select(Hero)).all()  # expect: blocking-call [sqlmodel-exec]
    db.add(hero)  # ok: kept until the flush
    db.commit()  # expect: blocking-call [sqlalchemy-session-flush]
    db.get(Hero, 1)  # expect: blocking-call [sqlalchemy-session]
    SQLModel.metadata.create_all(engine)  # expect: blocking-call [sqlalchemy-schema]
    with Session(engine) as other:  # expect: blocking-call [sqlalchemy-session-close]
        other.exec(select(Hero)).first()  # expect: blocking-call [sqlmodel-exec]


async def asynchronous(db: AsyncSession, hero: Hero):
    (await db.exec(select(Hero))).all()  # ok: awaited
    db.exec(select(Hero))  # expect: unawaited-call [sqlmodel-unawaited]
    db.add(hero)  # ok: plain
    await db.commit()  # ok: awaited
    db.commit()  # expect: unawaited-call [sqlalchemy-unawaited-commit]


async def of_sqlalchemy(db: CoreSession):
    await db.exec(select(Hero))  # expect: async-session-misuse [sqlmodel-exec-of-sqlalchemy]
