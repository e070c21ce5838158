from datetime import datetime
from typing import List

from sqlalchemy import func

from ..models import Booking, Room
from .base import Repository


class BookingRepository(Repository[Booking]):
    model = Booking

    def of_user(self, user_id: int) -> List[Booking]:
        return self.db.query(Booking).filter(Booking.user_id == user_id).all()

    def taken(self, room_id: int, starts: datetime) -> int:
        return (
            self.db.query(func.count(Booking.id))
            .filter(Booking.room_id == room_id, Booking.starts == starts)
            .scalar()
        )

    def per_room(self):
        return self.db.query(Room.name, func.count(Booking.id)).join(Room.bookings).group_by(Room.name)
