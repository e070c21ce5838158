// What calls reach: decorators, generators, containers, callables, arguments.
#include "Resolved.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

static const std::string Head = R"(
from functools import lru_cache, partial, wraps
from contextlib import contextmanager
from asyncio import AbstractEventLoop
from threading import Thread
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.ext.asyncio import AsyncSession
from asgiref.sync import sync_to_async
from fastapi import FastAPI
import asyncio
SessionLocal = sessionmaker()
app = FastAPI()
def load(key=None): return SessionLocal()
async def fetch(): return SessionLocal()
)";

static constexpr const char* Execute = "sqlalchemy.orm.Session.execute";

static Calls called(const std::string& text) { return calls(Head + text); }
static Calls given(const std::string& text) { return arguments(Head + text); }

TEST(ResolveCalls, FunctionsGiveWhatTheyReturn) {
  EXPECT_THAT(called("load().execute() #!\n"), ElementsAre("app.main.load", Execute));
  EXPECT_THAT(called("async def f(): (await fetch()).execute() #!\n"),
              ElementsAre("app.main.fetch", Execute));
  EXPECT_THAT(called("async def f(): fetch().execute() #!\n"),
              ElementsAre("app.main.fetch", "? fetch().execute"));
  EXPECT_THAT(called("def same(x): return x\nsame(load()).execute() #!\n"),
              ElementsAre("app.main.load", "app.main.same", Execute));
  EXPECT_THAT(called("def maybe(x):\n  if x: return None\n  return load()\nmaybe(1).execute() #!\n"),
              ElementsAre("app.main.maybe", Execute));
  EXPECT_THAT(called("def typed() -> Session: return other()\ntyped().execute() #!\n"),
              ElementsAre("app.main.typed", Execute));
  EXPECT_THAT(called("f = lambda: load()\nf().execute() #!\n"), testing::Contains(Execute));
}

TEST(ResolveCalls, Decorators) {
  const std::string timed =
      "def timed(fn):\n  @wraps(fn)\n  def wrapper(*a, **k):\n    return fn(*a, **k)\n  return wrapper\n";
  EXPECT_THAT(called(timed + "@timed\ndef f(): return load()\nf() #!\n"),
              ElementsAre("app.main.timed.wrapper", "app.main.f implicit"));
  EXPECT_THAT(called(timed + "@timed\ndef f(): return load()\nx = f()\nx.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(called("def retry(times):\n  def outer(fn):\n    def inner(*a): return fn(*a)\n    return "
                     "inner\n  return outer\n"
                     "@retry(3)\ndef f(): pass\nf() #!\n"),
              ElementsAre("app.main.retry.outer.inner", "app.main.f implicit"));
  EXPECT_THAT(
      called("def register(fn):\n  handlers.append(fn)\n  return fn\n@register\ndef f(): pass\nf() #!\n"),
      ElementsAre("app.main.f"));
  EXPECT_THAT(called("import somewhere\n@somewhere.unknown\n@somewhere.other(1)\ndef f(): pass\nf() #!\n"),
              ElementsAre("app.main.f"));
  EXPECT_THAT(called("@lru_cache\ndef f(): pass\nf() #!\n"), ElementsAre("app.main.f"));
  EXPECT_THAT(called("@app.get('/') #!\ndef f(): pass\n"),
              ElementsAre("fastapi.FastAPI.get", "decorate fastapi.FastAPI.get"));
  EXPECT_THAT(
      called("class Timed:\n  def __init__(self, fn): self.fn = fn\n  def __call__(self): return self.fn()\n"
             "@Timed\ndef f(): pass\nf() #!\n"),
      ElementsAre("app.main.Timed.__call__", "app.main.f implicit"));
  EXPECT_THAT(called(timed + "class A:\n  @timed\n  def m(self): pass\ndef f(a: A): a.m() #!\n"),
              ElementsAre("app.main.timed.wrapper", "app.main.A.m virtual implicit"));
}

