"""The synchronous client in coroutines."""
import asyncio

import gridfs
import pymongo
from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.database import Database

client = MongoClient("mongodb://localhost")  # ok: connects later
db = client["shop"]
users = db.users


async def collections():
    users.find_one({"name": "a"})  # expect: blocking-call [pymongo-collection]
    db.orders.insert_one({})  # expect: blocking-call [pymongo-collection]
    client.shop.orders.count_documents({})  # expect: blocking-call [pymongo-collection]
    db["orders"].aggregate([])  # expect: blocking-call [pymongo-collection]
    client.get_database("x").get_collection("y").delete_many({})  # expect: blocking-call [pymongo-collection]


async def cursors():
    cursor = users.find({}).sort("name").limit(10)  # ok: asks nothing yet
    for user in cursor:  # expect: blocking-call [pymongo-iteration]
        print(user)
    list(users.find({}))  # expect: blocking-call [pymongo-iteration]
    [user for user in users.find({})]  # expect: blocking-call [pymongo-iteration]
    users.find({})[0]  # expect: blocking-call [pymongo-iteration]
    users.find({})[0:5]  # ok: a slice is as lazy
    users.find({}).distinct("name")  # expect: blocking-call [pymongo-cursor]


async def databases():
    client.admin.command("ping")  # expect: blocking-call [pymongo-database]
    db.list_collection_names()  # expect: blocking-call [pymongo-database]
    client.list_database_names()  # expect: blocking-call [pymongo-database]
    client.close()  # expect: blocking-call [pymongo-close] as warning


async def transactions():
    with client.start_session() as session:
        with session.start_transaction():  # expect: blocking-call [pymongo-transaction]
            users.insert_one({}, session=session)  # expect: blocking-call [pymongo-collection]
        session.commit_transaction()  # expect: blocking-call [pymongo-transaction]


async def files():
    gridfs.GridFS(db).put(b"x")  # expect: blocking-call [pymongo-gridfs]


async def annotated(database: Database, collection: Collection):
    database.users.find_one({})  # expect: blocking-call [pymongo-collection]
    collection.update_one({}, {})  # expect: blocking-call [pymongo-collection]


class Repository:
    def __init__(self, database: Database):
        self.users = database.users

    def load(self, name):
        return self.users.find_one({"name": name})


async def through_a_repository(repository: Repository):
    repository.load("a")  # expect: blocking-call [pymongo] via load


async def in_a_thread():
    await asyncio.to_thread(users.find_one, {})  # ok: in a worker thread
    await asyncio.to_thread(lambda: list(users.find({})))  # ok: in a worker thread


async def harmless():
    db.name.upper()  # ok: a text
    users.with_options()  # ok: asks nothing
    pymongo.UpdateOne({}, {})  # ok: asks nothing
