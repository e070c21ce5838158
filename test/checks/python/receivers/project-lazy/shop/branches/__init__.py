# Exports by a branch for each name.
from importlib import import_module

_SECOND = {"later"}


def __getattr__(name):
    if name == "RedisCache":
        from ..caches import RedisCache

        return RedisCache
    if name in _SECOND:
        module = import_module("..database", __name__)
        return getattr(module, name)
    raise AttributeError(name)
