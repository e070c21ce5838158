from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.database import get_db, get_db_async
from comics import session as comic_session
from comics.queue import die_for, move_to_back, move_to_front

router = APIRouter(prefix="/threads")


@router.post("/{thread_id}/front")
async def front(thread_id: int, db: Annotated[Session, Depends(get_db)]):
    move_to_front(thread_id, db)  # expect: blocking-call [sqlalchemy] via move_to_front
    await run_in_threadpool(move_to_front, thread_id, db)  # ok: in the pool


@router.post("/{thread_id}/back")
async def back(thread_id: int, db: Annotated[AsyncSession, Depends(get_db_async)]):
    await move_to_back(thread_id, db)  # ok: awaited
    return die_for(thread_id)  # ok: memory


@router.post("/session")
async def start():
    comic_session.get_or_create()  # expect: blocking-wait via get_or_create
    return await comic_session.get_or_create_async()  # ok: awaited


@router.post("/{thread_id}/plain")
def plain(thread_id: int, db: Session = Depends(get_db)):
    move_to_front(thread_id, db)  # ok: a plain endpoint
