from datetime import datetime

from fastapi import HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from ..models import Booking, User
from ..repositories.bookings import BookingRepository
from ..repositories.rooms import RoomRepository


class BookingService:
    def __init__(self, db: AsyncSession):
        self.rooms = RoomRepository(db)
        self.bookings = BookingRepository(db)

    async def book(self, user: User, room_id: int, starts: datetime) -> Booking:
        room = await self.rooms.get(room_id)
        if room is None:
            raise HTTPException(404, "no such room")
        if await self.bookings.taken(room_id, starts) >= room.seats:
            raise HTTPException(409, "the room is full")
        return await self.bookings.save(Booking(user_id=user.id, room_id=room_id, starts=starts))

    async def of(self, user: User):
        return await self.bookings.of_user(user.id)
