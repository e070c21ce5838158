"""Tortoise, whose queries are awaited."""
from tortoise import fields
from tortoise.models import Model


class User(Model):
    name = fields.TextField()


async def right():
    user = await User.get(name="a")  # ok: awaited
    await user.save()  # ok: awaited
    await User.filter(name="a").count()  # ok: awaited
    async for user in User.filter(name="a"):  # ok: an asynchronous loop
        print(user)
    query = User.filter(name="a").order_by("name")  # ok: asks nothing yet
    await query
    users = await User.all()  # ok: awaited
    for user in users:  # ok: a list
        print(user)


async def wrong(user: User):
    user.save()  # expect: unawaited-call [tortoise-unawaited]
    User.create(name="a")  # expect: unawaited-call [tortoise-unawaited]
    User.filter(name="a").delete()  # expect: unawaited-call [tortoise-unawaited]
    for each in User.filter(name="a"):  # expect: async-session-misuse [tortoise-async-misuse]
        print(each)
