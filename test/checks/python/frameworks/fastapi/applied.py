# Routes that are registered by calling what a decorator is made of.
import time
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


async def show():
    time.sleep(1)  # expect: blocking-wait


def plain():
    time.sleep(1)  # ok: in the pool


def run(callback):
    callback()


def wait():
    time.sleep(1)  # ok: in a thread


async def in_a_thread():
    await sync_to_async(run)(wait)  # ok: the callback is an argument of what the thread runs


app.get("/show")(show)
router.get("/plain")(plain)
router.get("/threads")(in_a_thread)
