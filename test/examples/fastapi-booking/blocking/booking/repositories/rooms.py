from typing import List

from ..models import Room
from .base import Repository


class RoomRepository(Repository[Room]):
    model = Room

    def all(self) -> List[Room]:
        return self.db.query(Room).order_by(Room.name).all()
