import psycopg2
from celery import Celery, shared_task

app = Celery("tasks")


@app.task
def users():
    return psycopg2.connect("dbname=app")  # ok: workers are synchronous


@shared_task(bind=True)
def orders(self):
    return psycopg2.connect("dbname=app")  # ok: workers are synchronous


async def called_directly():
    users()  # expect: blocking-call [psycopg2] via users
