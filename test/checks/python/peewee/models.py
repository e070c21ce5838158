"""Peewee in coroutines."""
import asyncio

from peewee import CharField, Model, PostgresqlDatabase
from playhouse.pwasyncio import AsyncPostgresqlDatabase

database = PostgresqlDatabase("shop")  # ok: connects later
adatabase = AsyncPostgresqlDatabase("shop")


class Base(Model):
    class Meta:
        database = database


class User(Base):
    name = CharField()


class AsyncUser(adatabase.Model):
    name = CharField()


async def models():
    user = User.get(User.name == "a")  # expect: blocking-call [peewee-model]
    user.save()  # expect: blocking-call [peewee-model]
    User.create(name="a")  # expect: blocking-call [peewee-model]
    User.get_or_none(name="a")  # expect: blocking-call [peewee-model]


async def queries():
    query = User.select().where(User.name == "a").order_by(User.name)  # ok: asks nothing yet
    for user in query:  # expect: blocking-call [peewee-query]
        print(user)
    print(len(query), query[0])  # ok: the loop has kept the rows
    list(User.select())  # expect: blocking-call [peewee-query]
    len(User.select())  # expect: blocking-call [peewee-query]
    if User.select().where(User.name == "a"):  # expect: blocking-call [peewee-query]
        pass
    User.select().count()  # expect: blocking-call [peewee-query]
    User.update(name="b").where(User.name == "a").execute()  # expect: blocking-call [peewee-query]
    User.delete().where(User.name == "a")  # ok: asks nothing yet


async def databases():
    with database.atomic():  # expect: blocking-call [peewee-database]
        User.create(name="a")  # expect: blocking-call [peewee-model]
    database.execute_sql("select 1")  # expect: blocking-call [peewee-database]


async def asynchronous():
    await AsyncUser.acreate(name="a")  # ok: awaited
    await adatabase.list(AsyncUser.select())  # ok: awaited
    AsyncUser.acreate(name="b")  # expect: unawaited-call [peewee-unawaited]
    await asyncio.to_thread(User.create, name="a")  # ok: in a worker thread
