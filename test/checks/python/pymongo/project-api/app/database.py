from pymongo import MongoClient
from pymongo.database import Database

client = MongoClient("mongodb://localhost")


def get_database() -> Database:
    return client["shop"]
