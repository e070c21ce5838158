# What `Application` and the routes are given reaches the handlers: settings by keyword, `initialize` by mapping.
import redis
import redis.asyncio
import tornado.web
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from tornado.web import RequestHandler, URLSpec, url

Session = sessionmaker(create_engine("postgresql://app"))


class BaseHandler(RequestHandler):
    @property
    def db(self):
        return self.settings["db"]

    @property
    def cache(self):
        return self.settings.get("cache")

    @property
    def later(self):
        return self.settings.setdefault("later", None)


class Main(BaseHandler):
    async def get(self):
        self.db.commit()  # expect: blocking-call [sqlalchemy]
        self.cache.get("key")  # expect: blocking-call [redis-py]
        self.application.settings["extra"].get("key")  # expect: blocking-call [redis-py]
        self.later.get("key")  # expect: blocking-call [redis-py]
        await self.settings["queue"].get("key")  # ok: awaited
        self.settings["title"].get("key")  # ok: a text
        self.settings["missing"].execute("select 1")  # unsure: blocking-call [unknown-receiver]


class Given(RequestHandler):
    def initialize(self, store, title="home"):
        self.store = store
        self.title = title

    async def get(self):
        self.store.ping()  # expect: blocking-call [redis-py]
        self.title.get("key")  # ok: a text

    def post(self):
        self.store.ping()  # expect: blocking-call [redis-py]


class ByUrl(RequestHandler):
    def initialize(self, session):
        self.session = session

    def get(self):
        self.session.commit()  # expect: blocking-call [sqlalchemy]


class ByKeyword(ByUrl):
    def initialize(self, session, other):
        super().initialize(session)
        self.other = other

    def put(self):
        self.other.ping()  # expect: blocking-call [redis-py]


class Right(RequestHandler):
    def initialize(self, store):
        self.store = store

    async def get(self):
        await self.store.get("key")  # ok: the asynchronous client


class Page(tornado.web.Application):
    def __init__(self, **settings):
        super().__init__([(r"/page", PageHandler)], pages=redis.Redis(), **settings)


class PageHandler(RequestHandler):
    def get(self):
        self.settings["pages"].ping()  # expect: blocking-call [redis-py]


handlers = [(r"/", Main), (r"/given", Given, {"store": redis.Redis(), "title": "given"})]
handlers.append((r"/right", Right, dict(store=redis.asyncio.Redis())))
handlers += [url(r"/url", ByUrl, {"session": Session()})]
handlers += [URLSpec(r"/keyword", ByKeyword, kwargs=dict(session=Session(), other=redis.Redis()), name="keyword")]

settings = dict(db=Session(), title="shop", queue=redis.asyncio.Redis())
settings.update({"extra": redis.Redis()})
settings["later"] = redis.Redis()
tornado.web.Application(handlers, cache=redis.Redis(), **settings).listen(8888)
