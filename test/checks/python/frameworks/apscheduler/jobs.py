import psycopg2
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.background import BackgroundScheduler

scheduler = AsyncIOScheduler()
background = BackgroundScheduler()


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


def plain():
    load()  # ok: plain jobs run in the loop's pool


async def asynchronous():
    load()  # expect: blocking-call [psycopg2] via load


@scheduler.scheduled_job("interval", minutes=1)
def decorated():
    load()  # ok: plain jobs run in the loop's pool


async def main():
    scheduler.add_job(plain, "interval", minutes=1)
    scheduler.add_job(asynchronous, "interval", minutes=1)
    background.add_job(lambda: load(), "cron")  # ok: in a thread of the scheduler
    scheduler.start()