TEST(ResolveCalls, DecoratorsThatMoveAway) {
  const std::string threaded = "def threaded(fn):\n  @wraps(fn)\n  async def wrapper(*a):\n"
                               "    return await asyncio.to_thread(fn, *a)\n  return wrapper\n";
  EXPECT_THAT(called(threaded + "@threaded\ndef f(): pass\nf() #!\n"),
              ElementsAre("app.main.threaded.wrapper"));
  EXPECT_THAT(called("def threaded(fn):\n  async def wrapper(loop: AbstractEventLoop):\n"
                     "    await loop.run_in_executor(None, lambda: fn())\n  return wrapper\n"
                     "@threaded\ndef f(): pass\nf() #!\n"),
              ElementsAre("app.main.threaded.wrapper"));
  EXPECT_THAT(called("@sync_to_async\ndef f(): pass\nf() #!\n"), ElementsAre("-"));
  EXPECT_THAT(called("async def g():\n  x = await sync_to_async(load)()\n  x.execute() #!\n"),
              ElementsAre(Execute));
  // An asynchronous wrapper runs on the loop, and so does what it calls.
  EXPECT_THAT(called("def logged(fn):\n  async def wrapper(*a):\n    return fn(*a) #!\n  return wrapper\n"
                     "@logged\ndef f(): pass\n@logged\ndef g(): pass\n"),
              ElementsAre("app.main.f", "app.main.g"));
}

TEST(ResolveCalls, PlainFunctionsThatAreAwaited) {
  const std::string threaded =
      "import somewhere\n@somewhere.threaded\ndef f(): pass\nclass A:\n  @somewhere.threaded\n"
      "  def m(self): pass\n";
  EXPECT_THAT(called(threaded + "async def g(): await f() #!\n"), ElementsAre("?? f"));
  EXPECT_THAT(called(threaded + "async def g(a: A): await a.m() #!\n"), ElementsAre("?? a.m"));
  EXPECT_THAT(called(threaded + "async def g(): f() #!\n"), ElementsAre("app.main.f"));
  EXPECT_THAT(called("@lru_cache\ndef f(): return later()\nasync def g(): await f() #!\n"),
              ElementsAre("app.main.f"));
  const std::string both =
      "def log(fn):\n  if asyncio.iscoroutinefunction(fn):\n"
      "    async def aw(*a): return await fn(*a) #!\n    return aw\n"
      "  def sw(*a): return fn(*a)\n  return sw\n@log\ndef plain(): pass\n@log\nasync def co(): pass\n";
  EXPECT_THAT(called(both), ElementsAre("app.main.co"));
  EXPECT_THAT(called(both + "plain() #!\n"),
              ElementsAre("app.main.log.sw", "app.main.plain implicit", "app.main.co"));
}

