import redis


class RedisCache:
    def read(self, key):
        return redis.Redis().get(key)


def make_queue():
    return redis.Redis()
