# Endpoints before and after their conversion, both kinds of session side by side.
from fastapi import APIRouter, Depends, WebSocket
from sqlalchemy import create_engine, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, sessionmaker

router = APIRouter()
SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=create_engine("postgresql://app"))
AsyncSessionLocal = async_sessionmaker(
    create_async_engine("postgresql+asyncpg://app"), class_=AsyncSession, expire_on_commit=False
)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


async def get_async_db():
    async with AsyncSessionLocal() as session:
        try:
            yield session
            await session.commit()
        except Exception:
            await session.rollback()
            raise


@router.get("/before")
async def before(user_id: int, db: Session = Depends(get_db)):
    users = db.query(User).filter(User.id == user_id).all()  # expect: blocking-call [sqlalchemy]
    total = db.query(func.count(User.id)).scalar()  # expect: blocking-call [sqlalchemy]
    db.add(User(name="x"))  # ok: sent with the flush
    db.commit()  # expect: blocking-call [sqlalchemy]
    db.refresh(users[0])  # expect: blocking-call [sqlalchemy]
    return {"users": users, "total": total}


@router.get("/after")
async def after(user_id: int, db: AsyncSession = Depends(get_async_db)):
    result = await db.execute(select(User).where(User.id == user_id))  # ok: awaited
    users = result.scalars().all()  # ok: in memory
    db.add(User(name="x"))  # ok: sent with the flush
    await db.commit()  # ok: awaited
    await db.refresh(users[0])  # ok: awaited
    return users


@router.delete("/forgotten")
async def forgotten(user_id: int, db: AsyncSession = Depends(get_async_db)):
    user = await db.get(User, user_id)
    db.delete(user)  # expect: unawaited-call [sqlalchemy-async]
    db.commit()  # expect: unawaited-call [sqlalchemy-async]


@router.get("/left-behind")
async def left_behind(db: AsyncSession = Depends(get_async_db)):
    return db.query(User).all()  # expect: async-session-misuse [sqlalchemy-async]


@router.websocket("/ws")
async def websocket(socket: WebSocket, token: str, db: Session = Depends(get_db)):
    user = db.query(User).filter(User.name == token).first()  # expect: blocking-call [sqlalchemy]
    await socket.accept()
    await socket.send_json({"user": user.id})


def get_api_keys(db, tenant):
    return db.query(User).filter_by(name=tenant).all()


@router.get("/dashboard")
async def dashboard(tenant: str, db: AsyncSession = Depends(get_async_db)):
    sync_db = SessionLocal()
    try:
        keys = get_api_keys(sync_db, tenant)  # expect: blocking-call [sqlalchemy] via get_api_keys
    finally:
        sync_db.close()  # expect: blocking-call [sqlalchemy-session-close]
    total = (await db.execute(select(func.count(User.id)))).scalar()  # ok: in memory
    return {"keys": keys, "total": total}


@router.post("/plain")
def plain(db: Session = Depends(get_db)):
    db.add(User(name="x"))
    db.commit()  # ok: a plain endpoint
