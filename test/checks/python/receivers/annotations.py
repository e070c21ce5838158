# A parameter's annotation, in all its spellings.
from __future__ import annotations

import typing as t
from typing import TYPE_CHECKING, Annotated, Any, Optional, Union

import sqlalchemy.orm
import sqlalchemy.orm as orm
from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlalchemy.orm.session import Session as DefiningSession

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as OnlyChecked

Database = Session
MaybeDatabase = Optional[Session]
Marked = Annotated[Session, "primary"]
type Statement = Session


class User:
    pass


async def plain(db: Session):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def text(db: "Session"):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def optional(db: Optional[Session] = None):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def union(db: Session | None):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def old_union(db: Union[Session, None]):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def optional_text(db: "t.Optional[Session]"):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def annotated(db: Annotated[Session, "primary"]):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def alias(db: Database):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def optional_alias(db: MaybeDatabase):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def annotated_alias(db: Marked):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def type_statement(db: Statement):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def qualified(db: sqlalchemy.orm.Session):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def module_alias(db: orm.Session):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def defining_name(db: DefiningSession):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def only_checked(db: OnlyChecked):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def keyword_only(*, db: Session):
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def local(factory):
    db: Session = factory()
    db.get(User, 1)  # expect: blocking-call [sqlalchemy]


async def class_variable(holder: "Holder"):
    holder.db.get(User, 1)  # expect: blocking-call [sqlalchemy]


class Holder:
    db: Session


async def asynchronous(db: AsyncSession):
    await db.get(User, 1)  # ok: awaited


async def anything(db: Any):
    db.get(User, 1)  # ok: not known, so not guessed


async def nothing(db):
    db.get(User, 1)  # ok: not known, so not guessed


async def something_else(db: dict):
    db.get("user", 1)  # ok: a dictionary
