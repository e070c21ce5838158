# Databases made as a service starts.
from sqlalchemy_utils import create_database, database_exists
from sqlalchemy_utils.functions import drop_database


async def prepare(url):
    if not database_exists(url):  # expect: blocking-call [sqlalchemy-utils-database]
        create_database(url)  # expect: blocking-call [sqlalchemy-utils-database]


async def clean(url):
    drop_database(url)  # expect: blocking-call [sqlalchemy-utils-database]


def script(url):
    create_database(url)  # ok: nothing asynchronous calls it