TEST(ResolveCalls, Generators) {
  const std::string rows =
      "def rows():\n  s = load()\n  yield s\n  yield from more()\ndef more():\n  yield None\n";
  EXPECT_THAT(called(rows + "def f():\n  for r in rows(): #!\n    r.execute() #!\n"),
              ElementsAre("-", "iterate app.main.rows", Execute));
  EXPECT_THAT(called(rows + "list(rows()) #!\n"),
              ElementsAre("-", "make builtins.list", "iterate app.main.rows implicit"));
  // What stands behind the first `yield` does not run yet.
  EXPECT_THAT(called(rows + "next(rows()).execute() #!\n"), ElementsAre("-", "builtins.next", Execute));
  EXPECT_THAT(called("def one():\n  yield load()\nnext(one()).execute() #!\n"),
              ElementsAre("-", "builtins.next", "iterate app.main.one implicit", Execute));
  EXPECT_THAT(called(rows + "x = [r.execute() for r in rows()] #!\n"),
              ElementsAre("-", "iterate app.main.rows", Execute));
  EXPECT_THAT(called("x = (load() for _ in 'ab')\nsum(x) #!\n"),
              ElementsAre("builtins.sum", testing::StartsWith("iterate app.main.<generator")));
  EXPECT_THAT(called("async def rows():\n  yield load()\nasync def f():\n  async for r in rows(): #!\n    "
                     "r.execute() #!\n"),
              ElementsAre("-", "iterate app.main.rows", Execute));
  EXPECT_THAT(called("class C:\n  def __iter__(self):\n    yield load()\nfor r in C():\n  r.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(
      called("class C:\n  def __iter__(self):\n    yield load()\ndef f():\n  for r in C(): pass #!\n"),
      ElementsAre("make app.main.C", "iterate app.main.C.__iter__"));
  EXPECT_THAT(called("def f(s: Session):\n  for r in s.query(int): pass #!\n"),
              ElementsAre("sqlalchemy.orm.Session.query", "iterate sqlalchemy.orm.Query.__iter__"));
}

TEST(ResolveCalls, Containers) {
  EXPECT_THAT(called("a, b = load(), 1\na.execute() #!\n"), ElementsAre(Execute));
  EXPECT_THAT(called("a, b = load(), 1\nb.execute() #!\n"), ElementsAre("? b.execute"));
  EXPECT_THAT(called("both = [load(), load()]\nboth[0].execute() #!\n"), ElementsAre(Execute));
  EXPECT_THAT(called("by = {'a': load(), 'b': 1}\nby['a'].execute() #!\nby.get('a').execute() "
                     "#!\nby['b'].execute() #!\n"),
              ElementsAre(Execute, "-", Execute, "? by['b'].execute"));
  EXPECT_THAT(called("for k, v in {'a': load()}.items(): v.execute() #!\n"), testing::Contains(Execute));
  EXPECT_THAT(called("for i, s in enumerate([load()]):\n  s.execute() #!\n"), ElementsAre(Execute));
  EXPECT_THAT(called("def f():\n  return load(), 1\ns, n = f()\ns.execute() #!\n"), ElementsAre(Execute));
  EXPECT_THAT(
      called("class A:\n  def __init__(self): self.all = {}\n  def put(self): self.all['x'] = load()\n"
             "  def get(self):\n    self.all['x'].execute() #!\n"),
      ElementsAre(Execute));
  EXPECT_THAT(called("all = []\nall.append(load())\nfor s in all:\n  s.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(called("by = {}\nby['a'] = load()\nby['b'] = 1\nby['b'].execute() #!\n"),
              ElementsAre("? by['b'].execute"));
}

TEST(ResolveCalls, Callables) {
  EXPECT_THAT(called("p = partial(load, 1)\np() #!\n"), ElementsAre("app.main.load"));
  EXPECT_THAT(called("def f(fn): fn() #!\n"), ElementsAre("$0"));
  EXPECT_THAT(called("class C:\n  def __call__(self): pass\nc = C()\nc() #!\n"),
              ElementsAre("app.main.C.__call__"));
  EXPECT_THAT(called("class C:\n  def __init__(self, n): pass\nC(1) #!\n"),
              ElementsAre("app.main.C.__init__"));
  EXPECT_THAT(
      called("class C:\n  def __init__(self, fn): self.fn = fn\n  def go(self): self.fn() #!\nC(load)\n"),
      ElementsAre("app.main.load"));
  EXPECT_THAT(called("def f(fn):\n  def inner(): fn() #!\n  return inner\nf(load)()\n"),
              ElementsAre("app.main.load"));
  EXPECT_THAT(called("def f(fn):\n  def inner(): fn() #!\n  return inner\nf(load)()\nf(fetch)()\n"),
              ElementsAre("?? fn"));
  EXPECT_THAT(called("getattr(load(), 'execute')() #!\n"),
              ElementsAre("app.main.load", "builtins.getattr", Execute));
}

TEST(ResolveCalls, Arguments) {
  EXPECT_THAT(given("def f(a, b, c=1): pass\nf(c=1, b='x', a=None) #!\n"),
              ElementsAre("a=None", "b=\"x\"", "c=1"));
  EXPECT_THAT(given("def f(a, b): pass\nf(b=1) #!\n"), ElementsAre("_", "b=1"));
  EXPECT_THAT(given("def f(a, *rest, k=None): pass\nf(1, 2, 3, k=load) #!\n"),
              ElementsAre("1", "2", "k=@app.main.load", "3"));
  EXPECT_THAT(given("class A:\n  def m(self, fn): pass\na = A()\na.m(load) #!\n"),
              ElementsAre("<app.main.A>", "@app.main.load"));
  EXPECT_THAT(given("s = load()\ndef f(x): pass\nf(s) #!\n"), ElementsAre("<sqlalchemy.orm.Session>"));
  EXPECT_THAT(given("def f(x): print(x) #!\n"), ElementsAre("$0"));
  EXPECT_THAT(given("asyncio.to_thread(load, 1) #!\n"), ElementsAre("@app.main.load", "1"));
  EXPECT_THAT(given("s = load()\nasyncio.to_thread(s.execute) #!\n"),
              ElementsAre("@sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(given("p = partial(load, 1)\nasyncio.to_thread(p) #!\n"), testing::Contains("@app.main.load"));
  EXPECT_THAT(given("class A:\n  def m(self): pass\na = A()\nasyncio.to_thread(a.m) #!\n"),
              ElementsAre("@app.main.A.m"));
  EXPECT_THAT(given("class A:\n  def __init__(self): pass\nasyncio.to_thread(A) #!\n"),
              ElementsAre("@app.main.A.__init__"));
  EXPECT_THAT(given("async def f():\n  task = fetch()\n  await asyncio.gather(task) #!\n"),
              ElementsAre("call"));
  EXPECT_THAT(given("URL = 'sqlite://'\nimport sqlalchemy\nsqlalchemy.create_engine(URL) #!\n"),
              ElementsAre("\"sqlite://\""));
  EXPECT_THAT(given("@app.get('/') \ndef f(): pass\napp.add(f) #!\n"), ElementsAre("@app.main.f"));
}

TEST(ResolveCalls, ArgumentsReachParameters) {
  EXPECT_THAT(called("def f(db): db.execute() #!\nf(load())\n"), ElementsAre(Execute));
  EXPECT_THAT(called("def g(db): f(db)\ndef f(db): db.execute() #!\ng(load())\n"), ElementsAre(Execute));
  EXPECT_THAT(called("def f(db): db.execute() #!\nasyncio.to_thread(f, load())\n"), ElementsAre(Execute));
  EXPECT_THAT(called("def f(db): db.execute() #!\nThread(target=f, args=(load(),))\n"), ElementsAre(Execute));
  EXPECT_THAT(called("def f(a, db): db.execute() #!\npartial(f, 1)(load())\n"), ElementsAre(Execute));
  EXPECT_THAT(called("def f(db): db.execute() #!\nasync def g(s: AsyncSession): await s.run_sync(f)\n"),
              ElementsAre("sqlalchemy.ext.asyncio.GreenletSession.execute"));
  EXPECT_THAT(called("async def g(s: AsyncSession): await s.run_sync(lambda d: d.execute()) #!\n"),
              ElementsAre("sqlalchemy.ext.asyncio.AsyncSession.run_sync awaitable",
                          "sqlalchemy.ext.asyncio.GreenletSession.execute"));
  EXPECT_THAT(called("def f(a, b): b.execute() #!\nf(load(), 1)\n"), ElementsAre("? b.execute"));
}

TEST(ResolveCalls, WhatIsAwaitedHasToBe) {
  const std::string either = "async def f(db: Session | AsyncSession):\n";
  EXPECT_THAT(called(either + "  await db.execute() #!\n"),
              ElementsAre("sqlalchemy.ext.asyncio.AsyncSession.execute awaitable"));
  EXPECT_THAT(called(either + "  db.execute() #!\n"), ElementsAre(Execute));
  EXPECT_THAT(called("async def f():\n  async with asyncpg_pool() as c: pass\n"
                     "import asyncpg\nasync def g():\n  async with asyncpg.create_pool() as pool:\n    "
                     "pool.acquire() #!\n"),
              ElementsAre("asyncpg.Pool.acquire awaitable"));
}

TEST(ResolveCalls, Libraries) {
  const std::string models =
      "from django.db import models\nclass Book(models.Model):\n  def titles(self): pass\n";
  EXPECT_THAT(called(models + "Book.objects.get(1) #!\n"), ElementsAre("django.db.models.Manager.get"));
  EXPECT_THAT(called(models + "Book.objects.get(1).titles() #!\n"),
              ElementsAre("django.db.models.Manager.get", "app.main.Book.titles"));
  EXPECT_THAT(called(models + "for b in Book.objects.filter(): b.titles() #!\n"),
              ElementsAre("django.db.models.Manager.filter", "iterate django.db.models.QuerySet.__iter__",
                          "app.main.Book.titles"));
  EXPECT_THAT(called("from pymongo import thing\nthing.execute() #!\n"), ElementsAre(Execute));
  EXPECT_THAT(
      called("from sqlalchemy.orm import declarative_base\nBase = declarative_base()\nclass P(Base): pass\n"
             "def f(p: P): return p.children, p.name #!\n"),
      ElementsAre("read sqlalchemy.orm.DeclarativeBase.children"));
  EXPECT_THAT(called("from aiohttp import web\nasync def h(request): pass\napp = web.Application()\n"
                     "app['db'] = load()\ndef f(a: web.Application):\n  a['db'].execute()  #!\n"),
              UnorderedElementsAre("item aiohttp.web.Application.__getitem__", Execute));
}

} // namespace nostall::test
