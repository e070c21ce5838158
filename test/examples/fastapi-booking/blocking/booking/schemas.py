from datetime import datetime

from pydantic import BaseModel


class RoomOut(BaseModel):
    id: int
    name: str
    seats: int

    class Config:
        orm_mode = True


class BookingIn(BaseModel):
    room_id: int
    starts: datetime


class BookingOut(BaseModel):
    id: int
    room_id: int
    starts: datetime

    class Config:
        orm_mode = True
