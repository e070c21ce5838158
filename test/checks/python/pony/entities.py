"""Pony in coroutines."""
import asyncio

from pony.orm import Database, Required, commit, db_session, select

db = Database()


class User(db.Entity):
    name = Required(str)


async def blocking():
    with db_session:  # expect: blocking-call [pony-database]
        User.get(name="a")  # expect: blocking-call [pony-entity]
        query = User.select()  # ok: asks nothing yet
        len(User.select())  # expect: blocking-call [pony-query]
        query.first()  # expect: blocking-call [pony-query]
        select(u for u in User).count()  # expect: blocking-call [pony-query]
        commit()  # expect: blocking-call [pony-database]


@db_session
def load(name):
    return User.get(name=name).name


async def in_a_thread():
    await asyncio.to_thread(load, "a")  # ok: in a worker thread


async def through_a_helper():
    load("a")  # expect: blocking-call [pony] via load
