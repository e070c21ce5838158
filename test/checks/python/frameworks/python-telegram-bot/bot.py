import asyncio

import psycopg2
from telegram.ext import Application, CommandHandler


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


async def start(update, context):
    load()  # expect: blocking-call [psycopg2] via load
    await asyncio.to_thread(load)  # ok: in a thread


application = Application.builder().token("t").build()
application.add_handler(CommandHandler("start", start))
application.run_polling()
