import asyncio

import psycopg2
from telegram.ext import Application, CommandHandler


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


async def start(update, context):
    load()  # expect: blocking-call [psycopg2] via load
    await asyncio.to_thread(load)  # ok: in a thread


async def balance(update, context):
    context.bot_data["db"].cursor().execute("SELECT 1")  # expect: blocking-call [psycopg2]
    context.application.bot_data["db"].cursor().execute("SELECT 1")  # expect: blocking-call [psycopg2]
    context.bot_data["other"].cursor().execute("SELECT 1")  # ok: not known, so not guessed


application = Application.builder().token("t").build()
application.bot_data["db"] = psycopg2.connect("dbname=app")
application.add_handler(CommandHandler("balance", balance))
application.add_handler(CommandHandler("start", start))
application.run_polling()
