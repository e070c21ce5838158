from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

from .database import get_database
from .repository import Users

app = FastAPI()


def get_users(database=Depends(get_database)):
    return Users(database)


@app.get("/users/{name}")
async def user(name: str, users: Users = Depends(get_users)):
    return users.by_name(name)  # expect: blocking-call [pymongo-collection] via by_name


@app.get("/users")
async def everyone(users: Users = Depends(get_users)):
    return list(users.everyone())  # expect: blocking-call [pymongo-iteration]


@app.get("/threaded/{name}")
async def threaded(name: str, users: Users = Depends(get_users)):
    return await run_in_threadpool(users.by_name, name)  # ok: in a worker thread


@app.get("/plain/{name}")
def plain(name: str, users: Users = Depends(get_users)):
    return users.by_name(name)  # ok: plain endpoints run in a worker thread
