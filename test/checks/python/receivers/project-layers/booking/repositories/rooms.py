from .base import BaseRepository


class Room:
    pass


class RoomRepository(BaseRepository[Room]):
    model = Room

    def free(self):
        return self.build().filter_by(free=True).all()

    def get(self, key):
        return super().get(key)
