"""Django's cache and sessions in coroutines."""
from django.core.cache import cache, caches
from django.http import HttpRequest


async def caching():
    cache.get("a")  # expect: blocking-call [django-cache] as warning
    caches["other"].set("a", 1)  # expect: blocking-call [django-cache]
    await cache.aget("a")  # ok: awaited
    cache.aset("a", 1)  # expect: unawaited-call [django-unawaited]
    cache.make_key("a")  # ok: in memory


async def sessions(request: HttpRequest):
    request.session.get("a")  # expect: blocking-call [django-session] as warning
    request.session["a"]  # expect: blocking-call [django-session]
    await request.session.aget("a")  # ok: awaited


def view(request: HttpRequest):
    return request.session["a"], cache.get("a")  # ok: plain views run in a thread
