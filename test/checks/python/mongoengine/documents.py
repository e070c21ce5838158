"""MongoEngine in coroutines."""
import asyncio

from mongoengine import Document, StringField


class User(Document):
    name = StringField()


async def queries():
    User.objects(name="a").first()  # expect: blocking-call [mongoengine-queryset]
    User.objects.get(name="a")  # expect: blocking-call [mongoengine-queryset]
    User.objects.filter(name="a").count()  # expect: blocking-call [mongoengine-queryset]
    for user in User.objects(name="a"):  # expect: blocking-call [mongoengine-queryset]
        print(user)
    if User.objects(name="a"):  # expect: blocking-call [mongoengine-queryset]
        pass
    len(User.objects)  # expect: blocking-call [mongoengine-queryset]
    query = User.objects(name="a").order_by("name")  # ok: asks nothing yet
    query.limit(3)  # ok: asks nothing yet


async def documents():
    user = User(name="a")  # ok: in memory
    user.save()  # expect: blocking-call [mongoengine-document]
    user.reload()  # expect: blocking-call [mongoengine-document]
    user.validate()  # ok: in memory
    await asyncio.to_thread(user.save)  # ok: in a worker thread
