// Classes: inheritance, virtual calls, `super()`, library bases.
#include "Resolved.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {

using testing::ElementsAre;
using testing::IsEmpty;

static const std::string Bases = R"(
import abc
from typing import Protocol
from sqlalchemy.orm import Session
class Base(abc.ABC):
    @abc.abstractmethod
    def find(self): ...
    def all(self): return self.find()
class Sql(Base):
    def find(self): return Session()
class Memory(Base):
    def find(self): return None
)";

static constexpr const char* Execute = "sqlalchemy.orm.Session.execute";

static Calls called(const std::string& text) { return calls(Bases + text); }

TEST(ResolveClasses, VirtualMethods) {
  EXPECT_THAT(called("def f(b: Base): b.find() #!\n"), ElementsAre("app.main.Base.find virtual"));
  EXPECT_THAT(called("def f(): Sql().find() #!\n"), ElementsAre("make app.main.Sql", "app.main.Sql.find"));
  EXPECT_THAT(called("def f(): Sql().all() #!\n"), ElementsAre("make app.main.Sql", "app.main.Base.all"));
  EXPECT_THAT(overrides(Bases, "app.main.Sql.find"), ElementsAre("app.main.Base.find"));
  EXPECT_THAT(overrides(Bases, "app.main.Base.find"), IsEmpty());
  EXPECT_THAT(symbol(Bases, "app.main.Sql.find").recordBases, ElementsAre("abc.ABC", "app.main.Base"));
  EXPECT_THAT(called("class P(Protocol):\n  def go(self): ...\nclass Q(P):\n  def go(self): pass\ndef f(p: "
                     "P): p.go() #!\n"),
              ElementsAre("app.main.P.go virtual"));
}

TEST(ResolveClasses, OverridesInAnotherModule) {
  const std::string two =
      "### app.base\nclass Base:\n  def find(self): pass\n### app.main\nfrom app.base import Base\n"
      "class Sql(Base):\n  def find(self): pass\ndef f(b: Base): b.find() #!\n";
  EXPECT_THAT(calls(two), ElementsAre("app.base.Base.find virtual"));
  EXPECT_THAT(overrides(two, "app.main.Sql.find"), ElementsAre("app.base.Base.find"));
}

TEST(ResolveClasses, Super) {
  EXPECT_THAT(called("class A(Sql):\n  def find(self): return super().find() #!\n"),
              ElementsAre("builtins.super", "app.main.Sql.find"));
  EXPECT_THAT(called("class S(Session):\n  def execute(self): return super().execute() #!\n"),
              ElementsAre("builtins.super", Execute));
  EXPECT_THAT(called("class A:\n  def __init__(self): self.db = Session()\nclass B(A):\n"
                     "  def __init__(self):\n    super().__init__() #!\n    self.db.execute() #!\n"),
              ElementsAre("builtins.super", "app.main.A.__init__", Execute));
}

TEST(ResolveClasses, LibraryBases) {
  const std::string handler =
      "from tornado.web import RequestHandler\nclass H(RequestHandler):\n  def get(self):\n"
      "    self.write('x') #!\n";
  EXPECT_THAT(called(handler), ElementsAre("tornado.web.RequestHandler.write"));
  EXPECT_THAT(overrides(handler, "app.main.H.get"),
              ElementsAre("tornado.web.Base.get", "tornado.web.RequestHandler.get"));
  EXPECT_THAT(symbol(handler, "app.main.H.get").recordBases,
              ElementsAre("tornado.web.Base", "tornado.web.RequestHandler"));
  EXPECT_THAT(called("class Mine(Session):\n  pass\nMine().execute() #!\n"),
              ElementsAre("make app.main.Mine", Execute));
  EXPECT_THAT(called("from somewhere import Unknown\nclass A(Unknown): pass\nA().execute() #!\n"),
              ElementsAre("make app.main.A", "somewhere.Unknown.execute"));
}

TEST(ResolveClasses, ClassAndStaticMethods) {
  const std::string made =
      "class A:\n  @classmethod\n  def make(cls): return cls()\n  @staticmethod\n  def plain(x): return x\n"
      "  def go(self): return Session()\n";
  EXPECT_THAT(called(made + "A.make().go() #!\n"), ElementsAre("app.main.A.make", "app.main.A.go"));
  EXPECT_THAT(called(made + "A.plain(1) #!\n"), ElementsAre("app.main.A.plain"));
  EXPECT_THAT(called(made + "A.go(A()) #!\n"), ElementsAre("make app.main.A", "app.main.A.go"));
  EXPECT_THAT(
      calls("class A:\n  @classmethod\n  def make(cls, x): return cls\n  def f(self): self.make(1) #!\n"),
      ElementsAre("app.main.A.make"));
}

TEST(ResolveClasses, Mixins) {
  EXPECT_THAT(called("class M:\n  def go(self): self.connect().execute() #!\nclass A(M):\n  def "
                     "connect(self): return Session()\n"),
              ElementsAre("app.main.A.connect virtual", Execute));
  EXPECT_THAT(called("class M:\n  def go(self): self.missing() #!\nclass A(M): pass\n"),
              ElementsAre("? self.missing"));
}

TEST(ResolveClasses, ThatAreTheirOwnBases) {
  EXPECT_THAT(calls("class A(A): pass\nclass B(C): pass\nclass C(B):\n  def f(self): self.g() #!\n"),
              ElementsAre("? self.g"));
  EXPECT_THAT(calls("x = x\nx.f() #!\ndef f(): return f()\nf().g() #!\n"),
              ElementsAre("? x.f", "app.main.f", "? f().g"));
  EXPECT_THAT(calls("to = ()\nfor i in '12': to = (*to, '')\nx = [t.x() for t in to] #!\n"),
              ElementsAre("builtins.str.x"));
  EXPECT_THAT(calls("a = [1]\nb = [1]\ndef f():\n  global a, b\n  a = [*a, *b, *a]\n  b = [*b, *a, *b]\n"
                    "def g():\n  for x in a: x.y() #!\n"),
              ElementsAre("? x.y"));
  EXPECT_THAT(
      calls("from sqlalchemy.orm import scoped_session\ndef f():\n  global S\n  S = scoped_session(S)\n"
            "def g(): S().execute() #!\n"),
      ElementsAre("sqlalchemy.orm.scoped_session.__call__", "sqlalchemy.orm.Session.execute"));
  EXPECT_THAT(
      calls("### app.a\nfrom app.b import *\nfrom app.c import *\n### app.b\nfrom app.a import *\n"
            "from app.c import *\n### app.c\nfrom app.a import *\nfrom app.b import *\nmissing() #!\n"),
      ElementsAre("? missing"));
  EXPECT_THAT(calls("class A:\n  def __iter__(self): return B()\nclass B:\n  def __iter__(self): return A()\n"
                    "x = [y.z() for y in A()]\nx[0].w() #!\n"),
              ElementsAre("? x[0].w"));
  EXPECT_THAT(
      calls("def d(f):\n  def w(): return f()\n  return w\ndef g(): pass\nfor i in '12': g = d(g)\ng() #!\n"),
      testing::Not(IsEmpty()));
}

} // namespace nostall::test
