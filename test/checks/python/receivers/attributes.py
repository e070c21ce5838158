# Sessions that objects hold.
from dataclasses import dataclass

from fastapi import FastAPI, Request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("postgresql://app"))
flask_db = SQLAlchemy()


class User:
    pass


class Repository:
    def __init__(self, db: Session):
        self.db = db

    def all(self):
        return self.db.query(User).all()


class BaseService:
    def __init__(self, db: Session):
        self._db = db

    @property
    def db(self):
        return self._db


class UserService(BaseService):
    def __init__(self, db: Session):
        super().__init__(db)
        self.repository = Repository(self.db)

    def load(self):
        return self.repository.all()

    def load_one(self):
        return self.db.get(User, 1)


@dataclass
class Context:
    db: Session
    name: str = ""


class Mixin:
    def save(self):
        self.session.commit()


class Job(Mixin):
    session = SessionLocal()


class Lazy:
    db = None

    def connect(self):
        self.db = SessionLocal()

    async def run(self):
        self.db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def repository():
    Repository(SessionLocal()).all()  # expect: blocking-call [sqlalchemy] via Repository.all


async def service(db: Session):
    service = UserService(db)
    service.load()  # expect: blocking-call [sqlalchemy] via Repository.all
    service.load_one()  # expect: blocking-call [sqlalchemy] via UserService.load_one


async def from_dataclass():
    context = Context(db=SessionLocal())
    context.db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def mixed_in():
    Job().save()  # expect: blocking-call [sqlalchemy] via Mixin.save


async def flask_style():
    flask_db.session.commit()  # expect: blocking-call
    flask_db.session.add(object())  # ok: only remembered until the flush


@app.middleware("http")
async def attach(request: Request, call_next):
    request.state.db = SessionLocal()
    app.state.primary = SessionLocal()
    try:
        return await call_next(request)
    finally:
        request.state.db.close()  # expect: blocking-call [sqlalchemy]


@app.get("/state")
async def from_state(request: Request):
    request.state.db.get(User, 1)  # expect: blocking-call [sqlalchemy]
    request.app.state.primary.get(User, 1)  # expect: blocking-call [sqlalchemy]


@app.get("/unknown")
async def unknown(request: Request, info):
    request.state.something.get(User, 1)  # ok: not known, so not guessed
    info.context["db"].get(User, 1)  # ok: not known, so not guessed
