# Exports by a table: of modules, of a module and a member, of both in one text.
import importlib

_EXPORTS = {
    "connect": "shop.database",
    "Cache": ("shop.caches", "RedisCache"),
    "Queue": "shop.caches:make_queue",
    "fine": ".database",
    "missing": "shop.nowhere",
}


def __getattr__(name):
    if name in _EXPORTS:
        module = importlib.import_module(_EXPORTS[name])
        return getattr(module, name)
    raise AttributeError(name)
