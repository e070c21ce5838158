from typing import List

from sqlalchemy import select

from ..models import Room
from .base import Repository


class RoomRepository(Repository[Room]):
    model = Room

    async def all(self) -> List[Room]:
        return (await self.db.scalars(select(Room).order_by(Room.name))).unique().all()
