# One object, made when it is first asked for.
import redis

_client = None


def __getattr__(name):
    global _client
    if name == "client":
        if _client is None:
            _client = redis.Redis()
        return _client
    raise AttributeError(name)
