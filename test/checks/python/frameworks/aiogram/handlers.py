import psycopg2
from aiogram import Dispatcher, Router
from aiogram.filters import Command

router = Router()
dispatcher = Dispatcher()


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


@router.message(Command("start"))
async def start(message):
    load()  # expect: blocking-call [psycopg2] via load


@router.callback_query()
def plain(query):
    load()  # ok: plain handlers run in a thread


@dispatcher.startup()
async def connect():
    load()  # expect: blocking-call [psycopg2] as warning via load


dispatcher.include_router(router)
