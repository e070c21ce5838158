# A library's function by every name that it has.
import pymysql
import pymysql.connections
import redis
import redis.client
import requests
import requests.api
import sqlalchemy
import sqlalchemy.engine
from pymysql import Connect, connect
from redis import Redis as Cache
from redis import StrictRedis
from requests import get as fetch
from sqlalchemy.engine import create_engine
from sqlalchemy.engine.base import Engine


async def requests_names():
    requests.get("https://example.org")  # expect: blocking-call
    requests.api.get("https://example.org")  # expect: blocking-call
    fetch("https://example.org")  # expect: blocking-call


async def pymysql_names():
    pymysql.connect(host="db")  # expect: blocking-call [pymysql]
    connect(host="db")  # expect: blocking-call [pymysql]
    Connect(host="db")  # expect: blocking-call [pymysql]
    pymysql.connections.Connection(host="db")  # expect: blocking-call [pymysql]


async def redis_names():
    redis.Redis().get("key")  # expect: blocking-call [redis-py]
    redis.client.Redis().get("key")  # expect: blocking-call [redis-py]
    Cache().get("key")  # expect: blocking-call [redis-py]
    StrictRedis().get("key")  # expect: blocking-call [redis-py]


async def engines(other: Engine):
    create_engine("postgresql://app").connect()  # expect: blocking-call [sqlalchemy]
    sqlalchemy.create_engine("postgresql://app").connect()  # expect: blocking-call [sqlalchemy]
    sqlalchemy.engine.create_engine("postgresql://app").connect()  # expect: blocking-call [sqlalchemy]
    other.connect()  # expect: blocking-call [sqlalchemy]
    sqlalchemy.create_engine("postgresql://app")  # ok: connects later
