"""Not converted yet."""

from sqlalchemy.orm import Session

from app.models import Thread


def move_to_front(thread_id: int, db: Session) -> None:
    thread = db.get(Thread, thread_id)
    thread.position = 1
    db.commit()


async def move_to_back(thread_id: int, db) -> None:
    thread = await db.get(Thread, thread_id)
    thread.position = 100
    await db.commit()  # ok: awaited


def die_for(position: int) -> int:
    return min(position, 20)  # ok: memory
