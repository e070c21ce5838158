"""GINO, whose queries are awaited."""
from gino import Gino

db = Gino()


class User(db.Model):
    __tablename__ = "users"


async def right():
    user = await User.get(1)  # ok: awaited
    await db.scalar("select 1")  # ok: awaited
    print(user)


async def wrong():
    User.create(name="a")  # expect: unawaited-call [gino-unawaited]
