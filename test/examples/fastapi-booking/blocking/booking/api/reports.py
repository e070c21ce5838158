import asyncio

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from ..database import get_db
from ..repositories.bookings import BookingRepository
from ..services.reports import usage

router = APIRouter(prefix="/reports")


@router.get("/usage")
async def usage_report():
    return await asyncio.to_thread(usage)


@router.get("/rooms")
async def room_report(db: Session = Depends(get_db)):
    # The query runs here, before there is a thread: it is called, not passed.
    rows = await asyncio.to_thread(list, BookingRepository(db).per_room().all())
    return dict(tuple(row) for row in rows)
