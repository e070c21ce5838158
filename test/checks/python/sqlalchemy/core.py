# Engines, connections and the schema.
import sqlalchemy as sa
from sqlalchemy import MetaData, Table, create_engine, inspect, text
from sqlalchemy.orm import declarative_base

from models import User

engine = create_engine("mysql+pymysql://localhost/app")
metadata = MetaData()
Base = declarative_base()
users = Table("users", metadata)  # ok: described here


async def connections():
    with engine.connect() as conn:  # expect: blocking-call [sqlalchemy-engine]; blocking-call [sqlalchemy-connection]
        conn.execute(text("select 1"))  # expect: blocking-call [sqlalchemy-connection]
        conn.exec_driver_sql("select 1")  # expect: blocking-call [sqlalchemy-connection]
        conn.commit()  # expect: blocking-call [sqlalchemy-connection]
        with conn.begin():  # expect: blocking-call [sqlalchemy-connection]
            pass
        transaction = conn.begin()  # ok: sent with the first statement
        transaction.rollback()  # expect: blocking-call [sqlalchemy-connection]


async def transactions():
    with engine.begin() as conn:  # expect: blocking-call [sqlalchemy-engine]; blocking-call [sqlalchemy-engine]
        conn.scalar(text("select 1"))  # expect: blocking-call [sqlalchemy-connection]


async def engines():
    other = sa.create_engine("sqlite://")  # ok: connects when it is used
    other.execution_options(isolation_level="AUTOCOMMIT")  # ok: another engine
    other.raw_connection()  # expect: blocking-call [sqlalchemy-engine]
    other.dispose()  # expect: blocking-call [sqlalchemy-engine-dispose]


async def schema():
    metadata.create_all(engine)  # expect: blocking-call [sqlalchemy-schema]
    Base.metadata.create_all(bind=engine)  # expect: blocking-call [sqlalchemy-schema]
    metadata.reflect(bind=engine)  # expect: blocking-call [sqlalchemy-schema]
    Table("users", metadata, autoload_with=engine)  # expect: blocking-call [sqlalchemy-schema]
    users.create(engine)  # expect: blocking-call [sqlalchemy-schema]
    inspector = inspect(engine)  # expect: blocking-call [sqlalchemy-schema]
    inspector.get_table_names()  # expect: blocking-call [sqlalchemy-schema]
    inspect(User).columns  # ok: the mapping
