"""Piccolo, whose queries are awaited."""
from piccolo.columns import Varchar
from piccolo.table import Table


class User(Table):
    name = Varchar()


async def right():
    await User.select().where(User.name == "a")  # ok: awaited
    user = await User.objects().get(User.name == "a")  # ok: awaited
    await user.save()  # ok: awaited
    await User.select().run()  # ok: awaited


async def wrong():
    User.select().where(User.name == "a").run_sync()  # expect: blocking-call [piccolo-run-sync]
    User.objects().first().run_sync()  # expect: blocking-call [piccolo-run-sync]
    User.select().run()  # expect: unawaited-call [piccolo-unawaited]


def command():
    User.select().run_sync()  # ok: no loop runs here
