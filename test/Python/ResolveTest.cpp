// Where values come from: names, imports, factories, annotations, classes.
#include "Resolved.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {

using testing::ElementsAre;
using testing::IsEmpty;

static const std::string Db = R"(
### app.db
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker
engine = create_engine("postgresql://")
SessionLocal = sessionmaker(bind=engine)
def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
### app.main
)";

static constexpr const char* Execute = "sqlalchemy.orm.Session.execute";

#define CALLS(text) calls(Db + (text))

TEST(Resolve, Factories) {
  EXPECT_THAT(CALLS("from app.db import SessionLocal\ndb = SessionLocal()\ndb.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS("from app.db import engine\nengine.connect().execute() #!\n"),
              ElementsAre("sqlalchemy.Engine.connect", "sqlalchemy.Connection.execute"));
  EXPECT_THAT(CALLS("from sqlalchemy.orm import scoped_session\nfrom app.db import SessionLocal\n"
                    "S = scoped_session(SessionLocal)\nS().execute() #!\n"),
              ElementsAre("sqlalchemy.orm.scoped_session.__call__", Execute));
  EXPECT_THAT(CALLS("from sqlalchemy.orm import sessionmaker, Session\nclass Mine(Session):\n  pass\n"
                    "S = sessionmaker(None, Mine)\nS().execute() #!\n"),
              ElementsAre("sqlalchemy.orm.sessionmaker.__call__", Execute));
  EXPECT_THAT(CALLS("import other\nother.connect('').execute() #!\n"),
              ElementsAre("other.connect", "? other.connect('').execute"));
}

TEST(Resolve, Names) {
  EXPECT_THAT(CALLS("from sqlalchemy.orm.session import Session as S\nS().execute() #!\n"),
              ElementsAre("make sqlalchemy.orm.Session", Execute));
  EXPECT_THAT(CALLS("import sqlalchemy.orm\nsqlalchemy.orm.Session().execute() #!\n"),
              ElementsAre("make sqlalchemy.orm.Session", Execute));
  EXPECT_THAT(CALLS("import sqlalchemy.orm as o\ndef f(db: o.Session):\n  db.execute() #!\n"),
              ElementsAre("sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(CALLS("import json\njson.loads('').get() #!\n"), ElementsAre("json.loads", "-"));
  EXPECT_THAT(CALLS("open('x') #!\nprint(len([])) #!\n"),
              ElementsAre("builtins.open", "builtins.len", "builtins.print"));
  EXPECT_THAT(CALLS("open = 1\nopen('x') #!\n"), ElementsAre("? open"));
  EXPECT_THAT(CALLS("def f(db):\n  db.execute() #!\n"), ElementsAre("? db.execute"));
}

TEST(Resolve, TheLastAssignmentCounts) {
  const std::string head = "from app.db import SessionLocal\nimport other\ndef f(flag):\n";
  EXPECT_THAT(CALLS(head + "  x = other.a()\n  x = SessionLocal()\n  x.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "  x = SessionLocal()\n  x = other.a()\n  x.execute() #!\n"),
              ElementsAre("? x.execute"));
  EXPECT_THAT(CALLS(head + "  x = None\n  if flag:\n    x = SessionLocal()\n  x.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "  x = SessionLocal()\n  if flag:\n    x = other.a()\n    x.execute() #!\n"),
              ElementsAre("? x.execute"));
  EXPECT_THAT(
      CALLS(head + "  q = SessionLocal().query(int)\n  for i in flag:\n    q = q.filter(i)\n  q.all() #!\n"),
      ElementsAre("sqlalchemy.orm.Query.all"));
}

TEST(Resolve, Imports) {
  const std::string package = R"(
### app/
from .core import connect
### app.core
from app.db import SessionLocal as connect
__all__ = ["connect"]
_hidden = connect
)";
  EXPECT_THAT(CALLS("import app.db\napp.db.SessionLocal().execute() #!\n"),
              ElementsAre("sqlalchemy.orm.sessionmaker.__call__", Execute));
  EXPECT_THAT(CALLS(package + "### app.x\nfrom . import connect\nconnect().execute() #!\n"),
              ElementsAre("sqlalchemy.orm.sessionmaker.__call__", Execute));
  EXPECT_THAT(CALLS(package + "### app.x\nfrom app import connect as c\ns = c()\ns.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(package + "### app.x\nfrom .core import *\ns = connect()\ns.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(package + "### app.x\nfrom .core import *\ns = _hidden()\ns.execute() #!\n"),
              ElementsAre("? s.execute"));
  EXPECT_THAT(
      CALLS(package + "### app.sub.x\nfrom ..db import SessionLocal\ns = SessionLocal()\ns.execute() #!\n"),
      ElementsAre(Execute));
  EXPECT_THAT(CALLS("try:\n  from app.db import SessionLocal as S\nexcept ImportError:\n  S = None\ns = "
                    "S()\ns.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(
      CALLS("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  from sqlalchemy.orm import Session\n"
            "def f(db: 'Session'):\n  db.execute() #!\n"),
      ElementsAre("sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(CALLS("from db import SessionLocal\ns = SessionLocal()\ns.execute() #!\n"),
              ElementsAre(Execute));
}

TEST(Resolve, TheImportersOwnRootComesFirst) {
  const std::string two = "### one:lib\ndef f(): pass\n### one:main\nfrom lib import f\nf() #!\n"
                          "### two:lib\ndef f(): pass\n### two:main\nfrom lib import f\nf() #!\n";
  EXPECT_THAT(calls(two), ElementsAre("lib.f", "lib.f@2"));
}

TEST(Resolve, Annotations) {
  const std::string head =
      "from typing import *\nfrom sqlalchemy.orm import Session\nfrom app.db import get_db\n"
      "from fastapi import Depends\n";
  for (const char* type :
       {"Session", "'Session'", "Optional[Session]", "Session | None", "Union[Session, None]",
        "Annotated[Session, 1]", "Annotated[Session, Depends(get_db)]", "Annotated[int, Depends(get_db)]"})
    EXPECT_THAT(CALLS(head + "def f(db: " + type + "):\n  db.execute() #!\n").front(),
                testing::StartsWith(Execute))
        << type;
  EXPECT_THAT(CALLS(head + "Dep = Annotated[Session, Depends(get_db)]\ndef f(db: Dep):\n  db.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "def f(dbs: list[Session]):\n  for db in dbs: db.execute() #!\n"),
              ElementsAre("sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(CALLS(head + "def f(dbs: dict[str, Session]): dbs['a'].execute() #!\n"),
              ElementsAre("sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(CALLS(head + "def f(db: Any):\n  db.execute() #!\n"), ElementsAre("? db.execute"));
  EXPECT_THAT(CALLS(head + "def f(make: Callable[[], Session]): make().execute() #!\n"),
              ElementsAre("$0", "sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(CALLS(head + "T = TypeVar('T', bound=Session)\ndef f(db: T):\n  db.execute() #!\n"),
              ElementsAre("sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(CALLS(head + "def f():\n  db: Session\n  db = what()\n  db.execute() #!\n"),
              ElementsAre("sqlalchemy.orm.Session.execute"));
}

TEST(Resolve, DependenciesWinOverAnnotations) {
  const std::string head =
      "from sqlalchemy.orm import Session\nfrom sqlalchemy.ext.asyncio import AsyncSession, "
      "async_sessionmaker\n"
      "from fastapi import Depends\nfrom app.db import get_db\nfactory = async_sessionmaker()\n"
      "async def get_async_db():\n  async with factory() as db:\n    yield db\n";
  EXPECT_THAT(CALLS(head + "async def f(db = Depends(get_db)):\n  db.execute() #!\n"), ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "async def f(db: Session = Depends(get_async_db)):\n  await db.execute() #!\n"),
              ElementsAre("sqlalchemy.ext.asyncio.AsyncSession.execute awaitable"));
  EXPECT_THAT(CALLS(head + "class Repo:\n  def __init__(self, db = Depends(get_db)):\n    self.db = db\n"
                           "async def f(repo: Repo = Depends()):\n  repo.db.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "class Repo:\n  def __init__(self, db = Depends(get_db)):\n    self.db = db\n"
                           "async def f(repo = Depends(Repo)):\n  repo.db.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "class Service:\n  def __init__(self, db: Session):\n    self.db = db\n"
                           "  def go(self): self.db.execute() #!\n"
                           "async def f(db = Depends(get_async_db)): Service(db)\n"),
              ElementsAre("sqlalchemy.ext.asyncio.AsyncSession.execute awaitable"));
}

TEST(Resolve, ContextManagers) {
  const std::string head = "from app.db import SessionLocal, engine\nfrom contextlib import "
                           "asynccontextmanager, closing, contextmanager\n"
                           "@contextmanager\ndef scope():\n  s = SessionLocal()\n  yield s\n"
                           "@asynccontextmanager\nasync def ascope():\n  yield SessionLocal()\n";
  EXPECT_THAT(CALLS(head + "with SessionLocal() as db: db.execute() #!\n"),
              ElementsAre("sqlalchemy.orm.sessionmaker.__call__", "enter sqlalchemy.orm.Session.__enter__",
                          Execute, "exit sqlalchemy.orm.Session.__exit__"));
  EXPECT_THAT(CALLS(head + "with SessionLocal.begin() as db:\n  db.execute() #!\n"), ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "def f():\n  with scope() as db: #!\n    db.execute() #!\n"),
              ElementsAre("-", "enter app.main.scope", Execute));
  EXPECT_THAT(CALLS(head + "async def f():\n  async with ascope() as db:\n    db.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(
      CALLS(head + "class C:\n  def __enter__(self): return SessionLocal()\n  def __exit__(self, *a): pass\n"
                   "with C() as db: #!\n  db.execute() #!\n"),
      ElementsAre("make app.main.C", "enter app.main.C.__enter__", Execute, "exit app.main.C.__exit__"));
  EXPECT_THAT(CALLS(head + "with closing(engine.connect()) as c:\n  c.execute() #!\n"),
              ElementsAre("sqlalchemy.Connection.execute"));
}

TEST(Resolve, SelfAttributes) {
  const std::string head = "from app.db import SessionLocal\nfrom sqlalchemy.orm import Session\n";
  EXPECT_THAT(CALLS(head + "class A:\n  def __init__(self, db: Session):\n    self.db = db\n"
                           "  def go(self): self.db.execute() #!\n"),
              ElementsAre("sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(
      CALLS(head +
            "class A:\n  def __init__(self, db):\n    self.db = db\n  def go(self): self.db.execute() #!\n"
            "A(SessionLocal())\n"),
      ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "class A:\n  def setup(self):\n    self.db = SessionLocal()\n"
                           "class B(A):\n  def go(self): self.db.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "class Mixin:\n  def go(self): self.db.execute() #!\n"
                           "class B(Mixin):\n  def __init__(self):\n    self.db = SessionLocal()\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "class A:\n  db = SessionLocal()\n  def go(self): self.db.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "class A:\n  @property\n  def db(self): return SessionLocal()\n"
                           "  def go(self): self.db.execute() #!\n"),
              ElementsAre("read app.main.A.db virtual", Execute));
  EXPECT_THAT(CALLS(head + "class A:\n  db: Session\n  def go(self): self.db.execute() #!\n"),
              ElementsAre("sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(CALLS(head + "class A:\n  def go(self): self.db.execute() #!\n"),
              ElementsAre("? self.db.execute"));
}

TEST(Resolve, Narrowing) {
  const std::string head =
      "from sqlalchemy.orm import Session\nfrom sqlalchemy.ext.asyncio import AsyncSession\n";
  const std::string either = head + "async def f(db: Session | AsyncSession):\n";
  static constexpr const char* Async = "sqlalchemy.ext.asyncio.AsyncSession.execute awaitable";
  EXPECT_THAT(
      CALLS(head + "def f(db):\n  if isinstance(db, Session):\n    db.execute() #!\n  db.execute() #!\n"),
      ElementsAre(Execute, "? db.execute"));
  EXPECT_THAT(CALLS(head + "def f(db):\n  if not isinstance(db, Session):\n    return\n  db.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(
      CALLS(either +
            "  if isinstance(db, AsyncSession):\n    db.execute() #!\n  else:\n    db.execute() #!\n"),
      ElementsAre(Async, Execute));
  EXPECT_THAT(
      CALLS(head + "def f(db):\n  if isinstance(db, Session):\n    db = other()\n    db.execute() #!\n"),
      ElementsAre("? db.execute"));
}

TEST(Resolve, DeclarationsWinOverWhatIsNotKnown) {
  const std::string head =
      "from sqlalchemy.orm import Session\nimport json\nfrom somewhere import Provide, make\n";
  for (const char* given : {"Provide(1)", "json.loads('')", "make()", "None"}) {
    const std::string text(given);
    EXPECT_THAT(
        CALLS(head + "class A:\n  db: Session = " + text + "\n  def f(self):\n    self.db.execute() #!\n"),
        ElementsAre(Execute));
    EXPECT_THAT(CALLS(head + "def f() -> Session: return " + text + "\ndb = f()\ndb.execute() #!\n"),
                ElementsAre(Execute));
    EXPECT_THAT(CALLS(head + "def f(db: Session = " + text + "):\n  db.execute() #!\n"),
                ElementsAre(Execute));
  }
}

TEST(Resolve, StandardLibrary) {
  const std::string head =
      "from sqlalchemy.orm import Session\nfrom contextvars import ContextVar\n"
      "from contextlib import ExitStack\nfrom typing import TypedDict, cast\nimport json\n";
  EXPECT_THAT(CALLS(head + "c: ContextVar[Session] = ContextVar('c')\nc.get().execute() #!\n"),
              ElementsAre("contextvars.ContextVar.get", Execute));
  EXPECT_THAT(
      CALLS(head + "class T(TypedDict):\n  db: Session\ndef f(t: T):\n  db = t['db']\n  db.execute() #!\n"),
      ElementsAre(Execute));
  EXPECT_THAT(CALLS(head +
                    "def f():\n  with ExitStack() as stack:\n    db = stack.enter_context(Session()) #!\n"
                    "    db.execute() #!\n"),
              ElementsAre("make sqlalchemy.orm.Session", "contextlib.ExitStack.enter_context",
                          "enter sqlalchemy.orm.Session.__enter__ implicit", Execute));
  EXPECT_THAT(CALLS(head + "cast(Session, json.loads('')).execute() #!\n"), testing::Contains(Execute));
}

TEST(Resolve, OutsideAttributes) {
  const std::string head =
      "from app.db import SessionLocal\nfrom fastapi import FastAPI, Request\napp = FastAPI()\n";
  EXPECT_THAT(
      CALLS(head +
            "app.state.db = SessionLocal()\ndef f(request: Request): request.app.state.db.execute() #!\n"),
      ElementsAre(Execute));
  EXPECT_THAT(CALLS(head + "def m(request: Request):\n  request.state.db = SessionLocal()\n"
                           "def f(request: Request): request.state.db.execute() #!\n"),
              ElementsAre(Execute));
  EXPECT_THAT(
      CALLS(head +
            "app.state.db = SessionLocal()\ndef f(request: Request): request.state.other.execute() #!\n"),
      ElementsAre("? request.state.other.execute"));
}

} // namespace nostall::test
