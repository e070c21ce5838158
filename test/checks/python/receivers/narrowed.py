# What `isinstance` says of a name, and of the arguments of a function that it chose.
import redis
import redis.asyncio
from models import User
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session


async def either(db: Session | AsyncSession):
    if isinstance(db, AsyncSession):
        return await db.get(User, 1)  # ok: the asynchronous one
    return db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def only_asynchronous(db: Session | AsyncSession):
    assert isinstance(db, AsyncSession), "an asynchronous session"
    return await db.get(User, 1)  # ok: the asynchronous one


async def refused(db: Session | AsyncSession):
    if not isinstance(db, Session):
        raise TypeError(db)
    db.commit()  # expect: blocking-call [sqlalchemy]


class Local:
    def read(self):
        return 1


class Remote:
    def read(self):
        return redis.Redis().get("key")


def of_remote(one):
    return one.read()


def of_local(one):
    return one.read()


def quiet(one):
    return one.read()


def make(key) -> Local | Remote:
    return Local() if key else Remote()


async def chosen(key):
    one = make(key)
    if isinstance(one, Remote):
        read = of_remote
    else:
        read = of_local
    read(one)  # expect: blocking-call [redis-py] via of_remote


async def given_only_local(key):
    one = make(key)
    if isinstance(one, Local):
        read = quiet
    else:
        read = str
    read(one)  # ok: `quiet` is called with a `Local` only


async def of_branches(key):
    if key:
        one = Local()
        of_local(one)  # ok: a `Local`
    else:
        client = redis.asyncio.Redis()
        await client.get(key)  # ok: awaited
