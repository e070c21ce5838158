# Only the dependency says what it is.
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

app = FastAPI()
engine = create_engine("postgresql://app", pool_pre_ping=True)
SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)
async_engine = create_async_engine("postgresql+asyncpg://app")
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)


class User:
    pass


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def get_db_by_with():
    with SessionLocal() as db:
        yield db


def get_db_returned():
    return SessionLocal()


async def get_async_db():
    async with AsyncSessionLocal() as session:
        yield session


class UserRepository:
    def __init__(self, db=Depends(get_db)):
        self.db = db

    def all(self):
        return self.db.query(User).all()


def get_repository(db=Depends(get_db)):
    return UserRepository(db)


@app.get("/yielded")
async def yielded(db=Depends(get_db)):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


@app.get("/with")
async def by_with(db=Depends(get_db_by_with)):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


@app.get("/returned")
async def returned(db=Depends(get_db_returned)):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


@app.get("/async")
async def asynchronous(db=Depends(get_async_db)):
    await db.get(User, 1)  # ok: awaited


@app.get("/class")
async def class_dependency(repository: UserRepository = Depends()):
    repository.all()  # expect: blocking-call [sqlalchemy] via UserRepository.all


@app.get("/called-class")
async def called_class(repository=Depends(UserRepository)):
    repository.all()  # expect: blocking-call [sqlalchemy] via UserRepository.all


@app.get("/sub-dependency")
async def sub_dependency(repository=Depends(get_repository)):
    repository.all()  # expect: blocking-call [sqlalchemy] via UserRepository.all


@app.get("/sub-dependency-of-class")
async def shared(repository=Depends(get_repository, use_cache=True), db=Depends(dependency=get_db)):
    db.commit()  # expect: blocking-call [sqlalchemy]
