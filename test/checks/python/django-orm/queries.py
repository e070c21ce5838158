"""Django's ORM in coroutines, where what needs a connection raises."""
from asgiref.sync import async_to_sync, sync_to_async
from django.contrib.auth import aauthenticate, authenticate, get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.paginator import Paginator
from django.db import connection, models, transaction
from django.forms import ModelForm
from django.http import HttpRequest
from django.shortcuts import aget_object_or_404, get_object_or_404


class Author(models.Model):
    name = models.TextField()


class PublishedManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(published=True)


class Book(models.Model):
    title = models.TextField()
    author = models.ForeignKey(Author, on_delete=models.CASCADE)
    authors = models.ManyToManyField(Author)
    published = PublishedManager()


class Account(AbstractUser):
    pass


class BookForm(ModelForm):
    pass


async def queries():
    Author.objects.get(name="a")  # expect: blocking-call [django-queryset] as error
    Author.objects.filter(name="a").count()  # expect: blocking-call [django-queryset]
    Author.objects.create(name="a")  # expect: blocking-call [django-queryset]
    Author.objects.filter(name="a").order_by("name").first()  # expect: blocking-call [django-queryset]
    Author.objects.filter(name="a").update(name="b")  # expect: blocking-call [django-queryset]
    Author.objects.filter(name="a").delete()  # expect: blocking-call [django-queryset]
    Book.published.exists()  # expect: blocking-call [django-queryset]
    get_user_model().objects.get(pk=1)  # expect: blocking-call [django-queryset]


async def iteration():
    authors = Author.objects.filter(name="a").exclude(name="b")  # ok: asks nothing yet
    for author in authors:  # expect: blocking-call [django-queryset-iteration]
        print(author)
    list(Author.objects.all())  # expect: blocking-call [django-queryset-iteration]
    [author.name for author in Author.objects.all()]  # expect: blocking-call [django-queryset-iteration]
    Author.objects.order_by("name")[0]  # expect: blocking-call [django-queryset-iteration]
    Author.objects.order_by("name")[:5]  # ok: a slice is as lazy
    for author in Author.objects.iterator():  # expect: blocking-call [django-iterator]
        print(author)


async def instances(author: Author):
    author.save()  # expect: blocking-call [django-model]
    author.refresh_from_db()  # expect: blocking-call [django-model]
    author.delete()  # expect: blocking-call [django-model]
    book = await Book.objects.aget(pk=1)  # ok: awaited
    book.save()  # expect: blocking-call [django-model]
    book.authors.add(author)  # expect: blocking-call [django-related]
    author.book_set.count()  # expect: blocking-call [django-queryset]
    author.name.upper()  # ok: in memory


async def shortcuts():
    get_object_or_404(Author, pk=1)  # expect: blocking-call [django-shortcut]
    authenticate(username="a")  # expect: blocking-call [django-auth]
    Account.objects.create_user("a")  # expect: blocking-call [django-user]
    BookForm().save()  # expect: blocking-call [django-form]
    BookForm().save(commit=False)  # ok: in memory
    Paginator(Author.objects.all(), 10).page(1)  # expect: blocking-call [django-form]


async def transactions():
    with transaction.atomic():  # expect: blocking-call [django-transaction]
        pass
    with connection.cursor() as cursor:  # expect: blocking-call [django-cursor]
        cursor.execute("select 1")  # expect: blocking-call [django-cursor]
        cursor.fetchall()  # expect: blocking-call [django-cursor]


@transaction.atomic  # expect: async-session-misuse [django-atomic-coroutine]
async def decorated():
    await Author.objects.acreate(name="a")


async def right(request):
    author = await Author.objects.aget(name="a")  # ok: awaited
    await author.asave()  # ok: awaited
    async for each in Author.objects.filter(name="a"):  # ok: an asynchronous loop
        print(each)
    print([each async for each in Author.objects.all()])  # ok: an asynchronous loop
    await Author.objects.filter(name="a").acount()  # ok: awaited
    await aget_object_or_404(Author, pk=1)  # ok: awaited
    await aauthenticate(request)  # ok: awaited
    await sync_to_async(Author.objects.get)(name="a")  # ok: in a thread
    await sync_to_async(list)(Author.objects.all())  # ok: in a thread
    await sync_to_async(load)("a")  # ok: in a thread


def load(name):
    with transaction.atomic():
        return Author.objects.select_for_update().get(name=name)


async def through_a_helper():
    load("a")  # expect: blocking-call [django-transaction] via load


async def forgotten(author: Author):
    Author.objects.acreate(name="a")  # expect: unawaited-call [django-unawaited]
    author.asave()  # expect: unawaited-call [django-unawaited]


async def wrong(author: Author):
    await Author.objects.get(name="a")  # expect: async-session-misuse [django-async-misuse]
    await author.save()  # expect: async-session-misuse [django-async-misuse]
    await Author.objects.filter(name="a")  # expect: async-session-misuse [django-await-queryset]


async def user(request: HttpRequest):
    print(request.user)  # expect: lazy-load [django-request-user] as warning
    await request.auser()  # ok: awaited


async def escaped():
    authors = await sync_to_async(Author.objects.all)()  # ok: asks nothing yet
    list(authors)  # expect: blocking-call [django-queryset-iteration]
    await sync_to_async(authors.count)()  # ok: in a thread


async def waits(request):
    async_to_sync(right)(request)  # expect: blocking-wait [django-async-to-sync]


def view(request):
    async_to_sync(right)(request)  # ok: plain views run in a thread
    return list(Author.objects.all())  # ok: plain views run in a thread
