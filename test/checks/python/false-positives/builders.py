# Lesson 4: building a query, adding to a session and queueing a command are no I/O.
import psycopg2
import redis
from influxdb_client import InfluxDBClient
from influxdb_client.client.write_api import SYNCHRONOUS
from pymongo import MongoClient
from sqlalchemy import MetaData, create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql://app")
SessionLocal = sessionmaker(engine)


class User:
    id: int


async def queries(session: Session):
    query = session.query(User).filter_by(name="x").order_by(User.id).limit(10)  # ok: only built
    query = query.options().distinct().with_entities(User.id)  # ok: only built
    statement = select(User).where(User.id == 1).group_by(User.id)  # ok: only built
    subquery = query.subquery()  # ok: only built
    count = select(func.count()).select_from(subquery)  # ok: only built
    query.exists()  # ok: only built
    query.first()  # expect: blocking-call [sqlalchemy]
    return statement, count


async def unit_of_work(session: Session):
    user = User()
    session.add(user)  # ok: sent with the flush
    session.add_all([user])  # ok: sent with the flush
    session.expunge(user)  # ok: memory
    session.expire_all()  # ok: memory
    session.is_modified(user)  # ok: memory
    session.flush()  # expect: blocking-call [sqlalchemy]


async def constructors():
    create_engine("postgresql://app")  # ok: connects later
    sessionmaker(engine)  # ok: memory
    redis.Redis(host="cache")  # ok: connects later
    MongoClient("mongodb://db")  # ok: connects later
    MetaData()  # ok: memory


async def pipelines():
    client = redis.Redis()
    pipe = client.pipeline()  # ok: memory
    pipe.get("key")  # ok: queued
    pipe.set("key", 1)  # ok: queued
    pipe.execute()  # expect: blocking-call [redis-py]
    client.lock("name")  # ok: not taken yet
    client.register_script("return 1")  # ok: memory


async def cursors(users=MongoClient()["app"]["users"]):
    cursor = users.find({}).sort("name").limit(5)  # ok: only built
    for user in cursor:  # expect: blocking-call [pymongo]
        print(user)


async def postgres(connection: psycopg2.extensions.connection):
    cursor = connection.cursor()  # ok: memory
    cursor.mogrify("SELECT %s", (1,))  # ok: memory
    cursor.execute("SELECT 1")  # expect: blocking-call [psycopg2]


async def batches():
    client = InfluxDBClient(url="http://influx:8086")  # ok: connects later
    client.write_api().write("bucket", "org", "point")  # ok: queued for a background thread
    client.write_api(write_options=SYNCHRONOUS).write("bucket", "org", "point")  # expect: blocking-call [influxdb-client]
