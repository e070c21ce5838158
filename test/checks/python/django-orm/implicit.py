"""What evaluates a query set without being called by name, and what finds the rows that are there."""
import asyncio

from asgiref.sync import sync_to_async
from django.core.cache import cache
from django.db import models


class Author(models.Model):
    name = models.TextField()


async def length():
    authors = Author.objects.filter(name="a")
    print(len(authors))  # expect: blocking-call [django-queryset-iteration]
    print(len(authors))  # ok: the rows are there


async def truth():
    if Author.objects.filter(name="a"):  # expect: blocking-call [django-queryset-iteration]
        pass
    authors = Author.objects.filter(name="b")
    if not authors:  # expect: blocking-call [django-queryset-iteration]
        return
    for author in authors:  # ok: the truth test has fetched them
        print(author)


async def values():
    first = Author.objects.filter(name="a")
    print(not first)  # expect: blocking-call [django-queryset-iteration]
    second = Author.objects.filter(name="b")
    print(bool(second))  # expect: blocking-call [django-queryset-iteration]
    third = Author.objects.filter(name="c")
    print(third or [])  # expect: blocking-call [django-queryset-iteration]
    fourth = Author.objects.filter(name="d")
    while fourth:  # expect: blocking-call [django-queryset-iteration]
        break
    if fifth := Author.objects.filter(name="e"):  # expect: blocking-call [django-queryset-iteration]
        print(fifth)
    if first is not None:  # ok: asks nothing
        pass
    if len([1]) and "a" in ["a"]:  # ok: lists
        pass


async def member(author: Author):
    if author in Author.objects.filter(name="a"):  # expect: blocking-call [django-queryset-iteration]
        pass
    if "key" not in cache:  # expect: blocking-call [django-cache]
        pass


async def other(author: Author):
    if author:  # ok: a model has no truth of its own
        pass
    if Author.objects:  # ok: neither has a manager
        pass


async def fetched_in_a_thread():
    authors = Author.objects.filter(name="a")
    await sync_to_async(list)(authors)  # ok: in a thread
    for author in authors:  # ok: the rows are there
        print(author)
    print(len(authors), authors[0])  # ok: the rows are there
    books = Author.objects.filter(name="b")
    await asyncio.to_thread(len, books)  # ok: in a thread
    print(list(books))  # ok: the rows are there
    books = Author.objects.filter(name="c")
    print(list(books))  # expect: blocking-call [django-queryset-iteration]


async def fetched_on_some_ways(flag):
    authors = Author.objects.filter(name="a")
    if flag:
        await sync_to_async(list)(authors)  # ok: in a thread
    print(list(authors))  # expect: blocking-call [django-queryset-iteration]


known = None


def load():
    global known
    known = Author.objects.all()
    lazy = Author.objects.all()
    for author in known:
        print(author)
    return known, lazy


async def fetched_by_who_gives_it():
    rows, lazy = await asyncio.to_thread(load)
    for author in rows:  # ok: the thread has fetched them
        print(author)
    for author in lazy:  # expect: blocking-call [django-queryset-iteration]
        print(author)
    for author in rows.order_by("name"):  # expect: blocking-call [django-queryset-iteration]
        print(author)


async def asynchronous():
    authors = Author.objects.filter(name="a")
    async for author in authors:  # ok: an asynchronous loop
        print(author)
    print(len(authors))  # ok: which keeps the rows


class Basket:
    def __len__(self):
        return Author.objects.count()


class Shelf(Basket):
    def __bool__(self):
        return True

    def __contains__(self, name):
        return Author.objects.filter(name=name).exists()


async def of_the_program(basket: Basket, shelf: Shelf):
    if basket:  # expect: blocking-call [django-queryset] via __len__
        pass
    if shelf:  # ok: no query
        pass
    if "a" in shelf:  # expect: blocking-call [django-queryset] via __contains__
        pass
    print(len(shelf))  # expect: blocking-call [django-queryset] via __len__
