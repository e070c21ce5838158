# Pages of synchronous and asynchronous sessions.
from fastapi_pagination.ext.sqlalchemy import apaginate, paginate
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from models import User


async def synchronous(db: Session):
    paginate(db, select(User))  # expect: blocking-call [fastapi-pagination-paginate]
    paginate(db.query(User))  # expect: blocking-call [fastapi-pagination-paginate]


async def asynchronous(db: AsyncSession):
    await paginate(db, select(User))  # ok: awaited
    await apaginate(db, select(User))  # ok: awaited


def plain(db: Session):
    return paginate(db, select(User))  # ok: nothing asynchronous calls it
