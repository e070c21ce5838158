import asyncio

import psycopg2
from asgiref.sync import sync_to_async
from django.dispatch import receiver
from django.http import JsonResponse
from django.urls import path
from django.views import View


def load(key="users"):
    return psycopg2.connect("dbname=" + key)


def plain(request):
    load()  # ok: plain views run in a thread
    return JsonResponse({})


async def asynchronous(request):
    load()  # expect: blocking-call [psycopg2] via load
    await sync_to_async(load)()  # ok: in a thread
    await asyncio.to_thread(load)  # ok: in a thread
    return JsonResponse({})


class Plain(View):
    def get(self, request):
        load()  # ok: plain views run in a thread
        return JsonResponse({})


class Asynchronous(View):
    async def get(self, request):
        load()  # expect: blocking-call [psycopg2] via load
        return JsonResponse({})


@receiver("saved")
def on_saved(sender, **kwargs):
    load()  # ok: runs where the signal is sent


class AuditMiddleware:
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response

    async def __call__(self, request):
        load()  # expect: blocking-call [psycopg2] via load
        return await self.get_response(request)


urlpatterns = [
    path("plain", plain),
    path("async", view=asynchronous),
    path("class", Asynchronous.as_view()),
]
