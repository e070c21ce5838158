import os

import django
from asgiref.sync import sync_to_async
from django.conf import settings

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "file:oracle?mode=memory&cache=shared", "OPTIONS": {"uri": True}}},
    INSTALLED_APPS=[],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
django.setup()

from django.db import connection, models  # noqa: E402


class Item(models.Model):
    name = models.CharField(max_length=20)

    class Meta:
        app_label = "oracle"


with connection.schema_editor() as editor:
    editor.create_model(Item)
Item.objects.create(name="a")


def names():
    return [item.name for item in Item.objects.all()]


@sync_to_async
def names_elsewhere():
    return names()


async def blocking():
    items = Item.objects.filter(name="a").order_by("id")
    count = items.count()
    first = items.first()
    for item in items:
        _ = item.id
    first.save()
    return count, names()


async def offloaded():
    await sync_to_async(names)()
    return await names_elsewhere()


async def main():
    await blocking()
    await offloaded()
