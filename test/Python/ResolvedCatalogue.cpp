#include "Resolved.h"
#include "Rules/Load.h"

#include <gtest/gtest.h>

namespace nostall::test {

static constexpr std::string_view Library = R"yaml(
library: sqlalchemy
title: SQLAlchemy
modules: [sqlalchemy]
documentation: https://docs.sqlalchemy.org/
why: asks the database
types:
  - class: sqlalchemy.orm.Session
    names: [sqlalchemy.orm.session.Session]
    methods:
      query: "sqlalchemy.orm.Query[new argument 0]"
      get: new argument 0
      connection: sqlalchemy.Connection
      "begin*": sqlalchemy.orm.SessionTransaction
    attributes: {bind: sqlalchemy.Engine}
    enter: self
  - class: sqlalchemy.orm.scoped_session
    bases: [sqlalchemy.orm.Session]
    call: result made argument 0 session_factory or sqlalchemy.orm.Session
  - class: sqlalchemy.orm.sessionmaker
    names: [sqlalchemy.orm.session.sessionmaker]
    methods: {begin: "sqlalchemy.orm.SessionBegin[new made argument 1 class_ or sqlalchemy.orm.Session]"}
    call: new made argument 1 class_ or element or sqlalchemy.orm.Session
  - {class: sqlalchemy.orm.SessionBegin, enter: element}
  - {class: sqlalchemy.orm.SessionTransaction, enter: self}
  - class: sqlalchemy.orm.Query
    methods: {"filter*": self, all: list element, first: element}
    element: element
  - class: sqlalchemy.Engine
    names: [sqlalchemy.engine.Engine]
    methods: {connect: sqlalchemy.Connection}
  - {class: sqlalchemy.Connection, enter: self}
  - class: sqlalchemy.ext.asyncio.AsyncSession
    names: [sqlalchemy.ext.asyncio.session.AsyncSession]
    methods: {add: any, "*": awaitable any}
    async-enter: self
  - class: sqlalchemy.ext.asyncio.async_sessionmaker
    call: new made argument 1 class_ or element or sqlalchemy.ext.asyncio.AsyncSession
functions:
  sqlalchemy.create_engine: sqlalchemy.Engine
  sqlalchemy.orm.declarative_base: class sqlalchemy.orm.DeclarativeBase
  asyncpg.create_pool: awaitable asyncpg.Pool
  pymongo.thing: {variable: true, result: sqlalchemy.orm.Session}
rules:
  - id: session
    calls: [{class: sqlalchemy.orm.Session, methods: [execute, commit, get]}]
    engine: network
  - id: lazy
    calls: [{class: sqlalchemy.orm.DeclarativeBase, attributes: [children]}]
    engine: network
)yaml";

static constexpr std::string_view Framework = R"yaml(
framework: fastapi
title: FastAPI
documentation: https://fastapi.tiangolo.com/
types:
  - class: fastapi.FastAPI
    attributes: {state: starlette.datastructures.State}
  - class: fastapi.Request
    names: [starlette.requests.Request]
    attributes: {state: starlette.datastructures.State, app: fastapi.FastAPI}
  - {class: starlette.datastructures.State}
  - {class: aiohttp.web.Application}
  - class: django.db.models.Model
    attributes: {objects: "django.db.models.Manager[new self]"}
  - class: django.db.models.Manager
    methods: {get: element, filter: "django.db.models.QuerySet[element]"}
  - class: django.db.models.QuerySet
    methods: {iterator: iterator element}
    element: element
  - class: asyncpg.Pool
    methods: {acquire: awaitable asyncpg.Connection}
    async-enter: self
  - {class: asyncpg.Connection, methods: {"*": awaitable any}, async-enter: self}
  - {class: tornado.web.RequestHandler, bases: [tornado.web.Base]}
functions:
  fastapi.Depends: provided argument 0 dependency
  asgiref.sync.sync_to_async: callable awaitable result argument 0
callables:
  - calls: [{functions: asyncio.to_thread}]
    callable: 0
    runs: pool
  - calls: [{class: asyncio.AbstractEventLoop, methods: run_in_executor}]
    callable: 1
    runs: pool
  - calls: [{class: threading.Thread, constructor: true}]
    callable: target
    runs: pool
  - calls: [{class: sqlalchemy.ext.asyncio.AsyncSession, methods: run_sync}]
    callable: 0
    runs: inline
    receives: [sqlalchemy.ext.asyncio.GreenletSession]
  - calls: [{functions: asgiref.sync.sync_to_async}, {decorators: asgiref.sync.sync_to_async}]
    callable: 0
    runs: pool
    replaces: true
  - calls: [{decorators: ["fastapi.FastAPI.*"]}]
    callable: 0
    runs: pool
)yaml";

const rules::Catalogue& smallCatalogue() {
  static const rules::Catalogue catalogue = [] {
    rules::Catalogue parsed;
    std::vector<rules::Problem> problems;
    rules::parseCatalogueFile(Library, "rules/python/libraries/sqlalchemy.yaml", parsed, problems);
    rules::parseCatalogueFile(Framework, "rules/python/frameworks/fastapi.yaml", parsed, problems);
    for (const rules::Problem& problem : problems)
      ADD_FAILURE() << problem;
    return parsed;
  }();
  return catalogue;
}

} // namespace nostall::test
