# Sessions that come out of containers, wrappers and the standard library's helpers.
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, asynccontextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache, partial
from typing import NamedTuple, Protocol, TypedDict, TypeVar, cast

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("postgresql://app"))
current: ContextVar[Session] = ContextVar("current")
make_named = partial(SessionLocal, autoflush=False)
T = TypeVar("T")


class User:
    pass


class Pair(NamedTuple):
    db: Session
    name: str


class State(TypedDict):
    db: Session


class HasSession(Protocol):
    db: Session


def pair():
    return SessionLocal(), "users"


def same(value: T) -> T:
    return value


@lru_cache
def cached_session():
    return SessionLocal()


def annotated_only() -> Session:
    raise NotImplementedError


def annotated_generator() -> Generator[Session, None, None]:
    yield from unknown_sessions()


def annotated_iterator() -> Iterator[Session]:
    return unknown_sessions()


@asynccontextmanager
async def scope():
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()  # expect: blocking-call [sqlalchemy]


class Service:
    @cached_property
    def db(self):
        return SessionLocal()

    @property
    def session(self) -> Session:
        return unknown_session()

    @classmethod
    def create(cls):
        return cls()

    @staticmethod
    def make():
        return SessionLocal()


async def from_tuple():
    db, _ = pair()
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]
    pair()[0].get(User, 1)  # expect: blocking-call [sqlalchemy]


async def from_named_tuple(one: Pair):
    one.db.get(User, 1)  # expect: blocking-call [sqlalchemy]
    Pair(SessionLocal(), "x").db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def from_typed_dict(state: State):
    state["db"].get(User, 1)  # expect: blocking-call [sqlalchemy]


async def from_protocol(holder: HasSession):
    holder.db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def from_list(sessions: list[Session]):
    for db in sessions:
        db.get(User, 1)  # expect: blocking-call [sqlalchemy]
    for number, db in enumerate(sessions):
        db.get(User, number)  # expect: blocking-call [sqlalchemy]
    [db.get(User, 1) for db in sessions]  # expect: blocking-call [sqlalchemy]


async def from_dictionary(sessions: dict[str, Session]):
    sessions["primary"].get(User, 1)  # expect: blocking-call [sqlalchemy]
    sessions.get("primary").get(User, 1)  # expect: blocking-call [sqlalchemy]
    for name, db in sessions.items():
        db.get(User, name)  # expect: blocking-call [sqlalchemy]


async def from_context_variable():
    current.get().get(User, 1)  # expect: blocking-call [sqlalchemy]


async def from_helpers():
    make_named().get(User, 1)  # expect: blocking-call [sqlalchemy]
    cached_session().get(User, 1)  # expect: blocking-call [sqlalchemy]
    same(SessionLocal()).get(User, 1)  # expect: blocking-call [sqlalchemy]
    cast(Session, object()).get(User, 1)  # expect: blocking-call [sqlalchemy]
    annotated_only().get(User, 1)  # expect: blocking-call [sqlalchemy]


async def from_callable(factory: Callable[[], Session]):
    factory().get(User, 1)  # expect: blocking-call [sqlalchemy]


async def from_exit_stack():
    with ExitStack() as stack:
        db = stack.enter_context(SessionLocal())
        db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def from_async_scope():
    async with scope() as db:
        db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def from_service():
    Service().db.get(User, 1)  # expect: blocking-call [sqlalchemy]
    Service().session.get(User, 1)  # expect: blocking-call [sqlalchemy]
    Service.create().db.get(User, 1)  # expect: blocking-call [sqlalchemy]
    Service.make().get(User, 1)  # expect: blocking-call [sqlalchemy]


async def narrowed(db):
    if isinstance(db, Session):
        db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def asserted(db):
    assert isinstance(db, Session)
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


@app.get("/generator")
async def by_annotated_generator(db=Depends(annotated_generator)):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


@app.get("/iterator")
async def by_annotated_iterator(db=Depends(annotated_iterator)):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


@app.get("/lambda")
async def by_lambda(db=Depends(lambda: SessionLocal())):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def plain_values(settings: dict[str, str], names: list[str]):
    settings.get("db").count("x")  # ok: strings
    names[0].count("x")  # ok: strings
    current.set(None)  # ok: a context variable
