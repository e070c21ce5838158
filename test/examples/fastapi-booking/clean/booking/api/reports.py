import asyncio

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession

from ..database import get_db
from ..repositories.bookings import BookingRepository
from ..services.reports import ranking

router = APIRouter(prefix="/reports")


@router.get("/usage")
async def usage_report(db: AsyncSession = Depends(get_db)):
    rows = await BookingRepository(db).per_room()
    return await asyncio.to_thread(ranking, rows)


@router.get("/rooms")
async def room_report(db: AsyncSession = Depends(get_db)):
    rows = await BookingRepository(db).per_room()
    return dict(tuple(row) for row in rows)
