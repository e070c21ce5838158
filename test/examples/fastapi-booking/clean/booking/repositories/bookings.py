from datetime import datetime
from typing import List

from sqlalchemy import func, select

from ..models import Booking, Room
from .base import Repository


class BookingRepository(Repository[Booking]):
    model = Booking

    async def of_user(self, user_id: int) -> List[Booking]:
        found = await self.db.scalars(select(Booking).where(Booking.user_id == user_id))
        return found.unique().all()

    async def taken(self, room_id: int, starts: datetime) -> int:
        return await self.db.scalar(
            select(func.count(Booking.id)).where(Booking.room_id == room_id, Booking.starts == starts)
        )

    async def per_room(self):
        counted = select(Room.name, func.count(Booking.id)).join(Room.bookings).group_by(Room.name)
        return (await self.db.execute(counted)).all()
